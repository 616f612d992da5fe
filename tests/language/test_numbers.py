"""Numbers in figures and in words, ordinals, fractions and counts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.language.doc import read
from bot.language.numbers import Number, items
from tests.reading.spelled_out import ordinal, ways_to_spell


def found(text: str) -> list[tuple[str, str, str]]:
    """Kind, value and words of everything in `text`."""
    doc = read(text)
    return [
        (item.kind, f"{_value(item.value):f}", doc.words(item.first, item.last))
        for item in items(doc)
    ]


def _value(value: Number | int) -> Decimal:
    return value.value.normalize() if isinstance(value, Number) else Decimal(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200.50", "1200.5"),
        ("1.250,50", "1250.5"),
        ("1.250.000", "1250000"),
        ("12 500", "12500"),
        ("12'500", "12500"),
        ("12,34,567", "1234567"),
        ("6,5OO", "6500"),
        ("5ooo", "5000"),
        (".5", "0.5"),
        ("8k", "8000"),
        ("8 K", "8000"),
        ("8kish", "8000"),
        ("20-ish k", "20000"),
        ("2½ k", "2500"),
        ("8 1/2 grand", "8500"),
        ("8 and a half k", "8500"),
        ("5 and a half", "5.5"),
        ("1/2 million", "500000"),
        ("3/4 of a million", "750000"),
        ("three quarters of a million", "750000"),
        ("half a mil", "500000"),
        ("a quarter million", "250000"),
        ("a couple of thousand", "2000"),
        ("a few grand", "3000"),
        ("a dozen", "12"),
        ("half a dozen", "6"),
        ("2 crore", "20000000"),
        ("10 lakh", "1000000"),
        ("one point two five million", "1250000"),
        ("two thousand 500", "2500"),
        ("2 thousand 5 hundred", "2500"),
        ("fifteen hundred", "1500"),
    ],
)
def test_one_number(text: str, value: str) -> None:
    assert found(text) == [("number", value, text)]


@pytest.mark.parametrize("number", range(1, 201))
def test_every_spelling_is_one_number(number: int) -> None:
    for words in ways_to_spell(number):
        assert found(f"for {words} please") == [("number", str(number), words)]


@pytest.mark.parametrize("number", range(21, 32))
def test_ordinals(number: int) -> None:
    for words in (ordinal(number), ordinal(number, " "), f"{number}th"):
        assert found(f"the {words}!") == [("ordinal", str(number), words)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("five hundred six hundred", ["500", "600"]),
        ("between five thousand and seven", ["5000", "7"]),
        ("5 to ten", ["5", "10"]),
        ("8-10k", ["8", "10000"]),
        ("one hundred and twenty and one hundred and fifty", ["120", "150"]),
    ],
)
def test_numbers_side_by_side(text: str, values: list[str]) -> None:
    assert [value for _, value, _ in found(text)] == values


def test_kinds_that_only_some_rules_take_for_numbers() -> None:
    assert found("a couple of weeks, 1/2 or ½") == [
        ("count", "2", "a couple of"),
        ("fraction", "0.5", "1/2"),
        ("fraction", "0.5", "½"),
    ]
    assert [item.rule for item in items(read("four one five"))] == ["told"] * 3
    assert [item.rule for item in items(read("nineteen ninety five"))] == ["year"]
    assert found("thousands of people, m-f and b&b") == []


def test_what_is_said_loosely_is_not_sure() -> None:
    sure = {text: items(read(text))[0].value.sure for text in ("8k", "three fifty", "a few k")}
    assert sure == {"8k": True, "three fifty": False, "a few k": False}
