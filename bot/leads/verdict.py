"""The verdict: does a lead meet the definition, criterion by criterion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Outcome(str, Enum):
    QUALIFIED = "qualified"
    UNQUALIFIED = "unqualified"
    REVIEW = "review"


class Result(str, Enum):
    PASS = "pass"  # noqa: S105 (no password)
    FAIL = "fail"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion's result with what was required, in words, and the words heard."""

    name: str
    result: Result
    required: str
    heard: str | None
    heard_at: datetime | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`score` is 0 to 100 and ranks leads; it never overrides `outcome`."""

    outcome: Outcome
    score: int
    criteria: tuple[CriterionResult, ...]
