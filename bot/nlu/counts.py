"""Counts and ordinals in words, written in figures: "a hundred and twenty days", "twenty-first".

One and two to nineteen stay as they are: in a sentence they are much else ("that one").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.language.clean import Clean
from bot.language.en.number_words import SMALL, TENS, Composed, compose
from bot.nlu.patterns import phrases

_word = "|".join([*SMALL, *TENS, "hundred", "thousand", "dozen"])
_several = r"(?:couple(?:[ ]of)?|few|several)(?=[ ](?:hundred|dozen|thousand))"
_RUN = re.compile(
    rf"""(?<![a-z0-9])(?:half[ ](?:a[ ])?(?=dozen)|an?[ ](?=hundred|thousand|dozen|couple|few))?
    (?:{_word}|{_several})(?![a-z0-9'])
    (?:(?:[ ]|-|[ ]and[ ])(?:{_word})(?![a-z0-9']))*""",
    re.VERBOSE,
)
_BIG = re.compile("|".join([*TENS, "hundred", "thousand", "dozen"]))
_TOKEN = re.compile(r"[a-z]+")
_units = phrases(
    """days? | nights? | weeks? | weekends? | fortnights? | months? | mths? | mos? | wks?
    | quarters? | years? | yrs? | hours? | hrs?"""
)
_COUNTED = re.compile(
    rf"[ ]?-?[ ]?(?:(?:or so|business|working|work|calendar|full|more)[ -]){{0,3}}{_units}(?![a-z])"
)
_ONES = "first second third fourth fifth sixth seventh eighth ninth".split()
_ORDINAL = re.compile(rf"(?<![a-z0-9])({'|'.join(TENS)})[ -]?({'|'.join(_ONES)})(?![a-z])")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
# The "two" of "two to three hundred days"
_LOW_HUNDREDS = re.compile(rf"(?<![a-z0-9])({'|'.join(list(SMALL)[1:10])})(?=(?: to | or |-)$)")
# "2 3 weeks", "two, three weeks"; of "May 2 3 weeks" the 2 is a day
_small = "|".join([*SMALL, r"\d{1,3}"])
_IN_A_ROW = re.compile(rf"(?<![\w$£€.,:/'-])({_small})(,? )({_small})(?={_COUNTED.pattern})")
_MONTH_BEFORE = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? (?:the )?$"
)
_YEARS = range(2020, 2100)
_NEAREST = 2
"""How many times the first of two numbers in a row the second is at most: "ten twelve days"."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A clean text with its counts in figures. Those in `doubtful` spans may be others."""

    plain: Clean
    doubtful: tuple[tuple[int, int], ...] = ()

    def is_doubtful(self, start: int, end: int) -> bool:
        """Whether such a count stands in `plain.text[start:end]`."""
        return any(low < end and start < high for low, high in self.doubtful)


@dataclass(frozen=True, slots=True)
class _Written:
    start: int
    end: int
    figures: str
    sure: bool = True

    def within(self, other: _Written) -> bool:
        return other.start <= self.start and self.end <= other.end


def in_figures(plain: Clean) -> Figures:
    """`plain` with the counts and ordinals that are told in words.

    >>> from bot.language.clean import clean
    >>> in_figures(clean("In a hundred and twenty days, or the twenty-first")).plain.text
    'in 120 days, or the 21st'
    """
    text = plain.text
    if not _BIG.search(text) and not _COUNTED.search(text):
        return Figures(plain)
    counts = [*_ordinals(text), *_counts(text)]
    rows = [row for row in _rows(text) if not any(row.within(count) for count in counts)]
    written = sorted([*counts, *rows], key=lambda one: one.start)
    shift, doubtful = 0, []
    for one in written:
        start = one.start + shift
        shift += len(one.figures) - (one.end - one.start)
        if not one.sure:
            doubtful.append((start, start + len(one.figures)))
    return Figures(
        plain.rewritten([(one.start, one.end, one.figures) for one in written]), tuple(doubtful)
    )


def _ordinals(text: str) -> Iterator[_Written]:
    for match in _ORDINAL.finditer(text):
        ones = _ONES.index(match[2]) + 1
        yield _Written(*match.span(), f"{TENS[match[1]] + ones}{_ENDINGS.get(ones, 'th')}")


def _counts(text: str) -> Iterator[_Written]:
    for run in _RUN.finditer(text):
        if _ORDINAL.match(text, run.start()):
            continue
        counted = bool(_COUNTED.match(text, run.end()))
        told = _told(run.group(), counted)
        if told is None:
            continue
        low = _LOW_HUNDREDS.search(text, max(0, run.start() - 10), run.start())
        if low and told[0].endswith("00"):
            yield _Written(*low.span(), f"{SMALL[low[1]]}00")
        yield _Written(*run.span(), *told)


def _rows(text: str) -> Iterator[_Written]:
    """Two numbers in a row that count the same: from one to the other."""
    for row in _IN_A_ROW.finditer(text):
        low, high = (SMALL[each] if each in SMALL else int(each) for each in row.group(1, 3))
        if low < high <= _NEAREST * low and not _MONTH_BEFORE.search(text[: row.start()][-16:]):
            yield _Written(row.end(1), row.end(2), "-")


def _told(said: str, counted: bool) -> tuple[str, bool] | None:
    """The figures for a run of number words, and whether they are sure; None to leave it."""
    words = _TOKEN.findall(said)
    found = compose(words)
    if len(found) == 1 and not found[0].sure and counted:
        found = _two(words) or found
    if len(found) == 1:
        return _one(found[0], said, counted)
    if len(found) < 2 or not counted:
        return None
    first, last = found[0].value, found[-1].value
    return f"{first:f}-{last:f}", len(found) == 2 and first < last <= 3 * first


def _one(one: Composed, said: str, counted: bool) -> tuple[str, bool] | None:
    if said in SMALL or one.value % 1:
        return None
    is_year = one.value in _YEARS
    if not counted and not is_year and (not one.sure or one.value >= 1000):
        return None  # half past nine and three hundred dollars: "nine thirty", "three fifty"
    return f"{one.value:f}", one.sure or (is_year and not counted)


def _two(words: list[str]) -> tuple[Composed, ...]:
    """The numbers of "twenty thirty days", which are no year: near each other, the less first."""
    for at in range(1, len(words)):
        low, high = compose(words[:at]), compose(words[at:])
        if len(low) == len(high) == 1 and low[0].value < high[0].value <= _NEAREST * low[0].value:
            return low + high
    return ()
