"""Numbers in words, from one to two hundred and beyond: counts of days, money, days of a month."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.language.en.number_runs import between, compose
from bot.reading.budget import read_budget
from bot.reading.heard import Context
from bot.reading.timeframe import read_timeframe
from bot.values.budget import Budget, Period
from bot.values.timeframe import Timeframe
from tests.conftest import ROOT, read_sample
from tests.reading.spelled_out import ONES, TENS, ordinal, ways_to_spell

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("America/Los_Angeles"))
TODAY = NOW.date()
ROOFING = read_sample(ROOT / "campaigns" / "roofing.yml")
INSURANCE = read_sample(ROOT / "campaigns" / "auto-insurance.yml")
RANDOM = random.Random(20261123)
UP_TO_200 = range(1, 201)
LARGER = sorted(RANDOM.sample(range(201, 100_000), 150))
# Said to the dollar, these are as likely something else, and read back.
EXACT = {number for number in LARGER if len(str(number).rstrip("0")) > 4}


def days(text: str, asks: str | None = "timeframe") -> Timeframe | None:
    heard = read_timeframe(text, Context(NOW, asks, ROOFING))
    return heard.value if heard else None


def money(text: str, asks: str | None = "budget", about: object = ROOFING) -> Budget | None:
    heard = read_budget(text, Context(NOW, asks, about))
    return heard.value if heard else None


def on(count: int) -> Timeframe:
    day = TODAY + timedelta(days=count)
    return Timeframe(day, day)


def usd(low: int, high: int | None = None, period: Period = Period.ONCE) -> Budget:
    return Budget(low * 100, (low if high is None else high) * 100, "USD", period)


@pytest.mark.parametrize("number", [*UP_TO_200, *LARGER])
def test_every_spelling_composes_to_its_number(number: int) -> None:
    for words in ways_to_spell(number):
        found = compose(words.replace("-", " ").split())
        if number > 1000 and 0 < number % 1000 < 10 and " and " not in words:
            assert not found[0].sure, words  # "eight thousand five" is 8,500 to most
            continue
        assert [one.value for one in found] == [number], words


@pytest.mark.parametrize("number", UP_TO_200)
def test_so_many_days_however_they_are_spelt(number: int) -> None:
    for words in ways_to_spell(number):
        assert days(f"in {words} days") == on(number), words
        assert days(f"in {words} days", asks=None) == on(number), words


@pytest.mark.parametrize(
    ("template", "asks", "least"),
    [
        ("{} days", "timeframe", 1),
        ("probably in {} days or so", None, 1),
        ("our roof leaks, we'd like it done in {} days, thanks", None, 1),
        ("{} days from now", None, 1),
        ("about {} days", "timeframe", 1),
        ("give it {} days", "timeframe", 1),
    ],
)
def test_so_many_days_in_a_sentence(template: str, asks: str | None, least: int) -> None:
    for number in range(max(least, 2), 201):
        for words in ways_to_spell(number)[:2]:
            assert days(template.format(words), asks) == on(number), template.format(words)


@pytest.mark.parametrize("unit", ["weeks", "months", "years"])
def test_so_many_weeks_months_and_years(unit: str) -> None:
    """As many as the same count in figures."""
    for number in range(2, 200 if unit == "weeks" else 121 if unit == "months" else 10):
        for words in ways_to_spell(number):
            in_figures = days(f"in {number} {unit}")
            assert days(f"in {words} {unit}") == in_figures, words
            assert days(f"within {words} {unit}") == days(f"within {number} {unit}"), words


def test_a_range_of_days() -> None:
    for low in range(10, 150, 7):
        high = low + 10
        for say in ("in {} to {} days", "between {} and {} days", "{} or {} days"):
            text = say.format(*(ways_to_spell(each)[0] for each in (low, high)))
            expected = Timeframe(TODAY + timedelta(days=low), TODAY + timedelta(days=high))
            assert days(text) == expected, text


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("ten twelve", 10, 12),
        ("two three", 2, 3),
        ("twenty thirty", 20, 30),
        ("sixty seventy", 60, 70),
        ("two, three", 2, 3),
        ("20 30", 20, 30),
        ("one to two hundred", 100, 200),
        ("a couple hundred", 200, 200),
        ("a dozen", 12, 12),
        ("half a dozen", 6, 6),
        ("two dozen", 24, 24),
        ("thirtyfive", 35, 35),
    ],
)
def test_two_counts_in_a_row_are_from_the_one_to_the_other(words: str, low: int, high: int) -> None:
    expected = Timeframe(TODAY + timedelta(days=low), TODAY + timedelta(days=high))
    assert days(f"in {words} days") == expected


@pytest.mark.parametrize("words", ["one twenty", "three fifty", "six seven eight", "a few hundred"])
def test_a_count_that_may_be_another_is_read_back(words: str) -> None:
    heard = read_timeframe(f"in {words} days", Context(NOW, "timeframe", ROOFING))
    assert heard is not None
    assert heard.doubtful


def test_days_that_follow_weeks_are_added() -> None:
    assert days("in two weeks and three days") == on(17)
    assert days("in a month and twenty-one days") == Timeframe(date(2027, 1, 13), date(2027, 1, 13))


@pytest.mark.parametrize("hyphen", ["-", " "])
@pytest.mark.parametrize("number", range(21, 32))
def test_the_day_of_a_month_in_words(number: int, hyphen: str) -> None:
    day = Timeframe(date(2027, 1, number), date(2027, 1, number))
    for text in ("january {}", "the {} of january", "on january the {}"):
        assert days(text.format(ordinal(number, hyphen))) == day, text


@pytest.mark.parametrize("number", [*UP_TO_200, *LARGER])
def test_so_many_dollars_however_they_are_spelt(number: int) -> None:
    for words in ways_to_spell(number):
        if number > 1000 and 0 < number % 1000 < 10 and " and " not in words:
            continue
        heard = read_budget(f"{words} dollars", Context(NOW, "budget", ROOFING))
        assert heard is not None, words
        assert heard.value == usd(number), words
        assert heard.doubtful or number not in EXACT, words
        assert money(f"we can spend {words} bucks", asks=None) == usd(number), words


@pytest.mark.parametrize("scale", ["thousand", "grand", " k"])
def test_so_many_thousands(scale: str) -> None:
    for number in (*range(2, 100), 120, 150, 199):
        for words in ways_to_spell(number)[:2]:
            text = f"{words} {scale.strip()}"
            assert money(text) == usd(1000 * number), text
            assert money(f"my budget is {text}", asks=None) == usd(1000 * number), text


def test_so_much_a_month() -> None:
    for number in range(20, 201):
        for words in ways_to_spell(number):
            expected = usd(number, period=Period.MONTH)
            assert money(f"{words} a month", about=INSURANCE) == expected, words


@pytest.mark.parametrize("link", [" ", " to ", " or ", "-"])
def test_two_amounts_are_never_added_up(link: str) -> None:
    """Every pair that rises is a range; one that doesn't is none, or read back."""
    for low in range(2, 10):
        for high in range(2, 10):
            for scale, size in (("hundred", 100), ("thousand", 1000)):
                text = f"{ONES[low]} {scale}{link}{ONES[high]} {scale}"
                heard = read_budget(text, Context(NOW, "budget", ROOFING))
                if low < high <= 4 * low:
                    assert heard is not None, text
                    assert heard.value == usd(low * size, high * size), text
                elif heard and heard.value and not heard.doubtful:
                    ends = {heard.value.min, heard.value.max}
                    assert ends <= {low * size * 100, high * size * 100}, text


def test_a_multiplier_said_once_is_for_both() -> None:
    for low in range(1, 9):
        for link in (" ", " to ", " or ", "-", ", "):
            text = f"{ONES[low]}{link}{ONES[low + 1]} thousand"
            assert money(text) == usd(1000 * low, 1000 * (low + 1)), text
    for low, high in pairwise(TENS):
        number = 10 * (TENS.index(low) + 2)
        assert money(f"{low} {high} grand") == usd(1000 * number, 1000 * (number + 10)), low


def test_between_a_number_and_another() -> None:
    for low in range(2, 9):
        text = f"between {ONES[low]} thousand and {ONES[low + 1]}"
        assert money(text) == usd(1000 * low, 1000 * (low + 1)), text
        assert money(f"{text} thousand") == usd(1000 * low, 1000 * (low + 1)), text


def test_the_ends_of_between() -> None:
    ends = between("one hundred and twenty and one hundred and fifty".split())
    assert [end.value for end in ends] == [120, 150]
    assert between("five thousand seven".split()) == ()


@pytest.mark.parametrize(
    ("text", "dollars"),
    [("eight thousand five", 8500), ("6 thousand two", 6200), ("a million two", 1_200_000)],
)
def test_hundreds_left_unsaid_are_read_back(text: str, dollars: int) -> None:
    heard = read_budget(text, Context(NOW, "budget", ROOFING))
    assert heard is not None
    assert (heard.value, heard.doubtful) == (usd(dollars), True)


def test_coins_behind_a_buck() -> None:
    heard = read_budget("a buck fifty a month", Context(NOW, "budget", INSURANCE))
    assert heard is not None
    assert heard.value == Budget(150, 150, "USD", Period.MONTH)
    assert heard.doubtful


@pytest.mark.parametrize("text", ["twenty-something thousand", "fifty-odd thousand"])
def test_a_number_left_vague_is_none(text: str) -> None:
    assert money(text) is None
