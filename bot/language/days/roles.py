"""Days as candidates for the learnt roles: what else tells a wanted start from other days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.language.days.around import Words
from bot.language.days.mention import Mention
from bot.language.days.mentions import is_alone
from bot.language.days.value import Days, Scene
from bot.language.doc import Doc
from bot.language.role_features import Candidate

ENTITY = "day"
WANTED = ("start", "deadline")
"""The roles that say when they want it."""

_DISTANCES = ((1, "day"), (8, "week"), (32, "month"), (100, "quarter"), (400, "year"))


def as_candidates(doc: Doc, mentions: Sequence[Mention], scene: Scene) -> list[Candidate]:
    """Each of `mentions`, which stand in order and don't overlap."""
    words = Words(doc)
    return [
        Candidate(one.first, one.last, (*_own(one.days, scene.today), *_stands(words, one)))
        for one in mentions
    ]


def frame(asks: str | None) -> tuple[str, ...]:
    """What was asked, for the learnt roles."""
    return (f"asks {asks if asks in ('timeframe', None) else 'other'}",)


def _own(days: Days, today: date) -> Iterator[str]:
    yield f"sort {days.sort.value}"
    yield f"grain {days.grain.value}"
    if days.bounded:
        yield f"bound {'none' if days.last is None else 'upper' if days.first == today else 'both'}"
    if days.ranged:
        yield "range"
    if days.bare:
        yield "bare"
    begins = days.first or days.last or today
    yield f"in a {_distance((begins - today).days)}"


def _stands(words: Words, one: Mention) -> Iterator[str]:
    """Whether it is all that its clause or the whole message says."""
    if is_alone(words, one):
        begin = words.skipped("alone_lead", one.first)
        rest = [*words.low[:begin], *words.low[one.last :]]
        yield "alone" if any(word[0].isalnum() for word in rest) else "all"


def _distance(days: int) -> str:
    """How far off, roughly: "in a week" is within it."""
    return next((name for most, name in _DISTANCES if days <= most), "while")
