"""Groups of digits as people tell them: typed, spoken, a letter O for a zero."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.language.contact.words import words
from bot.language.doc import Doc
from bot.language.en.number_words import SMALL, TENS

FEWEST_SPOKEN, FEWEST_TYPED = 3, 4
"""Digits spoken one after the other, or typed beside spoken ones: fewer are a mere count."""
_SIGNS = frozenset(".-/()[]{},")
_CLOSED = {"[": "(", "]": ")", "{": "(", "}": ")"}
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_TENS = {word: str(number // 10) for word, number in TENS.items()}
_TEENS = {word: str(number) for word, number in SMALL.items() if number > 9}


@dataclass(frozen=True, slots=True)
class Group:
    """`tokens[first:last]` tell these `digits`.

    `between` are the signs and words since the group before, None where no number goes on;
    `apart`: a space stands there, or a comma.
    """

    digits: str
    first: int
    last: int
    spoken: bool
    between: str | None = None
    apart: bool = True


Run = tuple[Group, ...]


@lru_cache(maxsize=64)  # who looks for a postcode asks, too
def runs(doc: Doc) -> tuple[Run, ...]:
    """The groups of `doc` that may be one number together, in order."""
    found: list[list[Group]] = []
    for group in _joined(doc, list(_groups(doc))):
        if group.between is None or not found:
            found.append([])
        found[-1].append(group)
    return tuple(tuple(run) for each in found for run in _counting(each))


def _groups(doc: Doc) -> Iterator[Group]:
    at = 0
    while at < len(doc.tokens):
        told = _typed(doc, at) or _spoken(doc, at)
        if told:
            digits, last, spoken = told
            yield Group(digits, at, last, spoken)
        at = told[1] if told else at + 1


def _typed(doc: Doc, at: int) -> tuple[str, int, bool] | None:
    """ "555", "O123", "9411O": figures, and letters O right beside them."""
    digits, last = "", at
    while last < len(doc.tokens) and (last == at or doc.tokens[last].glued):
        low = doc.tokens[last].low
        if not (low.isdigit() or (low and not low.strip("o"))):
            break
        digits += low.replace("o", "0")
        last += 1
    if not any(token.low.isdigit() for token in doc.tokens[at:last]):
        return None
    if doc.tokens[at].low[0] == "o" and at and doc.tokens[at].glued and _is_word(doc, at - 1):
        return None
    return digits, last, False


def _spoken(doc: Doc, at: int) -> tuple[str, int, bool] | None:
    """One piece of a spoken number: "nine hundred", "double five", "forty two", "oh"."""
    lows = [token.low for token in doc.tokens[at : at + 3]]
    following = lows[1] if len(lows) > 1 else ""
    if lows[0] in _TIMES and (_unit(following) or (following.isdigit() and len(following) == 1)):
        return (_unit(following) or following) * _TIMES[lows[0]], at + 2, True
    if lows[0] in _TENS:
        at += 2 if len(lows) > 2 and following == "-" and _unit(lows[2], zero=False) else 1
        one = _unit(doc.tokens[at].low, zero=False) if at < len(doc.tokens) else ""
        return _TENS[lows[0]] + (one or "0"), at + bool(one), True
    if lows[0] in _TEENS:
        return _TEENS[lows[0]], at + 1, True
    unit = _unit(lows[0])
    if unit and following == "hundred":
        return unit + "00", at + 2, True
    return (unit, at + 1, True) if unit else None


def _unit(word: str, zero: bool = True) -> str:
    if word in words("digits", "zero"):
        return "0" if zero else ""
    number = SMALL.get(word, 10)
    return str(number) if (0 if zero else 1) <= number < 10 else ""


def _joined(doc: Doc, groups: list[Group]) -> Iterator[Group]:
    """Each with what stands before it; digits spoken without a pause are one group."""
    kept: Group | None = None
    for group in groups:
        between = None if kept is None else _between(doc, kept.last, group.first)
        if kept and kept.spoken and group.spoken and between is not None and not between.strip("-"):
            kept = replace(kept, digits=kept.digits + group.digits, last=group.last)
            continue
        if kept:
            yield kept
        since = doc.tokens[kept.last if kept else group.first : group.first + 1]
        apart = "," in (between or "") or not all(token.glued for token in since)
        kept = replace(group, between=between, apart=apart)
    if kept:
        yield kept


def _between(doc: Doc, last: int, first: int) -> str | None:
    """The signs between two groups of one number; a word for each of its words. None: no number."""
    signs = ""
    for token in doc.tokens[last:first]:
        if token.low in words("digits", "sign"):
            signs += "-"
        elif token.low in words("digits", "joint"):
            signs += ",&"
        elif token.low in _SIGNS:
            signs += _CLOSED.get(token.low, token.low)
        else:
            return None
    start, end = doc.tokens[last - 1].end, doc.tokens[first].start
    if len(signs) > 4 or "\n\n" in doc.message[start:end]:
        return None
    return signs


def _counting(run: list[Group]) -> Iterator[Run]:
    """The run; without its spoken words where those are a mere count."""
    spoken = sum(len(group.digits) for group in run if group.spoken)
    typed = sum(len(group.digits) for group in run if not group.spoken)
    if not spoken or spoken >= FEWEST_SPOKEN or typed >= FEWEST_TYPED:
        yield tuple(run)
        return
    kept: list[Group] = []
    for group in run:
        if not group.spoken:
            kept.append(group)
        elif kept:
            yield tuple(kept)
            kept = []
    if kept:
        yield tuple(kept)


def _is_word(doc: Doc, at: int) -> bool:
    return doc.tokens[at].low.isalpha()
