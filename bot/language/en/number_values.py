"""The value of one number in words: of what is said before and behind each of its scales."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from bot.language.en.number_words import (
    AND,
    ARTICLES,
    BEFORE_SEVERAL,
    DOZEN,
    HALF,
    HUNDRED,
    OF,
    PARTS,
    POINT,
    SCALES,
    SEVERAL,
    SMALL,
    TENS,
    is_exact,
    stands,
)

_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_LARGEST = 10**15
_FIGURES_OF_A_PRICE = 4
"""Of more ("three hundred thousand three hundred fifty") some may be of another number."""


class _Piece(NamedTuple):
    """The words up to a scale, or behind the last one (`size` 1); `joined` to it by an "and"."""

    words: tuple[str, ...]
    size: int
    joined: bool


def value_of(words: tuple[str, ...]) -> tuple[Decimal, int, bool] | None:
    """Value, scale and sureness of the one number that `words` make, if they make one."""
    if not POINT.isdisjoint(words):
        return _with_decimals(words)
    pieces = _pieces(words)
    total, limit, sure = Decimal(0), _LARGEST, True
    for piece in pieces:
        count = _tail(piece, limit) if limit < _LARGEST else _count(piece)
        if count is None or count[0] * piece.size >= limit:
            return None
        total += count[0] * piece.size
        sure &= count[1]
        limit = piece.size
    scale = 1 if len(pieces) > 1 else 100 if words[-1] in HUNDRED else pieces[0].size
    return total, scale, sure and _figures(total) <= _FIGURES_OF_A_PRICE


def _pieces(words: tuple[str, ...]) -> list[_Piece]:
    pieces: list[_Piece] = []
    begun = 0
    for at, word in enumerate(words):
        if word in SCALES or at == len(words) - 1:
            size = SCALES.get(word, 1)
            said = words[begun : at + (size == 1)]
            joined = bool(pieces) and stands(said, 0, AND)
            pieces.append(_Piece(said[joined:], size, joined))
            begun = at + 1
    return pieces


def _figures(value: Decimal) -> int:
    """How many figures of `value` tell anything: 2 of 120, 3 of 1.25."""
    return len(str(value.normalize()).replace(".", "").partition("E")[0])


def _tail(piece: _Piece, limit: int) -> tuple[Decimal, bool] | None:
    """What is said behind a scale: "eight thousand five (hundred)", "a million and a half"."""
    part = PARTS.get(piece.words)
    if part is not None:
        return (part * limit, True) if piece.joined else None
    count = _count(piece) if piece.words else None
    if count is None or piece.size > 1:
        return count
    value, sure = count
    if value < 10 and limit >= 1000:
        return (value, False) if piece.joined else (value * limit / 10, False)
    if limit >= 10**6:  # "a million two hundred": thousands, mostly
        return value * limit / 1000, False
    return value, sure


def _count(piece: _Piece) -> tuple[Decimal, bool] | None:
    """The value of words below a scale, and whether it is sure."""
    words, scaled = piece.words, piece.size > 1
    if scaled and _is_one(words):
        return Decimal(1), True
    share = _share(words) if scaled else None
    if share is not None:
        return share, True
    extra = Decimal(0)
    at = max((at for at in range(1, len(words)) if words[at] in AND), default=0)
    if at:
        extra = PARTS.get(words[at + 1 :], extra)
        words = words[:at] if extra else words
    said = _several(words) if scaled else None
    said = said or _below_thousand(words, scaled)
    if said is None or (scaled and said[0] >= 1000 and not words[0][:1].isdigit()):
        return None
    return said[0] + extra, said[1]


def _share(words: tuple[str, ...]) -> Decimal | None:
    """Of a scale: "half (a million)", "three quarters of (a million)", "0.5 (million)"."""
    for kind in (ARTICLES, OF):
        words = words[:-1] if words and words[-1] in kind else words
    if len(words) == 1 and words[0].startswith("0."):
        return Decimal(words[0])
    return PARTS.get(words)


def _below_thousand(words: tuple[str, ...], scaled: bool) -> tuple[Decimal, bool] | None:
    if words and words[-1] in DOZEN:
        half = len(words) in (2, 3) and words[0] in HALF and {*words[1:-1]} <= BEFORE_SEVERAL
        dozens = (Decimal("0.5"), True) if half else _times(words[:-1])
        return None if dozens is None else (dozens[0] * 12, dozens[1])
    at = next((at for at, word in enumerate(words) if word in HUNDRED), -1)
    if at >= 0:
        hundreds, rest = _times(words[:at]), words[at + 1 :]
        rest = rest[1:] if stands(rest, 0, AND) else rest
        below = _below_hundred(rest) if rest else Decimal(0)
        if hundreds is None or below is None or (rest == () and words[-1] in AND):
            return None
        return hundreds[0] * 100 + below, hundreds[1]
    value = _below_hundred(words)
    return (value, True) if value is not None else _price(words, scaled)


def _is_one(words: tuple[str, ...]) -> bool:
    """Whether they are an article, or nothing."""
    return not words or (len(words) == 1 and words[0] in ARTICLES)


def _times(words: tuple[str, ...]) -> tuple[Decimal, bool] | None:
    """How many hundreds or dozens: none said is one."""
    if _is_one(words):
        return Decimal(1), True
    value = _below_hundred(words)
    return (value, True) if value else _several(words)


def _several(words: tuple[str, ...]) -> tuple[Decimal, bool] | None:
    words = words[1:] if stands(words, 0, BEFORE_SEVERAL) else words
    words = words[:-1] if words and words[-1] in OF else words
    if len(words) != 1 or words[0] not in SEVERAL:
        return None
    count = SEVERAL[words[0]]
    return Decimal(count), is_exact(count)


def _below_hundred(words: tuple[str, ...]) -> Decimal | None:
    if len(words) == 1:
        word = words[0]
        if word[:1].isdigit():
            return Decimal(word) if _FIGURE.fullmatch(word) else None
        number = SMALL.get(word, TENS.get(word))
        return None if number is None else Decimal(number)
    if len(words) == 2 and words[0] in TENS and 0 < SMALL.get(words[1], 0) < 10:
        return Decimal(TENS[words[0]] + SMALL[words[1]])
    return None


def _price(words: tuple[str, ...], scaled: bool) -> tuple[Decimal, bool] | None:
    """ "Three fifty" as the price that it mostly is, or the year: 350, 1995. "Ten twelve", "fifty
    sixty" are two numbers.
    """
    for at in (1, 2):
        first, second = _below_hundred(words[:at]), _below_hundred(words[at:])
        if not first or second is None or not 10 <= second < 100 or first >= 100:
            continue
        if first != int(first) or words[0][:1].isdigit() or words[at][:1].isdigit():
            continue
        year = first in (19, 20) and not scaled
        if first < second <= 2 * first and (first >= 10 or scaled) and not year:
            return None
        return first * 100 + second, False
    return None


def _with_decimals(words: tuple[str, ...]) -> tuple[Decimal, int, bool] | None:
    """ "One point two five million"."""
    at = next(at for at, word in enumerate(words) if word in POINT)
    size = SCALES.get(words[-1], 1)
    decimals = words[at + 1 : len(words) - (size > 1)]
    whole = _below_thousand(words[:at], scaled=True) if at else (Decimal(0), True)
    if whole is None or not decimals or any(word not in SMALL for word in decimals):
        return None
    places = "".join(str(SMALL[word]) for word in decimals)
    return Decimal(f"{int(whole[0])}.{places}") * size, size, whole[1]
