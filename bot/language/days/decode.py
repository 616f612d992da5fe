"""Which expression of days is the wanted start: weighed, where a message has several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.language.days import bounds, calendar
from bot.language.days.around import Words
from bot.language.days.calendar import Grain, Span
from bot.language.days.find import find_days
from bot.language.days.value import Days, Scene, Sort, days
from bot.language.doc import Doc
from bot.language.en import day_talk, day_words
from bot.language.en.day_vague import Vague, find_vague

ASAP_DAYS = 7
MOST = 12
"""Expressions that are weighed; nobody means more in one message."""
_FARTHEST = 10
_FARTHEST_DAY = 25
"""Years. Only a day told in full, with its year, may lie beyond ten."""


@dataclass(frozen=True, slots=True)
class Mention:
    """`tokens[first:last]` tell these `days`. `vague` ones name no day but the nearest,
    `flexible` ones none at all. `rule` names what found it.
    """

    first: int
    last: int
    days: Days
    rule: str
    vague: bool = False
    flexible: bool = False


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the message takes back, asked by tokens.

    `turned(first, second)`: whether the second takes the first's place. `current`: those that
    weren't taken back.
    """

    turned: Callable[[Mention, Mention], bool]
    current: Callable[[list[Mention]], list[Mention]]


def mentions(doc: Doc, scene: Scene, answering: bool) -> list[Mention]:
    """The expressions of `doc` that may be meant, in order; those that are no days, left out."""
    words = Words(doc)
    vague = [_mention(scene, one) for one in find_vague(words, answering)]
    named = [
        Mention(item.first, item.last, item.value, item.rule) for item in find_days(doc, scene)
    ]
    open_days = [one for one in vague if one.flexible]
    named = [one for one in named if not (one.rule == "any_but" and _holds(one, open_days))]
    kept = [one for one in named if not any(_covers(other, one) for other in vague)]
    kept += [one for one in vague if not any(_covers(other, one, True) for other in kept)]
    return sorted(kept, key=lambda one: one.first)


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


def wanted_start(
    doc: Doc, scene: Scene, asks: str | None, corrections: Corrections
) -> Mention | None:
    """The expression that tells when to start; None where none does."""
    answering = asks == "timeframe"
    words = Words(doc)
    found = mentions(doc, scene, answering)[: MOST + 4]
    found = [_bounded_afar(words, one, scene) for one in found]
    slipped = any(one.days.slip for one in found)
    meant = [
        one for one in found if not one.days.void and not _is_no_start(words, one, scene, answering)
    ]
    best: Mention | None = None
    best_weight = -1
    for one in corrections.current(meant[:MOST]):
        if _is_bare(words, one) and not _answers(words, one, asks):
            continue
        if day_talk.has_happened(words, one.first, one.last):
            one = replace(one, days=replace(one.days, doubtful=True))
        weight = _weight(words, one)
        corrected = best is not None and _corrects(words, best, one, corrections)
        capped = best is not None and best.vague and one.days.first == scene.today and not one.vague
        later = best is not None and best.vague and _waits(one)
        if weight > best_weight or capped or later or (corrected and not one.flexible):
            best, best_weight = one, weight
    if best and slipped:
        return replace(best, days=replace(best.days, doubtful=True))
    return best


def _bounded_afar(words: Words, one: Mention, scene: Scene) -> Mention:
    """ "Before my daughter's wedding on June 12", "once school is out in June"."""
    value = one.days
    if value.bounded or value.void or one.vague or one.flexible:
        return one
    begin, _ = words.clause(one.first, one.last)
    lead = words.ends("led_in", one.first)
    inside = words.low[one.first] in ("on", "in")
    if lead < 0 and not inside:
        return one
    lead = one.first if inside else lead
    for kind, bound in (("before_what", bounds.before), ("after_what", bounds.after)):
        for start, end in words.spans(kind, max(begin, lead - 6), lead):
            if 1 <= lead - end <= 5 and all(word[0].isalpha() for word in words.low[end:lead]):
                told = bound(scene, 1, value)
                if told and kind == "after_what" and value.grain is not Grain.DAY:
                    told = bounds.from_then(scene, 1, value)
                return replace(one, first=start, days=told) if told else one
    return one


def _waits(one: Mention) -> bool:
    """ "ASAP but not before Monday"."""
    return one.days.bounded and one.days.last is None and not one.flexible


def _is_no_start(words: Words, one: Mention, scene: Scene, answering: bool) -> bool:
    """Whether the expression is something else in its sentence, whatever its days are."""
    first, last, value = one.first, one.last, one.days
    if one.vague or one.flexible:
        return False
    if _out_of_reach(value, scene.today) or day_words.is_elsewhere(words, first, last):
        return True
    if day_words.is_verb(words, first, last, value):
        return True
    if (
        value.sort is Sort.LENGTH
        and not value.bounded
        and day_talk.is_lasting(words, first, last, value)
    ):
        return True
    if value.sort is Sort.AHEAD and day_talk.looks_back(words, first):
        return True
    if not value.bounded and day_talk.is_end(words, first):
        return True
    if value.sort is Sort.LENGTH and day_talk.is_asked_for(words, first):
        return True
    if not value.bounded and day_talk.ruled_out(words, first, last, value):
        return True
    if value.sort is Sort.TODAY and day_talk.only_talk(words, first, last, answering):
        return True
    return not answering and (
        day_talk.when_to_talk(words, first, last) or day_talk.has_happened(words, first, last)
    )


def _out_of_reach(value: Days, today: date) -> bool:
    """Gone by, or so far off that nobody means it."""
    years = _FARTHEST if value.first != value.last else _FARTHEST_DAY
    begins = value.first and value.first > calendar.add_months(today, 12 * years)
    # "In 2036" ends eleven years after some day of 2026.
    ends = value.last and value.last > calendar.add_months(today, 12 * years + 12)
    return bool(begins or ends) or value.over(today)


def _is_bare(words: Words, one: Mention) -> bool:
    if one.vague or one.flexible or one.days.bounded:
        return False
    return day_words.is_bare(words, one.first, one.last, one.days)


def _answers(words: Words, one: Mention, asks: str | None) -> bool:
    """Whether a bare expression is a timeframe: to its question, or alone between two pauses."""
    if asks not in (None, "timeframe"):
        return False
    if asks and not (one.days.sort is Sort.NUMBER and one.days.bare and not one.days.ranged):
        return True
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


def _weight(words: Words, one: Mention) -> int:
    bare = _is_bare(words, one)
    weight = 0 if one.flexible or one.days.doubtful else 2 if bare else 4
    if words.ends("not_then", one.first) >= 0:
        weight -= 3
    begin = one.first
    tokens = words.doc.tokens
    while (
        begin > max(0, one.first - 8) and tokens[begin - 1].sentence == tokens[one.first].sentence
    ):
        begin -= 1
    return weight + words.has("wanted_day", begin, one.first)


def _corrects(words: Words, first: Mention, second: Mention, corrections: Corrections) -> bool:
    if words.ends("i_said", second.first) >= 0:
        return False
    if corrections.turned(first, second):
        return True
    gap = slice(first.last, second.first)
    between: Sequence[str] = words.low[gap]
    if not 0 < len(between) <= 12:
        return False
    moved = words.spans("moved_to", first.last, second.first)
    if any(end == second.first for _, end in moved):
        return True
    return any(
        end >= second.first - 3 for _, end in words.spans("so_then", first.last, second.first)
    )
