"""Words for "at once" and "any time", which name no day: where they are meant so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.language.days.around import Words
from bot.language.word_files import load

_LIST = "vague"
_AFTER_CAN: list[str] = load("en", _LIST)["after_can"]
_MOST_APART = 5


@dataclass(frozen=True, slots=True)
class Vague:
    """`tokens[first:last]` say "at once" or, if `flexible`, that any day will do."""

    first: int
    last: int
    flexible: bool = False
    doubtful: bool = False


def find_vague(words: Words, answering: bool) -> Iterator[Vague]:
    """Every such phrase. `answering` the question when, a bare "now" counts."""
    count = len(words.low)
    if answering and (end := words.begins("now_answer", 0, _LIST)):
        rest = end
        while words.begins("trail", rest, _LIST):
            rest += 1
        if rest == count:
            joke = words.begins("joke", 0, _LIST) == end == rest
            yield Vague(0, end, doubtful=joke)
            return
    done = 0
    for at in words.beginnings("as_soon", "asap", "flexible", "soon", listing=_LIST):
        found = (_as_soon(words, at) or _phrase(words, at, answering)) if at >= done else None
        if found:
            yield found
            done = found.last


def _as_soon(words: Words, at: int) -> Vague | None:
    """ "As soon as you can"; "as soon as i can sell my house" waits for the house."""
    lead = words.begins("as_soon", at, _LIST)
    if not lead or words.ends("not", at, _LIST) >= 0:
        return None
    end = words.begins("possible", lead, _LIST) or words.begins("yours", lead, _LIST)
    you = words.begins("you", lead, _LIST)
    if not end and you:
        end = words.begins("can", you, _LIST)
        while end and words.begins("can", end, _LIST):
            end = words.begins("can", end, _LIST)
        for more in _AFTER_CAN if end else ():
            end += words.low[end : end + 1] == [more]
        one = words.begins("have_one", you, _LIST)
        end = end or (one and min(one + 1, len(words.low)))  # "as soon as you have a chair"
    mine = words.begins("i_can", lead, _LIST)
    if not end and mine and (mine == len(words.low) or words.begins("no_more", mine, _LIST)):
        end = mine
    return Vague(at, end) if end else None


def _phrase(words: Words, at: int, answering: bool) -> Vague | None:
    ends = {kind: words.begins(kind, at, _LIST) for kind in ("asap", "flexible", "soon")}
    kind, end = max(ends.items(), key=lambda one: one[1])
    if not end:
        return None
    lead = words.ends("not", at, _LIST)
    if kind == "soon":
        goes_on = words.begins("soon_goes_on", end, _LIST)
        how = words.ends("how", at, _LIST) >= 0
        return None if lead >= 0 or how or goes_on else Vague(at, end, doubtful=True)
    if kind == "flexible":
        return (
            None
            if lead >= 0 or not _is_flexible(words, at, end, answering)
            else Vague(at, end, True)
        )
    right_now = words.begins("right_now", at, _LIST) == end
    unasked = not answering and words.begins("state_unasked", end, _LIST)
    if right_now and (unasked or _is_state(words, at, end)):
        return None
    opens = words.begins("opens", end, _LIST) or words.begins("is_on", end, _LIST)
    if words.begins("willing", at, _LIST) == end and opens:
        return None
    if lead < 0:
        return Vague(at, end)
    return None if right_now and not answering else Vague(lead, end, flexible=True)


def _is_state(words: Words, first: int, last: int) -> bool:
    """ "I have another insurer right now" says how things are, not when."""
    if words.begins("state_after", last, _LIST):
        return True
    begin, _ = words.clause(first, last)
    begin = max(begin, first - _MOST_APART)
    return words.has("state_before", begin, first, _LIST)


def _is_flexible(words: Words, first: int, last: int, answering: bool) -> bool:
    def whole(kind: str) -> bool:
        return words.begins(kind, first, _LIST) == last

    if not answering and whole("why"):
        return False
    begin, _ = words.clause(first, last)
    if words.has("conditional", max(begin, first - _MOST_APART), first, _LIST):
        return False
    if words.has("money_before", max(begin, first - 3), first, _LIST):
        return False
    if words.begins("money_after", last, _LIST):
        return False
    if not answering and whole("flexible_alone") and not words.begins("of_time", last, _LIST):
        return not words.has("money_sign", max(0, first - 2 * _MOST_APART), first, _LIST)
    if whole("any") and words.begins("opens", last, _LIST):
        return False
    if whole("every_time") and words.begins("happens", last, _LIST):
        return False  # "it drips whenever it rains"
    goes_on = words.begins("goes_on", last, _LIST) and not words.begins("goes_on_yet", last, _LIST)
    return not (whole("looking") and goes_on)
