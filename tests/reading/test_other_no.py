"""A no to something else than the yes-or-no question that was asked is no answer to it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.nlu.intent_model import IntentModel
from bot.reading.heard import Context
from bot.reading.understand import understand
from tests.conftest import read_sample

CAMPAIGNS = Path(__file__).parents[2] / "campaigns"
NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("America/Los_Angeles"))

OF_ANOTHER = """
    not 7500, 6000 | not 7k | no more than 3k to be honest | I don't have 9000 any more
    not next week, the week after | not January, February | no later than March actually
    not 94117, 94116 | not 94117 but 94116 | not the repair, a new roof | no gutters, just the roof
    not in a rush | don't call before 8 | don't text after 9 | no, wait, six thousand
    no earlier than spring | no, 11k | nope, 94117 | no, a whole new roof | no, in March
    no, forget the inspection, gutters
"""
ANSWERS = """
    no | nope | not yet | not me | no, my landlord does | I don't | no it's my mom's | not any more
    no I rent | nah we lease | not really | no, I'm the tenant | I don't own it | not now
    no, we moved in last month | we don't | no. I rent in 94110 | not today
    no we're renting | no I'm his nephew | not the owner, so no | no i'm only the tenant
    not till February | not until spring | no, a relative | no, leasing | no, not just now
"""


def each(listing: str) -> list[str]:
    return [text.strip() for line in listing.strip().splitlines() for text in line.split(" | ")]


@pytest.mark.parametrize(("listing", "value"), [(OF_ANOTHER, None), (ANSWERS, "no")])
def test_whose_no_it_is(model: IntentModel, listing: str, value: str | None) -> None:
    campaign = read_sample(CAMPAIGNS / "roofing.yml")
    context = Context(NOW, "owner", campaign, opens=False)
    found = {}
    for text in each(listing):
        heard = understand(text, context, model.predict(text)[0]).values.get("owner")
        found[text] = heard and heard.value
    assert found == dict.fromkeys(found, value)


@pytest.mark.parametrize(
    ("campaign", "asks", "text", "other"),
    [
        ("auto-insurance", "licensed", "not 120 a month, 90", "budget"),
        ("home-buying", "pre_approved", "not 900k, 800k", "budget"),
        ("home-buying", "pre_approved", "not to sell, to buy", "need"),
        ("online-mba", "degree", "not in January, in May", "timeframe"),
        ("roofing", "owner", "ditch the inspection, just gutters", "need"),
    ],
)
def test_what_is_put_right_is_taken(
    model: IntentModel, campaign: str, asks: str, text: str, other: str
) -> None:
    context = Context(NOW, asks, read_sample(CAMPAIGNS / f"{campaign}.yml"), opens=False)
    assert list(understand(text, context, model.predict(text)[0]).values) == [other]
