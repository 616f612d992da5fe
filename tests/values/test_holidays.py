"""Federal holidays: by rule, on the day itself and on the weekday for which they stand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.values.holidays import is_federal_holiday


# As the Office of Personnel Management lists them.
@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2026, "1-1 1-19 2-16 5-25 6-19 7-3 9-7 10-12 11-11 11-26 12-25"),
        (2027, "1-1 1-18 2-15 5-31 6-18 7-5 9-6 10-11 11-11 11-25 12-24 12-31"),
        (2028, "1-17 2-21 5-29 6-19 7-4 9-4 10-9 11-10 11-23 12-25"),
    ],
)
def test_the_weekdays_on_which_offices_are_closed(year: int, days: str) -> None:
    """No other weekday is one."""
    wanted = {date(year, *map(int, day.split("-"))) for day in days.split()}
    everyday = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    found = {
        day
        for day in everyday
        if day.year == year and day.weekday() < 5 and is_federal_holiday(day)
    }
    assert found == wanted


@pytest.mark.parametrize("day", [date(2026, 7, 4), date(2027, 12, 25), date(2028, 11, 11)])
def test_the_day_itself_counts_at_a_weekend_too(day: date) -> None:
    """Who must not be disturbed is at home on both."""
    assert is_federal_holiday(day)
