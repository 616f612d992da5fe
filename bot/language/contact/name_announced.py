"""Names that something announces: "this is Dana", "- Dana" under a message, "Dana here"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from bot.language.contact.name_run import Readings, behind_title, joint
from bot.language.contact.name_words import Named, NameWords, parse
from bot.language.contact.words import phrases, words
from bot.language.en.words import owner

_ALONE = ("first", "is_last")
"""What stands behind a last name that begins the message."""
_TOLD_IN_FULL = 3  # words of a cue: "my maiden name Greta"
_CUE_GAP = re.compile(r"\s*[:=]?\s*[\"“']?")
_PAUSE_GAP = re.compile(r"[\s,:\"“'-]*")
_SIGNED = re.compile(r"[.!?)\n]*\s*[-–—~]+\s*|.*\n.*|.*[,.!-]+\s*", re.DOTALL)
_DASHED = re.compile(r"[.!?)\n]\s*[-–—~]+\s*|.*\n.*", re.DOTALL)


def in_parts(part: NameWords) -> Readings:
    """ "First name Carla, last name Diaz", "Carla. Last name Diaz.", "Diaz, first name Carla"."""
    lows = part.lows()
    if behind_title(part, 0):
        return  # "Private First Class Cole"
    first = _told_as(lows, "first")
    last = _told_as(lows, "last")
    if last is None and first is not None:
        last = 0 if any(phrases(f"name_part.{is_it}").at(lows, 1) for is_it in _ALONE) else None
    if last is None or (
        lows[last] in part.ordinary and "name" not in lows[max(0, last - 2) : last]
    ):
        return
    if first is None:
        cue = next(at for at, _, _ in phrases("name_part.last").each(lows))
        while cue > 1 and lows[cue - 1] in words("name_part", "joint"):
            cue -= 1
        first = cue - 1
        if first < 0 or not all(low in words("name_part", "before") for low in lows[:first]):
            return
    name = parse(f"{part.words[first].typed} {part.words[last].typed}")
    if name and lows[first] not in words("not_name", "function"):
        yield Named(name, min(first, last), max(first, last) + 1), "name.parts"


def _told_as(lows: list[str], which: str) -> int | None:
    """The word behind "first name is", "last name"; none is that which tells the other part."""
    told = phrases(f"name_part.{which}").each(lows)
    parts = phrases("name_part.first"), phrases("name_part.last")
    ends = (end for _, _, end in told if not phrases("name_part.is_last").before(lows, end))
    return next(
        (end for end in ends if end < len(lows) and not any(part.at(lows, end) for part in parts)),
        None,
    )


def announced(part: NameWords, kind: str, asked: bool, first: Collection[str] = ()) -> Readings:
    """What a cue of this kind stands before; `first` is what the cue must begin with."""
    lows = part.lows()
    done = 0
    for at, told, end in phrases("name_cue").each(lows):
        while end < len(lows) and lows[end] in words("name_link", "filler"):
            end += 1  # "my name is, um, Walter"
        if at < done or _role(lows, at, told) != kind:
            continue
        found = _after_cue(part, at, end, kind, asked)
        if found:
            done = end
            if not first or lows[at] in first:
                yield found, f"name.{kind}"


def _role(lows: list[str], at: int, kind: str) -> str:
    """ "My wife's name is" tells another's."""
    before = lows[at - 1] if at else ""
    possessed = owner(before) != before or before in words("whose", "another")
    return (
        "another"
        if kind == "mine" and possessed and lows[at] in words("name_link", "possessed")
        else kind
    )


def _after_cue(part: NameWords, at: int, end: int, kind: str, asked: bool) -> Named | None:
    gap = part.gap(end) if end < len(part.words) else "."
    hesitates = part.words[end - 1].low in words("name_link", "filler")
    pause = hesitates or (asked and kind in ("relation", "weak"))
    if not (_PAUSE_GAP if pause else _CUE_GAP).fullmatch(gap):
        return None
    cue = [word.low for word in part.words[at:end]]
    following = part.words[end]
    told_in_full = cue[0] in words("name_link", "full") and asked and following.titled
    if (
        cue[-1] in words("name_link", "name")
        and len(cue) < _TOLD_IN_FULL
        and not re.search("[:=]", gap)
        and not told_in_full
    ):
        return None
    if cue[-1] in words("name_link", "meant") and not asked:
        return None
    if cue[0] in words("name_link", "call") and following.low in words(
        "name_word", "when_to_call"
    ) | words("name_word", "when"):
        return None
    # "Call me Skip": with its capital amid small letters even an ordinary word is a name.
    skip = kind == "mine" and following.typed.istitle() and part.words[end - 1].typed.islower()
    if kind != "mine" and part.describes(end):
        return None
    found = joint(part, end, frozenset() if skip else None)
    if found and kind == "weak" and not asked and not _stands_out(part, found, at):
        return None
    return found


def _stands_out(part: NameWords, found: Named, cue: int) -> bool:
    """Whether it is a name though none was asked for: "I'm Dying" is none."""
    typed = part.words[found.first].typed
    lowered = part.words[found.first]._replace(typed=typed.lower())
    if found.last - found.first == 1 and typed.lower() in words("name_word", "month"):
        return part.words[found.first - 1].low not in words("name_link", "that")
    if found.last - found.first == 1 and replace(part, words=(lowered,)).describes(0):
        return False
    if phrases("name_lead.aside").at(part.lows(), found.last):
        return True
    if typed[0].isupper() and not part.text.isupper():
        return True
    # "Hey, this is lorna, our roof leaks"
    lead = phrases("name_lead.greeting").skip(part.lows(), 0)
    opens = lead == cue and phrases("name_lead.opening").at(part.lows(), cue)
    gap = part.gap(found.last).strip()
    paused = gap[:1] in tuple(",;.!-") and found.last < len(part.words)
    return bool(opens) and (paused or bool(phrases("name_lead.pause").at(part.lows(), found.last)))


def signed(part: NameWords) -> Readings:
    """A name at the end as under a letter, or one that opens: "Dana here, our roof leaks"."""
    lows = part.lows()
    for first in range(max(1, len(lows) - 3), len(lows)):
        signing = phrases("name_lead.signing").before(lows, first)
        shape = _SIGNED if signing else _DASHED
        found = part.run(first) if shape.fullmatch(part.words[first].gap) else None
        if found and found.last == len(lows) and part.words[first].typed[0].isupper():
            yield found, "name.signed"
    first = phrases("name_lead.greeting").skip(lows, 0)
    found = joint(part, first) if first < len(lows) else None
    if found and found.last < len(lows) and lows[found.last] in words("name_link", "here"):
        ends = part.gap(found.last + 1).strip()[:1] in ("", *",.!;:-")
        more = found.last + 1 < len(lows) and not part.gap(found.last + 1).strip()
        if ends and not more and part.words[found.first].typed[0].isupper():
            yield found, "name.opening"
