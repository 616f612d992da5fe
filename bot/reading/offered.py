"""The answer to a choice of two: which one is named by its place, or that neither is meant.

One that is named by its label, or told in other words, is read as any answer is.
"""

from __future__ import annotations

from bot.language.choosing import PHRASES
from bot.reading.choice.place import place_in
from bot.reading.heard import Heard


def read_picked(text: str, first: str, second: str) -> Heard[str] | None:
    """The one of two values that `text` picks: "2", "the first one", "the latter"."""
    place = place_in(text, 2)
    if place:
        return Heard((first, second)[place[0] - 1], *place[1:])
    said = PHRASES.said(text, "of_two")
    if not said:
        return None
    return Heard(first if said[0].rule == "former" else second, said[0].start, said[0].end)


def refuses_both(text: str) -> bool:
    """Whether `text` says no more than that neither is meant.

    >>> refuses_both("neither of them, sorry"), refuses_both("Neither!")
    (False, True)
    """
    return PHRASES.tells(text, "neither")
