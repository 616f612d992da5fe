"""Periods of the calendar: March, Q1, next week, the end of summer, early next year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.language.days import calendar
from bot.language.days.calendar import Grain, Span
from bot.language.days.rules import grammar
from bot.language.days.value import Days, Scene, Sort, days

SEASON_ENDS = 14
"""Days. Of a season that ends sooner the next one is meant, as likely as not."""
_PARTED = ("week", "month", "quarter", "year")
_TO_COME = ("next", "coming", "upcoming")
_LATER = {"this": 0, "next": 1, "coming": 1, "upcoming": 1, "last": -1}
_IN_YEARS = (Grain.SEASON, Grain.MONTH, Grain.QUARTER, Grain.HALF)
_NAMES_ALONE = frozenset([2, 7, 10, 11])
"""Months whose names are no other words: February, July, October, November."""


def unit(name: str, today: date, later: int) -> Span | None:
    """The week, weekend, month, quarter or year that lies so many after today's."""
    if name == "week":
        return calendar.week(today, later)
    if name == "weekend":
        return calendar.weekend(today, later)
    if name == "workweek":
        week = calendar.week(today, later)
        return replace(week, last=calendar.add_days(week.first, 4)) if week.first else None
    first = calendar.add_months(today.replace(day=1), later * (3 if name == "quarter" else 1))
    if name == "month":
        return calendar.month(first.year, first.month)
    if name == "quarter":
        return calendar.quarter(first.year, (first.month + 2) // 3)
    return calendar.year(min(today.year + later, 9998)) if name == "year" else None


def _days(span: Span | None) -> Days | None:
    return None if span is None else days(span)


@grammar.rule("period", "<bearing> <unit>", examples={"next month": "2026-12-01..2026-12-31"})
def unit_by_bearing(scene: Scene, bearing: str, name: str) -> Days | None:
    later = _LATER[bearing]
    if name == "weekend" and bearing in ("coming", "upcoming") and scene.today.weekday() < 5:
        later = 0
    return _days(unit(name, scene.today, later))


@grammar.rule("period", "({in_the}) <unit>", examples={"in the year": "2026-01-01..2026-12-31"})
def in_the_unit(scene: Scene, name: str) -> Days | None:
    return _days(unit(name, scene.today, 0)) if name in _PARTED else None


@grammar.rule(
    "period", "<the>? <unit> <after_this>", examples={"week after next": "2026-12-07..2026-12-13"}
)
def unit_after(scene: Scene, the: int | None, name: str, later: int) -> Days | None:
    return _days(unit(name, scene.today, later))


@grammar.rule("period", "<unit>", examples={"weekend": "2026-11-28..2026-11-29"})
def weekend(scene: Scene, name: str) -> Days | None:
    return _days(unit(name, scene.today, 0)) if name == "weekend" else None


@grammar.rule(
    "period",
    "<not>? <bearing> <unit> ,? <link>? <next_one>",
    examples={"this month or next": "2026-11-01..2026-12-31"},
)
def unit_and_next(
    scene: Scene, no: int | None, bearing: str, name: str, link: int | None, after: int
) -> Days | None:
    first = unit(name, scene.today, _LATER[bearing])
    second = unit(name, scene.today, _LATER[bearing] + 1)
    if first is None or second is None or not (no or link):
        return None
    return days(second) if no else replace(days(second, ranged=True), first=first.first)


@grammar.rule(
    "period",
    "<not>? <bearing> <unit> ,? <link>? <the>? <unit> <after_this>",
    examples={"not next week, the week after": "2026-12-07..2026-12-13"},
)
def unit_and_unit_after(
    scene: Scene, no: int | None, bearing: str, name: str, link: int | None, the: int | None,
    again: str, after: int,
) -> Days | None:  # fmt: skip
    return unit_and_next(scene, no, bearing, name, link, after) if name == again else None


@grammar.rule("rel_year", "<bearing> <unit>", examples={"next year": "2027"})
def year_by_bearing(scene: Scene, bearing: str, name: str) -> int | None:
    return scene.today.year + _LATER[bearing] if name == "year" else None


@grammar.rule("period", "<year>", examples={"2027": "2027-01-01..2027-12-31"})
def year(scene: Scene, number: int) -> Days:
    return days(calendar.year(number), Sort.WORD, year=True)


@grammar.rule("period", "<month>", examples={"march": "2027-03-01..2027-03-31"})
def month(scene: Scene, number: int) -> Days:
    number_of_year = scene.today.year + (number < scene.today.month)
    sort = Sort.NAMED if number in _NAMES_ALONE else Sort.WORD
    return days(calendar.month(number_of_year, number), sort)


@grammar.rule(
    "period",
    "<month> ,? <of_in>? (<year>|<rel_year>)",
    examples={"march of next year": "2027-03-01..2027-03-31"},
)
def month_of_year(scene: Scene, number: int, of: int | None, year: int) -> Days:
    return days(calendar.month(year, number), year=True)


@grammar.rule("period", "<bearing> <month>", examples={"next march": "2027-03-01..2027-03-31"})
def month_by_bearing(scene: Scene, bearing: str, number: int) -> Days:
    today = scene.today
    gone = number < today.month or (number == today.month and bearing in _TO_COME)
    year = today.year + gone
    if bearing == "last":
        year = today.year - (number >= today.month)
    return days(calendar.month(year, number))


@grammar.rule("period", "<season>", examples={"spring": "2027-03-01..2027-05-31"})
def season(scene: Scene, name: str) -> Days:
    span = _season(scene, name, "this")
    begun = span.first is not None and span.first < scene.today
    left = (span.last - scene.today).days if span.last else 0
    if begun and left < SEASON_ENDS:
        return days(_season(scene, name, "next"), Sort.WORD, doubtful=True)
    return days(span, Sort.WORD)


@grammar.rule("period", "<bearing> <season>", examples={"next spring": "2027-03-01..2027-05-31"})
def season_by_bearing(scene: Scene, bearing: str, name: str) -> Days:
    return days(_season(scene, name, bearing))


@grammar.rule(
    "period",
    "<season> <term>? ,? <of_in>? (<year>|<rel_year>)",
    examples={"spring 2027": "2027-03-01..2027-05-31"},
)
def season_of_year(
    scene: Scene, name: str, term: int | None, of: int | None, year: int
) -> Days | None:
    return days(calendar.season(name, year, scene.country), year=True)


@grammar.rule(
    "period", "<rel_year> <season>", examples={"next year's spring": "2027-03-01..2027-05-31"}
)
def years_season(scene: Scene, year: int, name: str) -> Days:
    return days(calendar.season(name, year, scene.country), year=True)


def _season(scene: Scene, name: str, bearing: str) -> Span:
    today = scene.today
    spans = [calendar.season(name, today.year + later, scene.country) for later in (-2, -1, 0, 1)]
    if bearing == "last":
        return [span for span in spans if span.past(today)][-1]
    if bearing in _TO_COME:
        return next(span for span in spans if span.first and span.first > today)
    return next(span for span in spans if not span.past(today))


@grammar.rule("quarter", "<q> <bare_number>", "<bare_number> <q>", examples={"q1": "1"})
def quarter_number(scene: Scene, one: int | str, other: int | str) -> int | None:
    number = one if isinstance(one, int) else other
    return number if isinstance(number, int) and 1 <= number <= 4 else None


@grammar.rule("quarter", "<ordinal> <unit>", examples={"second quarter": "2"})
def quarter_in_words(scene: Scene, nth: int, name: str) -> int | None:
    return nth if name == "quarter" and nth <= 4 else None


@grammar.rule("period", "<quarter>", examples={"q1": "2027-01-01..2027-03-31"})
def quarter(scene: Scene, number: int) -> Days:
    span = calendar.quarter(scene.today.year, number)
    return days(calendar.quarter(scene.today.year + span.past(scene.today), number))


@grammar.rule(
    "period",
    "<quarter> -? ,? <of_in>? (<year>|<rel_year>)",
    examples={"q1 2027": "2027-01-01..2027-03-31"},
)
def quarter_of_year(scene: Scene, number: int, of: int | None, year: int) -> Days:
    return days(calendar.quarter(year, number), year=True)


@grammar.rule(
    "period",
    "(<year>|<rel_year>|<bare_number>) -? <quarter>",
    examples={"2027q1": "2027-01-01..2027-03-31"},
)
def year_and_quarter(scene: Scene, year: int, number: int) -> Days | None:
    year += 2000 if 10 <= year < 100 else 0
    return days(calendar.quarter(year, number), year=True) if year >= 2000 else None


@grammar.rule(
    "period",
    "<last_of> <unit> <of_in>? (<year>|<rel_year>)",
    examples={"last quarter of 2027": "2027-10-01..2027-12-31"},
)
def last_quarter(scene: Scene, last: int, name: str, of: int | None, year: int) -> Days | None:
    return days(calendar.quarter(year, 4), year=True) if name == "quarter" else None


@grammar.rule("period", "<h> <bare_number>", examples={"h1": "2027-01-01..2027-06-30"})
def half(scene: Scene, letter: int, number: int) -> Days | None:
    if number not in (1, 2):
        return None
    span = calendar.half(scene.today.year, number)
    return days(calendar.half(scene.today.year + span.past(scene.today), number))


@grammar.rule(
    "period",
    "<h> <bare_number> ,? <of_in>? (<year>|<rel_year>)",
    examples={"h1 2027": "2027-01-01..2027-06-30"},
)
def half_of_year(scene: Scene, letter: int, number: int, of: int | None, year: int) -> Days | None:
    return days(calendar.half(year, number), year=True) if number in (1, 2) else None


@grammar.rule(
    "period", "<year> -? <h> <bare_number>", examples={"2027 h1": "2027-01-01..2027-06-30"}
)
def year_and_half(scene: Scene, year: int, letter: int, number: int) -> Days | None:
    return days(calendar.half(year, number), year=True) if number in (1, 2) else None


@grammar.rule(
    "period",
    "<year> ,? <fill>? <fill>? <fill>? <period>",
    "<rel_year> <fill>? <fill>? <fill>? <period>",
    examples={"next year in the summer": "2027-06-01..2027-08-31"},
)
def period_in_year(
    scene: Scene, year: int, a: int | None, b: int | None, c: int | None, period: Days
) -> Days | None:
    if period.first is None or period.last is None or period.year:
        return None
    if period.grain not in _IN_YEARS:
        return None
    later = 12 * (year - period.first.year)
    beyond = calendar.add_months(calendar.add_days(period.last, 1), later)
    span = Span(
        calendar.add_months(period.first, later), calendar.add_days(beyond, -1), period.grain
    )
    return days(span, year=True)


@grammar.rule(
    "days", "<part> -? <of>? <the>? <period>", "<part_of> -? <of> <the>? <period>",
    examples={"end of march": "2027-03-21..2027-03-31"},
)  # fmt: skip
def part(scene: Scene, which: str, of: int | None, the: int | None, period: Days) -> Days | None:
    return _part(scene, which, period)


@grammar.rule(
    "days",
    "<part> -? <link> -? <part> <of>? <the>? <period>",
    examples={"mid to late march": "2027-03-11..2027-03-31"},
)
def two_parts(
    scene: Scene, low: str, link: int, high: str, of: int | None, the: int | None, period: Days
) -> Days | None:
    first, last = _part(scene, low, period), _part(scene, high, period)
    if not (first and last and first.first and last.last) or first.first > last.last:
        return None  # "the end, until early March"
    return replace(last, first=first.first)


@grammar.rule(
    "days", "<part> -? <of>? <the>? <unit>", "<part_of> -? <of>? <the>? <unit>",
    examples={"end of the month": "2026-11-21..2026-11-30"},
)  # fmt: skip
def part_of_unit(
    scene: Scene, which: str, of: int | None, the: int | None, name: str
) -> Days | None:
    whole = unit(name, scene.today, 0) if name in _PARTED else None
    cut = _part(scene, which, days(whole)) if whole else None
    if cut and cut.over(scene.today) and which != "past":
        whole = unit(name, scene.today, 1)  # "the start of the year", said in November
        cut = _part(scene, which, days(whole)) if whole else None
    return cut


@grammar.rule("days", "<edge>", examples={"eoy": "2026-09-01..2026-12-31"})
def edge(scene: Scene, said: str) -> Days | None:
    which, name = said.split()
    return part_of_unit(scene, which, None, None, name)


def _part(scene: Scene, which: str, period: Days) -> Days | None:
    first, last = period.first, period.last
    if first is None or last is None:
        return None
    plain = replace(period, sort=Sort.NAMED, doubtful=False)
    kind, _, number = which.partition(" ")
    if which == "past":
        return plain.moved(Span(first, calendar.add_days(scene.today, -1)))
    if which == "rest":
        return plain.moved(Span(max(first, scene.today), last))
    if kind == "first":
        return plain.moved(Span(first, calendar.add_days(first, int(number) - 1), Grain.PART))
    if kind == "last":
        return plain.moved(Span(calendar.add_days(last, 1 - int(number)), last, Grain.PART))
    if kind == "half":
        return plain.moved(calendar.half_of(period.span, int(number)))
    if period.grain is Grain.WEEK and which == "mid":
        return plain.moved(calendar.part(period.span, which))
    return plain.moved(calendar.part(period.span, which))


@grammar.rule("period", "<festive>", examples={"the holidays": "2026-12-24..2027-01-01"})
def festive_season(scene: Scene, said: int) -> Days:
    begun = date(scene.today.year, 12, 24)
    if scene.today <= date(scene.today.year, 1, 1):
        begun = date(scene.today.year - 1, 12, 24)
    return days(Span(begun, date(begun.year + 1, 1, 1), Grain.SEASON))


@grammar.rule("days", "<new_year_begun>", examples={"in the new year": "2027-01-01..2027-03-31"})
def in_the_new_year(scene: Scene, said: int) -> Days:
    number = scene.today.year + (scene.today.month > 1)
    return days(calendar.part(calendar.year(number), "early"))


@grammar.rule("days", "<first_of>", examples={"first of the year": "2027-01-01"})
def first_of(scene: Scene, name: str) -> Days:
    if name == "year":
        return days(calendar.day(date(scene.today.year + 1, 1, 1)))
    return days(calendar.day(calendar.add_months(scene.today.replace(day=1), 1)))


@grammar.rule("days", "<over_today>", examples={"eod": "2026-11-23"})
def end_of_today(scene: Scene, said: int) -> Days:
    return days(calendar.day(scene.today))


@grammar.rule("days", "<period>", examples={"next week": "2026-11-30..2026-12-06"})
def whole_period(scene: Scene, period: Days) -> Days:
    return period
