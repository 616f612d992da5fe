"""The expressions of days that a message may mean, before it is known what they are in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.language.days import calendar
from bot.language.days.anaphora import pointed_at
from bot.language.days.around import Words
from bot.language.days.bounds_beside import bounded_afar, not_until, within_bounds
from bot.language.days.calendar import Grain, Span
from bot.language.days.find import find_days
from bot.language.days.mention import Mention
from bot.language.days.value import Days, Scene, Sort, days
from bot.language.doc import Doc
from bot.language.en import day_words
from bot.language.en.day_vague import Vague, find_vague

ASAP_DAYS = 7
MOST = 9
"""Expressions that are weighed; nobody means more in one message."""
_NEAR = 9
"""Months ahead within which a month that was told is that of a number after it, too."""
_FARTHEST = 10
_FARTHEST_DAY = 25
"""Years. Only a day told in full, with its year, may lie beyond ten."""


def find_mentions(doc: Doc, scene: Scene, answering: bool) -> list[Mention]:
    """The expressions of `doc` that may be meant, in order; those that are no days, left out.

    Of days that there are not, the `void` ones are kept: they make others doubtful.
    """
    words = Words(doc)
    apart = _in_months_told(words, _apart(doc, words, scene, answering), scene)
    apart = [not_until(words, one, scene) for one in apart]
    apart = [one for one in apart if not _is_other_word(words, one)]
    told = pointed_at(words, within_bounds(words, apart, scene), scene)
    found = [bounded_afar(words, one, scene) for one in told]
    return [one for one in found[: MOST + 3] if not (one.named and _is_none(words, one, scene))]


def _apart(doc: Doc, words: Words, scene: Scene, answering: bool) -> list[Mention]:
    vague = [_mention(scene, one) for one in find_vague(words, answering)]
    named = [
        Mention(item.first, item.last, item.value, item.rule) for item in find_days(doc, scene)
    ]
    open_days = [one for one in vague if one.flexible]
    named = [one for one in named if not (one.rule == "any_but" and _holds(one, open_days))]
    kept = [one for one in named if not any(_covers(other, one) for other in vague)]
    kept += [one for one in vague if not any(_covers(other, one, True) for other in kept)]
    return sorted(kept, key=lambda one: one.first)


def _in_months_told(words: Words, found: list[Mention], scene: Scene) -> list[Mention]:
    """ "January 5, no, the 6th": a number alone is a day of the month that was told before it."""
    told: list[Mention] = []
    for one in found:
        named = (_named_last(each.days, scene) for each in reversed(told))
        before = next((day for day in named if day), None)
        anew = _day_of(before, one.days.first)
        if anew and one.days.sort is Sort.NUMBER and one.days.first == one.days.last:
            one = replace(one, days=replace(one.days, first=anew, last=anew))
        until = _day_of(before, one.days.last) if _is_until_a_number(words, one, scene) else None
        if until:
            one = replace(one, days=replace(one.days, last=until))
        told.append(one)
    return told


def _is_until_a_number(words: Words, one: Mention, scene: Scene) -> bool:
    """ "Not after the 15th": up to a day whose month is not named."""
    if not one.days.bounded or one.days.first != scene.today or one.days.last is None:
        return False
    last = replace(words.doc, tokens=words.doc.tokens[max(one.first, one.last - 2) : one.last])
    return any(item.value.sort is Sort.NUMBER for item in find_days(last, scene))


def _named_last(value: Days, scene: Scene) -> date | None:
    """A day of the one month to come that was told, or up to which: "away till January 8"; one
    far off has rather gone by.
    """
    first, last = value.first, value.last or value.first
    if first is None or last is None or value.sort not in (Sort.NAMED, Sort.WORD):
        return None
    if first.replace(day=1) != last.replace(day=1) and not (value.bounded and first == scene.today):
        return None
    near = scene.today <= last <= calendar.add_months(scene.today, _NEAR)
    return last if near else None


def _day_of(month: date | None, day: date | None) -> date | None:
    """The day with the number of `day` in the month of `month`, if it has one."""
    if month is None or day is None:
        return None
    try:
        return month.replace(day=day.day)
    except ValueError:
        return None


def _covers(one: Mention, other: Mention, strictly: bool = False) -> bool:
    overlap = one.first < other.last and other.first < one.last
    longer = (one.last - one.first) - (other.last - other.first)
    return overlap and (longer > 0 or (longer == 0 and not strictly) or strictly)


def _holds(one: Mention, others: list[Mention]) -> bool:
    return any(one.first <= other.first and other.last <= one.last for other in others)


def _mention(scene: Scene, one: Vague) -> Mention:
    soon = Span(scene.today, calendar.add_days(scene.today, ASAP_DAYS), Grain.PART)
    value = days(Span(None, None) if one.flexible else soon, doubtful=one.doubtful)
    rule = "flexible" if one.flexible else "soon" if one.doubtful else "asap"
    return Mention(one.first, one.last, value, rule, not one.flexible, one.flexible)


def _is_none(words: Words, one: Mention, scene: Scene) -> bool:
    """Whether it is no day to come at all: gone by, or a word of days in a street."""
    if one.days.void:
        return not one.days.slip
    first, last = one.days.first, one.days.last
    if (first is None and last is None) or (first and last and first > last):
        return True  # "not 3/4 of a year or the summer"
    return _out_of_reach(one.days, scene.today) or _is_other_word(words, one)


def _is_other_word(words: Words, one: Mention) -> bool:
    """Whether it is a street's name, or a verb: "you may"."""
    if not one.named or one.days.void:
        return False
    street = day_words.is_street(words, one.first, one.last)
    return street or day_words.is_verb(words, one.first, one.last, one.days)


def _out_of_reach(value: Days, today: date) -> bool:
    """Gone by, or so far off that nobody means it."""
    years = _FARTHEST if value.first != value.last else _FARTHEST_DAY
    begins = value.first and value.first > calendar.add_months(today, 12 * years)
    # "In 2036" ends eleven years after some day of 2026.
    ends = value.last and value.last > calendar.add_months(today, 12 * years + 12)
    return bool(begins or ends) or value.over(today)


def is_alone(words: Words, one: Mention) -> bool:
    """Whether it stands between two pauses, but for words like "maybe" and "please"."""
    tokens = words.doc.tokens
    begin = words.skipped("alone_lead", one.first)
    before = (
        begin == 0
        or tokens[begin].clause > tokens[begin - 1].clause
        or words.low[begin - 1] in "/-"
    )
    end = one.last
    after = end >= len(tokens) or tokens[end].clause > tokens[end - 1].clause
    after = after or not words.low[end][0].isalnum() or bool(words.begins("alone_after", end))
    return before and after
