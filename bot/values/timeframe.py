"""A timeframe: the days between which a prospect wants to start, or that any day will do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Timeframe:
    """Inclusive days in the campaign's time zone; an open end is None.

    `flexible` means "no rush": then both days are None.
    """

    earliest: date | None
    latest: date | None
    flexible: bool = False


def to_json(timeframe: Timeframe) -> dict[str, Any]:
    """`{"earliest": "2026-12-01", "latest": "2026-12-31", "flexible": false}`."""
    return {
        "earliest": timeframe.earliest.isoformat() if timeframe.earliest else None,
        "latest": timeframe.latest.isoformat() if timeframe.latest else None,
        "flexible": timeframe.flexible,
    }


def from_json(data: Mapping[str, Any]) -> Timeframe:
    """The inverse of `to_json`."""

    def day(text: str | None) -> date | None:
        return date.fromisoformat(text) if text else None

    return Timeframe(day(data["earliest"]), day(data["latest"]), bool(data["flexible"]))
