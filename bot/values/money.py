"""Money: integer minor units and an ISO 4217 currency; Decimal only at the edges."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_GSM_SIGNS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ$£€¥")
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


def format(value: Money, locale: str) -> str:
    """Short words for a reader, in characters of the GSM-7 alphabet.

    Whole amounts go without their cents.

    >>> format(Money(800000, "USD"), "en_US"), format(Money(14050, "INR"), "en_US")
    ('$8,000', 'INR 140.50')
    """
    amount = to_decimal(value.minor, value.currency)
    whole = amount == amount.to_integral_value()
    digits = 0 if whole else MINOR_DIGITS.get(value.currency, 2)
    sign = "-" if amount < 0 else ""
    return f"{sign}{_symbol(value.currency, locale)}{abs(amount):,.{digits}f}"


@lru_cache(maxsize=256)
def _symbol(currency: str, locale: str) -> str:
    """The currency's sign where a plain text message can carry it, else its code."""
    from babel.core import UnknownLocaleError
    from babel.numbers import get_currency_symbol

    try:
        symbol = get_currency_symbol(currency, locale)
    except (UnknownLocaleError, ValueError):
        symbol = currency
    if symbol == currency or not set(symbol) <= _GSM_SIGNS:
        return f"{currency} "
    return symbol
