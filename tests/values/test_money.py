"""Money in minor units, and as a reader sees it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.values import money
from bot.values.money import Money


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("8000", "USD", 800000),
        ("0.005", "USD", 1),
        ("19.995", "USD", 2000),
        (8000, "JPY", 8000),
        ("1.5", "KWD", 1500),
        (Decimal("-3.10"), "EUR", -310),
    ],
)
def test_major_units_become_whole_minor_ones(
    amount: Decimal | int | str, currency: str, minor: int
) -> None:
    assert money.to_minor(amount, currency) == minor


@given(st.integers(-(10**15), 10**15), st.sampled_from(["USD", "JPY", "KWD"]))
def test_minor_units_survive_the_way_to_decimal_and_back(minor: int, currency: str) -> None:
    assert money.to_minor(money.to_decimal(minor, currency), currency) == minor


@pytest.mark.parametrize(
    ("minor", "currency", "locale", "words"),
    [
        (800000, "USD", "en_US", "$8,000"),
        (800050, "USD", "en_US", "$8,000.50"),
        (800000, "USD", "en_GB", "US$8,000"),
        (800000, "GBP", "en_GB", "£8,000"),
        (800000, "CAD", "en_CA", "$8,000"),
        (8000, "JPY", "en_US", "¥8,000"),
        (1500, "KWD", "en_US", "KWD 1.500"),
        (600000, "INR", "en_US", "INR 6,000"),
        (-150, "EUR", "en_US", "-€1.50"),
        (100, "USD", "xx_XX", "USD 1"),
    ],
)
def test_format_is_short_and_plain(minor: int, currency: str, locale: str, words: str) -> None:
    assert money.format(Money(minor, currency), locale) == words
