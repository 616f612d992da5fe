"""The answer to a choice of two: which one is named by its place, or that neither is meant.

One that is named by its label, or told in other words, is read as any answer is.
"""

from __future__ import annotations

from bot.language.choosing import PHRASES
from bot.language.en.number_words import IN_WORDS
from bot.language.en.words import Word, stem, words_of
from bot.language.word_files import word_set
from bot.reading.choice.place import place_in
from bot.reading.heard import Heard

_NEGATIONS = word_set("choice_words", "negation")


def read_picked(text: str, first: str, second: str) -> Heard[str] | None:
    """The one of two values that `text` picks: "2", "the first one", "the latter"."""
    place = place_in(text, 2)
    if place:
        return Heard((first, second)[place[0] - 1], *place[1:])
    said = PHRASES.said(text, "of_two")
    if not said:
        return None
    return Heard(first if said[0].rule == "former" else second, said[0].start, said[0].end)


def read_named(text: str, first: tuple[str, str], second: tuple[str, str]) -> Heard[str] | None:
    """The one of two choices (value, label) of which `text` says a word that only its label has:
    "new one" of "New policy" and "Switch insurer", "one, lower right" of "One implant".
    """
    said = words_of(text)
    if any(word.text in _NEGATIONS for word in said):
        return None
    own = [{_stem(word) for word in words_of(label)} for _, label in (first, second)]
    found = [
        next((word for word in said if _stem(word) in own[at] - own[1 - at]), None) for at in (0, 1)
    ]
    if (found[0] is None) == (found[1] is None):
        return None
    named = found[0] or found[1]
    value = first[0] if found[0] else second[0]
    return Heard(value, named.start, named.end) if named else None


def _stem(word: Word) -> str:
    """Of a number in figures that of its word."""
    return stem(IN_WORDS.get(word.text, word.text))


def refuses_both(text: str) -> bool:
    """Whether `text` says no more than that neither is meant.

    >>> refuses_both("neither of them, sorry"), refuses_both("Neither!")
    (False, True)
    """
    return PHRASES.tells(text, "neither")
