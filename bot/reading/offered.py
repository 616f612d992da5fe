"""The answer to a choice of two: which one is named by its place, or that neither is meant.

One that is named by its label, or told in other words, is read as any answer is.
"""

from __future__ import annotations

import re

from bot.reading.choice.place import place_in
from bot.reading.heard import Heard

_FORMER = re.compile(r"\b(?P<which>former|latter)\b", re.IGNORECASE)
_NEITHER = re.compile(
    r"\W*(?:no+\W+|sorry\W+|it['’]?s\W+)?"
    r"(?:neither|none|not (?:either|any)|something (?:else|different)|nothing like that)\b"
    r"(?: (?:one|of (?:them|these|those|the two|it)))*\W*",
    re.IGNORECASE,
)


def read_picked(text: str, first: str, second: str) -> Heard[str] | None:
    """The one of two values that `text` picks: "2", "the first one", "the latter"."""
    place = place_in(text, 2)
    if place:
        return Heard((first, second)[place[0] - 1], *place[1:])
    said = _FORMER.search(text)
    if said is None:
        return None
    return Heard(first if said["which"].lower() == "former" else second, *said.span())


def refuses_both(text: str) -> bool:
    """Whether `text` says no more than that neither is meant.

    >>> refuses_both("neither of them, sorry"), refuses_both("Neither!")
    (False, True)
    """
    return bool(_NEITHER.fullmatch(text))
