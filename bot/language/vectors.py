"""Sentences as vectors: the sum of their word-pieces', distilled from a sentence encoder.

Two sentences that mean alike have vectors that point alike, whatever their words. All sums are of
whole numbers, so that the same text gives the same vector on every machine.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.language.word_pieces import split, words_of

# A vector's length. Sums of products of such whole numbers are exact in 32-bit floats, in
# whatever order a machine adds them up.
LENGTH = 2048
MOST_PIECES = 256  # of one text; the encoder saw no more, either
PLACES = 4  # of a cosine
LETTERS_EACH = 2  # of a word's pieces at least, on average: what falls into less is no word

Vector = NDArray[np.float32]
"""One vector of whole numbers, or one a row."""

FOLDER = Path(__file__).parent


class Vectors:
    """A language's word-pieces with their numbers: `table` has a row a piece of `vocabulary`, of
    the fields `numbers` (int8) and `scale` (what they are multiplied by, up to 4095).
    """

    def __init__(self, vocabulary: Iterable[str], table: NDArray[np.void]) -> None:
        self.vocabulary = {piece: row for row, piece in enumerate(vocabulary)}
        self.table = table
        self.numbers, self.scales = table["numbers"], table["scale"].astype(np.int64)
        self.width = self.numbers.shape[1]
        self._pieces = lru_cache(maxsize=8192)(self._split)

    def _split(self, word: str) -> tuple[int, ...]:
        pieces = split(word, self.vocabulary)
        is_word = len(pieces) == 1 or len(pieces) * LETTERS_EACH <= len(word)
        return pieces if is_word else ()  # "fnord" is f-nor-d

    def is_word(self, word: str) -> bool:
        """Whether `word`, in small letters, is one of its own, and not put together of pieces."""
        return word in self.vocabulary

    def of(self, text: str) -> Vector:
        """The vector of `text`, of length LENGTH; all zeros where it has no known word."""
        return self.of_words(words_of(text))

    def of_words(self, words: Iterable[str]) -> Vector:
        """The vector of a text of these words."""
        rows = self.pieces_of(words)
        if not rows:
            return np.zeros(self.width, np.float32)
        total: NDArray[np.int64] = self.scales[rows] @ self.numbers[rows].astype(np.int64)
        length = math.sqrt(int(total @ total))
        if not length:
            return np.zeros(self.width, np.float32)
        return np.rint(total * (LENGTH / length)).astype(np.float32)

    def pieces_of(self, words: Iterable[str]) -> list[int]:
        """The rows of the pieces of these words, of the first MOST_PIECES."""
        return list(islice((row for word in words for row in self._pieces(word)), MOST_PIECES))

    def of_all(self, texts: Sequence[str]) -> Vector:
        """A row a text."""
        return np.stack([self.of(text) for text in texts])


def cosines(a: Vector, b: Vector) -> NDArray[np.float64]:
    """How alike the vector `a` and each row of `b` are, from -1 to 1, to four places."""
    # Not `b @ a`: for so little, threads cost more than they save.
    products = np.einsum("i,ji->j", a, b).astype(np.float64)
    alike: NDArray[np.float64] = np.round(products / LENGTH**2, PLACES)
    return alike


@cache
def load_vectors(language: str) -> Vectors:
    """The vectors of a language that has them: "en"."""
    return read_vectors(FOLDER / language)


def read_vectors(folder: Path) -> Vectors:
    """The vectors of `vectors.npy` and `vocabulary.txt`. The file stays on the disk, mapped."""
    vocabulary = (folder / "vocabulary.txt").read_text("utf-8").splitlines()
    return Vectors(vocabulary, np.load(folder / "vectors.npy", mmap_mode="r"))
