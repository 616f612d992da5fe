"""Groups of digits as people tell them: typed, spoken, a letter O for a zero."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from bot.language.contact.words import phrases, words
from bot.language.doc import Doc, Token, read
from bot.language.en.number_words import SMALL, TENS

FEWEST_SPOKEN, FEWEST_TYPED = 3, 4
"""Digits spoken one after the other, or typed beside spoken ones: fewer are a mere count."""
_MOST_SIGNS = 4  # between two groups
_CLOSED = dict(zip("[]{}.-/(),", "()().-/(),", strict=True))
_UNITS = {word: str(number) for word, number in SMALL.items() if 0 < number < 10}
_TENS = {word: str(number // 10) for word, number in TENS.items()}
_TEENS = {word: str(number) for word, number in SMALL.items() if number > 9}


class Group(NamedTuple):
    """`tokens[first:last]` tell these `digits`.

    `between` are the signs since the group before, a comma for words like "and then"; None where
    no number goes on. `apart`: a space stands there, or a comma.
    """

    digits: str
    first: int
    last: int
    spoken: bool
    between: str | None = None
    apart: bool = True


Run = tuple[Group, ...]


def runs(doc: Doc) -> tuple[Run, ...]:
    """The groups of `doc` that may be one number together, in order."""
    return _runs(doc.message)


@lru_cache(maxsize=64)  # who looks for a postcode asks, too
def _runs(message: str) -> tuple[Run, ...]:
    doc = read(message)
    found: list[list[Group]] = []
    for piece in _pieces(doc.tokens):
        before = found[-1][-1] if found else None
        between = _between(doc.tokens[before.last : piece.first]) if before else None
        if before is None or between is None:
            found.append([piece])
        elif before.spoken and piece.spoken and not between.strip("-"):
            joined = before.digits + piece.digits
            found[-1][-1] = before._replace(digits=joined, last=piece.last)
        else:
            since = doc.tokens[before.last : piece.first + 1]
            apart = "," in between or not all(token.glued for token in since)
            found[-1].append(piece._replace(between=between, apart=apart))
    return tuple(run for each in found for run in _counting(each))


def _pieces(tokens: tuple[Token, ...]) -> Iterator[Group]:
    at = 0
    heads = _heads()
    while at < len(tokens):
        low = tokens[at].low
        piece = _typed(tokens, at) if low[0] in _DIGITS_OR_O else None
        piece = piece or (_spoken(tokens, at) if low in heads else None)
        if piece:
            yield piece
        at = piece.last if piece else at + 1


_DIGITS_OR_O = frozenset("0123456789o")


@cache
def _heads() -> frozenset[str]:
    """The words that a spoken number begins with."""
    return phrases("times").first | words("digits", "zero") | {*_UNITS, *_TENS, *_TEENS}


def _typed(tokens: tuple[Token, ...], at: int) -> Group | None:
    """ "555", "O123", "9411O": figures, and letters O right beside them."""
    last, first = at, tokens[at]
    while last < len(tokens) and (last == at or tokens[last].glued):
        if not (tokens[last].low.isdigit() or not tokens[last].low.strip("o")):
            break
        last += 1
    digits = "".join(token.low for token in tokens[at:last])
    stuck = first.low[0] == "o" and at and first.glued and tokens[at - 1].low.isalpha()
    if not digits or digits.isalpha() or stuck:
        return None
    return Group(digits.replace("o", "0"), at, last, spoken=False)


def _spoken(tokens: tuple[Token, ...], at: int) -> Group | None:
    """One piece of a spoken number: "nine hundred", "double five", "forty two", "oh"."""
    low = tokens[at].low
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    times = phrases("times").at([low], 0)
    if times and ((len(following) == 1 and following.isdigit()) or _unit(following)):
        return Group((_unit(following) or following) * int(times[0]), at, at + 2, spoken=True)
    if low in _TENS:
        one = at + 1 + (following == "-")
        unit = _UNITS.get(tokens[one].low) if one < len(tokens) else None
        return Group(_TENS[low] + (unit or "0"), at, one + 1 if unit else at + 1, spoken=True)
    if low in _TEENS:
        return Group(_TEENS[low], at, at + 1, spoken=True)
    unit = _unit(low)
    if unit and following in words("digits", "hundred"):
        return Group(unit + "00", at, at + 2, spoken=True)
    return Group(unit, at, at + 1, spoken=True) if unit else None


def _unit(low: str) -> str:
    return "0" if low in words("digits", "zero") else _UNITS.get(low, "")


def _between(tokens: tuple[Token, ...]) -> str | None:
    """The signs between two groups of one number; None where it ends."""
    signs = ""
    for token in tokens:
        if token.low in _CLOSED:
            signs += _CLOSED[token.low]
        elif token.low in words("digits", "sign"):
            signs += "-"
        elif token.low in words("digits", "joint"):
            signs += ","
        else:
            return None
    return signs if len(signs) <= _MOST_SIGNS else None


def _counting(run: list[Group]) -> Iterator[Run]:
    """The run; without its spoken words where those are a mere count."""
    spoken = sum(len(group.digits) for group in run if group.spoken)
    typed = sum(len(group.digits) for group in run if not group.spoken)
    if not spoken or spoken >= FEWEST_SPOKEN or typed >= FEWEST_TYPED:
        yield tuple(run)
        return
    for is_spoken, groups in groupby(run, lambda group: group.spoken):
        if not is_spoken:
            yield tuple(groups)
