"""What stands with days: by, before, until, after, from … on, no later than, "is too soon"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.language.days import calendar
from bot.language.days.calendar import Grain, Span
from bot.language.days.distances import from_there, is_short
from bot.language.days.periods import unit
from bot.language.days.rules import grammar
from bot.language.days.value import VOID, Days, Length, Scene, Sort, days

_QUARTERS = 4

BEGINS = "begins"  # the value of words that tell the day itself: "effective from"


def _bound(one: Days, first: date | None, last: date | None) -> Days:
    sort = {Sort.LENGTH: Sort.AHEAD, Sort.TODAY: Sort.TODAY}.get(one.sort, Sort.NAMED)
    return replace(one, first=first, last=last, sort=sort, bare=False, bounded=True)


@grammar.rule(
    "filled",
    "<fill> (<days>|<filled>)",
    "<over_today> (<days>|<filled>)",
    examples={"around march": "2027-03-01..2027-03-31"},
)
def filled(scene: Scene, fill: int, one: Days) -> Days:
    return one


@grammar.rule(
    "bounded", "<by> (<days>|<filled>|<capped>)", examples={"by march": "2026-11-23..2027-03-31"}
)
def by(scene: Scene, lead: int, one: Days) -> Days | None:
    if one.void or one.last is None:
        return one if one.slip else None
    return _bound(one, scene.today, one.last)


@grammar.rule(
    "bounded", "<by> ({the}) <unit>", examples={"within the month": "2026-11-23..2026-11-30"}
)
def by_its_end(scene: Scene, lead: int, name: str) -> Days | None:
    whole = unit(name, scene.today, 0)
    return by(scene, lead, days(whole)) if whole else None


@grammar.rule(
    "bounded", "<before> (<days>|<filled>)", examples={"before march": "2026-11-23..2027-02-28"}
)
def before(scene: Scene, lead: int, one: Days) -> Days | None:
    if one.void or one.last is None:
        return one if one.slip else None
    return _bound(one, scene.today, _before(one, scene.today))


@grammar.rule(
    "bounded",
    "<before> (<days>|<filled>) <ends>",
    examples={"before march ends": "2026-11-23..2027-03-31"},
)
def before_it_ends(scene: Scene, lead: int, one: Days, ends: int) -> Days | None:
    return by(scene, lead, one)


def _before(one: Days, today: date) -> date | None:
    """The last day before a period; of one that has begun, or of an "end of", its own last."""
    if one.first is None or one.grain in (Grain.PART, Grain.HOUR) or one.first <= today:
        return one.last
    return calendar.add_days(one.first, -1)


@grammar.rule(
    "bounded",
    "(<from>|<not_before>) (<days>|<filled>|<capped>)",
    examples={"from march": "2027-03-01..", "from may 3": "2027-05-03"},
)
def from_then(scene: Scene, lead: int | str, one: Days) -> Days | None:
    """ "From a day" names the day that it begins, "from March" leaves it open."""
    if one.void or one.first is None:
        return one if one.slip else None
    if one.over(scene.today):
        return VOID  # "from 2015"
    begins = lead == BEGINS and one.grain is Grain.DAY and one.first == one.last
    if (one.ranged and not one.bounded) or begins or (one.sort is Sort.TODAY and lead != 2):
        return one
    return _bound(one, one.first, None)


@grammar.rule("bounded", "<past> (<days>|<filled>)", examples={"after march": "2027-04-01.."})
def after(scene: Scene, lead: int, one: Days) -> Days | None:
    if one.void:
        return one if one.slip else None
    if one.over(scene.today):
        return VOID
    return _bound(one, calendar.add_days(one.last, 1), None) if one.last else None


@grammar.rule("bounded", "<since> (<days>|<filled>)", examples={"since march": "void"})
def since(scene: Scene, lead: int, one: Days) -> Days:
    return VOID


@grammar.rule("bounded", "<any_but> (<days>|<filled>)", examples={"any day but friday": "void"})
def any_but(scene: Scene, lead: int, one: Days) -> Days:
    return VOID


@grammar.rule("bounded", "<not> (<days>|<filled>)", examples={"not this year": "2027-01-01.."})
def not_then(scene: Scene, no: int, one: Days) -> Days | None:
    """ "Not in June" leaves what comes after; "not Friday" leaves nothing."""
    if one.void or one.grain in (Grain.DAY, Grain.HOUR, Grain.PART) or one.last is None:
        return None
    return _bound(one, calendar.add_days(one.last, 1), None)


@grammar.rule(
    "bounded", "<not> (<days>|<filled>) <rather>? <rather>? <rather>? (<days>|<filled>)",
    examples={
        "not april, may": "2027-05-01..2027-05-31",
        "not the first quarter, the second": "2027-04-01..2027-06-30",
    },
)  # fmt: skip
def not_then_but(
    scene: Scene, no: int, one: Days, a: int | None, b: int | None, c: int | None, other: Days
) -> Days | None:
    if not (a or b or c) or one.bounded or other.void:
        return None
    if one.grain is Grain.QUARTER and other.sort is Sort.NUMBER and one.first and other.first:
        number = other.first.day  # "not the first quarter, the second"
        return days(calendar.quarter(one.first.year, number)) if number <= _QUARTERS else None
    return replace(other, bounded=True)


@grammar.rule(
    "bounded",
    "<days> <rather>? <not> (<days>|<filled>)",
    examples={"march, not may": "2027-03-01..2027-03-31"},
)
def then_not(scene: Scene, one: Days, comma: int | None, no: int, other: Days) -> Days | None:
    return None if one.void else replace(one, bounded=True)


@grammar.rule(
    "capped", "<days> ,? <at_latest>", examples={"march at the latest": "2026-11-23..2027-03-31"}
)
def at_the_latest(scene: Scene, one: Days, latest: int) -> Days | None:
    return by(scene, latest, one)


@grammar.rule(
    "bounded", "<from> (<days>|<filled>) <onward>", examples={"from march on": "2027-03-01.."}
)
def from_then_on(scene: Scene, lead: int, one: Days, on: int) -> Days | None:
    return from_then(scene, 1, one)


@grammar.rule("capped", "<days> ,? <onwards>", examples={"march onwards": "2027-03-01.."})
def onwards(scene: Scene, one: Days, on: int) -> Days | None:
    return from_then(scene, on, one)


@grammar.rule(
    "capped", "<days> <too_late>", examples={"june is too late": "2026-11-23..2027-05-31"}
)
def too_late(scene: Scene, one: Days, late: int) -> Days | None:
    return before(scene, late, one)


@grammar.rule("capped", "<days> <too_soon>", examples={"june is too soon": "2027-07-01.."})
def too_soon(scene: Scene, one: Days, soon: int) -> Days | None:
    return after(scene, soon, one)


@grammar.rule(
    "capped",
    "<days> ,? <so>? <so>? <so>? <then> <so>?",
    examples={
        "may 5, any time after that": "2027-05-06..",
        "may 5 so by then": "2026-11-23..2027-05-05",
    },
)
def then(
    scene: Scene, one: Days, a: int | None, b: int | None, c: int | None, what: str, d: int | None
) -> Days | None:
    bound = {"by": by, "after": after}.get(what, from_then)
    return bound(scene, 1, one)


@grammar.rule("capped", "<days> <ago>", examples={"a month ago": "void"})
def ago(scene: Scene, one: Days, so: int) -> Days:
    return VOID


@grammar.rule(
    "days",
    "<for>? <length> <starting> <the>? <date>",
    examples={"2 weeks starting may 3": "2027-05-03..2027-05-16"},
)
def lasting_from(
    scene: Scene, during: int | None, length: Length, lead: str, the: int | None, day: Days
) -> Days | None:
    if lead == "from" and not during:
        return None
    return lasting(scene, day, during or 1, length)


@grammar.rule(
    "days", "<date> <for> <length>", examples={"may 3 for two weeks": "2027-05-03..2027-05-16"}
)
def lasting(scene: Scene, day: Days, during: int, length: Length) -> Days | None:
    if day.first is None or not is_short(length) or day.first != day.last:
        return None
    beyond = from_there(length, day.first).last
    if beyond is None or beyond <= day.first:
        return None
    return days(Span(day.first, calendar.add_days(beyond, -1), Grain.PART), ranged=True)


@grammar.rule("days", "<over_today> <on>? <date>", examples={"eod friday": "2026-11-27"})
def end_of_day(scene: Scene, said: int, on: int | None, day: Days) -> Days:
    return day


@grammar.rule(
    "days", "<period> <or_next>", examples={"this week or next": "2026-11-23..2026-12-06"}
)
def or_the_next(scene: Scene, period: Days, after: int) -> Days | None:
    span = widened(period)
    return replace(period, last=span.last, ranged=True) if span else None


def widened(period: Days) -> Span | None:
    """The period and the one after it, None for what has none."""
    months = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.SEASON: 12, Grain.YEAR: 12}
    if period.last is None:
        return None
    if period.grain in months:
        after = calendar.add_months(calendar.add_days(period.last, 1), months[period.grain])
        return replace(period.span, last=calendar.add_days(after, -1))
    if period.grain in (Grain.WEEK, Grain.WEEKEND):
        return replace(period.span, last=calendar.add_days(period.last, 7))
    return None
