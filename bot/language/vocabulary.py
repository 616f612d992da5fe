"""A language's word files, their phrases written out.

In a phrase `(one|another)` stands for both, `(one|)` for one or nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import Any

from bot.language import word_files

_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


@lru_cache(maxsize=32)
def load(language: str, name: str) -> dict[str, Any]:
    """The list `name` of a `language` (en), read once.

    >>> load("en", "days")["season"]["autumn"][:2]
    ['autumn', 'fall']
    """
    return {kind: _expanded(values) for kind, values in word_files.load(language, name).items()}


def expand(phrase: str) -> list[str]:
    """Every phrase that the choices in `phrase` make.

    >>> expand("(call|ring) (me|us) back")
    ['call me back', 'call us back', 'ring me back', 'ring us back']
    """
    pieces = _CHOICE.split(phrase)
    ways = [piece.split("|") if at % 2 else [piece] for at, piece in enumerate(pieces)]
    return [" ".join("".join(way).split()) for way in product(*ways)]


def _expanded(values: Any) -> Any:
    if isinstance(values, dict):
        return {value: _expanded(phrases) for value, phrases in values.items()}
    if not isinstance(values, list):
        return values
    return [way for each in values for way in (expand(each) if isinstance(each, str) else [each])]
