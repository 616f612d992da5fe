"""Choices told by their place in the list ("the second one", "2", "b"), or by a range they name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import inf

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ORDINAL = rf"\d(?:st|nd|rd|th)|last|{'|'.join(_ORDINALS)}"
_NUMBERED = re.compile(
    r"\W*(?:(?:i['’]?(?:d|ll| would| will)? ?(?:say|choose|pick|take|go with|want|think|guess)|"
    r"let['’]?s (?:go with|do|say)|go with|it['’]?s|probably|maybe|pick|choose|answer|definitely|"
    r"ok(?:ay)?|yes|yeah|um+|uh+|sure)\W+){0,3}"
    r"(?:the\W+)?(?:(?:number|no|nr|option|choice|answer|letter)\W*)?"
    rf"(?P<which>\d{{1,2}}|{'|'.join(_CARDINALS)}|[a-i]|(?:{_ORDINAL})(?:\W+(?:one|option|choice))?)"
    r"(?:\W*\b(?:please|pls|plz|thanks|thx|thank you|i (?:think|guess)|for (?:me|now)|it is|works|"
    r"(?:sounds|looks) (?:good|right|about right)))?\W*",
    re.IGNORECASE,
)
# "I like the second one best": with "one" it is a place, whatever is said around it.
_AMID = re.compile(rf"\bthe (?P<which>{_ORDINAL}) (?:one|option|choice)\b", re.IGNORECASE)


def place_in(text: str, count: int) -> tuple[int, int, int] | None:
    """The place from 1 to `count` that `text` names by number or letter, and where it stands."""
    match = _NUMBERED.fullmatch(text) or _AMID.search(text)
    if not match:
        return None
    which = re.split(r"\W", match["which"].lower())[0]
    if which == "last":
        place = count
    elif which in _ORDINALS:
        place = _ORDINALS.index(which) + 1
    elif which in _CARDINALS:
        place = _CARDINALS.index(which) + 1
    elif which.isalpha():
        place = ord(which) - ord("a") + 1
    else:
        place = int(re.sub(r"\D", "", which))
    return (place, match.start("which"), match.end("which")) if 1 <= place <= count else None


_FROM_TO = re.compile(r"(\d+)\s*(?:-|–|to)\s*(\d+)")
_FROM = re.compile(r"(\d+)\s*\+|\b(?:over|above|at least)\s+(\d+)", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:below|under|less than)\s+(\d+)", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w$€£.,])\d{1,6}(?![\w%,]|\.\d)")

Ranges = dict[str, tuple[float, float]]


def ranges_of(labels: Mapping[str, str]) -> Ranges:
    """Each choice whose label names a range, with its lowest and highest number, both inside."""
    found: Ranges = {}
    for value, label in labels.items():
        if match := _FROM_TO.search(label):
            found[value] = (int(match[1]), int(match[2]))
        elif match := _FROM.search(label):
            found[value] = (int(match[1] or match[2]), inf)
        elif match := _BELOW.search(label):
            found[value] = (-inf, int(match[1]) - 1)
    return found


def in_range(text: str, ranges: Ranges) -> tuple[str, int, int] | None:
    """The choice that the one number in `text` falls into, with the number's place."""
    numbers = list(_NUMBER.finditer(text))
    if len(numbers) != 1:
        return None
    number = numbers[0]
    values = [v for v, (low, high) in ranges.items() if low <= int(number[0]) <= high]
    return (values[0], *number.span()) if len(values) == 1 else None
