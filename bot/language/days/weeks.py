"""Weeks and weekends: the week of March 3, week 31, the first week of June."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.language.days import calendar
from bot.language.days.calendar import Grain, Span
from bot.language.days.dates import on
from bot.language.days.feasts import nth_weekday
from bot.language.days.rules import grammar
from bot.language.days.value import VOID, Days, Scene, Sort, days


@grammar.rule(
    "period", "<week_of> <fill>? <date>", examples={"week of march 3": "2027-03-01..2027-03-07"}
)
def week_of(scene: Scene, lead: int, fill: int | None, day: Days) -> Days | None:
    return days(calendar.week(day.first)) if day.first else None


@grammar.rule(
    "period",
    "<weekend_of> <fill>? <date>",
    examples={"weekend of march 13": "2027-03-13..2027-03-14"},
)
def weekend_of(scene: Scene, lead: int, fill: int | None, day: Days) -> Days | None:
    """The nearest: of a Monday or Tuesday the one before."""
    return days(calendar.weekend(calendar.add_days(day.first, -2))) if day.first else None


@grammar.rule(
    "days",
    "({in}) <calendar_week> <bare_number>",
    examples={"in week 31": "2027-08-02..2027-08-08"},
)
def in_numbered_week(scene: Scene, week: int, number: int) -> Days | None:
    found = _iso_week(scene, number, None)
    return replace(found, sort=Sort.NAMED, bare=False) if found else None


@grammar.rule(
    "days", "<calendar_week> <bare_number>", examples={"week 31": "2027-08-02..2027-08-08"}
)
def numbered_week(scene: Scene, week: int, number: int) -> Days | None:
    return _iso_week(scene, number, None)


@grammar.rule("days", "<calendar_week> <bare_number> <of_in>", examples={"week 3 of": "void"})
def week_of_something(scene: Scene, week: int, number: int, of: int) -> Days:
    return VOID


@grammar.rule(
    "days",
    "<calendar_week> <bare_number> ,? <of_in>? <year>",
    examples={"week 31 of 2027": "2027-08-02..2027-08-08"},
)
def numbered_week_of_year(
    scene: Scene, week: int, number: int, of: int | None, year: int
) -> Days | None:
    return _iso_week(scene, number, year)


def _iso_week(scene: Scene, number: int, stated: int | None) -> Days | None:
    for year in [stated] if stated else [scene.today.year, scene.today.year + 1]:
        try:
            span = calendar.week(date.fromisocalendar(year, number, 1))
        except ValueError:
            return None
        if stated or not span.past(scene.today):
            sort = Sort.NAMED if stated else Sort.NUMBER
            return days(span, sort, bare=not stated, year=bool(stated))
    return None


@grammar.rule("nth_week", "(<ordinal>|<last_of>) <full>? <unit>", examples={"first week": "1"})
def nth_week(scene: Scene, nth: int, full: int | None, name: str) -> int | None:
    return nth if name == "week" and nth <= 5 else None


@grammar.rule(
    "period",
    "<nth_week> <of_in> <period>",
    examples={"first week of march": "2027-03-01..2027-03-07"},
)
def week_of_month(scene: Scene, nth: int, of: int, period: Days) -> Days | None:
    return _weeks(scene, nth, nth, period)


@grammar.rule(
    "period",
    "<the>? (<ordinal>|<nth_week>) <link> <the>? <nth_week> <of_in> <period>",
    examples={"first to second week of march": "2027-03-01..2027-03-14"},
)
def weeks_of_month(
    scene: Scene, lead: int | None, low: int, link: int, the: int | None, high: int, of: int,
    period: Days,
) -> Days | None:  # fmt: skip
    span = _weeks(scene, low, high, period)
    return replace(span, ranged=True) if span else None


def _weeks(scene: Scene, low: int, high: int, period: Days) -> Days | None:
    """Of a month's weeks, Monday to Sunday, which have six days in it or more; its last goes to
    its end, and its first are seven days.
    """
    if period.grain is not Grain.MONTH or period.first is None or low > 5 > 0 or (0 < high < low):
        return None
    begun = period.first
    span = _weeks_in(begun, low, high)
    if span.past(scene.today) and not period.year:
        span = _weeks_in(calendar.add_months(begun, 12), low, high)
    return days(span)


def _weeks_in(begun: date, low: int, high: int) -> Span:
    over = calendar.add_days(calendar.add_months(begun, 1), -1)
    if high < 0:
        back = over.weekday() if over.weekday() >= 3 else 6
        return Span(calendar.add_days(over, -back), over, Grain.WEEK)
    if high == 1:
        return Span(begun, calendar.add_days(begun, 6), Grain.WEEK)
    sixth = calendar.add_days(begun, 5)
    begin, end = calendar.week(sixth, low - 1).first, calendar.week(sixth, high - 1).last
    return Span(max(begin or begun, begun), min(end or over, over), Grain.WEEK)


@grammar.rule(
    "period",
    "<ordinal> <last_of> <unit> <of_in> <period>",
    examples={"second last week of march": "2027-03-15..2027-03-21"},
)
def nth_last_of(scene: Scene, nth: int, last: int, name: str, of: int, period: Days) -> Days | None:
    """Of the last week as many weeks have it: six of its days are in the period."""
    if period.last is None or nth > 50:
        return None
    if name == "day":
        return on(calendar.add_days(period.last, 1 - nth))
    if name != "week":
        return None
    return days(calendar.week(calendar.add_days(period.last, -5), 1 - nth))


@grammar.rule(
    "date",
    "<nearest> <weekday> <to> <the>? <date>",
    examples={"closest monday to march 3": "2027-03-01"},
)
def nearest_weekday(
    scene: Scene, nearest: int, number: int, to: int, the: int | None, day: Days
) -> Days | None:
    if day.first is None:
        return None
    return on(calendar.next_weekday(calendar.add_days(day.first, -4), number))


@grammar.rule(
    "period",
    "<ordinal> <unit> <of_in> (<year>|<rel_year>)",
    examples={"third month of 2027": "2027-03-01..2027-03-31"},
)
def nth_unit_of_year(scene: Scene, nth: int, name: str, of: int, year: int) -> Days | None:
    if name == "month" and 1 <= nth <= 12:
        return days(calendar.month(year, nth), year=True)
    found = _iso_week(scene, nth, year) if name == "week" and nth <= 52 else None
    return replace(found, sort=Sort.NAMED, bare=False) if found else None


@grammar.rule(
    "period",
    "(<ordinal>|<last_of>) <unit> <of_in> <period>",
    examples={"first weekend of march": "2027-03-06..2027-03-07"},
)
def weekend_of_month(scene: Scene, nth: int, name: str, of: int, period: Days) -> Days | None:
    if name != "weekend" or period.grain is not Grain.MONTH or period.first is None or nth > 5:
        return None
    saturday = nth_weekday(period.first.year, period.first.month, 5, nth)
    return days(Span(saturday, calendar.add_days(saturday, 1), Grain.WEEKEND))
