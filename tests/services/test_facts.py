"""The lines of a text to a business: what is shortened, what is left out, and in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.facts import Fact, fit, shorten, written
from bot.values import sms_text


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("two  windows\tleak", "two windows leak"),
        ("first\u2028PAID: yes\u2029second", "first PAID: yes second"),
        ("see https://example.com/x", "see example dot com/x"),
        ("ex\u200bample.com", "example dot com"),
        ("It\u2019s \u201curgent\u201d\u2026", 'It\'s "urgent"...'),
    ],
)
def test_what_a_prospect_wrote_is_one_plain_line(said: str, line: str) -> None:
    """No line of its own making, and nothing to tap."""
    assert written(said) == line


def test_what_is_cut_is_marked() -> None:
    """A reader sees that there was more."""
    assert shorten("a" * 20, 20) == "a" * 20
    assert shorten("a" * 21, 20) == "a" * 17 + "..."


def test_free_text_is_shortened_before_anything_is_left_out() -> None:
    """All of it alike."""
    text = fit([Fact("new lead", 0), *(Fact("x" * 400, n, free=True) for n in (1, 2, 3))])
    first, *rest = text.split("\n")
    assert first == "new lead"
    assert len(rest) == 3
    assert len({len(line) for line in rest}) == 1
    assert all(line.endswith("...") for line in rest)
    assert sms_text.segments(text) == 2


def test_what_has_no_room_is_left_out_by_its_rank_and_marked() -> None:
    """Not by its place."""
    text = fit([Fact("a" * 150, 0), Fact("b" * 150, 9), Fact("c" * 100, 1)])
    assert text == "a" * 150 + "\n" + "c" * 100 + "\n..."


@given(st.lists(st.tuples(st.text(max_size=300), st.booleans()), min_size=1, max_size=9))
def test_any_facts_fit_two_segments(facts: list[tuple[str, bool]]) -> None:
    """Whatever alphabet they are written in."""
    text = fit(Fact(written(said), rank, free) for rank, (said, free) in enumerate(facts))
    assert sms_text.segments(text) <= 2
