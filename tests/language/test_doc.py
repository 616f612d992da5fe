"""Messages as tokens."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.language.doc import read


def test_figures_units_and_signs_are_tokens_of_their_own() -> None:
    """Those that touch are glued."""
    tokens = read("Abt £8k—10k, 1st").tokens
    assert " ".join(token.low for token in tokens) == "about £ 8 k - 10 k , 1 st"
    assert " ".join(token.low for token in tokens if token.glued) == "8 k - 10 k , st"
    assert read("Abt £8k—10k").words(1, 4) == "£8k"


def test_clauses_and_sentences_are_counted_and_figures_end_none() -> None:
    """A line's end is a pause."""
    doc = read("At 10:30, or 1,500. Or\nso")
    assert [
        token.clause for token in doc.tokens if token.low in ("at", "30", "or", "500", "so")
    ] == [0, 0, 1, 1, 2, 3]
    assert [token.sentence for token in doc.tokens if token.low == "or"] == [0, 1]


@given(st.text(max_size=1200))
def test_every_token_is_in_the_message(message: str) -> None:
    """Whatever it is, and in order."""
    tokens = read(message).tokens
    assert all(0 <= token.start < token.end <= len(message) for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)
