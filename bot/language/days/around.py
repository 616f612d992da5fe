"""What stands around words of a message: cues from a language's list, in the same clause."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache

from bot.language.doc import Doc, read
from bot.language.vocabulary import load
from bot.language.word_files import word_set

_JOINING = word_set("day_cues", "joining")

FAR = 16
"""Tokens on either side that may say what days are; what stands further off says nothing of it."""

_Phrases = dict[str, tuple[tuple[str, ...], ...]]


@lru_cache(maxsize=256)
def phrases(kind: str, listing: str = "day_cues") -> _Phrases:
    """The phrases of a `kind`, as tokens, by their first; longer ones first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in load("en", listing)[kind]:
        words = tuple(token.low for token in read(phrase).tokens)
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(ways, key=len, reverse=True)) for first, ways in found.items()}


@lru_cache(maxsize=256)
def _last_words(kind: str, listing: str) -> _Phrases:
    found: dict[str, list[tuple[str, ...]]] = {}
    for ways in phrases(kind, listing).values():
        for way in ways:
            found.setdefault(way[-1], []).append(way)
    return {last: tuple(sorted(ways, key=len, reverse=True)) for last, ways in found.items()}


@lru_cache(maxsize=256)
def _first_words(kinds: tuple[str, ...], listing: str) -> frozenset[str]:
    return frozenset().union(*(phrases(kind, listing) for kind in kinds))


class Words:
    """The words of a message, asked for cues."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.low = [token.low for token in doc.tokens]
        self._there = frozenset(self.low)

    def beginnings(self, *kinds: str, listing: str = "day_cues") -> list[int]:
        """The tokens that may begin a phrase of one of `kinds`."""
        heads = _first_words(kinds, listing)
        if heads.isdisjoint(self._there):
            return []
        return [at for at, word in enumerate(self.low) if word in heads]

    def begins(self, kind: str, at: int, listing: str = "day_cues") -> int:
        """Where the longest phrase of `kind` ends that begins at token `at`; 0 for none."""
        if at < 0 or at >= len(self.low):
            return 0
        for way in phrases(kind, listing).get(self.low[at], ()):
            if tuple(self.low[at : at + len(way)]) == way:
                return at + len(way)
        return 0

    def ends(self, kind: str, at: int, listing: str = "day_cues") -> int:
        """Where the longest phrase of `kind` begins that ends right before token `at`; -1: none."""
        if not 0 < at <= len(self.low):
            return -1
        for way in _last_words(kind, listing).get(self.low[at - 1], ()):
            if at >= len(way) and tuple(self.low[at - len(way) : at]) == way:
                return at - len(way)
        return -1

    def spans(
        self, kind: str, first: int, last: int, listing: str = "day_cues"
    ) -> Iterator[tuple[int, int]]:
        """Every place of a phrase of `kind` within `tokens[first:last]`."""
        known = phrases(kind, listing)
        if known.keys().isdisjoint(self._there):
            return
        for at in range(max(first, 0), min(last, len(self.low))):
            for way in known.get(self.low[at], ()):
                if at + len(way) <= last and tuple(self.low[at : at + len(way)]) == way:
                    yield at, at + len(way)

    def has(self, kind: str, first: int, last: int, listing: str = "day_cues") -> bool:
        """Whether a phrase of `kind` stands within `tokens[first:last]`."""
        return next(self.spans(kind, first, last, listing), None) is not None

    def skipped(self, kind: str, at: int) -> int:
        """Where phrases of `kind` begin that stand, one after the other, before token `at`."""
        while (begin := self.ends(kind, at)) >= 0:
            at = begin
        return at

    def clause(self, first: int, last: int) -> tuple[int, int]:
        """Where the clause of `tokens[first:last]` begins and ends, not too far off."""
        begin = first
        nearest = max(0, first - FAR)
        while begin > nearest and begin not in self._starts and begin - 1 not in self._turns:
            begin -= 1
        end = last
        while end < min(len(self.low), last + FAR) and end not in self._starts:
            if end in self._turns:
                break
            end += 1
        return begin, end

    @cached_property
    def _starts(self) -> frozenset[int]:
        """Tokens that begin a clause."""
        tokens = self.doc.tokens
        starts = {at for at in range(1, len(tokens)) if tokens[at].clause > tokens[at - 1].clause}
        for at, word in enumerate(self.low[:-1]):
            dash = word == "-" and not self.doc.tokens[at].glued and not tokens[at + 1].glued
            if dash or (word in _JOINING and self.begins("subject", at + 1)):
                starts.add(at + 1)
        return frozenset(starts)

    @cached_property
    def _turns(self) -> frozenset[int]:
        """Tokens between two thoughts: "need a roof but i'm busy today"."""
        return frozenset(
            at
            for at in self.beginnings("turn", "turn_unless")
            if self.begins("turn", at)
            or (self.begins("turn_unless", at) and not self.begins("so_what", at + 1))
        )
