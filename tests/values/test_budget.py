"""Budgets as JSON and as a reader sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.values import budget as budgets
from bot.values.budget import Budget, Period

ends = st.none() | st.integers(0, 10**12)


@pytest.mark.parametrize(
    ("budget", "words"),
    [
        (Budget(800000, 1000000, "USD"), "$8,000 to $10,000"),
        (Budget(800000, 800000, "USD"), "$8,000"),
        (Budget(None, 800000, "USD"), "up to $8,000"),
        (Budget(800000, None, "USD"), "at least $8,000"),
        (Budget(14000, 14000, "USD", Period.MONTH), "$140 a month"),
        (Budget(None, 120000, "GBP", Period.YEAR), "up to £1,200 a year"),
        (Budget(None, None, "USD"), "any amount"),
    ],
)
def test_format_says_the_ends_that_are_known(budget: Budget, words: str) -> None:
    assert budgets.format(budget, "en_US") == words


def test_json_is_a_decimal_string_with_null_for_an_open_end() -> None:
    assert budgets.to_json(Budget(800000, None, "USD", Period.MONTH)) == {
        "min": "8000.00",
        "max": None,
        "currency": "USD",
        "period": "month",
    }


@given(ends, ends, st.sampled_from(["USD", "JPY", "KWD"]), st.sampled_from(Period))
def test_json_gives_the_same_budget_back(
    low: int | None, high: int | None, currency: str, period: Period
) -> None:
    budget = Budget(low, high, currency, period)
    assert budgets.from_json(budgets.to_json(budget)) == budget
