"""What a prospect said, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.values.budget import Budget
from bot.values.timeframe import Timeframe

Value = str | Budget | Timeframe


@dataclass(frozen=True, slots=True)
class Answer:
    """A value, the prospect's own words for it, and when they said them (UTC).

    `value` is None where the prospect said that they don't know.
    """

    value: Value | None
    heard: str
    heard_at: datetime


Answers = Mapping[str, Answer]
