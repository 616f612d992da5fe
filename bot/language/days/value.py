"""What an expression of days says, and what it is read against."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum

from bot.language.days.calendar import Grain, Span


@dataclass(frozen=True, slots=True)
class Scene:
    """`today` where the business is; how its country (ISO 3166) writes 3/4. `again`: an answer
    was not understood already.
    """

    today: date
    country: str = "US"
    month_first: bool = True
    again: bool = False


class Sort(str, Enum):
    """How the days were told; what they may be besides depends on it."""

    NAMED = "named"  # March 3, next week
    TODAY = "today"
    WEEKDAY = "weekday"
    WORD = "word"  # that is much else: may, fall, 2027
    NUMBER = "number"  # the 3rd of a month that isn't named
    FIGURES = "figures"  # 3/4 without a year
    LENGTH = "length"  # 3 months
    AHEAD = "ahead"  # in 3 months


@dataclass(frozen=True, slots=True)
class Days:
    """From `first` to `last`, both included; an open end is None.

    `bare`: a timeframe only as an answer. `doubtful`: to be read back. `ranged`: both ends were
    told. `bounded`: a word of a bound stands with them. `void`: they are no wanted days. `slip`:
    no calendar has them.
    """

    first: date | None
    last: date | None
    grain: Grain = Grain.DAY
    sort: Sort = Sort.NAMED
    bare: bool = False
    doubtful: bool = False
    ranged: bool = False
    bounded: bool = False
    void: bool = False
    slip: bool = False
    year: bool = False

    def __str__(self) -> str:
        """As a table writes it: `2027-03-01..2027-03-31`, `2027-03-03?`, `void`."""
        if self.void:
            return "slip" if self.slip else "void"
        ends = [str(end) if end else "" for end in (self.first, self.last)]
        told = ends[0] if ends[0] == ends[1] else "..".join(ends)
        return told + "?" * self.doubtful

    @property
    def span(self) -> Span:
        return Span(self.first, self.last, self.grain)

    def over(self, today: date) -> bool:
        """Whether they are gone by."""
        return self.last is not None and self.last < today

    def moved(self, span: Span, **changes: object) -> Days:
        """The same expression with other days."""
        return replace(self, first=span.first, last=span.last, grain=span.grain, **changes)  # type: ignore[arg-type]


def days(span: Span, sort: Sort = Sort.NAMED, **more: bool) -> Days:
    """The days of a `span`."""
    return Days(span.first, span.last, span.grain, sort, **more)


VOID = Days(None, None, void=True)
SLIP = Days(None, None, void=True, slip=True)


@dataclass(frozen=True, slots=True)
class Count:
    """From `low` to `high` of something. `sure` is False where it may be another number."""

    low: Decimal
    high: Decimal
    plus: bool = False
    sure: bool = True

    def __str__(self) -> str:
        told = f"{self.low}" if self.low == self.high else f"{self.low}-{self.high}"
        return told + "+" * self.plus + "?" * (not self.sure)


@dataclass(frozen=True, slots=True)
class Part:
    """So many units: "two weeks"."""

    low: Decimal
    high: Decimal
    unit: str
    work: bool = False

    def __str__(self) -> str:
        return f"{Count(self.low, self.high)} {'working ' * self.work}{self.unit}"


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time, in parts that add up: "a month and three days".

    `least`, `most`: "or more", "or less". `told`: it is told as a way ahead ("from now").
    `counted`: a number of units was told. `ahead`: "the next two weeks". `whole`: of
    calendar units ("two upcoming months").
    """

    parts: tuple[Part, ...]
    least: bool = False
    most: bool = False
    told: bool = False
    counted: bool = True
    ahead: bool = False
    whole: bool = False
    sure: bool = True

    def __str__(self) -> str:
        marks = {"at least": self.least, "at most": self.most, "ahead": self.ahead or self.told}
        return ", ".join([*map(str, self.parts), *(name for name, so in marks.items() if so)])

    @property
    def unit(self) -> str:
        return self.parts[-1].unit
