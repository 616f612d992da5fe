"""A message as weighted n-grams of its words and letters: all that the intent model sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from math import sqrt

LONGEST_TEXT = 500  # characters: what is meant is said by then
LETTERS = (2, 3, 4)  # lengths of the letter n-grams; they carry typos and unseen endings
LETTERS_SHARE = 0.5  # their weight beside the words': more, and odd words look familiar

_ADDRESS = re.compile(r"\S+@\S+")
_HASH = re.compile(r"(?<!\S)#(?!\w)")  # "wrong #"
_NUMBER = re.compile(r"\d+")
_STRETCHED = re.compile(r"(.)\1{2,}")
_TOKEN = re.compile(r"[^\W_]+|[^\w\s\x00-\x1f\x7f!-/:-@\[-`{-~‘’“”–—…]")


def tokens(text: str) -> list[str]:
    """Words and emoji of `text` in one plain spelling: no capitals or accents, 0 for any number.

    >>> tokens("Yesss, I'd spend $8,500!")
    ['yess', 'id', 'spend', '0', '0']
    """
    plain = text[:LONGEST_TEXT].lower()
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", plain.replace("’", ""))
        plain = "".join(c for c in parts if unicodedata.category(c) != "Mn")
    plain = plain.replace("'", "")
    if "#" in plain:
        plain = _HASH.sub("number", plain)
    if "@" in plain:
        plain = _ADDRESS.sub(" 0address ", plain)
    plain = _NUMBER.sub("0", plain)
    return _TOKEN.findall(_STRETCHED.sub(r"\1\1", plain))


def features(text: str) -> list[tuple[set[str], float]]:
    """The n-grams of `text` with the weight of each: its words', then its letters'.

    The squares of the words' and of the letters' weights sum apart. Nothing without words.
    """
    words = tokens(text)
    if not words:
        return []
    return [_weighed(_word_grams(words), 1.0), _weighed(_letter_grams(words), LETTERS_SHARE)]


def _weighed(grams: set[str], share: float) -> tuple[set[str], float]:
    return grams, share / sqrt(len(grams))


def _word_grams(words: list[str]) -> set[str]:
    """One to three words in a row; the message's start and end count as words of a row."""
    framed = ["^", *words, "$"]
    grams = {"w " + word for word in words}
    grams.update("p " + " ".join(framed[i : i + 2]) for i in range(len(words) + 1))
    grams.update("t " + " ".join(framed[i : i + 3]) for i in range(len(words)))
    return grams


def _letter_grams(words: Iterable[str]) -> set[str]:
    """Runs of letters inside each word, its edges marked by a space."""
    return set().union(*map(_letters_of, words))


@lru_cache(maxsize=4096)
def _letters_of(word: str) -> frozenset[str]:
    framed = f" {word} "
    return frozenset(
        "c" + framed[i : i + length] for length in LETTERS for i in range(len(framed) - length + 1)
    )
