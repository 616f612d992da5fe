"""Choices told by their place in the list: "the second one", "2", "b"."""

from __future__ import annotations

import re

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ORDINAL = rf"\d(?:st|nd|rd|th)|last|{'|'.join(_ORDINALS)}"
_NUMBERED = re.compile(
    r"\W*(?:(?:i['’]?(?:d|ll| would| will)? ?(?:say|choose|pick|take|go with|want|think|guess)|"
    r"let['’]?s (?:go with|do|say)|go with|it['’]?s|probably|maybe|pick|choose|answer|definitely|"
    r"ok(?:ay)?|yes|yeah|um+|uh+|sure)\W+){0,3}"
    r"(?:the\W+)?(?:(?:number|no|nr|option|choice|answer|letter)\W*)?"
    rf"(?P<which>\d{{1,2}}|{'|'.join(_CARDINALS)}|[a-i]|(?:{_ORDINAL})(?:\W+(?:one|option|choice))?)"
    r"(?:\W*\b(?:please|pls|plz|thanks|thx|thank you|i (?:think|guess)|for (?:me|now)|it is|works|"
    r"(?:sounds|looks) (?:good|right|about right)))?\W*",
    re.IGNORECASE,
)
# "I like the second one best": with "one" it is a place, whatever is said around it.
_AMID = re.compile(rf"\bthe (?P<which>{_ORDINAL}) (?:one|option|choice)\b", re.IGNORECASE)


def place_in(text: str, count: int) -> tuple[int, int, int] | None:
    """The place from 1 to `count` that `text` names by number or letter, and where it stands."""
    match = _NUMBERED.fullmatch(text) or _AMID.search(text)
    if not match:
        return None
    which = re.split(r"\W", match["which"].lower())[0]
    if which == "last":
        place = count
    elif which in _ORDINALS:
        place = _ORDINALS.index(which) + 1
    elif which in _CARDINALS:
        place = _CARDINALS.index(which) + 1
    elif which.isalpha():
        place = ord(which) - ord("a") + 1
    else:
        place = int(re.sub(r"\D", "", which))
    return (place, match.start("which"), match.end("which")) if 1 <= place <= count else None
