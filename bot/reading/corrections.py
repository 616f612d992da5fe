"""Words that take back what was just said ("oops", "scratch that"), and what counts after them.

The one list of them: every reader asks here. What stands after a turn counts: "yes, actually no"
is a no. In mid-sentence the same words may be mere talk ("we actually own it", "I can wait till
May"): there they turn only between two values of one kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Protocol, TypeVar

from bot.language.correction_cues import DISCARDING, Turn, cues_in, may_turn, turns_between
from bot.language.en.words import low
from bot.reading.patterns import FAR

__all__ = [
    "Turn",
    "corrects",
    "current",
    "follows_turn",
    "last_turn",
    "read_last",
    "rejected",
    "taken_back",
    "turn_follows",
    "turned",
    "turns",
    "unsettled",
    "without_discarded",
    "without_turns",
]


class _Placed(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class _Reading(_Placed, Protocol):
    """A frozen dataclass that a reader gives."""

    @property
    def doubtful(self) -> bool: ...


S = TypeVar("S", bound=_Placed)
R = TypeVar("R", bound=_Reading)

_WISHES = frozenset(["rather", "wait"])  # "I'd rather ...", "I can wait ..."
# "Change my budget", "instead of a repair", "not May but June", "94112 not 94110"
_CONTRASTS = re.compile(
    r"\b(?:(?:make|change) (?:my|the)|instead of|rather than|not \S{1,30},? (?:but|it['’]?s))\b"
    r"|\d\S{0,12}\W{1,3}not (?:(?:the|in|on|at|my|a) ){0,2}\S{0,5}\d",
    re.IGNORECASE,
)
_NOT_FIRST = re.compile(r"\W*not\s+([^,;.!?]{1,60}?)(?:,|;| but\b| it['’]?s\b)", re.IGNORECASE)
# "No, scratch the repair, a new roof"
_DISCARDS = re.compile(
    rf"\W*(?:(?:oh|no|ok|well|actually|so|and)\W+)*(?:{'|'.join(DISCARDING)})\s+(?:the|my)\s+"
    r"([^,;.!?]{1,60}?)(?:[,;.!?]| but\b)",
    re.IGNORECASE,
)
# "My uncle says it's a waste, so forget the repair"
_DISCARDS_LATER = re.compile(
    rf"[,.;!?\s](?:so|but|and|then|ok)?\s{{0,3}}(?:{'|'.join(DISCARDING)})\s{{1,3}}(?:the|my)\b",
    re.IGNORECASE,
)
_REJECTS = re.compile(
    r"\w.{0,80}?\b(?:not|instead of|rather than)\s+(?!(?:sure|yet)\b)", re.I | re.S
)
_FIGURES = re.compile(
    r"\W{0,3}(?:(?:it['’]?s|its|is|the|at|about|ends?|in|with|no|make|last)\W+){0,3}[$£€@.]?\d"
)
# What stands right before and after a value that isn't meant (any longer)
_OLD_BEFORE = re.compile(
    r"\b(?:not|isn['’]?t|wasn['’]?t|ain['’]?t|no longer|instead of|rather than|used to be|"
    r"(?<!like )(?<!as )(?:i|we)(?: ha[vd]e?|['’](?:ve|d))? "
    r"(?:said|put|wrote|typed|entered|gave|told)"
    r"(?: (?:you|u|y['’]?all|down|in|it was|that|before|earlier|first))*)"
    r"(?:\s+(?:me|at|on|in|for|is|was|my|the|old|number|one|about|around|up|to))*[\s:\"'“]*$",
    re.IGNORECASE,
)
_OLD_AFTER = re.compile(
    r"[\"'”]?\W{0,2}(?:by (?:mistake|accident)|(?:is|was|['’]s) (?:the |a |my )?"
    r"(?:wrong|old|typo|mistake|incorrect|no longer|not right|not correct)|(?:is|was)n['’]?t right|"
    r"(?:before|earlier|previously)(?=\W*(?:$|but|and|sorry))|in error|\(?(?:wrong|old|typo)\b)",
    re.IGNORECASE,
)
_REACH = 60
_MOST_READ_APART = 2
"""Turns of one text: of more, the last ones count."""
_STOP = re.compile(r"[.;!?](?!\w)|\n")
_SIGNS = re.compile(r"[^\w*]{0,3}")
_LEADING_NO = re.compile(r"\W*(?:no(?:pe)?|make (?:it|that)|was|is)\b", re.IGNORECASE)
_NOTHING = re.compile(r"\W*(?:no\W+)?", re.IGNORECASE)


@lru_cache(maxsize=64)
def turns(text: str) -> tuple[Turn, ...]:
    """The turns in `text`, in order.

    >>> [(turn.start, turn.takes_back) for turn in turns("Tom Reed, oops I meant Tim Reed")]
    [(10, True), (15, False)]
    >>> turns("We actually own it and can't wait till May")
    ()
    """
    return tuple(turn for turn, stands in cues_in(low(text)) if stands)


def last_turn(text: str) -> Turn | None:
    """The last turn in `text`: what stands after its `end` counts, where it says anything."""
    return next(reversed(turns(text)), None)


def turned(text: str, start: int, end: int, until: int | None = None) -> bool:
    """Whether what stands in `text[start:end]`, between two values of one kind, takes back the
    first: "8k, no, 9k", "May -> June", or what stands after `until`, the second's end: "8k, 9k
    sorry". Of "12k, sorry, not 10k" the second is the old one.

    >>> turned("8k, er, 9k", 2, 8), turned("8k or 9k", 2, 6)
    (True, False)
    """
    between = text[max(start, end - FAR) : end]
    if _OLD_BEFORE.search(between[-_REACH:]):
        return False
    marked = any(start <= turn.start <= end and turn.end <= (until or end) for turn in turns(text))
    marked = marked or (until is not None and turn_follows(text, until))
    said = low(between)
    return marked or (may_turn(said) and bool(cues_in(said) or turns_between(between)))


def without_turns(text: str) -> str:
    """`text` with its turns blotted out, place for place: no word of "hold on Monday" but the day
    is of the day.
    """
    for turn in turns(text):
        blot = ";".ljust(turn.end - turn.start) if turn.end > turn.start else ""
        text = text[: turn.start] + blot + text[turn.end :]
    return text


def without_discarded(text: str) -> str:
    """`text` with blanks for what it begins by letting go of: "scratch the repair, a new roof"."""
    gone = _DISCARDS.match(text)
    return text[gone.end() :].rjust(len(text)) if gone else text


def follows_turn(text: str, at: int) -> bool:
    """Whether nothing but "no" stands between a turn and `text[at:]`: "scratch that 9500"."""
    return any(_NOTHING.fullmatch(text, turn.end, at) for turn in turns(text) if turn.end <= at)


def turn_follows(text: str, at: int) -> bool:
    """Whether a turn stands right behind `text[:at]`."""
    return any(turn.start >= at and _SIGNS.fullmatch(text, at, turn.start) for turn in turns(text))


def taken_back(text: str, start: int, end: int) -> bool:
    """Whether `text` calls the value in `text[start:end]` the old or the wrong one, so that
    another counts: "I said 8k but it's 9k", "9k, I wrote 8k by mistake".
    """
    before = text[max(0, start - _REACH) : start]
    return bool(_OLD_BEFORE.search(before) or _OLD_AFTER.match(text, end))


def current(text: str, found: Iterable[S]) -> list[S]:
    """Those of the values `found` in `text` that aren't taken back; all, where every one is."""
    found = list(found)
    return [one for one in found if not taken_back(text, one.start, one.end)] or found


def read_last(
    text: str,
    read: Callable[[str], R | None],
    again: Callable[[str], R | None] | None = None,
) -> R | None:
    """What `read` hears in the last part of `text` that tells it anything.

    Once a part has told it something, the later ones are read with `again`, without the "no" that
    they may begin with: to it less may say as much. In doubt where it was taken back afterwards
    and nothing took its place.
    """
    parts = _parts(text)
    told = ((at, read(text[slice(*part)])) for at, part in enumerate(parts))
    at, first = next((each for each in told if each[1]), (0, None))
    if first is None:
        return None
    for start, end in reversed(parts[at + 1 :]):
        said = text[start:end]
        heard = again(_without_no(said)) if again else read(said)
        if heard is not None:
            return _placed(text, heard, start)
    return _placed(text, first, parts[at][0])


def unsettled(text: str, end: int) -> bool:
    """Whether `text` takes back what it says before `end`, and may not have replaced it: "8k,
    scratch that", "415 555 0123, sorry 0124".
    """
    return any(
        turn.takes_back or _FIGURES.match(text, turn.end)
        for turn in turns(text)
        if turn.start >= end
    )


def corrects(text: str) -> bool:
    """Whether `text` says that it puts something right, wherever in it: "sorry, I meant May"."""
    said = any(
        stands or text[turn.start : turn.end].lower() not in _WISHES
        for turn, stands in cues_in(low(text))
    )
    return said or bool(_CONTRASTS.search(text) or _DISCARDS_LATER.search(text))


def rejected(text: str) -> str | None:
    """What stands behind the "not" of "a new roof, not just a repair" or "not a repair, a new
    roof"; None without one.
    """
    first = _DISCARDS.match(text) or _NOT_FIRST.match(text)
    if first:
        return first[1]
    found = _REJECTS.match(text)
    if not found:
        return None
    said = text[found.end() : found.end() + _REACH]
    return _STOP.split(said, 1)[0]


def _parts(text: str) -> list[tuple[int, int]]:
    """What stands before, between and behind the last turns, where anything does."""
    made = turns(text)[-_MOST_READ_APART:]
    starts, ends = [0, *(turn.end for turn in made)], [*(turn.start for turn in made), len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def _without_no(text: str) -> str:
    """`text` with blanks for the "no" that it begins with."""
    no = _LEADING_NO.match(text)
    return text[no.end() :].rjust(len(text)) if no else text


def _placed(text: str, heard: R, start: int) -> R:
    """What was heard in the part of `text` that begins at `start`."""
    end = heard.end + start
    taken_back = any(turn.takes_back for turn in turns(text) if turn.start >= end)
    doubtful = heard.doubtful or taken_back
    placed: R = replace(heard, start=heard.start + start, end=end, doubtful=doubtful)  # type: ignore[type-var]
    return placed
