"""Choices that name a range of numbers ("Good (680-739)"), and which of them a number is in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import inf

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
