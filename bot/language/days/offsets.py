"""Days counted from another day: a week from Monday, 5 days before Christmas."""

from __future__ import annotations

from bot.language.days import calendar
from bot.language.days.dates import on
from bot.language.days.distances import from_there
from bot.language.days.feasts import feast
from bot.language.days.rules import grammar
from bot.language.days.value import Days, Length, Scene, Sort, days


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
