"""Every amount that a sentence tells is among the candidates, with its right value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from bot.language.amount import Amount, Rate
from bot.language.doc import read
from bot.language.money import find_amounts, in_scale_of
from tests.conftest import ROOT
from tests.nlu.test_budget import ANSWERS, IN_PASSING, STRETCHED, table

Ends = tuple[Decimal | None, Decimal | None]

_SIGNED = re.compile(r"[\d,]+(?:\.\d+)?")
_OWN = {"roofing": "USD", "insurance": "USD", "british": "GBP", "euro": "EUR"}


_A_YEAR = {Rate.WEEK: 52, Rate.TWO_WEEKS: 26, Rate.QUARTER: 4, Rate.HALF_YEAR: 2}


def told(expected: str) -> Ends:
    """The ends of "up to $8,000 a month"."""
    values = [Decimal(each.replace(",", "")) for each in _SIGNED.findall(expected)]
    if expected.startswith("up to"):
        return None, values[0]
    if expected.startswith("at least"):
        return values[0], None
    return values[0], values[-1]


def found(text: str, currency: str = "USD") -> list[Amount]:
    return find_amounts(read(text), currency)


def sentences() -> Iterator[tuple[str, str, str]]:
    """Currency, text, and what was to be heard, where it was a value."""
    currency = "USD"
    path = ROOT / "tests" / "nlu" / "budgets.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            currency = _OWN[line.strip("[]").partition(",")[0]]
        elif line and not line.startswith("# "):
            text, _, heard = line.rpartition(" | ")
            yield currency, text, heard
    for listing in (ANSWERS, IN_PASSING, STRETCHED):
        yield from (("USD", text, heard) for text, heard in table(listing))


VALUES = [one for one in sentences() if one[2] not in ("-", "open")]


@pytest.mark.parametrize(("currency", "text", "heard"), VALUES)
def test_what_is_to_be_heard_is_among_the_amounts(currency: str, text: str, heard: str) -> None:
    amounts = found(text, currency)
    amounts += [
        scaled
        for at, said in enumerate(amounts)
        for one in amounts[at + 1 :]
        if (scaled := in_scale_of(said, one))
    ]
    values = {_in_months(one) if "a month" in heard else (one.low, one.high) for one in amounts}
    assert told(heard) in values, [str(one) for one in amounts]


def _in_months(amount: Amount) -> Ends:
    times = Decimal(_A_YEAR.get(amount.rate, 12)) / 12
    low, high = (None if end is None else end * times for end in (amount.low, amount.high))
    return low, high
