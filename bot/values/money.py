"""Money: integer minor units and an ISO 4217 currency; Decimal only at the edges."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

MINOR_DIGITS = {"JPY": 0, "KRW": 0, "CLP": 0, "VND": 0, "BHD": 3, "KWD": 3}


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in `minor` units (cents for USD) of `currency` (ISO 4217)."""

    minor: int
    currency: str


def to_minor(amount: Decimal | int | str, currency: str) -> int:
    """`amount` in major units (dollars) as whole minor units (cents), halves up."""
    scale = Decimal(10) ** MINOR_DIGITS.get(currency, 2)
    return int((Decimal(amount) * scale).to_integral_value(ROUND_HALF_UP))


def to_decimal(minor: int, currency: str) -> Decimal:
    """Minor units as a Decimal in major units with the currency's own digits.

    >>> to_decimal(800000, "USD")
    Decimal('8000.00')
    """
    digits = MINOR_DIGITS.get(currency, 2)
    return Decimal(minor).scaleb(-digits)
