"""Phrases that end in "?": what people say for a choice, and for others, too."""

from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest

from bot.leads.campaign import Campaign
from bot.nlu.intent_model import IntentModel
from bot.reading.heard import Context
from bot.reading.understand import understand
from tests.conftest import read_sample

CAMPAIGNS = Path(__file__).parents[2] / "campaigns"
NOW = datetime(2026, 11, 23, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("text", "asks", "heard"),
    [
        ("for my aquarium", None, None),  # a hint alone, unasked
        ("for my aquarium", "need", ("pump", True)),
        ("the pump", "need", ("pump", False)),
        ("aquarium filter", "need", ("filter", False)),  # a name outdoes a hint
        ("aquarium", "need", ("pump", True)),  # nor is a hint the very text
    ],
)
def test_a_hint_is_read_back_where_it_is_asked_for(
    model: IntentModel, text: str, asks: str | None, heard: tuple[str, bool] | None
) -> None:
    context = Context(NOW, asks, _hinting())
    found = understand(text, context, model.predict(text)[0]).values.get("need")
    assert (found and (found.value, found.doubtful)) == heard


@pytest.mark.parametrize(
    ("campaign", "text"),
    [
        ("auto-insurance", "can I get a quote"),
        ("auto-insurance", "my granddaughter helps me with this"),
        ("online-mba", "Good evening"),
        ("home-buying", "my landlord is a piece of work"),
        ("home-buying", "what fee do you take when you sell?"),
        ("mortgage", "Hi, I have a question about a mortgage"),
    ],
)
def test_an_opening_that_tells_no_need_gives_none_for_sure(
    model: IntentModel, campaign: str, text: str
) -> None:
    context = Context(NOW, None, read_sample(CAMPAIGNS / f"{campaign}.yml"))
    found = understand(text, context, model.predict(text)[0]).values.get("need")
    assert found is None or found.doubtful


def _hinting() -> Campaign:
    roofing = read_sample(CAMPAIGNS / "roofing.yml")
    need = roofing.question("need")
    assert need is not None
    phrases = {"pump": ("aquarium?", "circulate", "moves no water"), "filter": ("cloudy", "murky")}
    other = replace(need, choices={"pump": "A pump", "filter": "A filter"}, phrases=phrases)
    questions = tuple(other if each.id == "need" else each for each in roofing.questions)
    return replace(roofing, questions=questions)
