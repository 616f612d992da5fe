"""How the checks of a campaign file speak: quotes, lists and suggestions."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from difflib import get_close_matches

MOST_NAMED = 12


def quoted(value: object) -> str:
    """The value as it could stand in the file: text in double quotes, a number without."""
    if isinstance(value, str | bool):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def either(words: Iterable[str]) -> str:
    """`a, b or c`."""
    *rest, last = words
    return f"{', '.join(rest)} or {last}" if rest else last


def instead(word: str, known: Collection[str]) -> str:
    """What to write for a word that isn't known: the nearest one, or the choice of all."""
    close = get_close_matches(word, known, n=1)
    if close:
        return f"did you mean {close[0]}?"
    return f"write {either(known)}" if 0 < len(known) <= MOST_NAMED else "check its spelling"
