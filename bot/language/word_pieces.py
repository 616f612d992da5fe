"""Words of a text, and the word-pieces they fall into, as BERT's vocabularies have them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

# Longer words, and those that fall into more pieces, are no words: none of their pieces counts.
LONGEST_WORD = 24  # letters
MOST_PIECES = 6
LONGEST_PIECE = 18  # letters
INSIDE = "##"  # what a piece begins with that goes on a word

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of `text` in small letters, without accents.

    >>> words_of("Don't café-hop!")
    ['don', 't', 'cafe', 'hop']
    """
    return _WORD.findall(plain(text))


def plain(text: str) -> str:
    """`text` in small letters, without accents."""
    low = text.lower()
    if low.isascii():
        return low
    decomposed = unicodedata.normalize("NFD", low)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def split(word: str, vocabulary: Mapping[str, int]) -> tuple[int, ...]:
    """The numbers of the pieces that make `word`, the longest first piece first; () for no word.

    >>> split("leaking", {"leak": 7, "##ing": 9})
    (7, 9)
    """
    if len(word) > LONGEST_WORD:
        return ()
    found: list[int] = []
    start = 0
    while start < len(word):
        if len(found) == MOST_PIECES:
            return ()
        prefix = INSIDE if start else ""
        for end in range(min(len(word), start + LONGEST_PIECE), start, -1):
            piece = vocabulary.get(prefix + word[start:end])
            if piece is not None:
                found.append(piece)
                start = end
                break
        else:
            return ()
    return tuple(found)
