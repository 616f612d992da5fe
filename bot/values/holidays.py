"""The legal holidays of the United States, by rule.

Source: 5 U.S.C. 6103. A holiday on a Saturday is kept on the Friday before, one on a Sunday on the
Monday after; both days count here, for who must not disturb anybody.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

_MONDAY, _THURSDAY, _SATURDAY, _SUNDAY = 0, 3, 5, 6


def is_federal_holiday(day: date) -> bool:
    """Whether the day is a federal holiday, or the day on which one is kept.

    >>> is_federal_holiday(date(2026, 11, 26)), is_federal_holiday(date(2026, 7, 3))
    (True, True)
    """
    return day in _closed(day.year)


@cache
def _closed(year: int) -> frozenset[date]:
    days = _holidays(year)
    days.append(date(year + 1, 1, 1))  # kept on 31 December when it is a Saturday
    return frozenset([*days, *map(_kept_on, days)])


def _holidays(year: int) -> list[date]:
    return [
        date(year, 1, 1),  # New Year
        _nth(year, 1, _MONDAY, 3),  # Martin Luther King
        _nth(year, 2, _MONDAY, 3),  # Washington
        _last_monday_of_may(year),  # Memorial Day
        date(year, 6, 19),  # Juneteenth
        date(year, 7, 4),  # Independence
        _nth(year, 9, _MONDAY, 1),  # Labor Day
        _nth(year, 10, _MONDAY, 2),  # Columbus
        date(year, 11, 11),  # Veterans
        _nth(year, 11, _THURSDAY, 4),  # Thanksgiving
        date(year, 12, 25),  # Christmas
    ]


def _nth(year: int, month: int, weekday: int, n: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def _last_monday_of_may(year: int) -> date:
    last = date(year, 5, 31)
    return last - timedelta(days=last.weekday())


def _kept_on(day: date) -> date:
    if day.weekday() == _SATURDAY:
        return day - timedelta(days=1)
    return day + timedelta(days=1) if day.weekday() == _SUNDAY else day
