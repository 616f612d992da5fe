"""Messages of up to 1,000 characters: whatever a story tells, and wherever in it, is heard."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot.nlu.intent_model import IntentModel
from bot.reading.heard import LONGEST, Context
from bot.reading.understand import Understanding, understand
from bot.settings import ROOT
from tests.conftest import NOW, read_sample

TALK = (
    "We moved in when our kids were small and never had any trouble with it until the storms of "
    "last winter. Since then there is a damp smell upstairs, and my sister says we should have "
    "called somebody long ago, but you know how these things go. "
)
NEED = "Water is leaking through the ceiling. "
BUDGET = "We could spend up to $9,500 on it. "
TIMEFRAME = "It has to be done before December 20. "
PLACE = "The house is in 94110. "
NAME = "My name is Ines Duarte. "
PHONE = "You can call me at 415 555 0142. "
FACTS = (NEED, BUDGET, TIMEFRAME, PLACE, NAME, PHONE)


@pytest.fixture(scope="module")
def heard(model: IntentModel):
    campaign = read_sample(ROOT / "campaigns" / "roofing.yml")

    def read(text: str) -> Understanding:
        now = NOW.astimezone(ZoneInfo(campaign.business.time_zone))
        return understand(text, Context(now, None, campaign), model.predict(text)[0])

    return read


def _values(found: Understanding) -> dict[str, object]:
    return {name: each.value for name, each in found.values.items()}


@pytest.mark.parametrize("turns", range(len(FACTS)))
@pytest.mark.parametrize("stops", [True, False], ids=["with stops", "without"])
def test_a_story_is_heard_wherever_in_it_the_facts_stand(heard, turns: int, stops: bool) -> None:
    """Each fact stands first, last and amid the talk."""
    facts = [*FACTS[turns:], *FACTS[:turns]]
    text = (TALK + "".join(facts[:3]) + TALK + "".join(facts[3:])).strip()
    if not stops:
        text = text.replace(". ", " and ").rstrip(".")
    assert 600 < len(text) <= LONGEST
    values = _values(heard(text))
    assert values["need"] == "repair"
    assert values["budget"].max == 950000
    assert values["timeframe"].latest == date(2026, 12, 19)
    assert values["postcode"] == "94110"
    assert values["name"] == "Ines Duarte"
    assert values["phone"] == "+14155550142"


def test_a_value_of_a_story_stands_where_it_was_said(heard) -> None:
    text = TALK + TALK + BUDGET
    budget = heard(text).values["budget"]
    assert text[budget.start : budget.end] == "up to $9,500"


def test_a_message_over_the_limit_is_not_read(heard) -> None:
    text = (TALK * 6)[: LONGEST + 1 - len(BUDGET)] + BUDGET
    assert len(text) == LONGEST + 1
    found = heard(text)
    assert (found.intent, found.values) == ("nlu_fallback", {})
    assert "budget" in heard(text[1:]).values


def test_a_story_names_many_and_only_my_name_is_theirs(heard) -> None:
    assert "name" not in heard(TALK + "I was talking to Karl. This is Anna's house. " + NEED).values


def test_what_stands_far_apart_is_no_range(heard) -> None:
    """Two amounts far apart are the ends of no range."""
    between = "and they have been very kind to us all these years and never asked for anything "
    text = f"Our neighbors paid 4,000 dollars for it {between * 5} so I thought of 7,000 dollars"
    budget = heard(text).values["budget"].value
    assert budget.min == budget.max == 700000
