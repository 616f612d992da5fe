"""Words of days that are something else: streets, names, verbs."""

from __future__ import annotations

from bot.language.days.around import Words
from bot.language.days.calendar import Grain
from bot.language.days.value import Days, Sort

_LONGEST_STREET = 5


def is_street(words: Words, first: int, last: int) -> bool:
    """A number, up to three words and a kind of road; or such a road behind "on"."""
    for at in range(first, min(last + 2, len(words.low))):
        if at > first and words.begins("road", at):
            begin = next(
                (back for back in range(first, max(-1, at - _LONGEST_STREET), -1)
                 if words.low[back].isdecimal()), None
            )  # fmt: skip
            inside = words.low[(begin if begin is not None else first) + 1 : at]
            alone = any(
                words.begins("no_street", begin_at) for begin_at in range((begin or 0) + 1, at)
            )
            if begin is not None and 1 <= len(inside) <= 3 and not alone and begin <= first:
                return True
            behind = words.begins("sure_road", at) and at == last
            if behind and (words.begins("on_road", first) or words.ends("on_road", first) >= 0):
                return True
    return False


def is_bare(words: Words, first: int, last: int, days: Days) -> bool:
    """Whether the expression is as often something else: may, fall, 2027, 3/4, "the 3rd"."""
    if days.sort is Sort.WORD:
        if days.grain is Grain.MONTH and not words.begins("loose_month", first):
            return False
        if days.grain is Grain.SEASON and words.begins("term", last):
            return False
        return _is_bare_word(words, first, last)
    if days.sort is Sort.FIGURES:
        return words.ends("day_lead", first) < 0 or bool(words.begins("of", last))
    if days.sort is Sort.NUMBER and not days.ranged:
        return days.bare or _word_follows(words, last)
    return days.bare


def _word_follows(words: Words, last: int) -> bool:
    if last >= len(words.low) or not words.low[last][0].isalpha():
        return False
    return not words.begins("no_thing", last)


def _is_bare_word(words: Words, first: int, last: int) -> bool:
    if words.begins("month_or_verb", first) and words.ends("verb_subject", first) >= 0:
        return True
    lead = words.ends("person", first)
    if lead >= 0:
        return True
    return words.ends("preposition", first) < 0


def is_verb(words: Words, first: int, last: int, days: Days) -> bool:
    """The other "may": "I may", "may I", "may be"; "wed love that", "it never sat right"."""
    if words.begins("weekday_or_verb", first) == last:
        return words.ends("sat_down", first) >= 0
    if words.begins("weekday_or_would", first) == last:
        return bool(words.begins("would_what", last))
    if (
        days.grain is not Grain.MONTH
        or days.sort is not Sort.WORD
        or words.begins("month_or_verb", first) != last
    ):
        return False
    follows = last < len(words.low) and words.low[last][0].isalpha()
    goes_on = words.begins("goes_on_time", last)
    subject = words.ends("verb_subject", first)
    if subject >= 0:
        joined = words.begins("or_and", subject)
        return not joined or bool(follows and not goes_on)
    return words.ends("preposition", first) < 0 and bool(follows and not goes_on)
