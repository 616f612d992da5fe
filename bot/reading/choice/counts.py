"""How many a number among a message's words counts: "three", "a couple", "4"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.en.words import Word

_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_COUNTS = {word: i for i, word in enumerate(_CARDINALS, 1)} | {"ten": 10, "twelve": 12, "pair": 2}
_COUNTS |= {"couple": 2, "both": 2, "few": 3, "several": 3, "many": 3, "bunch": 3}
_NAMING = frozenset(["number", "nr"])
_UNITS = frozenset("k grand hundred thousand million dollars bucks pounds am pm percent".split())
_UNITS |= frozenset("day week wk month mth year yr hour hr minute min time st nd rd th".split())


def counts_of(words: Sequence[Word]) -> dict[int, int]:
    """The numbers among `words`, by their place."""
    counts = {i: _COUNTS.get(word.text, 0) for i, word in enumerate(words)}
    counts |= {
        i: int(w.text) for i, w in enumerate(words) if w.text.isdecimal() and len(w.text) < 4
    }
    named = {i for i, word in enumerate(words, 1) if word.text in _NAMING}  # "tooth number 14"
    return {i: count for i, count in counts.items() if count and i not in named}


def is_unit(word: Word) -> bool:
    """Whether a number before `word` counts money or time."""
    return word.text in _UNITS or word.text.rstrip("s") in _UNITS
