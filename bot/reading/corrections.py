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

from bot.language.correction_cues import Turn, cues_in, may_turn, turns_between
from bot.language.en.words import low
from bot.language.taken_back import old_follows, old_precedes
from bot.language.word_files import pattern
from bot.reading.heard import FAR

__all__ = [
    "Turn",
    "current",
    "read_last",
    "taken_back",
    "turn_follows",
    "turned",
    "turns",
    "unsettled",
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

_MOST_READ_APART = 2
"""Turns of one text: of more, the last ones count."""
_SIGNS = re.compile(r"[^\w*]{0,3}")
_NO_BEFORE_NEW = pattern("corrections", r"\W*<before_new>\b")
# "Sorry, ends in 0124"
_FIGURES = pattern("corrections", r"\W{0,3}(?:<before_figure>\W+){0,3}[$£€@.]?\d")


@lru_cache(maxsize=64)
def turns(text: str) -> tuple[Turn, ...]:
    """The turns in `text`, in order.

    >>> [(turn.start, turn.takes_back) for turn in turns("Tom Reed, oops I meant Tim Reed")]
    [(10, True), (15, False)]
    >>> turns("We actually own it and can't wait till May")
    ()
    """
    return tuple(turn for turn, stands in cues_in(low(text)) if stands)


def turned(text: str, start: int, end: int, until: int | None = None) -> bool:
    """Whether what stands in `text[start:end]`, between two values of one kind, takes back the
    first: "8k, no, 9k", "May -> June", or what stands after `until`, the second's end: "8k, 9k
    sorry". Of "12k, sorry, not 10k" the second is the old one.

    >>> turned("8k, er, 9k", 2, 8), turned("8k or 9k", 2, 6)
    (True, False)
    """
    between = text[max(start, end - FAR) : end]
    if old_follows(text, end, start):
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


def turn_follows(text: str, at: int) -> bool:
    """Whether a turn stands right behind `text[:at]`."""
    return any(turn.start >= at and _SIGNS.fullmatch(text, at, turn.start) for turn in turns(text))


def taken_back(text: str, start: int, end: int) -> bool:
    """Whether `text` calls the value in `text[start:end]` the old or the wrong one, so that
    another counts: "I said 8k but it's 9k", "9k, I wrote 8k by mistake".
    """
    return old_follows(text, start) or old_precedes(text, end)


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


def _parts(text: str) -> list[tuple[int, int]]:
    """What stands before, between and behind the last turns, where anything does."""
    made = turns(text)[-_MOST_READ_APART:]
    starts, ends = [0, *(turn.end for turn in made)], [*(turn.start for turn in made), len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def _without_no(text: str) -> str:
    """`text` with blanks for the "no" that it begins with."""
    no = _NO_BEFORE_NEW.match(text)
    return text[no.end() :].rjust(len(text)) if no else text


def _placed(text: str, heard: R, start: int) -> R:
    """What was heard in the part of `text` that begins at `start`."""
    end = heard.end + start
    taken_back = any(turn.takes_back for turn in turns(text) if turn.start >= end)
    doubtful = heard.doubtful or taken_back
    placed: R = replace(heard, start=heard.start + start, end=end, doubtful=doubtful)  # type: ignore[type-var]
    return placed
