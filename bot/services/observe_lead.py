"""What can be seen about whether a lead is real."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.leads.signal import Signal
from bot.leads.verdict import Verdict
from bot.services.changed_after_verdict import changed_after_verdict
from bot.services.turn import Turn


def observe_lead(turn: Turn, answers: Mapping[str, Any], verdict: Verdict) -> tuple[Signal, ...]:
    """The signals on the lead that `answers` ({question id: answer JSON}) make in this turn.

    `verdict` is that of the definition alone.
    """
    return (*changed_after_verdict(turn, answers, verdict),)
