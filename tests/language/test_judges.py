"""Probabilities, and what they are enough for."""

from __future__ import annotations

import pytest

from bot.language.judges import Judge, Logistic, Outcome

MODEL = Logistic(-1.0, {"lead": 2.0})
JUDGE = Judge(MODEL, MODEL, firm=0.9, agreed=0.8, named=0.7, read_back=0.8, offered=0.5)


@pytest.mark.parametrize(
    ("one", "two", "outcome"),
    [
        (0.9, 0.9, Outcome.FIRM),
        (0.89, 1.0, Outcome.READ_BACK),
        (0.8, 0.1, Outcome.READ_BACK),
        (0.79, 0.5, Outcome.OFFERED),
        (0.3, 0.49, Outcome.ASKED),
    ],
)
def test_each_outcome_has_its_least_probability(one: float, two: float, outcome: Outcome) -> None:
    """The least itself is enough."""
    assert JUDGE.outcome(one, two) is outcome


@pytest.mark.parametrize(
    ("lead", "probability"), [(0.5, 0.5), (1.0, 0.7311), (1e9, 1.0), (-1e9, 0.0)]
)
def test_a_probability_has_four_places(lead: float, probability: float) -> None:
    """However far out the features lie."""
    assert MODEL.probability({"lead": lead}) == probability
