"""Every amount that a sentence tells is among the candidates, with its right value."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

import pytest

from bot.language.amount import Amount, Rate
from bot.language.currencies import CODES
from bot.language.doc import Doc, read
from bot.language.money import find_amounts, in_scale_of
from bot.values import budget as budgets
from bot.values.budget import Budget, Period
from bot.values.money import to_decimal
from tests.conftest import ROOT
from tests.reading.test_budget import ANSWERS, IN_PASSING, STRETCHED, table

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
    paths = sorted((ROOT / "tests" / "reading").glob("budgets*.txt"))
    assert len(paths) == 2, "the sentences have moved"
    for path in paths:
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
    values |= {(one.low, other.high) for one, other in pairwise(amounts)}  # "5k, 6k": joined later
    if heard.endswith("?"):  # a bare 12, where thousands are dealt in
        values |= {tuple(end and end * 1000 for end in one) for one in values}
    # The decoder puts a bare figure in the scale of the question, and reads it back.
    low, high = told(heard)
    as_said = (low and low / 1000, high and high / 1000) if heard.endswith("?") else (low, high)
    assert {(low, high), as_said} & values, [str(one) for one in amounts]


def _in_months(amount: Amount) -> Ends:
    times = _A_YEAR.get(amount.rate, 12)
    low, high = (None if end is None else end * times / 12 for end in (amount.low, amount.high))
    return low, high


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("three thousand four thousand", ["3000-4000"]),
        ("five hundred six hundred", ["500-600"]),
        ("between five thousand and seven", ["5000-7000"]),
        ("1/2 million", ["500000"]),
        ("3/4 of a million", ["750000"]),
        ("$1/2M", ["500000 USD"]),
        ("$6,5OO", ["6500 USD"]),
        ("a buck fifty a month", ["1.5 USD month"]),
        ("eight thousand five", ["8500"]),
        ("600 semiannually", ["600 half year"]),
        ("250 p/m", ["250 month"]),
        ("2 payments of 4k", ["8000"]),
        ("4k down and 4k later", ["4000", "4000"]),
        ("my husband says 10k i say 15k", ["10000", "15000"]),
        ("$3000 deposit, 12k total", ["3000 USD", "12000 once"]),
        ("8, maybe 10k", ["8000-10000"]),
        ("350-400k", ["350000-400000"]),
        ("3 or 4 thousand", ["3000-4000"]),
        ("low six figures", ["100000-999999"]),
        ("10 lakh", ["1000000"]),
        ("raise it from 6k to 7k", ["6000", "7000"]),
        ("$6,000 -> $9,000", ["6000 USD", "9000 USD"]),
    ],
)
def test_ways_to_tell_a_sum(text: str, expected: list[str]) -> None:
    assert [str(one) for one in found(text)] == expected


@pytest.mark.parametrize(
    "text",
    """call 415-555-0123
        my zip is 94110
        94110-1234
        123 Main St
        apt 4
        unit 12b
        12/15/2026
        march 15-20
        since 2015
        the 5th
        at 10:30
        after 5pm
        9-5 pm
        3 bed 2 bath
        2 to 3 weeks
        2,000 sq ft
        i'm 45
        20%
        6.25 percent
        my score is 720
        credit is around 680
        401k
        24/7
        q1
        joe2024@gmail.com
        thanks a million
        not a penny
        10 out of 10
        twenty-something thousand
        four one five""".splitlines(),
)
def test_other_numbers_are_no_amounts(text: str) -> None:
    assert [str(one) for one in found(text.strip()) if not one.counted] == []


def test_a_currency_makes_any_number_an_amount() -> None:
    assert [str(one) for one in found("in 2000 dollars")] == ["2000 USD"]
    assert [str(one) for one in found("budget: 3 bed, 94110 euros")] == ["94110 EUR"]


def test_the_ends_of_a_range_and_their_link_stay_visible() -> None:
    (one,) = found("my budget is 8 to 10k a year")
    assert [(end.value, end.first, end.last) for end in one.ends] == [(8000, 3, 4), (10000, 5, 7)]
    assert (one.link, one.period, one.rule) == ("to", Period.YEAR, "range_of")


def test_a_word_behind_a_bare_number_makes_it_look_like_a_count() -> None:
    assert [one.counted for one in found("15 gutters")] == [True]
    assert [one.counted for one in found("1500 please")] == [False]


def test_what_format_writes_is_found_as_the_same_amount() -> None:
    choose = random.Random(20261126)
    for _ in range(1000):
        low, high = sorted(int(10 ** choose.uniform(0, 11)) for _ in "12")
        code, period = choose.choice(CODES).upper(), choose.choice(list(Period))
        ends = choose.choice([(low, high), (low, low), (None, high), (low, None)])
        text = budgets.format(Budget(*ends, code, period), "en_US")
        (one,) = found(text)
        expected = tuple(None if end is None else to_decimal(end, code) for end in ends)
        assert (one.low, one.high, one.currency, one.sure) == (*expected, code, True), text
        assert one.period is period or period is Period.ONCE, text


@pytest.mark.parametrize(
    "part",
    ["5 ", "5-", "5, ", "5 to ", "8k ", "$5 ", "5/", "five hundred ", "max 5 ", "a dollar fifty ",
     "no more than not over 5 ", "the is my about 5 ", "between 5 and ", "5 a month ", "5th ",
     "1/2 of a million ", "could go to ", "8k but could go to 9 ", "max is the max ", "monday 5 "],
)  # fmt: skip
def test_a_thousand_characters_are_read_in_a_moment(part: str) -> None:
    doc = read((part * 1000)[:1000])
    fastest = min(_seconds(doc) for _ in range(3))
    assert fastest < 0.1  # a few milliseconds on an idle machine


def _seconds(doc: Doc) -> float:
    began = time.thread_time()
    find_amounts(doc, "USD")
    return time.thread_time() - began
