"""Choices that are ranges of numbers: a credit score in figures or words, whose and from when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from math import inf
from typing import NamedTuple

from bot.language.chart import Item
from bot.language.choosing import PHRASES
from bot.language.doc import read
from bot.language.en.words import possessives, words_of
from bot.language.numbers import items
from bot.language.word_files import by_word, load, word_set
from bot.reading.choice.counts import COUNTS, is_unit
from bot.reading.heard import FAR, MOST

_DIGITS = re.compile(r"\d+")
# Figures that stand for themselves, what ends them ("720s", "720ish"), and the word behind
_FIGURES = re.compile(r"(?<![\w$€£.,/])(\d{1,6})(['’]?[^\W\d_]*)(?![\w%:/]|[.,]\d)")
_WORD_BEHIND = re.compile(r"\s*([^\W\d_]+)")
_PAUSE = re.compile(r"[,.;:\n]")
_FEW_WORDS = re.compile(r"(?: [^\W\d]+){0,2}\W{1,2}")
_PARTS = {"lower": (0, 33), "middle": (34, 66), "upper": (67, 99)}  # of a hundred

_WHO: dict[str, str] = {
    form: who for word, who in by_word(load("en", "people")).items() for form in possessives(word)
}
_TENS = word_set("choice_words", "tens")
_ENDINGS = _TENS | word_set("choice_words", "loosely") | {""}
_RATED, _GOING_ON = word_set("choice_words", "rated"), word_set("choice_words", "going_on")
_EITHER = word_set("choice_words", "either")
_AROUND_A_COUNT = word_set("choice_words", "around_a_count") | frozenset(COUNTS)

Ranges = dict[str, tuple[float, float]]


def ranges_of(labels: Mapping[str, str]) -> Ranges:
    """Each choice whose label names a range, with its lowest and highest number, both inside.

    An open end reaches as far as numbers of the labels' length do: next to "740+" and "below
    620" neither 65 nor 6500 is a credit score.
    """
    found: Ranges = {}
    for value, label in labels.items():
        if span := _span_of(label):
            found[value] = span
    ends = [int(end) for pair in found.values() for end in pair if abs(end) != inf]
    if not ends:
        return found
    least, most = 10 ** (len(str(min(ends))) - 1), 10 ** len(str(max(ends))) - 1
    return {value: (max(low, least), min(high, most)) for value, (low, high) in found.items()}


def _span_of(label: str) -> tuple[float, float] | None:
    for kind in ("from_to", "from", "below"):
        for said in PHRASES.said(label, kind):
            numbers = [int(number) for number in _DIGITS.findall(label[said.start : said.end])]
            if kind == "below":
                return -inf, numbers[0] - 1
            return numbers[0], numbers[1] if kind == "from_to" else inf
    return None


class _Number(NamedTuple):
    """`text[start:end]` tells a number from `low` to `high`: "640", "the 640s", "mid 600s"."""

    low: int
    high: int
    start: int
    end: int


def in_range(text: str, ranges: Ranges) -> tuple[str, int, int] | None:
    """The one choice that every number in `text` falls into, with the numbers' place.

    Smaller ones ("paid off 2 cards, 705 now") count something else, old ones ("used to be 590")
    nothing.
    """
    numbers = _numbers(text, ranges)
    if not numbers:
        return None
    least, most = min(each.low for each in numbers), max(each.high for each in numbers)
    values = [value for value, (low, high) in ranges.items() if low <= least and most <= high]
    return (values[0], numbers[0].start, numbers[-1].end) if len(values) == 1 else None


def in_two_ranges(text: str, ranges: Ranges) -> tuple[tuple[str, str], int, int] | None:
    """The two choices that two numbers of `text` fall into: "700, or maybe 640"."""
    numbers = _numbers(text, ranges)
    if len(numbers) != 2 or _EITHER.isdisjoint(_words(text[numbers[0].end : numbers[1].start])):
        return None
    one, other = (_within(number.low, number.high, ranges) for number in numbers)
    if one is None or other is None or one == other:
        return None
    return (one, other), numbers[0].start, numbers[1].end


def in_last(text: str, ranges: Ranges) -> tuple[str, int, int] | None:
    """The choice that the last of several numbers falls into: "low 600s, maybe 630"."""
    numbers = _numbers(text, ranges)
    if len(numbers) < 2 or not _PAUSE.search(text, numbers[-2].end, numbers[-1].start):
        return None  # "between 600 and 700"
    last = numbers[-1]
    value = _within(last.low, last.high, ranges)
    return (value, last.start, last.end) if value else None


def _within(low: int, high: int, ranges: Ranges) -> str | None:
    """The first choice that all numbers from `low` to `high` fall into."""
    return next((value for value, (a, b) in ranges.items() if a <= low <= high <= b), None)


def _words(text: str) -> list[str]:
    return [word.text for word in words_of(text)]


def _numbers(text: str, ranges: Ranges) -> list[_Number]:
    lengths = [len(str(int(end))) for span in ranges.values() for end in span]
    told = list(islice(_figures(text, min(lengths), max(lengths)), MOST))
    told = _not_of_others(text, told) if told else []
    if not told:
        return []
    now = {each.start for each in PHRASES.said(text, "now")}
    today = [one for one in told if one.end + 1 in now]
    current = today or [one for one in told if not _is_old(text, one)]
    if current or _in_words(text, ranges):
        return current
    # "It was 739 last week" is today's, too, "used to be" never.
    gone = min((each.start for each in PHRASES.said(text, "gone")), default=len(text))
    return [one for one in told if one.start < gone]


def _figures(text: str, shortest: int, longest: int) -> Iterator[_Number]:
    """The numbers in figures of so many digits, that count nothing: no "720 dollars", "720k"."""
    bounds = {each.end: each for kind in ("below", "part") for each in PHRASES.said(text, kind)}
    for match in _FIGURES.finditer(text):
        ending = match[2].lstrip("'’").lower()
        behind = _WORD_BEHIND.match(text, match.end())
        measures = behind and (behind[1].lower() in _RATED or is_unit(behind[1].lower()))
        fits = shortest <= len(match[1]) <= longest
        if not fits or measures or ending not in _ENDINGS:
            continue
        bound = bounds.get(match.end(1))
        low, high = _reach(match[1], ending in _TENS, bound.rule if bound else "")
        yield _Number(low, high, bound.start if bound else match.start(), match.end())


def _reach(digits: str, tens: bool, bound: str) -> tuple[int, int]:
    """From which to which number these words reach: "640s" from 640 to 649, "640" to itself."""
    low = int(digits)
    if bound == "below":
        return 10 ** (len(digits) - 1), low - 1
    size = (100 if low % 100 == 0 else 10 if low % 10 == 0 else 1) if tens else 1
    first, last = _PARTS.get(bound, (0, 99)) if size == 100 else (0, size - 1)
    return low + first, low + last


def _not_of_others(text: str, told: Sequence[_Number]) -> list[_Number]:
    """Without those of others where one is their own: "his is 800 mine is 640"."""
    if len(told) < 2:
        return list(told)
    ends = [0, *(each.end for each in told)]
    starts = [*(each.start for each in told), len(text)]
    before = [_whose(text[a:b]) for a, b in zip(ends, starts, strict=True)]
    whose = before[1:] if before[0] is None else before[:-1]  # "800 is his, 640 is mine"
    own = "self" in whose
    return [one for one, who in zip(told, whose, strict=True) if not (own and who == "other")]


def _whose(words: str) -> str | None:
    """Who was spoken of last: "self", "other" or "you"."""
    said = reversed(words_of(words))
    return next((_WHO[word.text] for word in said if word.text in _WHO), None)


def _is_old(text: str, number: _Number) -> bool:
    """Whether it was so once: "up from about 610", "610 two years ago"."""
    if any(_FEW_WORDS.fullmatch(text, w.end, number.start) for w in PHRASES.said(text, "was")):
        return True
    behind = (each.start for each in PHRASES.said(text, "ago") if each.start > number.end)
    between = text[number.end : next(behind, number.end)]
    return 0 < len(between) <= FAR and _AROUND_A_COUNT.issuperset(
        word for word in _words(between) if not word.isdecimal()
    )


def _goes_on(word: str) -> bool:
    return is_unit(word) or word in _GOING_ON or word.isdecimal()


def in_words(text: str, ranges: Ranges) -> tuple[str, int, int] | None:
    """The one choice that the only number in words falls into: "six seventy"."""
    told = _in_words(text, ranges)
    if len(told) != 1:
        return None
    start, end = read(text).span(told[0].first, told[0].last)
    following = words_of(text[end:])
    if following and _goes_on(following[0].text):
        return None  # "seven hundred ten dollars", "six hundred something", "6 hundred 80"
    number = int(told[0].value.value)
    value = _within(number, number, ranges)
    return (value, start, end) if value else None


def _in_words(text: str, ranges: Ranges) -> list[Item]:
    """The numbers with a word in them that are as large as the ranges' are, in a short message."""
    if len(text) > FAR:
        return []
    least = min(end for span in ranges.values() for end in span)
    return [
        item
        for item in items(read(text))
        if item.kind == "number"
        and (item.value.written == "words" or item.last - item.first > 1)
        and item.value.value >= least
    ]
