"""How many a number among a message's words counts: "three", "a couple", "4"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.en.number_words import MULTIPLIERS, NTH, SEVERAL, SMALL
from bot.language.en.words import Word, singular
from bot.language.word_files import by_word, load, word_set

COUNTS: dict[str, int] = SMALL | SEVERAL | by_word(load("en", "choice_words")["count"])
_NAMING = word_set("choice_words", "naming")
_UNITS = word_set("choice_words", "unit") | MULTIPLIERS | NTH
_UNITS |= frozenset(load("en", "not_money")["unit"]["time"])
# "3 rm" are rooms, and no ringgits.
_UNITS |= {word for word in by_word(load("en", "currencies")["name"]) if len(word) > 2}


def counts_of(words: Sequence[Word]) -> dict[int, int]:
    """The numbers among `words`, by their place."""
    counts = {i: COUNTS.get(word.text, 0) for i, word in enumerate(words)}
    counts |= {
        i: int(w.text) for i, w in enumerate(words) if w.text.isdecimal() and len(w.text) < 4
    }
    named = {i for i, word in enumerate(words, 1) if word.text in _NAMING}  # "tooth number 14"
    return {i: count for i, count in counts.items() if count and i not in named}


def is_unit(word: str) -> bool:
    """Whether a number before `word` counts money or time."""
    return word in _UNITS or singular(word) in _UNITS
