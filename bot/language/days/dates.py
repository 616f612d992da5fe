"""Single days: weekdays, dates in words, the first Monday of a month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.language.days import calendar
from bot.language.days.calendar import Grain
from bot.language.days.feasts import nth_weekday
from bot.language.days.rules import grammar
from bot.language.days.value import SLIP, VOID, Days, Scene, Sort, days

_LEAP = 2028  # any February may have 29 days
_FAR_OFF, _JUST_NOW = 60, 21  # days
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
    """The next date with this number that falls on this weekday, within two years; none where one
    has just gone by and the next is far off.
    """
    gone = False
    for later in range(-1, _MONTHS_AHEAD):
        month = calendar.add_months(scene.today.replace(day=1), later)
        one = _in_year(month.year, month.month, day)
        if not (one and named.first and one.weekday() == named.first.weekday()):
            continue
        if one >= scene.today:
            return VOID if gone and (one - scene.today).days > _FAR_OFF else on(one)
        gone = gone or (scene.today - one).days <= _JUST_NOW
    return None


@grammar.rule("date", "<ordinal>", examples={"15th": "2026-12-15"})
def day_of_some_month(scene: Scene, day: int) -> Days | None:
    one = next_with_number(scene.today, day)
    return on(one, Sort.NUMBER, bare=True) if one else None


@grammar.rule("date", "({the}) <ordinal>", examples={"the 15th": "2026-12-15"})
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


@grammar.rule("days", "<date>", examples={"march 3": "2027-03-03"})
def one_day(scene: Scene, day: Days) -> Days:
    return day
