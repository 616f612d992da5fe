"""When an answer moves the dialogue on, and when it is the same one again."""

from __future__ import annotations

from typing import Any

from bot.services.loops import _standing


def _state(**answer: Any) -> dict[str, Any]:
    return {"slots": {"answers": {"budget": answer}}}


def test_the_same_value_in_other_words_and_more_surely_is_no_step() -> None:
    """How and when it was said, and what read it, are circumstances."""
    first = _state(value={"min": "8000.00"}, heard="8k", at="1", why={"margin": 0.7})
    again = _state(value={"min": "8000.00"}, heard="8 grand", at="2", why={"margin": 0.9})
    other = _state(value={"min": "9000.00"}, heard="9k", at="2", why={"margin": 0.9})
    assert _standing(first) == _standing(again) != _standing(other)
