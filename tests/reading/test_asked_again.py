"""What was not understood is told again: the only thing that may answer is read back then."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from bot.campaign_files import read_campaign
from bot.nlu.intent_model import IntentModel
from bot.reading.heard import Context, Heard
from bot.reading.own_yes_no import denies_its_matter
from bot.reading.understand import understand
from bot.reading.yes_no import denies_anew
from tests.conftest import SAMPLES

CAMPAIGNS = {campaign.id: campaign for campaign in map(read_campaign, SAMPLES)}
NOW = datetime(2026, 11, 23, tzinfo=timezone.utc)


def heard(
    model: IntentModel, text: str, asks: str, campaign: str, again: bool
) -> Heard[object] | None:
    context = Context(NOW, asks, CAMPAIGNS[campaign], opens=asks == "need", again=again)
    return understand(text, context, model.predict(text)[0]).values.get(asks)


@pytest.mark.parametrize(
    ("campaign", "asks", "text", "value"),
    [
        ("roofing", "budget", "the folks next door paid 9000", "900000"),
        ("home-buying", "budget", "her place fetched $1,600,000", "160000000"),
    ],
)
def test_the_only_value_is_read_back_when_it_is_told_again(
    model: IntentModel, campaign: str, asks: str, text: str, value: str
) -> None:
    once, twice = (heard(model, text, asks, campaign, again) for again in (False, True))
    assert once is None
    assert twice is not None and twice.doubtful and value in str(twice.value)


def test_what_nobody_would_pay_is_not_read_back(model: IntentModel) -> None:
    assert heard(model, "we are 2 people", "budget", "home-buying", again=True) is None


def test_the_two_nearest_choices_are_offered_when_asked_again(model: IntentModel) -> None:
    text = "my kid keeps borrowing the wheels"
    once, twice = (heard(model, text, "need", "auto-insurance", again) for again in (False, True))
    assert once is None or once.doubtful
    assert twice is not None and twice.doubtful


@pytest.mark.parametrize(
    ("text", "anew"),
    [
        ("no I don't", True),
        ("nope, we do not", True),
        ("no, I haven't", True),
        ("no", False),
        ("no that's wrong", False),
        ("no, I didn't say that", False),
        ("no, I do", False),
    ],
)
def test_a_no_to_the_question_itself_is_no_denial_of_what_is_read_back(
    text: str, anew: bool
) -> None:
    assert denies_anew(text) is anew


@pytest.mark.parametrize(
    ("text", "anew"),
    [
        ("no degree", True),
        ("nope, no college degree", False),
        ("no college", True),
        ("no, that's wrong", False),
        ("no, I have one", False),
    ],
)
def test_a_no_to_its_matter_is_no_denial_of_what_is_read_back(text: str, anew: bool) -> None:
    question = CAMPAIGNS["online-mba"].question("degree")
    assert question is not None and denies_its_matter(text, question) is anew
