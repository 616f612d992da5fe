"""A message as weighted n-grams of its words and letters: all that the intent model sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, pairwise
from math import sqrt

from bot.leads.campaign import COMMON_QUESTIONS

LONGEST_TEXT = 240  # characters: what is meant is said by then
LETTERS = (2, 3, 4)  # lengths of the letter n-grams; they carry typos and unseen endings
LETTERS_SHARE = 0.5  # their weight beside the words': more, and odd words look familiar
ASKED_SHARE = 0.5  # the weight of the words with what was asked, likewise
MOST_WITH_ASKED = 8  # words: what depends on the question is said in a few
OWN = "details"  # stands for every campaign's own questions, whose names it alone knows

_ADDRESS = re.compile(r"(?<!\S)\S+@\S+")
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
        plain = "".join(c for c in parts if c < "\x80" or unicodedata.category(c) != "Mn")
    plain = plain.replace("'", "")
    if "#" in plain:
        plain = _HASH.sub("number", plain)
    if "@" in plain:
        plain = _ADDRESS.sub(" 0address ", plain)
    plain = _NUMBER.sub("0", plain)
    return _TOKEN.findall(_STRETCHED.sub(r"\1\1", plain))


def features(text: str, asks: str | None = None) -> list[tuple[list[str], float]]:
    """The n-grams of `text`, each once, with their weight: its words', then its letters', then
    those of its words with the question that was asked, where one was.

    The squares of the weights of each sort sum apart. Nothing without words.
    """
    words = tokens(text)
    if not words:
        return []
    found = [_weighed(_word_grams(words), 1.0), _weighed(_letter_grams(words), LETTERS_SHARE)]
    if asks and len(words) <= MOST_WITH_ASKED:
        asked = asks if asks in COMMON_QUESTIONS else OWN
        found.append(_weighed([f"a {asked} {word}" for word in words], ASKED_SHARE))
    return found


def _weighed(grams: Iterable[str], share: float) -> tuple[list[str], float]:
    # In the order that they were said, for a sum's last digit depends on it.
    once = list(dict.fromkeys(grams))
    return once, share / sqrt(len(once))


def _word_grams(words: list[str]) -> Iterator[str]:
    """One to three words in a row; the message's start and end count as words of a row."""
    framed = ["^", *words, "$"]
    yield from [f"w {word}" for word in words]
    yield from [f"p {one} {two}" for one, two in pairwise(framed)]
    yield from [f"t {framed[i]} {word} {framed[i + 2]}" for i, word in enumerate(words)]


def _letter_grams(words: Iterable[str]) -> Iterator[str]:
    """Runs of letters inside each word, its edges marked by a space."""
    return chain.from_iterable(map(_letters_of, words))


@lru_cache(maxsize=4096)
def _letters_of(word: str) -> tuple[str, ...]:
    framed = f" {word} "
    return tuple(
        "c" + framed[i : i + length] for length in LETTERS for i in range(len(framed) - length + 1)
    )
