"""Vectors of sentences: what is alike, and the same numbers everywhere."""

from __future__ import annotations

import hashlib
import time

import numpy as np
import pytest

from bot.language.vectors import FOLDER, LENGTH, Vectors, cosines, load_vectors


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    """The English ones."""
    return load_vectors("en")


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("my sink won't drain", "clogged pipe", "wedding photos"),
        ("the kids need someone after school", "childcare", "roof repair"),
        ("i can't read the menu any more", "eye doctor", "lawn mowing"),
        ("we were hit by a truck", "car accident", "guitar lessons"),
    ],
)
def test_what_means_alike_points_alike(vectors: Vectors, text: str, near: str, far: str) -> None:
    """Though they share no word."""
    alike = cosines(vectors.of(text), vectors.of_all([near, far]))
    assert alike[0] > alike[1] + 0.1


def test_a_text_without_a_known_word_has_no_direction(vectors: Vectors) -> None:
    """It is like nothing."""
    assert not vectors.of("").any()
    assert not vectors.of("!!! 🙂 ...").any()
    assert not cosines(vectors.of("🙂"), vectors.of_all(["roof"])).any()


def test_vectors_are_whole_numbers_of_one_length(vectors: Vectors) -> None:
    """So sums of their products are exact in any order."""
    for text in ("roof", "the roof leaks and the gutters are full of leaves", "ok " * 300):
        vector = vectors.of(text)
        assert (vector == np.rint(vector)).all()
        assert abs(float(np.linalg.norm(vector)) - LENGTH) < 10


def test_the_same_text_gives_the_same_numbers_on_every_machine(vectors: Vectors) -> None:
    """These were made on another one."""
    found = b"".join(vectors.of(text).astype("<i2").tobytes() for text in ("leaking roof", "mice"))
    assert hashlib.sha256(found).hexdigest() == DIGEST


DIGEST = "27b6f309f39d2d7bfc60641963c10e2cd8671aae9cb987ba79993b86e360cbfb"


def test_a_cosine_does_not_depend_on_the_order_of_its_sum(vectors: Vectors) -> None:
    """Kernels add up in different orders."""
    a, b = vectors.of("a leak in the attic"), vectors.of_all(["roof repair", "water damage"])
    turned = np.ascontiguousarray(b[:, ::-1])
    assert (cosines(a, b) == cosines(np.ascontiguousarray(a[::-1]), turned)).all()


@pytest.mark.parametrize(
    "text", ["lorem " * 166, "abcdefghijklmnopqrstuvwx " * 40, "x" * 1000, "e1 " * 333]
)
def test_the_longest_message_takes_about_a_millisecond(vectors: Vectors, text: str) -> None:
    """Of the processor's time; ten times as long is allowed for on a busy machine."""
    took = []
    for _ in range(5):
        vectors._pieces.cache_clear()
        started = time.process_time()
        vectors.of(text)
        took.append(time.process_time() - started)
    assert min(took) < 0.01


def test_the_files_are_small_and_belong_together(vectors: Vectors) -> None:
    """A row a piece, under 8 MB, mapped from the disk."""
    folder = FOLDER / "en"
    assert sum(file.stat().st_size for file in folder.glob("v*")) < 8_000_000
    assert len(vectors.vocabulary) == len(vectors.numbers)
    assert isinstance(vectors.numbers, np.memmap)
