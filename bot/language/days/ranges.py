"""Two expressions that make one: from … to …, one day or another, days of one month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.language.days import calendar
from bot.language.days.calendar import Grain, Span
from bot.language.days.dates import next_with_number, of_month
from bot.language.days.rules import grammar
from bot.language.days.value import Days, Scene, Sort, days

_YEARLY = {Grain.MONTH, Grain.QUARTER, Grain.SEASON, Grain.YEAR}
OR, AND, MAYBE = 2, 3, 4
"""What the links of `link` are, apart from "to"."""


@grammar.rule(
    "days", "<between>? (<month_day>|<figures>) <link> <the>? (<ordinal>|<bare_number>)",
    examples={"may 3 to 10": "2027-05-03..2027-05-10"},
)  # fmt: skip
def until_number(
    scene: Scene, lead: int | None, first: Days, link: int, the: int | None, day: int
) -> Days | None:
    if first.slip or first.first is None or (link == AND and not lead):
        return first if first.slip else None
    try:
        last = first.first.replace(day=day)
    except ValueError:
        return replace(first, first=None, last=None, void=True, slip=True)
    if last <= first.first:
        return None
    return days(Span(first.first, last, Grain.PART), ranged=True, year=first.year)


@grammar.rule(
    "days",
    "<between>? <month> <the>? (<ordinal>|<bare_number>) <link> <the>? (<ordinal>|<bare_number>)"
    " ,? <year>",
    examples={"may 3 to 10, 2027": "2027-05-03..2027-05-10"},
)  # fmt: skip
def until_number_of_year(
    scene: Scene, lead: int | None, month: int, the: int | None, low: int, link: int,
    the_other: int | None, high: int, year: int,
) -> Days | None:  # fmt: skip
    first, last = of_month(scene, month, low, year), of_month(scene, month, high, year)
    return _of_a_month(first, last)


@grammar.rule(
    "days",
    "<between>? <the>? (<ordinal>|<bare_number>) <link> <the>? (<month_day>|<day_of_month>)",
    examples={"3rd to 10th of may": "2027-05-03..2027-05-10"},
)
def from_number(
    scene: Scene, lead: int | None, the: int | None, day: int, link: int, the_other: int | None,
    last: Days,
) -> Days | None:  # fmt: skip
    if last.slip or last.last is None:
        return last if last.slip else None
    if not 1 <= day < last.last.day:
        return None
    return days(Span(last.last.replace(day=day), last.last, Grain.PART), ranged=True)


@grammar.rule(
    "days",
    "<between>? <the>? <ordinal> <link> <the>? <ordinal>",
    examples={"the 3rd or 4th": "2026-12-03..2026-12-04"},
)
def numbers(
    scene: Scene, lead: int | None, the: int | None, low: int, link: int, the_other: int | None,
    high: int,
) -> Days | None:  # fmt: skip
    first = next_with_number(scene.today, low)
    last = next_with_number(first, high) if first else None
    if not (first and last) or (link == AND and not lead):
        return None
    bare = not (lead or the)
    return days(Span(first, last, Grain.PART), Sort.NUMBER, ranged=True, bare=bare)


@grammar.rule(
    "days", "<between>? (<days>|<filled>) <link> (<days>|<filled>)",
    "<between>? (<days>|<filled>) <could_be> (<days>|<filled>)",
    examples={"march to may": "2027-03-01..2027-05-31"},
)  # fmt: skip
def joined(scene: Scene, lead: int | None, low: Days, link: int, high: Days) -> Days | None:
    if link == MAYBE and low.grain is Grain.WEEK and high.sort is Sort.WEEKDAY:
        return None  # "next week, maybe Thursday"
    if low.sort is Sort.NUMBER and low.bare and high.sort is not Sort.NUMBER:
        return None
    if (
        low.void
        or high.void
        or low.ranged
        or low.bounded
        or high.bounded
        or (link == AND and not lead)
    ):
        return None
    start, end = low.first, high.last
    if start is None or end is None or high.first is None or low.last is None:
        return None
    if high.year and not low.year and low.sort is not Sort.AHEAD:
        # "March 5 to June 3, 2028": the year was said once, for both
        start = calendar.add_months(start, 12 * (end.year - start.year))
    if start > end:
        ends = _turned(scene, low, link, high)
        if ends is None:
            return None
        start, end = ends
    length = low.sort is Sort.LENGTH and high.sort is Sort.LENGTH
    return days(
        Span(start, end, Grain.PART), Sort.LENGTH if length else Sort.NAMED,
        bare=low.bare and high.bare and not lead, doubtful=low.doubtful or high.doubtful,
        ranged=True,
    )  # fmt: skip


def _turned(scene: Scene, low: Days, link: int, high: Days) -> tuple[date, date] | None:
    """The two ends where the second lies before the first."""
    start, end = low.first, high.last
    if start is None or end is None or low.last is None or high.first is None:
        return None
    named = high.sort in (Sort.WEEKDAY, Sort.TODAY)
    if link in (OR, MAYBE):
        if high.grain in _YEARLY and start > scene.today:
            # "Q3 or Q4", said in Q4: both are of the year to come
            beyond = calendar.add_months(calendar.add_days(end, 1), 12)
            return start, calendar.add_days(beyond, -1)
        if named and end.weekday() > start.weekday() and low.grain is Grain.DAY:
            # "Thursday next week or Friday"
            return start, calendar.add_days(start, end.weekday() - start.weekday())
        if high.first >= scene.today:
            return high.first, low.last  # "Friday or Thursday"
    elif named:
        # "Monday April 12 through Friday"
        return start, calendar.add_days(start, (end.weekday() - start.weekday()) % 7)
    start = calendar.add_months(start, -12)
    return (start, end) if start <= end < calendar.add_months(start, 12) else None


def _of_a_month(first: Days | None, last: Days | None) -> Days | None:
    if not first or not last:
        return None
    if first.slip or last.slip:
        return first if first.slip else last
    if first.first is None or last.last is None or first.first >= last.last:
        return None
    return days(Span(first.first, last.last, Grain.PART), ranged=True, year=True)
