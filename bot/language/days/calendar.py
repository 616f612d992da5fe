"""Calendar arithmetic on whole days. Pure; weeks begin on Monday."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import Enum

SOUTH = frozenset(
    ["AU", "NZ", "ZA", "AR", "CL", "UY", "PY", "BO", "PE", "BR", "NA", "BW", "ZW", "MZ", "FJ"]
)
"""Countries (ISO 3166) where summer begins in December."""

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


class Grain(str, Enum):
    """What sort of period a span was said as; its parts ("early", "end of") depend on it."""

    HOUR = "hour"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` to `last`, both included; an open end is None."""

    first: date | None
    last: date | None
    grain: Grain = Grain.DAY

    def past(self, today: date) -> bool:
        return self.last is not None and self.last < today


def day(one: date) -> Span:
    return Span(one, one)


def add_days(one: date, days: int) -> date:
    """`days` later, at the ends of the calendar where it would run over them."""
    ordinal = min(max(one.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(ordinal)


def add_months(one: date, months: int) -> date:
    """The same day `months` later, or that month's last: 31 January + 1 is 28 February."""
    year, month = divmod(one.year * 12 + one.month - 1 + months, 12)
    year = min(max(year, MINYEAR), MAXYEAR)
    return date(year, month + 1, min(one.day, calendar.monthrange(year, month + 1)[1]))


def months(year: int, month: int, count: int, grain: Grain) -> Span:
    """`count` whole months from the first of `month` on."""
    first = date(year, month, 1)
    return Span(first, add_days(add_months(first, count), -1), grain)


def month(year: int, number: int) -> Span:
    return months(year, number, 1, Grain.MONTH)


def quarter(year: int, number: int) -> Span:
    return months(year, 3 * number - 2, 3, Grain.QUARTER)


def half(year: int, number: int) -> Span:
    return months(year, 6 * number - 5, 6, Grain.HALF)


def year(number: int) -> Span:
    return months(number, 1, 12, Grain.YEAR)


def season(name: str, number: int, country: str) -> Span:
    """The season that begins in year `number`."""
    first = _SEASONS[name]
    if country in SOUTH:
        first = (first + 5) % 12 + 1
    return months(number, first, 3, Grain.SEASON)


def week(of: date, weeks: int = 0) -> Span:
    """The Monday to Sunday that holds `of`, `weeks` on."""
    monday = add_days(of, 7 * weeks - of.weekday())
    return Span(monday, add_days(monday, 6), Grain.WEEK)


def weekend(of: date, weeks: int = 0) -> Span:
    saturday = add_days(of, 7 * weeks - of.weekday() + 5)
    return Span(saturday, add_days(saturday, 1), Grain.WEEKEND)


def next_weekday(today: date, weekday: int) -> date:
    """The first such weekday after `today`; Monday is 0."""
    return add_days(today, (weekday - today.weekday() - 1) % 7 + 1)


def business_days_on(today: date, count: int) -> date:
    """The `count`th working day after today."""
    one = today
    for _ in range(min(count, 500)):
        one = add_days(one, 1)
        while one.weekday() > 4:
            one = add_days(one, 1)
    return one


def on(today: date, count: int, unit: str) -> date:
    """The day `count` units (day, week, fortnight, month, quarter, year) after today."""
    days = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}
    if unit in days:
        return add_days(today, days[unit] * min(count, 10**5))
    return add_months(today, {"month": 1, "quarter": 3, "year": 12}[unit] * min(count, 10**4))


def part(span: Span, which: str) -> Span:
    """The `early`, `mid` or `late` part of a whole period.

    Of a month ten days, of a week its first three or last three days, of a year its first
    quarter or last four months; of longer periods about a third.
    """
    first, last = span.first, span.last
    if first is None or last is None or first == last:
        return span
    cut = replace(span, grain=Grain.PART)
    if span.grain in (Grain.WEEK, Grain.WEEKEND):
        bounds = {"early": (0, 2), "mid": (1, 3), "late": (4, 6)}[which]
        return replace(cut, first=add_days(first, bounds[0]), last=add_days(first, bounds[1]))
    if span.grain is Grain.MONTH:
        if which == "early":
            return replace(cut, last=first + timedelta(days=9))
        if which == "mid":
            return replace(cut, first=first + timedelta(days=10), last=first + timedelta(days=19))
        return replace(cut, first=first + timedelta(days=20))
    if span.grain is Grain.YEAR:
        low, high = {"early": (0, 3), "mid": (4, 8), "late": (8, 12)}[which]
    elif span.grain is Grain.HALF:
        low, high = {"early": (0, 2), "mid": (2, 4), "late": (4, 6)}[which]
    else:
        low, high = {"early": (0, 1), "mid": (1, 2), "late": (2, 3)}[which]
    return replace(cut, first=add_months(first, low), last=add_days(add_months(first, high), -1))


def half_of(span: Span, number: int) -> Span:
    """The first or second half of a period."""
    if span.first is None or span.last is None:
        return span
    if span.grain is Grain.YEAR:
        return half(span.first.year, number)
    middle = add_days(span.first, ((span.last - span.first).days + 1) // 2)
    if number == 1:
        return Span(span.first, add_days(middle, -1), Grain.PART)
    return Span(middle, span.last, Grain.PART)
