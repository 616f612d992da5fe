"""Whose a number or an address is, by the words beside it: theirs, another's, a past one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from bot.language.contact.candidate import Candidate
from bot.language.contact.words import phrases, words
from bot.language.doc import Doc

_NEAR = 8  # words


def placed(doc: Doc, found: Candidate) -> Candidate:
    """`found` with its role."""
    return replace(found, role=role(doc, *tokens_of(doc, found.start, found.end)))


def tokens_of(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The tokens that `message[start:end]` holds."""
    starts, ends = [token.start for token in doc.tokens], [token.end for token in doc.tokens]
    first = bisect_left(starts, start)
    return first, max(first, min(bisect_left(ends, end) + 1, len(ends)))


def role(doc: Doc, first: int, last: int) -> str:
    """The role of what `tokens[first:last]` tell."""
    lows = [token.low for token in doc.tokens]
    said = _said_after(lows, last, _end_of_sentence(doc, last))
    if said in ("preferred", "old"):
        return said
    return _said_before(lows, _start_of_sentence(doc, first), first) or said or "theirs"


def _said_before(lows: Sequence[str], start: int, first: int) -> str | None:
    """ "my husband's cell is", "not", "my old number was"."""
    at = first
    while at > start:
        told = phrases("whose").before(lows[start:first], at - start)
        if told:
            return told
        if lows[at - 1] not in words("whose_filler", "before"):
            return None
        at -= 1
    return None


def _said_after(lows: Sequence[str], last: int, end: int) -> str | None:
    """ "is my wife's", "(old)", "doesn't work", "is better"."""
    at = last
    while at < end and lows[at] in ",;-" and at - last < 2:
        at += 1
    told = phrases("whose_after").at(lows[:end], at)
    # "94112, used to be 94117" tells of the other one.
    if told and not any(low.isdecimal() for low in lows[told[1] : told[1] + 2]):
        return told[0]
    opened = at < end and lows[at] in words("whose_filler", "opening")
    while at < end and lows[at] in words("whose_filler", "after"):
        at += 1
    found = phrases("whose").at(lows[:end], at) if opened else None
    return found[0] if found else None


def _start_of_sentence(doc: Doc, first: int) -> int:
    start = max(0, first - _NEAR)
    while start < first and doc.tokens[start].sentence != doc.tokens[first].sentence:
        start += 1
    return start


def _end_of_sentence(doc: Doc, last: int) -> int:
    end = last
    while end < min(len(doc.tokens), last + _NEAR) and (
        doc.tokens[end].sentence == doc.tokens[last - 1].sentence
    ):
        end += 1
    return end
