"""Words and their pieces."""

from __future__ import annotations

import pytest

from bot.language.word_pieces import LONGEST_WORD, split, words_of

VOCABULARY = {"leak": 0, "##ing": 1, "l": 2, "##e": 3, "##a": 4, "##k": 5, "roof": 6, "##s": 7}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("...!?", []),
        ("Roof's LEAKING", ["roof", "s", "leaking"]),
        ("Café-Crème", ["cafe", "creme"]),
        ("snake_case 24/7", ["snake", "case", "24", "7"]),
        ("🙂 ok", ["ok"]),
    ],
)
def test_words_are_small_and_without_accents_or_signs(text: str, words: list[str]) -> None:
    """Whatever was typed."""
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("leak", (0,)),
        ("leaking", (0, 1)),
        ("roofs", (6, 7)),
        ("xyz", ()),
        ("leakx", ()),
        ("", ()),
        ("leak" * LONGEST_WORD, ()),
    ],
)
def test_a_word_falls_into_its_longest_pieces(word: str, pieces: tuple[int, ...]) -> None:
    """What no pieces make is no word."""
    assert split(word, VOCABULARY) == pieces


def test_what_falls_into_many_pieces_is_no_word() -> None:
    """Letters hit at random have no meaning to add."""
    vocabulary = {"a": 0, "##a": 1}
    assert split("aaaaaa", vocabulary)
    assert split("aaaaaaa", vocabulary) == ()
