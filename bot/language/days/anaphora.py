"""Days that are told by pointing at others: "the lease is up on May 1, so any time before that"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.language.days import bounds, calendar
from bot.language.days.around import Words
from bot.language.days.calendar import Grain, Span
from bot.language.days.mention import Mention
from bot.language.days.pointing_units import POINTING_UNITS, UNITS_BEFORE, units_after
from bot.language.days.value import Days, Scene, Sort, days
from bot.language.word_files import by_word, load, word_set

_FAR = 18
"""Tokens behind the days that are pointed at."""
_STEPS = {"day_after": 1, "day_after_it": 1, "that_day": 0, "day_before": -1, "day_before_it": -1}
_STEPS |= {"week_after": 7}
_WEEKDAYS: dict[str, int] = by_word(load("en", "days")["weekday"])
_EITHER = word_set("day_cues", "or_and")
_FURTHER_BACK = frozenset(["before_that", "any_after_that", "by_then"])
_AT_THE_END = frozenset(["day_after_it", "day_before_it"])


@dataclass(frozen=True, slots=True)
class _Pointing:
    """`tokens[first:last]` point at other days in a way of this `kind`."""

    words: Words
    kind: str
    first: int
    last: int


def pointed_at(words: Words, found: list[Mention], scene: Scene) -> list[Mention]:
    """`found`, with what points at days in their place."""
    found = [one for one in found if one is found[0] or not _begins_pointing(words, one)]
    ends = [one.first for one in found[1:]] + [len(words.low)]
    kept: list[Mention] = []
    for one, end in zip(found, ends, strict=False):
        steps = _steps_away(words, kept[-1], one, scene) if kept else None
        if steps:
            kept[-1] = steps
        else:
            kept.append(_pointed(words, one, min(end, one.last + _FAR), scene) or one)
    return kept


def _begins_pointing(words: Words, one: Mention) -> bool:
    """Whether it is the "in the week" of "in the week before that"."""
    spans = (words.spans(kind, one.first, len(words.low)) for kind in UNITS_BEFORE)
    return any(first < one.last < last for each in spans for first, last in each)


def _pointed(words: Words, one: Mention, end: int, scene: Scene) -> Mention | None:
    day = one.days.last or one.days.first
    if not one.named or one.days.void or day is None or day <= scene.today:
        return None
    found = [
        (at, value)
        for kind, tell in _KINDS.items()
        for at in (_Pointing(words, kind, *span) for span in _places(words, kind, one.last, end))
        if kind not in _FURTHER_BACK or _is_apart(words, one, at.first)
        if (value := tell(at, one, scene)) and (value.first or value.last)
    ]
    if not found:
        return None
    at, value = min(found, key=lambda each: (each[0].first, each[0].last))
    return Mention(at.first, at.last, replace(value, bare=False), "anaphora", pointing=True)


def _places(words: Words, kind: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    if kind in POINTING_UNITS:
        return units_after(words, kind, first, last)
    return words.spans(kind, first, last)


def _steps_away(words: Words, one: Mention, steps: Mention, scene: Scene) -> Mention | None:
    """ "We close Dec 18 and want it two weeks later", "March 6 ... a month before that": so far
    from the day before it, and not from today. It is read back.
    """
    told, far = one.days.last, _far(steps.days)
    if not (one.named and told and far) or told <= scene.today:
        return None
    back = _step(words, "steps_back", steps)
    if not back and not _step(words, "steps_on", steps):
        return None
    months = (far.year - scene.today.year) * 12 + far.month - scene.today.month
    if months and far == calendar.add_months(scene.today, months):
        day = calendar.add_months(told, -months if back else months)
    else:
        apart = (far - scene.today).days
        day = calendar.add_days(told, -apart if back else apart)
    value = days(Span(day, day, Grain.DAY), doubtful=True)
    return Mention(steps.first, steps.last, value, "anaphora", pointing=True)


def _far(value: Days) -> date | None:
    """The one day that lies so far from today: "two weeks", "two days after that"."""
    if value.sort not in (Sort.LENGTH, Sort.AHEAD) or value.first is None:
        return None
    if value.last is None and value.bounded:
        return calendar.add_days(value.first, -1)
    return value.first if value.first == value.last else None


def _step(words: Words, kind: str, steps: Mention) -> bool:
    """Whether the words of `steps` end in such a step, or one stands right behind them."""
    places = range(max(steps.first, steps.last - 2), steps.last + 1)
    return any(words.begins(kind, at) >= steps.last for at in places)


def _is_apart(words: Words, one: Mention, first: int) -> bool:
    """Whether a word or a sentence's end stands between: "in February, before that" points further
    back.
    """
    tokens = words.doc.tokens
    if first < len(tokens) and tokens[first].sentence != tokens[one.first].sentence:
        return True
    return any(low[0].isalnum() for low in words.low[one.last : first])


def _before_that(at: _Pointing, one: Mention, scene: Scene) -> Days | None:
    begin, _ = at.words.clause(at.first, at.last)
    if at.words.has("denying", begin, at.first):  # "not before that"
        then = one.days.last if one.days.bounded else one.days.first
        return days(Span(then, None, one.days.grain), bounded=True)
    return bounds.before(scene, 1, one.days)


def _after_that(at: _Pointing, one: Mention, scene: Scene) -> Days | None:
    begin, end = at.words.clause(at.first, at.last)
    led = at.words.ends("pointing_lead", at.first) >= 0
    told = led or at.last == end or at.first == begin > one.last + 1
    denied = at.words.has("denying", begin, at.first)
    return bounds.after(scene, 1, one.days) if told and not denied else None


def _by_then(at: _Pointing, one: Mention, scene: Scene) -> Days | None:
    return bounds.by(scene, 1, one.days)


def _from_then_on(at: _Pointing, one: Mention, scene: Scene) -> Days | None:
    return bounds.from_then(scene, 1, one.days) if one.days.first else None


def _next_to_that(at: _Pointing, one: Mention, scene: Scene) -> Days | None:
    if one.days.grain is not Grain.DAY or one.days.last is None:
        return None
    behind = at.words.low[at.last : at.last + 1]
    if at.kind in _AT_THE_END and any(low[0].isalnum() for low in behind):
        return None  # "the day before Easter"
    day = calendar.add_days(one.days.last, _STEPS[at.kind])
    return days(Span(day, day, Grain.DAY))


def _unit_after(at: _Pointing, one: Mention, scene: Scene) -> Days | None:
    """ "Not January, the month after", "on leave from 2/20, the week after that"."""
    told = _last_told(one.days)
    if told is None:
        return None
    if at.kind == "named_month_after":
        if one.days.first is None or one.days.grain is not Grain.MONTH:
            return None
        return days(calendar.month(told.year + 1, told.month))
    if at.kind != "weekday_after":
        grain = Grain.MONTH if at.kind.startswith("month") else Grain.WEEK
        return _unit_beside(told, grain, -1 if at.kind in UNITS_BEFORE else 1)
    weekday = _WEEKDAYS.get(at.words.low[at.first + 1])
    if weekday is None or one.days.grain is not Grain.DAY:
        return None
    day = calendar.next_weekday(told, weekday)
    return days(Span(day, day, Grain.DAY))


def _unit_beside(told: date, grain: Grain, later: int = 1) -> Days:
    """The month or week after that of a day, or so many later."""
    if grain is Grain.WEEK:
        return days(calendar.week(told, later))
    begun = calendar.add_months(told.replace(day=1), later)
    return days(calendar.month(begun.year, begun.month))


def _last_told(value: Days) -> date | None:
    """The last of the days that were told; of "not January" its own last one."""
    if value.last is None and value.bounded and value.first:
        return calendar.add_days(value.first, -1)
    return value.last or value.first


def _one_after(at: _Pointing, one: Mention, scene: Scene) -> Days | None:
    """ "Not this Wednesday, the one after"; of "January... the one after" it is read back."""
    either = at.words.low[at.first - 1] in _EITHER
    told = None if either else _next_alike(at, one)
    denied = at.words.has("not_this", max(0, one.first - 3), at.first)
    return replace(told, doubtful=told.doubtful or not denied) if told else None


def _next_alike(at: _Pointing, one: Mention) -> Days | None:
    """The next weekday, week, month or season of that name."""
    value = one.days
    if value.first is None:
        return None
    if value.sort is Sort.WEEKDAY and value.last == value.first:
        day = calendar.add_days(value.first, 7)
        return days(Span(day, day, Grain.DAY))
    if at.words.has("unit_word", one.first, one.last):
        later = 2 if at.words.has("nor_next", one.first + 1, at.first) else 1
        return _unit_beside(_last_told(value) or value.first, value.grain, later)
    if value.grain is Grain.SEASON and value.bounded:  # "not fall of 2027"
        begun = calendar.add_months(value.first, 9)
        return days(calendar.months(begun.year, begun.month, 3, Grain.SEASON))
    if value.grain is Grain.MONTH:
        begun = calendar.add_months(value.first, 11 if value.bounded else 12)
        over = calendar.add_days(calendar.add_months(begun, 1), -1)
        return days(Span(begun, over, Grain.MONTH))
    return None


_KINDS = {
    "before_that": _before_that,
    "any_after_that": _after_that,
    "by_then": _by_then,
    "from_then_on": _from_then_on,
    "day_after": _next_to_that,
    "that_day": _next_to_that,
    "day_before_it": _next_to_that,
    "day_after_it": _next_to_that,
    "week_after": _next_to_that,
    **dict.fromkeys(POINTING_UNITS, _unit_after),
    "day_before": _next_to_that,
    "one_after": _one_after,
}
