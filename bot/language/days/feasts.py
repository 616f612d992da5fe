"""Feasts: the days of a year on which they are, from rules that a person can read.

A rule is a date ("25 december"), a weekday of a month ("4th thursday of november", "last monday of
may"), Easter ("easter", "orthodox"), or one of these with days added or taken off ("easter - 2").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from bot.language.days import calendar
from bot.language.days.calendar import Grain, Span
from bot.language.vocabulary import load

_MONTHS, _WEEKDAYS = (
    [names[0] for names in load("en", "days")[kind].values()] for kind in ("month", "weekday")
)


@dataclass(frozen=True, slots=True)
class Feast:
    """The day of a `rule`, or of `dates` that no rule gives; `abroad`: by country, ISO 3166."""

    rule: str | None
    dates: tuple[date, ...]
    days: int
    abroad: tuple[tuple[str, str], ...]

    def in_year(self, year: int, country: str) -> Span | None:
        """When it is in `year`; None where nobody knows."""
        rule = dict(self.abroad).get(country, self.rule)
        if rule is None:
            first = next((one for one in self.dates if one.year == year), None)
        else:
            first = day_of(rule, year)
        if first is None:
            return None
        last = calendar.add_days(first, self.days - 1)
        return Span(first, last, Grain.DAY if first == last else Grain.PART)

    def after(self, today: date, country: str) -> Span | None:
        """Today's or the next one."""
        spans = (self.in_year(today.year + later, country) for later in range(-1, 5))
        return next((span for span in spans if span and not span.past(today)), None)


@lru_cache(maxsize=256)
def feast(name: str) -> Feast:
    """A feast as the word list has it."""
    entry = load("en", "feasts")[name]
    abroad = tuple((key, rule) for key, rule in entry.items() if key.isupper())
    return Feast(entry.get("rule"), tuple(entry.get("dates", ())), entry.get("days", 1), abroad)


@lru_cache(maxsize=1024)
def day_of(rule: str, year: int) -> date:
    """The day that `rule` gives in `year`.

    >>> day_of("4th thursday of november", 2026), day_of("easter - 2", 2027)
    (datetime.date(2026, 11, 26), datetime.date(2027, 3, 26))
    """
    for sign, way in ((" + ", 1), (" - ", -1)):
        base, found, count = rule.partition(sign)
        if found:
            return calendar.add_days(day_of(base, year), way * int(count))
    if rule == "easter":
        return easter(year)
    if rule == "orthodox":
        return orthodox_easter(year)
    which, name, *month = rule.split()
    if not month:
        return date(year, _MONTHS.index(name) + 1, int(which))
    number = -1 if which == "last" else int(which[0])
    return nth_weekday(year, _MONTHS.index(month[1]) + 1, _WEEKDAYS.index(name), number)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """The `number`th such weekday of the month; -1 is its last."""
    if number < 0:
        last = calendar.add_days(calendar.add_months(date(year, month, 1), 1), -1)
        return calendar.add_days(last, -((last.weekday() - weekday) % 7))
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus, Nature, 20 April 1876)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, skipped = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * skipped + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday in the Gregorian calendar, 1900 to 2099 (Meeus's Julian computus)."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)
