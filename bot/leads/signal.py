"""Signals: observations about whether a lead is real, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from bot.leads.verdict import Outcome


class SignalResult(str, Enum):
    """`clear` changes nothing; `review` sends a lead that would qualify to a person first."""

    CLEAR = "clear"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Signal:
    """One observation, such as `premium_number`; `because` says in plain words what was seen."""

    name: str
    result: SignalResult
    because: str


def weigh(outcome: Outcome, signals: Iterable[Signal]) -> Outcome:
    """The outcome with the signals: they may hold a qualified lead back, and never lift one."""
    if outcome is Outcome.QUALIFIED and any(s.result is SignalResult.REVIEW for s in signals):
        return Outcome.REVIEW
    return outcome


def to_json(signal: Signal) -> dict[str, str]:
    """`{"name", "result", "because"}`."""
    return {"name": signal.name, "result": signal.result.value, "because": signal.because}


def from_json(data: dict[str, str]) -> Signal:
    """The inverse of `to_json`."""
    return Signal(data["name"], SignalResult(data["result"]), data["because"])
