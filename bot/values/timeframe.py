"""A timeframe: the days between which a prospect wants to start, or that any day will do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Timeframe:
    """Inclusive days in the campaign's time zone; an open end is None.

    `flexible` means "no rush": then both days are None.
    """

    earliest: date | None
    latest: date | None
    flexible: bool = False


def to_json(timeframe: Timeframe) -> dict[str, Any]:
    """`{"earliest": "2026-12-01", "latest": "2026-12-31", "flexible": false}`."""
    return {
        "earliest": timeframe.earliest.isoformat() if timeframe.earliest else None,
        "latest": timeframe.latest.isoformat() if timeframe.latest else None,
        "flexible": timeframe.flexible,
    }


def from_json(data: Mapping[str, Any]) -> Timeframe:
    """The inverse of `to_json`."""

    def day(text: str | None) -> date | None:
        return date.fromisoformat(text) if text else None

    return Timeframe(day(data["earliest"]), day(data["latest"]), bool(data["flexible"]))


_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_MONTH_FIRST = frozenset({"US", "CA", "PH", "BZ"})


def format(timeframe: Timeframe, locale: str) -> str:
    """Short words for a reader, in characters of the GSM-7 alphabet.

    >>> format(Timeframe(date(2026, 12, 1), date(2026, 12, 31)), "en_GB")
    '1 to 31 December 2026'
    >>> format(Timeframe(date(2026, 12, 1), date(2026, 12, 31)), "en_US")
    'December 1 to 31, 2026'
    >>> format(Timeframe(None, None, flexible=True), "en_US")
    'any time'
    """
    first, last = timeframe.earliest, timeframe.latest
    month_first = writes_month_first(locale)
    if first and last:
        return _day(first, month_first) if first == last else _range(first, last, month_first)
    if first:
        return f"from {_day(first, month_first)} on"
    if last:
        return f"by {_day(last, month_first)}"
    return "any time" if timeframe.flexible else "not known"


def writes_month_first(locale: str) -> bool:
    """Whether 3/4 is 4 March there."""
    return (locale.partition("_")[2] or "US") in _MONTH_FIRST


def _day(day: date, month_first: bool) -> str:
    month = _MONTHS[day.month - 1]
    return f"{month} {day.day}, {day.year}" if month_first else f"{day.day} {month} {day.year}"


def _range(first: date, last: date, month_first: bool) -> str:
    if first.year != last.year:
        return f"{_day(first, month_first)} to {_day(last, month_first)}"
    start, end = _MONTHS[first.month - 1], _MONTHS[last.month - 1]
    if month_first:
        until = str(last.day) if start == end else f"{end} {last.day}"
        return f"{start} {first.day} to {until}, {last.year}"
    since = str(first.day) if start == end else f"{first.day} {start}"
    return f"{since} to {last.day} {end} {last.year}"
