"""The lines of a text to a business: facts in an order, which two segments of GSM-7 must hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.values import links, sms_text

MOST_SEGMENTS = 2
MARK = "..."
# Free text is shortened alike, step by step, until everything fits.
LENGTHS = (150, 100, 70, 50, 35)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line. What does not fit is left out by `rank`, the highest first; `free` text is what a
    prospect wrote, and may be shortened.
    """

    text: str
    rank: int
    free: bool = False


def written(text: str) -> str:
    """What a prospect wrote, as one line without a live link: it is sent by the business's own
    number, which it trusts.
    """
    return links.defang(" ".join(sms_text.to_gsm7(text).split()))


def shorten(text: str, length: int) -> str:
    """At most `length` characters, with a mark where some are missing."""
    return text if len(text) <= length else text[: length - len(MARK)].rstrip() + MARK


def fit(facts: Iterable[Fact]) -> str:
    """The facts, a line each, in at most two segments."""
    kept = [replace(fact, text=sms_text.to_gsm7(fact.text)) for fact in facts if fact.text]
    for length in LENGTHS:
        text = _joined(kept, length)
        if sms_text.segments(text) <= MOST_SEGMENTS:
            return text
    while len(kept) > 1:
        kept.remove(max(kept, key=lambda fact: fact.rank))
        text = "\n".join([_joined(kept, LENGTHS[-1]), MARK])
        if sms_text.segments(text) <= MOST_SEGMENTS:
            return text
    return sms_text.fit(text, MOST_SEGMENTS)


def _joined(facts: Iterable[Fact], length: int) -> str:
    return "\n".join(shorten(fact.text, length) if fact.free else fact.text for fact in facts)
