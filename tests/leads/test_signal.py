"""Signals hold a lead back, and never lift one."""

from __future__ import annotations

import pytest

from bot.leads.signal import Signal, SignalResult, from_json, to_json, weigh
from bot.leads.verdict import Outcome

SEEN = Signal("premium_number", SignalResult.REVIEW, "the number is a premium one")
FINE = Signal("premium_number", SignalResult.CLEAR, "an ordinary number")


@pytest.mark.parametrize(
    ("outcome", "signals", "weighed"),
    [
        (Outcome.QUALIFIED, [], Outcome.QUALIFIED),
        (Outcome.QUALIFIED, [FINE], Outcome.QUALIFIED),
        (Outcome.QUALIFIED, [FINE, SEEN], Outcome.REVIEW),
        (Outcome.REVIEW, [SEEN], Outcome.REVIEW),
        (Outcome.UNQUALIFIED, [SEEN], Outcome.UNQUALIFIED),
        (Outcome.UNQUALIFIED, [FINE], Outcome.UNQUALIFIED),
    ],
)
def test_a_signal_asks_a_person_and_decides_nothing(
    outcome: Outcome, signals: list[Signal], weighed: Outcome
) -> None:
    """Only what would be sold at once is stopped for a look."""
    assert weigh(outcome, signals) is weighed


def test_signals_survive_the_database() -> None:
    """JSON there and back."""
    assert from_json(to_json(SEEN)) == SEEN
