"""What says nothing to the question that was asked, and must be taken for no answer of it."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from bot.campaign_files import read_campaign
from bot.nlu.intent_model import IntentModel
from bot.reading.heard import Context
from bot.reading.understand import Understanding, understand
from tests.conftest import SAMPLES

CAMPAIGNS = {campaign.id: campaign for campaign in map(read_campaign, SAMPLES)}
NOW = datetime(2026, 11, 23, tzinfo=timezone.utc)


def understood(model: IntentModel, text: str, asks: str, campaign: str) -> Understanding:
    context = Context(NOW, asks, CAMPAIGNS[campaign], opens=asks == "need")
    return understand(text, context, model.predict(text)[0])


@pytest.mark.parametrize(
    "text",
    ["we're in Emeryville, 94608", "the place is in Evanston, 60202", "Emeryville CA, 94608"],
)
def test_a_zip_code_with_its_town_is_no_budget(model: IntentModel, text: str) -> None:
    values = understood(model, text, "budget", "roofing").values
    assert "budget" not in values and values["postcode"].value in text


@pytest.mark.parametrize(
    "text",
    ["no rush to ring me back today", "I'm only browsing for now", "some day, down the road"],
)
@pytest.mark.parametrize("asks", ["need", "budget"])
def test_ease_alone_tells_no_time_to_another_question(
    model: IntentModel, text: str, asks: str
) -> None:
    assert "timeframe" not in understood(model, text, asks, "roofing").values
    assert "timeframe" in understood(model, text, "timeframe", "roofing").values


@pytest.mark.parametrize("text", ["not sure you can help us", "only starting to think about it"])
def test_a_doubt_of_another_thing_leaves_the_need_to_be_asked(
    model: IntentModel, text: str
) -> None:
    assert understood(model, text, "need", "mortgage").intent != "unsure"


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("you can call me Hal", "consent"),
        ("no phone calls please", "name"),
        ("call me Al", "need"),
    ],
)
def test_a_name_or_a_refusal_is_no_wish_for_a_person(
    model: IntentModel, text: str, asks: str
) -> None:
    found = understood(model, text, asks, "roofing")
    assert found.intent != "human" and "consent" not in found.values


@pytest.mark.parametrize("text", ["can I email you instead?", "could we text you instead?"])
def test_another_way_is_no_correction(model: IntentModel, text: str) -> None:
    assert understood(model, text, "phone", "roofing").intent != "correct"


def test_a_day_that_another_says_makes_nobody_a_minor(model: IntentModel) -> None:
    text = "the seller says Dec 18, my lender says Jan 8, and Jan 8 it will be"
    assert understood(model, text, "timeframe", "mortgage").intent == "inform"


@pytest.mark.parametrize("text", ["is the inspection free?", "are the gutters included?"])
def test_what_is_merely_asked_about_is_read_back(model: IntentModel, text: str) -> None:
    need = understood(model, text, "need", "roofing").values.get("need")
    assert need is None or need.doubtful
