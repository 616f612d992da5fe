"""Distances from today: in 2 weeks, within 3 months, 3-6 months, the next 10 days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.language.days import calendar
from bot.language.days.calendar import Grain, Span
from bot.language.days.periods import unit as unit_of
from bot.language.days.rules import grammar
from bot.language.days.value import VOID, Count, Days, Length, Part, Scene, Sort, days

AHEAD = ("next", "coming", "upcoming")
HALF = Decimal("0.5")
FARTHEST = 10
"""Years. Nobody means "in 500 years"."""
_ORDER = ("hour", "day", "night", "weekend", "week", "fortnight", "month", "quarter", "year")
_SHORT = frozenset(["day", "night", "week", "fortnight", "weekend"])
_LOOSE = ("day", "week", "month", "year")
_NEAREST = 2


@grammar.rule("count", "<number>", examples={"six": "6"})
def counted(scene: Scene, number: Count) -> Count:
    return number


@grammar.rule("count", "<count_word>", examples={"a few": "2-3"})
def count_in_a_word(scene: Scene, word: str) -> Count:
    low, _, high = word.partition("-")
    return Count(Decimal(low), Decimal(high or low))


@grammar.rule("count", "<number>? <fraction>", examples={"1½": "1.5"})
def count_and_fraction(scene: Scene, number: Count | None, fraction: str) -> Count:
    whole = number.low if number else Decimal(0)
    return Count(whole + Decimal(fraction), whole + Decimal(fraction))


@grammar.rule("count", "<count> <and_half>", examples={"two and a half": "2.5"})
def count_and_a_half(scene: Scene, count: Count, half: int) -> Count | None:
    return replace(count, low=count.low + HALF, high=count.high + HALF)


@grammar.rule("count", "<count> <or_so>", examples={"ten or so": "10"})
def count_or_so(scene: Scene, count: Count, so: int) -> Count:
    return count


@grammar.rule("count", "<number> +", examples={"6+": "6+"})
def count_or_more(scene: Scene, count: Count) -> Count:
    return replace(count, plus=True)


@grammar.rule("count", "<count> <count_link> <about>? <count>", examples={"3 to 6": "3-6"})
def count_range(
    scene: Scene, low: Count, link: int, about: int | None, high: Count
) -> Count | None:
    sure = low.sure and high.sure
    if high.high >= 100 and low.high < 10 and high.high % 100 == 0:
        return Count(low.low * 100, high.high, sure=sure)  # "one to two hundred"
    return Count(min(low.low, high.low), max(low.high, high.high), high.plus, sure)


@grammar.rule("count", "<number> ,? <number>", examples={"2, 3": "2-3"})
def count_row(scene: Scene, low: Count, high: Count) -> Count | None:
    """Two numbers in a row that count the same: from the one to the other."""
    if low.low < high.high <= _NEAREST * low.low:
        return Count(low.low, high.high, sure=low.sure and high.sure)
    return None


@grammar.rule("length", "<about>? <count> -? <work>? <unit>", examples={"2 weeks": "2 week"})
def length(
    scene: Scene, about: int | None, count: Count, work: int | None, unit: str
) -> Length | None:
    if unit == "night" and count.low != 1:
        return None  # 10 at night
    part = Part(count.low, count.high, unit, bool(work))
    return Length((part,), least=count.plus, sure=count.sure)


@grammar.rule("length", "<count> <bearing> <unit>", examples={"2 upcoming weeks": "2 week, ahead"})
def length_upcoming(scene: Scene, count: Count, bearing: str, unit: str) -> Length | None:
    if bearing != "upcoming":
        return None
    part = Part(count.low, count.high, unit)
    return Length((part,), ahead=True, whole=True, sure=count.sure)


@grammar.rule("length", "<count> <bearing> <units>", examples={"3 coming months": "3 month, ahead"})
def length_coming(scene: Scene, count: Count, bearing: str, unit: str) -> Length | None:
    if bearing not in AHEAD:
        return None
    return Length((Part(count.low, count.high, unit),), ahead=True, sure=count.sure)


@grammar.rule("length", "<unit>", examples={"fortnight": "1 fortnight"})
def fortnight(scene: Scene, unit: str) -> Length | None:
    return Length((Part(Decimal(1), Decimal(1), unit),)) if unit == "fortnight" else None


@grammar.rule("length", "<length> <and_half>", examples={"a year and a half": "1.5 year"})
def length_and_a_half(scene: Scene, length: Length, half: int) -> Length:
    last = length.parts[-1]
    more = replace(last, low=last.low + HALF, high=last.high + HALF)
    return replace(length, parts=(*length.parts[:-1], more))


@grammar.rule(
    "length", "<about>? <unit> <link>? (<count>|<or_so>)", examples={"week or two": "1-2 week"}
)
def length_or_two(
    scene: Scene, about: int | None, unit: str, link: int | None, count: Count | int
) -> Length | None:
    if unit not in _LOOSE:
        return None
    if isinstance(count, int):
        high = Decimal(1)
    elif link == 2 and count.low == count.high and 2 <= count.high <= 3:
        high = count.high
    else:
        return None
    return Length((Part(Decimal(1), high, unit),), counted=False)


@grammar.rule("length", "<length> <link> <count>", examples={"a month or two": "1-2 month"})
def length_or_more_of_it(scene: Scene, length: Length, link: int, count: Count) -> Length | None:
    (part, *more) = length.parts
    if link != 2 or more or count.high <= part.low:
        return None
    return replace(length, parts=(replace(part, high=count.high),))


@grammar.rule("length", "<length> <or_so>", examples={"a week or so": "1 week"})
def length_or_so(scene: Scene, length: Length, so: int) -> Length:
    return length


@grammar.rule(
    "length", "<length> ,? ({and})? <length>", examples={"a month and 3 days": "1 month, 3 day"}
)
def length_and_rest(scene: Scene, length: Length, rest: Length) -> Length | None:
    if _ORDER.index(rest.unit) >= _ORDER.index(length.unit) or len(rest.parts) > 1:
        return None
    if length.told or length.least or rest.least or rest.parts[0].low != rest.parts[0].high:
        return None
    return replace(length, parts=(*length.parts, *rest.parts), told=rest.told)


@grammar.rule("length", "<length> <hence>", examples={"a month from now": "1 month, ahead"})
def length_ahead(scene: Scene, length: Length, hence: int) -> Length:
    return replace(length, told=True)


@grammar.rule("length", "<length> <most_after>", examples={"2 weeks max": "2 week, at most, ahead"})
def length_at_most(scene: Scene, length: Length, most: int) -> Length:
    return replace(length, most=True, told=True)


@grammar.rule(
    "length", "<length> <least_after>", examples={"6 months minimum": "6 month, at least, ahead"}
)
def length_at_least(scene: Scene, length: Length, least: int) -> Length:
    return replace(length, least=True, told=True)


@grammar.rule("days", "<length>", examples={"3 months": "2027-02-23"})
def bare_distance(scene: Scene, length: Length) -> Days | None:
    if not length.counted and not length.told and length.parts[0].high == 1:
        return None
    bare = not (length.told or length.ahead or length.least)
    return _distance(scene, length, Sort.LENGTH, bare=bare)


@grammar.rule("days", "<in> <length>", examples={"in 3 months": "2027-02-23"})
def distance(scene: Scene, ahead: int, length: Length) -> Days | None:
    return _distance(scene, length, Sort.AHEAD)


@grammar.rule(
    "days", "<between> <length>", examples={"between 3 and 6 months": "2027-02-23..2027-05-23"}
)
def between_lengths(scene: Scene, between: int, length: Length) -> Days | None:
    return (
        _distance(scene, length, Sort.AHEAD) if length.parts[0].low < length.parts[0].high else None
    )


@grammar.rule("days", "<at_most> <length>", examples={"within 3 months": "2026-11-23..2027-02-23"})
def at_most(scene: Scene, most: int, length: Length) -> Days | None:
    bare = most == 2 and not length.told
    return _distance(scene, replace(length, most=True), Sort.LENGTH if bare else Sort.AHEAD, bare)


@grammar.rule(
    "days", "<have> <length> <to>", examples={"have 60 days to": "2026-11-23..2027-01-22"}
)
def time_left(scene: Scene, have: int, length: Length, to: int) -> Days | None:
    return _distance(scene, replace(length, most=True), Sort.AHEAD)


@grammar.rule("days", "<at_least> <length>", examples={"over a year": "2027-11-23.."})
def at_least(scene: Scene, least: int, length: Length) -> Days | None:
    bare = least == 2 and not length.told
    return _distance(scene, replace(length, least=True), Sort.LENGTH if bare else Sort.AHEAD, bare)


@grammar.rule(
    "days",
    "(<in>|<at_most>|<during>)? <bearing> <units>",
    examples={"coming weeks": "2026-11-23..2026-12-14?"},
)
def next_some(scene: Scene, lead: int | None, bearing: str, unit: str) -> Days | None:
    if bearing not in AHEAD:
        return None
    few = Length((Part(Decimal(2), Decimal(3), unit),), most=True)
    return _distance(scene, few, Sort.NAMED, doubtful=True)


@grammar.rule(
    "days",
    "(<in>|<at_most>|<during>) <bearing> <unit>",
    examples={"in the next week": "2026-11-23..2026-11-30"},
)
def within_the_next(scene: Scene, lead: int, bearing: str, unit: str) -> Days | None:
    if bearing not in AHEAD:
        return None
    one = Length((Part(Decimal(1), Decimal(1), unit),), most=True)
    return _distance(scene, one, Sort.NAMED)


@grammar.rule(
    "days",
    "(<in>|<at_most>|<during>)? <bearing> <length>",
    examples={"next 10 days": "2026-11-23..2026-12-03"},
)
def next_so_many(scene: Scene, lead: int | None, bearing: str, length: Length) -> Days | None:
    if bearing not in AHEAD or not (lead or length.counted):
        return None  # "next month or so" is that month
    whole = bearing == "upcoming"
    return _distance(scene, replace(length, most=True, whole=whole), Sort.NAMED)


@grammar.rule("days", "<for> <length>", examples={"for 3 weeks": "void"})
def how_long(scene: Scene, during: int, length: Length) -> Days | None:
    if not length.told:
        return VOID
    span = _span(scene.today, length)
    return days(Span(scene.today, calendar.add_days(span.last or scene.today, -1), Grain.PART))


@grammar.rule("days", "<length> <ago>", examples={"3 weeks ago": "void"})
def so_long_ago(scene: Scene, length: Length, ago: int) -> Days:
    return VOID


@grammar.rule("days", "<count> <weekdays> <hence>", examples={"two mondays from now": "2026-12-07"})
def weekdays_from_now(scene: Scene, count: Count, weekday: int, hence: int) -> Days | None:
    first = calendar.next_weekday(scene.today, weekday)
    return days(calendar.day(calendar.add_days(first, 7 * (min(int(count.low), 99) - 1))))


def from_there(length: Length, there: date) -> Span:
    """The days that lie a `length` after `there`."""
    return _span(there, replace(length, least=False, most=False))


def is_short(length: Length) -> bool:
    """Whether it is told in days or weeks."""
    return all(part.unit in _SHORT for part in length.parts)


def _distance(
    scene: Scene, length: Length, sort: Sort, bare: bool = False, doubtful: bool = False
) -> Days | None:
    if not _reaches_a_day(length):
        return None
    span = _span(scene.today, length)
    end = span.last or span.first
    if end and end > calendar.add_months(scene.today, 12 * FARTHEST):
        return VOID
    return days(span, sort, bare=bare, doubtful=doubtful or not length.sure)


def _reaches_a_day(length: Length) -> bool:
    """ "In 2 hours" is when to talk; "within 4 hours" and "in 48 hours" are when to begin."""
    return length.unit != "hour" or length.most or length.parts[0].high >= 24


def _span(today: date, length: Length) -> Span:
    near = far = today
    for part in length.parts:
        near, far = _on(near, part.low, part), _on(far, part.high, part)
    if length.whole:
        part = length.parts[-1]
        whole = unit_of(part.unit, today, min(int(part.high), 10**4))
        return Span(today, whole.last if whole else far, Grain.PART)
    if length.ahead or length.most:
        return Span(today, far, Grain.PART)
    if length.least:
        return Span(near, None)
    return Span(near, far, Grain.DAY if near == far else Grain.PART)


def _on(today: date, count: Decimal, part: Part) -> date:
    """The day `count` units on; of a part of a month or year the nearest day or month."""
    whole, unit = min(int(count), 10**6), part.unit
    if part.work and unit == "day":
        return calendar.business_days_on(today, whole)
    if unit == "hour":
        return calendar.add_days(today, whole // 24)
    one = calendar.on(today, whole, unit)
    rest = count - whole
    if not rest or unit in ("day", "night"):
        return one
    parts = {"year": ("month", 12), "quarter": ("month", 3), "month": ("day", 30)}
    smaller, size = parts.get(unit, ("day", 14 if unit == "fortnight" else 7))
    return calendar.on(one, round(rest * size), smaller)
