"""Amounts of money in a message, whosever they are."""

from __future__ import annotations

from bot.language.amount import Amount
from bot.language.doc import Doc


def find_amounts(doc: Doc, currency: str) -> list[Amount]:
    """Every number of `doc` that may be money, in order, ranges joined.

    `currency` (a code) is what "dollars" or "pounds" stand for where they can.
    """
    return []
