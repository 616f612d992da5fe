"""What bounds days from further off, or together: "before my daughter's wedding on June 12"."""

from __future__ import annotations

from dataclasses import replace

from bot.language.days import bounds
from bot.language.days.around import Words
from bot.language.days.calendar import Grain
from bot.language.days.find import find_days
from bot.language.days.mention import Mention
from bot.language.days.value import Days, Scene
from bot.language.word_files import word_set

_LED_IN = word_set("day_cues", "led_in")
_BETWEEN = 1  # a sign or a word: "after the 1st but before the 20th"
_BOUNDS_AFAR = (
    ("before_what", bounds.before), ("after_what", bounds.after), ("by_what", bounds.by)
)  # fmt: skip
_NEAR = 9  # tokens before "until" that may deny it, or between two bounds that are joined


def not_until(words: Words, one: Mention, scene: Scene) -> Mention:
    """ "Can't start until May" begins then."""
    begin, _ = words.clause(one.first, one.last)
    lead = words.begins("until", one.first)
    denied = lead and words.has("denying_until", max(begin, one.first - _NEAR), one.first)
    if not denied or lead >= one.last:
        return one
    day = find_days(replace(words.doc, tokens=words.doc.tokens[lead : one.last]), scene)
    value = bounds.from_then(scene, 1, day[0].value) if day else None
    return replace(one, days=value) if value else one


def within_bounds(words: Words, found: list[Mention], scene: Scene) -> list[Mention]:
    """ "After December 1, before the 20th": two bounds side by side are one expression."""
    kept: list[Mention] = []
    for one in found:
        before = kept[-1] if kept else None
        both = _both_bounds(words, before, one, scene) if before else None
        if before and both:
            kept[-1] = replace(before, last=one.last, days=both)
        else:
            kept.append(one)
    return kept


def _both_bounds(words: Words, one: Mention, other: Mention, scene: Scene) -> Days | None:
    apart = other.first - one.last
    joined = bool(words.begins("joins_bounds", one.last)) and apart <= _NEAR
    if (apart > _BETWEEN and not joined) or not (one.days.bounded and other.days.bounded):
        return None
    opens, closes = sorted((one.days, other.days), key=lambda days: days.last is not None)
    if opens.last or opens.first is None or closes.last is None or closes.first != scene.today:
        return None
    return replace(closes, first=opens.first) if opens.first <= closes.last else None


def bounded_afar(words: Words, one: Mention, scene: Scene) -> Mention:
    """ "Before my daughter's wedding on June 12", "once school is out in June"."""
    value = one.days
    if value.bounded or value.void or not one.named:
        return one
    begin, _ = words.clause(one.first, one.last)
    lead = words.ends("led_in", one.first)
    inside = words.low[one.first] in _LED_IN
    if lead < 0 and not inside:
        return one
    lead = one.first if inside else lead
    for kind, bound in _BOUNDS_AFAR:
        for start, end in words.spans(kind, max(begin, lead - 6), lead):
            if words.begins("after_that", start):
                continue  # "after that we'd go in April"
            if 1 <= lead - end <= 5 and all(word[0].isalpha() for word in words.low[end:lead]):
                told = bound(scene, 1, value)
                if told and kind == "after_what" and value.grain is not Grain.DAY:
                    told = bounds.from_then(scene, 1, value)
                return replace(one, first=start, days=told) if told else one
    return one
