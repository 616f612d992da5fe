"""Days told by a feast, and weekdays of a week: the Monday after Easter, Thanksgiving week."""

from __future__ import annotations

from dataclasses import replace

from bot.language.days import calendar
from bot.language.days.calendar import Grain, Span
from bot.language.days.dates import on
from bot.language.days.feasts import feast
from bot.language.days.periods import unit
from bot.language.days.rules import grammar
from bot.language.days.value import VOID, Days, Scene, Sort, days

_YEAR, _NEARLY_A_YEAR = 52 * 7, 340
"""Days: of a feast that is told by its weekday, to the next one."""


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
    "date", "<weekday> ({after}) <the>? <feast_day>", examples={"monday after easter": "2027-03-29"}
)
def weekday_after(scene: Scene, number: int, the: int | None, day: Days) -> Days | None:
    return on(calendar.next_weekday(day.last, number)) if day.last else None


@grammar.rule(
    "date", "<weekday> ({before}) <the>? <feast_day>", examples={"friday before xmas": "2026-12-18"}
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
    "date", "<day_word> ({after}) <the>? <date>", examples={"the day after xmas": "2026-12-26"}
)
def day_after(scene: Scene, said: int, the: int | None, day: Days) -> Days | None:
    return on(calendar.add_days(day.last, 1)) if day.last else None


@grammar.rule(
    "date", "<day_word> ({before}) <the>? <date>", examples={"the day before xmas": "2026-12-24"}
)
def day_before(scene: Scene, said: int, the: int | None, day: Days) -> Days | None:
    return on(calendar.add_days(day.first, -1)) if day.first else None


@grammar.rule(
    "date", "<weekday_date> ,? <of_in>? <period>", "<period> <on>? <weekday_date>",
    examples={"monday next week": "2026-11-30", "on Thursday, next week": "2026-12-03"},
)  # fmt: skip
def weekday_of_week(scene: Scene, one: Days, of: int | None, other: Days) -> Days | None:
    week, named = (one, other) if one.grain is Grain.WEEK else (other, one)
    if week.grain is not Grain.WEEK or week.first is None or named.first is None:
        return None
    return on(calendar.add_days(week.first, named.first.weekday()), Sort.WEEKDAY)


@grammar.rule(
    "date", "<weekday> ({or_weekday}) <weekday> <of_in>? <period>",
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
    "<the>? <unit> ({after}) <the>? (<feast_day>|<month_day>)",
    examples={"week after easter": "2027-03-29..2027-04-04"},
)
def unit_after_feast(
    scene: Scene, lead: int | None, name: str, the: int | None, day: Days
) -> Days | None:
    if day.last is None or name not in ("week", "weekend"):
        return None
    if name == "weekend":
        return days(calendar.weekend(calendar.add_days(day.last, 1), day.last.weekday() > 4))
    begun = calendar.add_days(day.last, -_YEAR)
    just_over = _NEARLY_A_YEAR < (day.last - scene.today).days < _YEAR
    span = unit(name, begun, 1) if just_over else None  # Thanksgiving was yesterday
    span = span if span and not span.past(scene.today) else unit(name, day.last, 1)
    return days(span) if span else None


@grammar.rule(
    "period",
    "<the>? <unit> ({before}) <the>? (<feast_day>|<month_day>)",
    examples={"the week before christmas": "2026-12-14..2026-12-20"},
)
def unit_before_feast(
    scene: Scene, lead: int | None, name: str, the: int | None, day: Days
) -> Days | None:
    span = unit(name, day.first, -1) if day.first and name in ("week", "weekend") else None
    return days(span) if span else None
