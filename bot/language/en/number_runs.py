"""Which numbers a run of number words makes, and where the next one begins.

"Five hundred six" is 506, but "five hundred six hundred" are 500 and 600: a run of words is read
as the fewest numbers that use up all of them, and never as a sum of what doesn't belong together.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.language.en.number_values import value_of
from bot.language.en.number_words import AND, MULTIPLIERS

_MOST_WORDS = 14


class Composed(NamedTuple):
    """The words from `first` up to `last` are `value`, said in `scale` (five thousand: 1000; 5,200
    has none: 1). Not `sure` where they mostly mean that, but may be something else: "three fifty".
    """

    first: int
    last: int
    value: Decimal
    scale: int = 1
    sure: bool = True


def compose(words: Sequence[str]) -> tuple[Composed, ...]:
    """The fewest numbers that all of `words` make, in order; none where they make none.

    `words` are number words, figures, "and", "a", "half" and "quarter", in lower case.

    >>> [int(each.value) for each in compose("a hundred and twenty".split())]
    [120]
    >>> [int(each.value) for each in compose("five hundred six hundred".split())]
    [500, 600]
    """
    return _compose(tuple(words))


def between(words: Sequence[str]) -> tuple[Composed, ...]:
    """The two ends that "between" is said of in `words`; none where no "and" parts them.

    >>> [int(each.value) for each in between("five thousand and seven".split())]
    [5000, 7]
    """
    found = []
    for at in (at for at, word in enumerate(words) if word in AND):
        low, high = compose(words[:at]), compose(words[at + 1 :])
        if len(low) == len(high) == 1:
            found.append((low[0], _moved(high[0], at + 1)))
    return min(found, key=_apart, default=())


def _apart(ends: tuple[Composed, Composed]) -> Decimal:
    """How far apart the two are, one perhaps in the scale of the other ("three four thousand")."""
    low, high = ends[0].value, ends[1].value
    if ends[1].scale == 1 < ends[0].scale and high <= low:
        high *= ends[0].scale
    if ends[0].scale == 1 < ends[1].scale and low * ends[1].scale <= high:
        low *= ends[1].scale
    return high / low if 0 < low < high else Decimal(10**15)


def _moved(one: Composed, by: int) -> Composed:
    return Composed(one.first + by, one.last + by, one.value, one.scale, one.sure)


@lru_cache(maxsize=1024)
def _compose(words: tuple[str, ...]) -> tuple[Composed, ...]:
    if not words or len(words) > _MOST_WORDS:
        return ()
    # best[at]: what the words before `at` make
    best: list[tuple[Composed, ...] | None] = [()]
    for last in range(1, len(words) + 1):
        ways = [_joined(best, words, first, last) for first in range(last)]
        best.append(min((way for way in ways if way is not None), key=_cost, default=None))
    return best[-1] or ()


def _joined(
    best: list[tuple[Composed, ...] | None], words: tuple[str, ...], first: int, last: int
) -> tuple[Composed, ...] | None:
    before = best[first]
    if before is None:
        return None
    if before and last - first == 1 and last < len(words) and words[first] in AND:
        return before  # it parts two numbers
    one = value_of(words[first:last])
    return None if one is None else (*before, Composed(first, last, *one))


def _cost(way: tuple[Composed, ...]) -> tuple[int, Decimal, int]:
    """Few numbers, near one another, and sure ones: 1500 and 2000 over 15 and 102,000."""
    apart = max((_apart(ends) for ends in pairwise(way)), default=Decimal(1))
    return len(way), apart, sum(not each.sure for each in way)


def is_year(one: Composed, words: Sequence[str]) -> bool:
    """ "Nineteen ninety five"."""
    said = words[one.first : one.last]
    return not one.sure and 1800 <= one.value < 2100 and MULTIPLIERS.isdisjoint(said)
