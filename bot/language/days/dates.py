"""Single days: weekdays, dates in words, feasts, the first Monday of a month, a week on Friday."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.language.days import calendar
from bot.language.days.calendar import Grain, Span
from bot.language.days.distances import from_there
from bot.language.days.feasts import feast, nth_weekday
from bot.language.days.periods import unit
from bot.language.days.rules import grammar
from bot.language.days.value import SLIP, VOID, Days, Length, Scene, Sort, days

_LEAP = 2028  # any February may have 29 days
_MONTHS_AHEAD = 24
_YEARS_AHEAD = 10


def on(one: date, sort: Sort = Sort.NAMED, **more: bool) -> Days:
    """A single day."""
    return days(calendar.day(one), sort, **more)


@grammar.rule("date", "<days_of>", examples={"tomorrow": "2026-11-24"})
def days_of_today(scene: Scene, later: int) -> Days:
    sort = Sort.TODAY if later == 0 else Sort.WEEKDAY
    return on(calendar.add_days(scene.today, later), sort)


@grammar.rule("weekday_date", "<weekday>", examples={"friday": "2026-11-27"})
def weekday(scene: Scene, number: int) -> Days:
    return on(calendar.next_weekday(scene.today, number), Sort.WEEKDAY)


@grammar.rule("weekday_date", "<bearing> <weekday>", examples={"next friday": "2026-12-04"})
def weekday_by_bearing(scene: Scene, bearing: str, number: int) -> Days:
    following = calendar.next_weekday(scene.today, number)
    if bearing == "last":
        following = calendar.add_days(calendar.next_weekday(scene.today, number), -7)
        following = calendar.add_days(following, -7 * (following >= scene.today))
    elif bearing == "next":
        monday = calendar.add_days(scene.today, 7 - scene.today.weekday())
        following = calendar.add_days(monday, number)
    return on(following, Sort.WEEKDAY)


@grammar.rule(
    "weekday_date", "<weekday> <after_this>", examples={"friday after next": "2026-12-04"}
)
def weekday_after_next(scene: Scene, number: int, later: int) -> Days | None:
    if later < 2:
        return None
    following = calendar.next_weekday(scene.today, number)
    return on(calendar.add_days(following, 7), Sort.WEEKDAY)


@grammar.rule("date", "<weekday_date>", examples={"friday": "2026-11-27"})
def weekday_alone(scene: Scene, day: Days) -> Days:
    return day


def _in_year(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def of_month(scene: Scene, month: int, day: int, year: int | None) -> Days | None:
    """That day of the `year`, or of the coming one; SLIP where there is none."""
    if year is not None:
        one = _in_year(year, month, day)
        return on(one, year=True) if one else SLIP
    if _in_year(_LEAP, month, day) is None:
        return SLIP
    days_of = (_in_year(scene.today.year + later, month, day) for later in range(9))
    one = next((one for one in days_of if one and one >= scene.today), None)
    return on(one) if one else None


@grammar.rule(
    "period", "<month> ,? <bare_number> <rate>", examples={"march 80 a": "2027-03-01..2027-03-31"}
)
def month_and_rate(scene: Scene, month: int, number: int, rate: int) -> Days | None:
    """ "In march 80 a month": not a day, but no date that there is not either."""
    year = scene.today.year + (month < scene.today.month)
    return days(calendar.month(year, month)) if number > 31 else None


@grammar.rule(
    "month_day", "<month> <the>? (<ordinal>|<bare_number>)", examples={"march 3rd": "2027-03-03"}
)
def month_and_day(scene: Scene, month: int, the: int | None, day: int) -> Days | None:
    return of_month(scene, month, day, None)


@grammar.rule(
    "month_day", "<month> <the>? (<ordinal>|<bare_number>) <sign>? (<year>|<rel_year>)",
    "<month> <sign>? (<ordinal>|<bare_number>) <sign>? (<year>|<rel_year>)",
    "<month> <the>? (<ordinal>|<bare_number>) <of_in> (<year>|<rel_year>)",
    examples={"march 3, 2027": "2027-03-03"},
)  # fmt: skip
def month_day_and_year(
    scene: Scene, month: int, the: int | None, day: int, sign: int | None, year: int
) -> Days | None:
    return of_month(scene, month, day, year)


@grammar.rule("month_day", "<month> <slash> <bare_number>", examples={"mar/3": "2027-03-03"})
def month_slash_day(scene: Scene, month: int, slash: int, day: int) -> Days | None:
    return of_month(scene, month, day, None)


@grammar.rule(
    "month_day", "<the>? (<ordinal>|<bare_number>) <of_in>? <the>? <month>",
    examples={"3rd of march": "2027-03-03"},
)  # fmt: skip
def day_and_month(
    scene: Scene, lead: int | None, day: int, of: int | None, the: int | None, month: int
) -> Days | None:
    if day > 31 and not of:
        return None  # "80 may be too much"
    return of_month(scene, month, day, None)


@grammar.rule(
    "month_day", "<the>? (<ordinal>|<bare_number>) <of_in>? <month> <sign>? (<year>|<rel_year>)",
    "<the>? (<ordinal>|<bare_number>) <slash> <month> <sign>? (<year>|<rel_year>|<bare_number>)",
    "<the>? (<ordinal>|<bare_number>) <of_in>? <month> <of_in> (<year>|<rel_year>)",
    examples={"3 march 2027": "2027-03-03"},
)  # fmt: skip
def day_month_and_year(
    scene: Scene, the: int | None, day: int, of: int | None, month: int, sign: int | None, year: int
) -> Days | None:
    return of_month(scene, month, day, year + 2000 * (year < 100))


@grammar.rule(
    "month_day",
    "<the>? (<ordinal>|<bare_number>) <month> <bare_number>",
    examples={"3 march 27": "2027-03-03"},
)
def day_month_and_short_year(
    scene: Scene, the: int | None, day: int, month: int, year: int
) -> Days | None:
    if not 0 <= year - scene.today.year % 100 <= _YEARS_AHEAD:
        return None
    return of_month(scene, month, day, 2000 + year)


@grammar.rule("month_day", "<bare_number> <slash> <month>", examples={"3-mar": "2027-03-03"})
def day_slash_month(scene: Scene, day: int, slash: int, month: int) -> Days | None:
    return of_month(scene, month, day, None)


@grammar.rule(
    "month_day",
    "<year> <slash> <month> <slash> <bare_number>",
    examples={"2027-mar-3": "2027-03-03"},
)
def year_month_day(
    scene: Scene, year: int, slash: int, month: int, other: int, day: int
) -> Days | None:
    return of_month(scene, month, day, year)


@grammar.rule(
    "month_day",
    "<year> <slash> <bare_number> <slash> <month>",
    examples={"2027/3/mar": "2027-03-03"},
)
def year_day_month(
    scene: Scene, year: int, slash: int, day: int, other: int, month: int
) -> Days | None:
    return of_month(scene, month, day, year)


@grammar.rule("date", "(<month_day>|<figures>|<day_of_month>)", examples={"march 3": "2027-03-03"})
def written_date(scene: Scene, day: Days) -> Days:
    return day


@grammar.rule(
    "date",
    "<weekday_date> ,? <the>? (<month_day>|<figures>)",
    examples={"tuesday, march 2": "2027-03-02"},
)
def weekday_and_date(scene: Scene, named: Days, the: int | None, day: Days) -> Days | None:
    if day.slip or day.first is None or named.first is None or day.grain is not Grain.DAY:
        return day if day.slip else None
    told = replace(day, sort=Sort.NAMED, bare=False)
    if day.first.weekday() == named.first.weekday():
        return told
    later = None if day.year else _in_year(day.first.year + 1, day.first.month, day.first.day)
    if later and later.weekday() == named.first.weekday():
        return on(later, doubtful=True)
    return replace(told, doubtful=True)


@grammar.rule(
    "date", "(<month_day>|<figures>) ,? <weekday_date>", examples={"march 2 tuesday": "2027-03-02"}
)
def date_and_weekday(scene: Scene, day: Days, named: Days) -> Days | None:
    return weekday_and_date(scene, named, None, day)


@grammar.rule(
    "date",
    "<weekday_date> ,? <the>? (<ordinal>|<bare_number>)",
    examples={"monday the 30th": "2026-11-30"},
)
def weekday_and_number(scene: Scene, named: Days, the: int | None, day: int) -> Days | None:
    """The next date with this number that falls on this weekday, within two years."""
    for later in range(_MONTHS_AHEAD):
        month = calendar.add_months(scene.today.replace(day=1), later)
        one = _in_year(month.year, month.month, day)
        if one and named.first and one >= scene.today and one.weekday() == named.first.weekday():
            return on(one)
    return None


@grammar.rule("date", "<ordinal>", examples={"15th": "2026-12-15"})
def day_of_some_month(scene: Scene, day: int) -> Days | None:
    one = next_with_number(scene.today, day)
    return on(one, Sort.NUMBER, bare=True) if one else None


@grammar.rule("date", "the <ordinal>", examples={"the 15th": "2026-12-15"})
def the_day_of_some_month(scene: Scene, day: int) -> Days | None:
    one = next_with_number(scene.today, day)
    return on(one, Sort.NUMBER) if one else None


def next_with_number(today: date, day: int) -> date | None:
    """The next day with this number in its month."""
    for later in range(4):
        month = calendar.add_months(today.replace(day=1), later)
        one = _in_year(month.year, month.month, day)
        if one and one >= today:
            return one
    return None


@grammar.rule(
    "day_of_month", "<the>? (<ordinal>|<bare_number>) <of_in> <period>",
    "<the>? <ordinal> ,? <of_in>? <period>",
    examples={"3rd of next month": "2026-12-03"},
)  # fmt: skip
def day_of_named_month(
    scene: Scene, the: int | None, day: int, of: int | None, period: Days
) -> Days | None:
    if period.first is None or period.grain is not Grain.MONTH:
        return None
    one = _in_year(period.first.year, period.first.month, day)
    return on(one) if one else SLIP


@grammar.rule(
    "date",
    "(<ordinal>|<last_of>) <day> <of_in> <period>",
    examples={"last day of march": "2027-03-31"},
)
def nth_day_of(scene: Scene, day: int, said: int, of: int, period: Days) -> Days | None:
    if period.first is None or period.last is None:
        return None
    return on(period.last if day < 0 else calendar.add_days(period.first, day - 1))


@grammar.rule(
    "date",
    "(<ordinal>|<last_of>) <weekday> <of_in> <period>",
    examples={"first monday in january": "2027-01-04"},
)
def nth_weekday_of(scene: Scene, nth: int, number: int, of: int, period: Days) -> Days | None:
    if period.first is None or nth > 5 or period.grain not in (Grain.MONTH, Grain.YEAR):
        return None
    month = 12 if nth < 0 and period.grain is Grain.YEAR else period.first.month
    one = nth_weekday(period.first.year, month, number, nth)
    if one < scene.today and not period.year and period.grain is Grain.MONTH:
        one = nth_weekday(period.first.year + 1, month, number, nth)
    return on(one)


@grammar.rule(
    "date", "(<ordinal>|<last_of>) <weekday> <of_in> <the> <unit>",
    "(<ordinal>|<last_of>) <weekday> <of_in> <each>? <unit>",
    examples={"first monday of the month": "2026-12-07"},
)  # fmt: skip
def nth_weekday_of_the_month(
    scene: Scene, nth: int, number: int, of: int, the: int | None, name: str
) -> Days | None:
    if name != "month" or nth > 5:
        return None
    for later in (0, 1):
        month = calendar.add_months(scene.today.replace(day=1), later)
        one = nth_weekday(month.year, month.month, number, nth)
        if one >= scene.today:
            break
    return on(one)


@grammar.rule("feast_day", "<feast>", examples={"xmas": "2026-12-25"})
def next_feast(scene: Scene, name: str) -> Days | None:
    span = feast(name).after(scene.today, scene.country)
    return days(span) if span else None


@grammar.rule(
    "feast_day", "<feast> ,? <of_in>? (<year>|<rel_year>)", examples={"xmas 2027": "2027-12-25"}
)
def feast_of_year(scene: Scene, name: str, of: int | None, year: int) -> Days | None:
    span = feast(name).in_year(year, scene.country)
    return days(span, year=True) if span else None


@grammar.rule("feast_day", "<bearing> <feast>", examples={"next easter": "2027-03-28"})
def feast_by_bearing(scene: Scene, bearing: str, name: str) -> Days | None:
    span = feast(name).after(scene.today, scene.country)
    if bearing == "last" and span and span.first:
        spans = [feast(name).in_year(scene.today.year + later, scene.country) for later in (-1, 0)]
        span = next((each for each in reversed(spans) if each and each.past(scene.today)), None)
    return days(span) if span else None


@grammar.rule("days", "<nothing>", examples={"tax year": "void"})
def no_days(scene: Scene, nothing: int) -> Days:
    return VOID


@grammar.rule("date", "<feast_day>", examples={"easter": "2027-03-28"})
def feast_alone(scene: Scene, day: Days) -> Days:
    return day


@grammar.rule(
    "date", "<weekday> after <the>? <feast_day>", examples={"monday after easter": "2027-03-29"}
)
def weekday_after(scene: Scene, number: int, the: int | None, day: Days) -> Days | None:
    return on(calendar.next_weekday(day.last, number)) if day.last else None


@grammar.rule(
    "date", "<weekday> before <the>? <feast_day>", examples={"friday before xmas": "2026-12-18"}
)
def weekday_before(scene: Scene, number: int, the: int | None, day: Days) -> Days | None:
    if day.first is None:
        return None
    return on(
        calendar.add_days(
            calendar.next_weekday(day.first, number), -7 if day.first.weekday() != number else -14
        )
    )


@grammar.rule(
    "date", "<day_word> after <the>? <date>", examples={"the day after xmas": "2026-12-26"}
)
def day_after(scene: Scene, said: int, the: int | None, day: Days) -> Days | None:
    return on(calendar.add_days(day.last, 1)) if day.last else None


@grammar.rule(
    "date", "<day_word> before <the>? <date>", examples={"the day before xmas": "2026-12-24"}
)
def day_before(scene: Scene, said: int, the: int | None, day: Days) -> Days | None:
    return on(calendar.add_days(day.first, -1)) if day.first else None


@grammar.rule(
    "date", "<weekday_date> <of_in>? <period>", "<period> <on>? <weekday_date>",
    examples={"monday next week": "2026-11-30"},
)  # fmt: skip
def weekday_of_week(scene: Scene, one: Days, of: int | None, other: Days) -> Days | None:
    week, named = (one, other) if one.grain is Grain.WEEK else (other, one)
    if week.grain is not Grain.WEEK or week.first is None or named.first is None:
        return None
    return on(calendar.add_days(week.first, named.first.weekday()), Sort.WEEKDAY)


@grammar.rule(
    "date", "<weekday> (or|and|/|-|to) <weekday> <of_in>? <period>",
    examples={"monday or tuesday next week": "2026-11-30..2026-12-01"},
)  # fmt: skip
def weekdays_of_week(scene: Scene, low: int, high: int, of: int | None, week: Days) -> Days | None:
    if week.grain is not Grain.WEEK or week.first is None:
        return None
    first, last = sorted(calendar.add_days(week.first, number) for number in (low, high))
    return days(Span(first, last, Grain.PART), ranged=True)


@grammar.rule(
    "date",
    "<period> ,? <link>? <could_be> <weekday_date>",
    examples={"next week, maybe thursday": "2026-12-03"},
)
def week_maybe_weekday(
    scene: Scene, week: Days, link: int | None, maybe: int, named: Days
) -> Days | None:
    return weekday_of_week(scene, named, None, week)


@grammar.rule("date", "<weekday> <week_word>", examples={"friday week": "2026-12-04"})
def weekday_week(scene: Scene, number: int, week: int) -> Days:
    return on(calendar.add_days(calendar.next_weekday(scene.today, number), 7), Sort.WEEKDAY)


@grammar.rule("date", "<days_of> <week_word>", examples={"today week": "2026-11-30"})
def tomorrow_week(scene: Scene, later: int, week: int) -> Days:
    return on(calendar.add_days(scene.today, later + 7), Sort.WEEKDAY)


@grammar.rule(
    "period", "<feast_day> <week_word>", examples={"thanksgiving week": "2026-11-23..2026-11-29"}
)
def week_of_feast(scene: Scene, day: Days, week: int) -> Days | None:
    return days(calendar.week(day.first)) if day.first else None


@grammar.rule(
    "period", "<feast_day> <weekend_word>", examples={"easter weekend": "2027-03-26..2027-03-29"}
)
def weekend_of_feast(scene: Scene, day: Days, weekend: int) -> Days | None:
    """The nearest; with a Friday before it or a Monday behind."""
    if day.first is None:
        return None
    near = calendar.weekend(calendar.add_days(day.first, -2))
    if near.first is None or near.last is None:
        return None
    if day.first == near.last:  # Easter, from Good Friday to the Monday
        long = Span(calendar.add_days(day.first, -2), calendar.add_days(day.first, 1))
        return days(replace(long, grain=Grain.WEEKEND))
    first, last = min(near.first, day.first), max(near.last, day.first)
    return days(Span(first, last, Grain.WEEKEND))


@grammar.rule(
    "period",
    "<the>? <unit> after <the>? (<feast_day>|<month_day>)",
    examples={"week after easter": "2027-03-29..2027-04-04"},
)
def unit_after_feast(
    scene: Scene, lead: int | None, name: str, the: int | None, day: Days
) -> Days | None:
    if day.last is None or name not in ("week", "weekend"):
        return None
    if name == "weekend":
        return days(calendar.weekend(calendar.add_days(day.last, 1), day.last.weekday() > 4))
    span = unit(name, day.last, 1)
    return days(span) if span else None


@grammar.rule(
    "period",
    "<the>? <unit> before <the>? (<feast_day>|<month_day>)",
    examples={"the week before christmas": "2026-12-14..2026-12-20"},
)
def unit_before_feast(
    scene: Scene, lead: int | None, name: str, the: int | None, day: Days
) -> Days | None:
    span = unit(name, day.first, -1) if day.first and name in ("week", "weekend") else None
    return days(span) if span else None


@grammar.rule(
    "days", "<length> <from_there> <the>? <date>", examples={"a week from monday": "2026-12-07"}
)
def distance_from_there(
    scene: Scene, length: Length, lead: int, the: int | None, day: Days
) -> Days | None:
    if day.last is None or (lead == 2 and length.unit not in ("week", "fortnight")):
        return None
    return days(from_there(length, day.last), Sort.NAMED, doubtful=not length.sure)


@grammar.rule(
    "days", "<length> <before> <the>? <date>", examples={"5 days before xmas": "2026-12-20"}
)
def distance_before(
    scene: Scene, length: Length, lead: int, the: int | None, day: Days
) -> Days | None:
    if day.first is None or length.told or len(length.parts) > 1:
        return None
    (part,) = length.parts
    days_back = {"day": 1, "night": 1, "week": 7, "fortnight": 14}.get(part.unit)
    if days_back:
        return on(calendar.add_days(day.first, -days_back * min(int(part.high), 5000)))
    months_back = {"month": 1, "year": 12}.get(part.unit)
    return (
        on(calendar.add_months(day.first, -months_back * min(int(part.high), 500)))
        if months_back
        else None
    )


@grammar.rule(
    "days", "<weekday_date> <in> <length>", examples={"friday in two weeks": "2026-12-11"}
)
def weekday_in(scene: Scene, day: Days, lead: int, length: Length) -> Days | None:
    if length.unit not in ("week", "fortnight") or day.first is None:
        return None
    there = scene.today if day.first.weekday() == scene.today.weekday() else day.first
    return days(from_there(length, there))


@grammar.rule("days", "<feast> <in> <length>", examples={"thanksgiving in a year": "2027-11-25"})
def feast_in(scene: Scene, name: str, lead: int, length: Length) -> Days | None:
    there = from_there(length, scene.today).first
    span = feast(name).after(there, scene.country) if there and length.unit == "year" else None
    return days(span) if span else None


@grammar.rule("days", "<length> <date>", examples={"two weeks friday": "2026-12-11"})
def weeks_weekday(scene: Scene, length: Length, day: Days) -> Days | None:
    if length.unit not in ("week", "fortnight") or day.last is None or length.told:
        return None
    if day.sort not in (Sort.WEEKDAY, Sort.TODAY):
        return None
    return days(from_there(length, day.last))


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
    "days", "in <calendar_week> <bare_number>", examples={"in week 31": "2027-08-02..2027-08-08"}
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
    its end.
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


@grammar.rule("days", "<date>", examples={"march 3": "2027-03-03"})
def one_day(scene: Scene, day: Days) -> Days:
    return day
