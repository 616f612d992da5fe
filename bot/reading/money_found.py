"""The amounts of a message, found once for all who ask."""

from __future__ import annotations

from functools import lru_cache

from bot.language.amount import Amount
from bot.language.doc import Doc
from bot.language.money import find_amounts


@lru_cache(maxsize=16)
def find_money(doc: Doc, currency: str) -> list[Amount]:
    """Every amount in `doc`; `currency` is what "dollars" stand for where they can."""
    return find_amounts(doc, currency)
