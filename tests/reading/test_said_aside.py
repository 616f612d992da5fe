"""What strangers said to a campaign's own questions, where a "no" or a relation is none of it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from bot.nlu.intent_model import IntentModel
from bot.reading.heard import Context, Heard
from bot.reading.understand import understand
from bot.settings import ROOT
from tests.conftest import NOW, read_sample


@pytest.fixture(scope="module")
def heard(model: IntentModel):
    campaigns = {path.stem: read_sample(path) for path in (ROOT / "campaigns").glob("*.yml")}

    def read(campaign: str, asks: str, name: str, text: str) -> Heard | None:
        file = campaigns[campaign]
        now = NOW.astimezone(ZoneInfo(file.business.time_zone))
        guess = model.predict(text, asks=asks)[0]
        return understand(text, Context(now, asks, file), guess).values.get(name)

    return read


@pytest.mark.parametrize(
    ("campaign", "name", "text", "value"),
    [
        ("roofing", "owner", "no one else but me", "yes"),
        ("roofing", "owner", "nobody but us", "yes"),
        ("roofing", "owner", "bought it with my wife", "yes"),
        ("roofing", "owner", "inherited it from my dad", "yes"),
        ("roofing", "owner", "no i rent", "no"),
        ("auto-insurance", "licensed", "no suspensions", "yes"),
        ("auto-insurance", "licensed", "no tickets or anything, so yes", "yes"),
        ("auto-insurance", "licensed", "no license", "no"),
        ("online-mba", "degree", "class of 2011, go bears", "yes"),
        ("online-mba", "degree", "about 9 credits left", "no"),
        ("home-buying", "email", "rosa (dot) lind at yahoo", "rosa.lind@yahoo.com"),
        ("home-buying", "name", "put it under Rosa Lind", "Rosa Lind"),
    ],
)
def test_the_answer_is_heard(heard, campaign: str, name: str, text: str, value: str) -> None:
    assert heard(campaign, name, name, text).value == value


@pytest.mark.parametrize("text", ["no, I do have one", "no i do own it"])
def test_a_no_that_says_i_do_is_read_back_as_a_yes(heard, text: str) -> None:
    found = heard("roofing", "owner", "owner", text)
    assert (found.value, found.doubtful) == ("yes", True)


def test_a_providers_name_without_its_end_is_read_back(heard) -> None:
    assert heard("roofing", "email", "email", "rosa at gmail").doubtful
    assert heard("roofing", "email", "email", "i'm at work") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("my credit score is 755 btw", "excellent"), ("94110, credit is around 650", "fair")],
)
def test_a_score_is_heard_beside_another_question(heard, text: str, value: str) -> None:
    assert heard("mortgage", "postcode", "credit", text).value == value


@pytest.mark.parametrize("asks", ["need", "budget", "timeframe", "name", "consent"])
@pytest.mark.parametrize(
    "text", ["no one else but me", "nobody else but us", "just me, no one else"]
)
def test_whoever_speaks_of_nobody_is_not_silenced(model: IntentModel, asks: str, text: str) -> None:
    file = read_sample(ROOT / "campaigns" / "roofing.yml")
    now = NOW.astimezone(ZoneInfo(file.business.time_zone))
    guess = model.predict(text, asks=asks)[0]
    assert understand(text, Context(now, asks, file), guess).intent != "opt_out"


@pytest.mark.parametrize("text", ["credit line of 700 dollars", "my credit limit is 700k"])
def test_a_sum_is_no_score(heard, text: str) -> None:
    assert getattr(heard("mortgage", "postcode", "credit", text), "rule", "") != "choice.number"


def test_wed_like_to_is_no_wednesday(heard) -> None:
    assert heard("home-buying", "budget", "timeframe", "wed be happy with 1.3m") is None
    assert heard("home-buying", "timeframe", "timeframe", "wed or thu").value.earliest.day == 25
