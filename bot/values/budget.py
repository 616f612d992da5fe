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


class Means(str, Enum):
    """What the amount is that a campaign asks for: it decides which of a prospect's sums it is."""

    PRICE = "price"
    LOAN = "loan"
    PREMIUM = "premium"
    RENT = "rent"
    TUITION = "tuition"


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


_EACH = {Period.ONCE: "", Period.MONTH: " a month", Period.YEAR: " a year"}


def format(budget: Budget, locale: str) -> str:
    """Short words for a reader, in characters of the GSM-7 alphabet.

    >>> format(Budget(800000, 1000000, "USD"), "en_US")
    '$8,000 to $10,000'
    >>> format(Budget(None, 14000, "USD", Period.MONTH), "en_US")
    'up to $140 a month'
    """

    def amount(minor: int) -> str:
        return money.format(money.Money(minor, budget.currency), locale)

    if budget.min is not None and budget.max is not None:
        low, high = amount(budget.min), amount(budget.max)
        words = low if low == high else f"{low} to {high}"
    elif budget.max is not None:
        words = f"up to {amount(budget.max)}"
    elif budget.min is not None:
        words = f"at least {amount(budget.min)}"
    else:
        return "any amount"
    return words + _EACH[budget.period]
