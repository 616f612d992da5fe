"""When a text that we start may reach a phone: hours by state, in quiet_hours.csv beside this file.

Federal rules keep telemarketing calls and texts to 8:00-21:00 in the recipient's own time (47 CFR
64.1200(c)(1)), and states are stricter. An answer to someone who has just written is no such text:
it goes at once.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.values.holidays import is_federal_holiday

FILE = Path(__file__).with_suffix(".csv")
# The rows for who is in none of the states.
UNKNOWN, ELSEWHERE = "unknown", "elsewhere"

_SATURDAY, _SUNDAY = 5, 6
_STEP = timedelta(minutes=15)  # every zone's offset, and every change of one, is a multiple of it
_FURTHEST = timedelta(days=8)  # past every weekend with holidays on both its sides


@dataclass(frozen=True, slots=True)
class Place:
    """Where a recipient may be: a time zone (IANA's name) and a row of the table."""

    zone: str
    state: str


@dataclass(frozen=True, slots=True)
class Span:
    """From `opens` on, until just before `closes`."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Hours:
    """A row of the table: None is a day on which nothing goes. `most` counts for 24 hours."""

    weekdays: Span | None
    saturdays: Span | None
    sundays: Span | None
    on_holidays: bool
    most: int | None

    def of(self, moment: datetime) -> Span | None:
        """The hours of the day on which `moment` is."""
        if not self.on_holidays and is_federal_holiday(moment.date()):
            return None
        day = moment.weekday()
        return {_SATURDAY: self.saturdays, _SUNDAY: self.sundays}.get(day, self.weekdays)


def next_allowed(instant: datetime, places: Iterable[Place]) -> datetime:
    """The earliest instant from `instant` on (aware) at which every place allows a text.

    Where no hour of a week suits all of them, the last place decides.
    """
    everywhere = list(places)
    for wanted in (everywhere, everywhere[-1:]):
        moment = instant
        while moment - instant <= _FURTHEST:
            if all(is_allowed(moment, place) for place in wanted):
                return moment
            moment = _ceiling(moment)
    return instant


def is_allowed(moment: datetime, place: Place) -> bool:
    """Whether a text that we start may reach the place at `moment` (aware)."""
    there = moment.astimezone(ZoneInfo(place.zone))
    span = hours_of(place.state).of(there)
    return span is not None and span.opens <= there.time() < span.closes


def most_in_a_day(places: Iterable[Place]) -> int | None:
    """How many texts on one subject may reach a number in 24 hours; None: any."""
    limits = [hours_of(place.state).most for place in places]
    return min((limit for limit in limits if limit is not None), default=None)


def hours_of(state: str) -> Hours:
    """The row of a state; the safest one for a state that the table lacks."""
    return table().get(state) or table()[UNKNOWN]


@cache
def table() -> Mapping[str, Hours]:
    """{state: its hours}, as the file says."""
    with FILE.open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {row["place"]: _hours(row) for row in rows}


def _hours(row: Mapping[str, str]) -> Hours:
    return Hours(
        weekdays=_span(row["weekdays"]),
        saturdays=_span(row["saturdays"]),
        sundays=_span(row["sundays"]),
        on_holidays={"open": True, "none": False}[row["holidays"]],
        most=int(row["most"]) if row["most"] else None,
    )


def _span(cell: str) -> Span | None:
    if cell == "none":
        return None
    opens, closes = (datetime.strptime(text, "%H:%M").time() for text in cell.split("-"))
    return Span(opens, closes)


def _ceiling(moment: datetime) -> datetime:
    """The next quarter of an hour."""
    begun = moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)
    return begun + _STEP
