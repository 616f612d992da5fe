"""A budget: how much a prospect would spend, with open ends, once or per month or year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from bot.values import money


class Period(str, Enum):
    ONCE = "once"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Budget:
    """From `min` to `max`, both in minor units of `currency`; an open end is None."""

    min: int | None
    max: int | None
    currency: str
    period: Period = Period.ONCE


def to_json(budget: Budget) -> dict[str, Any]:
    """`{"min": "8000.00", "max": null, "currency": "USD", "period": "once"}`."""

    def amount(minor: int | None) -> str | None:
        return None if minor is None else str(money.to_decimal(minor, budget.currency))

    return {
        "min": amount(budget.min),
        "max": amount(budget.max),
        "currency": budget.currency,
        "period": budget.period.value,
    }


def from_json(data: Mapping[str, Any]) -> Budget:
    """The inverse of `to_json`."""
    currency = data["currency"]

    def minor(amount: str | None) -> int | None:
        return None if amount is None else money.to_minor(amount, currency)

    return Budget(minor(data["min"]), minor(data["max"]), currency, Period(data["period"]))
