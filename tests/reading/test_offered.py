"""Answers to a choice of two."""

from __future__ import annotations

import pytest

from bot.reading.offered import read_named, read_picked, refuses_both


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", "ants"),
        ("2", "mice"),
        ("2.", "mice"),
        ("first", "ants"),
        ("the second one", "mice"),
        ("I'd say the first", "ants"),
        ("the former", "ants"),
        ("Definitely the latter!", "mice"),
        ("b", "mice"),
        ("the last one please", "mice"),
        ("3", None),
        ("yes", None),
        ("both", None),
        ("the third one", None),
        ("", None),
    ],
)
def test_one_of_two_is_picked_by_its_place(text: str, value: str | None) -> None:
    """There is no third."""
    picked = read_picked(text, "ants", "mice")
    assert (picked and picked.value) == value


@pytest.mark.parametrize(
    "text",
    [
        *("neither", "Neither!", "neither of them", "no, neither of those", "none", "neither one"),
        *("none of the two", "not either", "something else", "nothing like that"),
        "no, something different",
    ],
)
def test_both_are_refused(text: str) -> None:
    """In so many words."""
    assert refuses_both(text)


@pytest.mark.parametrize(
    "text", ["no", "neither is nice but ants mostly", "one of them", "", "ants"]
)
def test_what_says_more_or_less_refuses_neither(text: str) -> None:
    """A plain no is read as any no is, and a new answer as any answer."""
    assert not refuses_both(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("one, lower right", "single"),
        ("1", "single"),
        ("several, 5", "multiple"),
        ("implants", None),  # both labels have it
        ("not one", None),
        ("one or several", None),
        ("", None),
    ],
)
def test_a_word_that_only_one_label_has_picks_it(text: str, value: str | None) -> None:
    two = ("single", "One implant"), ("multiple", "Several implants")
    named = read_named(text, *two)
    assert (named and named.value) == value
    assert named is None or text[named.start : named.end]
