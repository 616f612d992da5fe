"""The amounts of a message, found once for all who ask."""

from __future__ import annotations

from functools import lru_cache

from bot.language.amount import Amount
from bot.language.clean import clean
from bot.language.doc import Doc
from bot.nlu.amounts.as_amounts import said_in


@lru_cache(maxsize=16)
def find_money(doc: Doc, currency: str) -> list[Amount]:
    return said_in(doc, clean(doc.message), currency)
