"""What the amount is that a file asks for, and on which scale its prospects name it."""

from __future__ import annotations

import pytest

from bot.campaign_files import read_campaign
from bot.leads.campaign import Question
from bot.leads.campaign_json import campaign_from_json, campaign_to_json
from bot.values.budget import Means
from bot.values.money import Money
from tests.campaign_files.conftest import SOUND, told

PLAIN = '{ask: "How much?"}'


def budget(path) -> Question:
    found = read_campaign(path).question("budget")
    assert found is not None
    return found


def asking(keys: str) -> str:
    assert PLAIN in SOUND
    return SOUND.replace(PLAIN, f'{{ask: "How much?", {keys}}}')


@pytest.mark.parametrize("means", Means)
def test_a_file_says_what_the_amount_is(write, means: Means) -> None:
    assert budget(write(asking(f"means: {means.value}"))).means is means


@pytest.mark.parametrize(
    ("vertical", "period", "means"),
    [
        ("home-services", "once", Means.PRICE),
        ("insurance", "year", Means.PREMIUM),
        ("Mortgage", "once", Means.LOAN),
        ("education", "once", Means.TUITION),
        ("real-estate", "once", Means.PRICE),
        ("real-estate", "month", Means.RENT),
        ("healthcare", "month", Means.PRICE),
        ("reinsurances", "once", Means.PRICE),
    ],
)
def test_without_it_the_industry_and_the_period_tell(
    write, vertical: str, period: str, means: Means
) -> None:
    """By whole words alone; what they don't tell is a price."""
    file = asking(f"period: {period}").replace("home-services", vertical)
    assert budget(write(file)).means is means
    assert budget(write(file)).plausible is None


@pytest.mark.parametrize(
    ("scale", "ends"),
    [
        ("[500, 100000]", (50000, 10000000)),
        ('["0.50", 3000]', (50, 300000)),
        ('["500", "4000.00"]', (50000, 400000)),
    ],
)
def test_a_file_says_on_which_scale(write, scale: str, ends: tuple[int, int]) -> None:
    """In the campaign's currency; the stored definition keeps it."""
    path = write(asking(f"plausible: {scale}"))
    wanted = tuple(Money(end, "USD") for end in ends)
    assert budget(path).plausible == wanted
    campaign = read_campaign(path)
    assert campaign_from_json(campaign_to_json(campaign)) == campaign


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        (
            "means: cost",
            '`questions.budget.means`: not "cost"; write price, loan, premium, rent or',
        ),
        ("means: 3", "`questions.budget.means`: not 3"),
        ("plausible: [5000, 500]", "5000 is not below 500; write the least amount, then the most"),
        ("plausible: [3000, 3000]", "3000 is not below 3000"),
        ("plausible: 500", "`questions.budget.plausible`: not 500; write the least and the most"),
        ("plausible: [500]", "`questions.budget.plausible`: write the least and the most"),
        ("plausible: [1, 2, 3]", "`questions.budget.plausible`: write the least and the most"),
        ("plausible: [-1, 20]", "`questions.budget.plausible[1]`: not -1; write an amount"),
        ("plausible: [a few, 20]", '`questions.budget.plausible[1]`: not "a few"; write an amount'),
        ("plausible: [1.5, 9000]", "`questions.budget.plausible[1]`: not 1.5; write an amount"),
        ('plausible: ["1.505", 9000]', "1.505 has more than 2 decimals; round it"),
        ("plausible: [20, 2000]", "nobody could qualify: 3000 is asked for; raise 2000 above it"),
    ],
)
def test_each_mistake_is_told_by_its_line(write, keys: str, problem: str) -> None:
    (line,) = told(write(asking(keys)))
    assert line.startswith(f"17: {problem}")
