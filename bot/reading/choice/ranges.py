"""Choices that are ranges of numbers: a credit score in figures or words, whose and from when."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import inf

from bot.language.chart import Item
from bot.language.doc import read
from bot.language.en.words import words_of
from bot.language.numbers import items
from bot.language.word_files import by_word, load
from bot.reading.choice.counts import is_unit
from bot.reading.patterns import FAR

_FROM_TO = re.compile(r"(\d+)\s*(?:-|–|to)\s*(\d+)")
_FROM = re.compile(r"(\d+)\s*\+|\b(?:over|above|at least)\s+(\d+)", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:below|under|less than)\s+(\d+)", re.IGNORECASE)
# "720", "about 720ish", "the 720s", "mid 600s", "under 600"
_NUMBER = re.compile(
    r"(?:\b(?P<part>low|lower|mid|middle|high|upper)(?:\s+|-)(?:(?:of\s+)?the\s+)?|"
    r"\b(?P<below>below|under|less than)\s+)?"
    r"(?<![\w$€£.,/])(?P<digits>\d{1,6})(?:(?P<tens>['’]?s)|-?ish)?(?![\w%:/]|[.,]\d)"
    r"(?!\s*(?:k|grand|hundred|thousand|million|dollars?|bucks|pounds|percent|a|per|sq\w*|"
    r"days?|weeks?|wks?|months?|years?|yrs?)\b)",
    re.IGNORECASE,
)
_PARTS = {"l": (0, 33), "m": (34, 66), "h": (67, 99), "u": (67, 99)}  # of a hundred

Ranges = dict[str, tuple[float, float]]


def ranges_of(labels: Mapping[str, str]) -> Ranges:
    """Each choice whose label names a range, with its lowest and highest number, both inside.

    An open end reaches as far as numbers of the labels' length do: next to "740+" and "below
    620" neither 65 nor 6500 is a credit score.
    """
    found: Ranges = {}
    for value, label in labels.items():
        if match := _FROM_TO.search(label):
            found[value] = (int(match[1]), int(match[2]))
        elif match := _FROM.search(label):
            found[value] = (int(match[1] or match[2]), inf)
        elif match := _BELOW.search(label):
            found[value] = (-inf, int(match[1]) - 1)
    ends = [int(end) for pair in found.values() for end in pair if abs(end) != inf]
    if not ends:
        return found
    least, most = 10 ** (len(str(min(ends))) - 1), 10 ** len(str(max(ends))) - 1
    return {value: (max(low, least), min(high, most)) for value, (low, high) in found.items()}


def in_range(text: str, ranges: Ranges) -> tuple[str, int, int] | None:
    """The one choice that every number in `text` falls into, with the numbers' place.

    Smaller ones ("paid off 2 cards, 705 now") count something else, old ones ("used to be 590")
    nothing.
    """
    numbers = _numbers(text, ranges)
    if not numbers:
        return None
    spans = [_span(number) for number in numbers]
    least, most = min(low for low, _ in spans), max(high for _, high in spans)
    values = [value for value, (low, high) in ranges.items() if low <= least and most <= high]
    return (values[0], numbers[0].start(), numbers[-1].end()) if len(values) == 1 else None


_OR = re.compile(r"\b(?:or|maybe|perhaps)\b", re.IGNORECASE)


def in_two_ranges(text: str, ranges: Ranges) -> tuple[tuple[str, str], int, int] | None:
    """The two choices that two numbers of `text` fall into: "700, or maybe 640"."""
    numbers = _numbers(text, ranges)
    if len(numbers) != 2 or not _OR.search(text, numbers[0].end(), numbers[1].start()):
        return None
    one, other = (_within(_span(number), ranges) for number in numbers)
    if one is None or other is None or one == other:
        return None
    return (one, other), numbers[0].start(), numbers[1].end()


def _within(span: tuple[float, float], ranges: Ranges) -> str | None:
    return next((v for v, (low, high) in ranges.items() if low <= span[0] <= span[1] <= high), None)


def _numbers(text: str, ranges: Ranges) -> list[re.Match[str]]:
    lengths = [len(str(int(end))) for span in ranges.values() for end in span]
    shortest, longest = min(lengths), max(lengths)
    found = _NUMBER.finditer(text)
    told = [number for number in found if shortest <= len(number["digits"]) <= longest]
    told = _not_of_others(text, told)
    today = [one for one in told if _NOW.match(text, one.end())]
    current = today or [one for one in told if not _is_old(text, one)]
    if current or _in_words(text, ranges):
        return current
    # "It was 739 last week" is today's, too, "used to be" never.
    return [one for one in told if not _GONE.search(text, 0, one.start())]


def _not_of_others(text: str, told: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Without those of others where one is their own: "his is 800 mine is 640"."""
    if len(told) < 2:
        return list(told)
    ends = [0, *(each.end() for each in told)]
    starts = [*(each.start() for each in told), len(text)]
    before = [_whose(text[a:b]) for a, b in zip(ends, starts, strict=True)]
    whose = before[1:] if before[0] is None else before[:-1]  # "800 is his, 640 is mine"
    own = "self" in whose
    return [one for one, who in zip(told, whose, strict=True) if not (own and who == "other")]


def _whose(words: str) -> str | None:
    """Who was spoken of last: "self", "other" or "you"."""
    said = reversed([word.text.removesuffix("'s") for word in words_of(words)])
    return next((_WHO[word] for word in said if word in _WHO), None)


_WHO: dict[str, str] = by_word(load("en", "people"))
_WHO |= {f"{word}s": who for word, who in _WHO.items() if len(word) > 2}  # "my husbands is 640"
# "Used to be 590", "up from 640"
_WAS = re.compile(r"\b(?:was|were|from|since|used to be)(?: [^\W\d]+){0,2}\W{1,2}$", re.IGNORECASE)
# "610 two years ago"
_AGO = re.compile(
    r"\W{1,3}(?:(?:about|like|an?|one|two|three|four|five|couple|few|of|\d+) ){0,4}"
    r"(?:years?|months?|yrs?) (?:ago|back)\b"
    r"|\W{1,3}(?:back then|in (?:19|20)\d\d|last year|years ago)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r" (?:right |as of )?(?:now|today|currently|these days)(?= ?(?:$|[,.;!?)]|(?:but|and|so)\b))",
    re.IGNORECASE,
)
_GONE = re.compile(r"\bused to\b", re.IGNORECASE)
_REACH = 24


def _is_old(text: str, number: re.Match[str]) -> bool:
    before = text[max(0, number.start() - _REACH) : number.start()]
    return bool(_WAS.search(before) or _AGO.match(text, number.end()))


def _goes_on(word: str) -> bool:
    return word in ("a", "per", "something", "odd") or word.isdecimal()


def in_words(text: str, ranges: Ranges) -> tuple[str, int, int] | None:
    """The one choice that the only number in words falls into: "six seventy"."""
    told = _in_words(text, ranges)
    if len(told) != 1:
        return None
    start, end = read(text).span(told[0].first, told[0].last)
    following = words_of(text[end:])
    if following and (is_unit(following[0]) or _goes_on(following[0].text)):
        return None  # "seven hundred ten dollars", "six hundred something", "6 hundred 80"
    number = int(told[0].value.value)
    value = _within((number, number), ranges)
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


def _span(number: re.Match[str]) -> tuple[float, float]:
    """From which to which number these words reach: "640s" from 640 to 649, "640" to itself."""
    low = int(number["digits"])
    if number["below"]:
        return 10 ** (len(number["digits"]) - 1), low - 1
    if not number["tens"]:
        return low, low
    size = 100 if low % 100 == 0 else 10 if low % 10 == 0 else 1
    if number["part"] and size == 100:
        first, last = _PARTS[number["part"][0].lower()]
        return low + first, low + last
    return low, low + size - 1
