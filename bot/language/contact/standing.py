"""Which of several contact details stands: theirs before another's, the last before the first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from bot.language.contact.candidate import Candidate

Reader = Callable[[str], Candidate | None]
RANKS = ("preferred", "theirs", "another", "company", "mentioned")
"""Roles from the best on; the others, a past one and a denied one, never stand."""


class Corrections(Protocol):
    """What takes back words, and what follows them (bot.reading.corrections)."""

    def turned(self, text: str, start: int, end: int, until: int | None = None, /) -> bool: ...
    def unsettled(self, text: str, end: int, /) -> bool: ...
    def taken_back(self, text: str, start: int, end: int, /) -> bool: ...
    def turns(self, text: str, /) -> tuple[object, ...]: ...
    def read_last(
        self, text: str, read: Reader, again: Reader | None = None, /
    ) -> Candidate | None: ...


def standing(
    message: str, found: Sequence[Candidate], corrections: Corrections
) -> Candidate | None:
    """The first of the best role, or the one that corrects it.

    In doubt where something else may take its place ("sorry, 0124").
    """
    by_role: dict[str, list[Candidate]] = {}
    for each in found:
        by_role.setdefault(each.role, []).append(each)
    kept = None
    for role in RANKS:
        for each in _current(message, by_role.get(role, ()), corrections):
            if kept is None or corrections.turned(message, kept.end, each.start, each.end):
                kept = each
        if kept:
            break
    if kept and corrections.unsettled(message, kept.end):
        return replace(kept, doubtful=True)
    return kept


def _current(
    message: str, found: Sequence[Candidate], corrections: Corrections
) -> Sequence[Candidate]:
    """Those that aren't taken back; all, where every one is."""
    return [
        each for each in found if not corrections.taken_back(message, each.start, each.end)
    ] or found
