"""Choices heard by their meaning, where a campaign has few words or none for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.leads.campaign import Campaign
from bot.nlu.intent_model import IntentModel
from bot.reading.heard import Context, Heard
from bot.reading.understand import understand
from tests.conftest import read_sample

PESTS = read_sample(Path(__file__).parents[1] / "campaigns" / "pests.yml")
NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("America/Chicago"))
BED_BUGS, RODENTS, ANTS = "bed_bugs", "rodents", "ants"
PHRASES = {
    "bed_bugs": ("bites when we wake up", "spots on the sheets", "bugs in the mattress"),
    "ants": ("a trail on the counter", "crawling in the kitchen", "in the sugar"),
    "rodents": ("scratching in the attic", "droppings in the pantry", "something is gnawing"),
    "termites": ("mud tubes", "eating the wood", "wings on the sill"),
}
PHRASED = replace(
    PESTS,
    questions=tuple(
        replace(each, phrases=PHRASES) if each.id == "need" else each for each in PESTS.questions
    ),
)


def _heard(
    model: IntentModel, text: str, asks: str | None = "need", campaign: Campaign = PESTS
) -> Heard[str] | None:
    context = Context(NOW, asks, campaign)
    return understand(text, context, model.predict(text)[0]).values.get("need")


@pytest.mark.parametrize("text", ["Bed bugs", "bed bugs.", "bed_bugs", "1", "the first one"])
def test_the_very_text_and_the_number_are_firm(model: IntentModel, text: str) -> None:
    """Whatever the vectors say."""
    heard = _heard(model, text)
    assert heard
    assert (heard.value, heard.doubtful, heard.offered) == (BED_BUGS, False, None)


def test_what_is_surely_meant_is_firm(model: IntentModel) -> None:
    """Its words are the evidence."""
    heard = _heard(model, " droppings in the cupboard ", campaign=PHRASED)
    assert heard
    assert (heard.value, heard.doubtful, heard.rule) == (RODENTS, False, "choice.meaning")
    assert (heard.start, heard.end) == (1, 26)


def test_what_is_likely_meant_is_read_back(model: IntentModel) -> None:
    """Doubtful, and not offered beside another."""
    heard = _heard(model, "the cat brought in a mouse toy")
    assert heard
    assert (heard.value, heard.doubtful, heard.offered) == (RODENTS, True, None)


def test_what_may_be_either_is_offered(model: IntentModel) -> None:
    """The likelier one comes first."""
    heard = _heard(model, "gnawing noises behind the wall")
    assert heard
    assert (heard.value, heard.doubtful) == (RODENTS, True)
    assert heard.offered == (RODENTS, ANTS)


@pytest.mark.parametrize(
    "text",
    [
        *("hello", "how much is it?", "94110", "next week", "what do you mean", "not sure", "no"),
        *("can I talk to a person", "you can reach me at 504 555 0142", "not the termites"),
        *("do you do wasps?", "how long do they live?", "honestly no idea what it is"),
    ],
)
def test_what_names_nothing_is_nothing(model: IntentModel, text: str) -> None:
    """Neither offered nor read back."""
    assert _heard(model, text) is None


def test_a_need_may_be_told_unasked_only_at_the_start(model: IntentModel) -> None:
    """Once it is known, or while something else is asked, other words are no need."""
    text = "little brown bugs in the mattress"
    assert _heard(model, text, None)
    assert _heard(model, text, "timeframe") is None
    context = replace(Context(NOW, None, PESTS), opens=False)
    assert "need" not in understand(text, context, model.predict(text)[0]).values


def test_one_telling_word_is_read_back_unless_the_meaning_agrees(model: IntentModel) -> None:
    """ "Bed" is one of "Bed bugs", and says little by itself; "mice" says all."""
    heard = _heard(model, "wings by the window and a bed of flowers")
    assert heard
    assert (heard.value, heard.doubtful) == (BED_BUGS, True)
    heard = _heard(model, "mice, we saw two mice in the kitchen")
    assert heard
    assert (heard.value, heard.doubtful) == (RODENTS, False)


def test_what_other_answers_are_heard_in_tells_no_choice(model: IntentModel) -> None:
    """The rest of the message does."""
    heard = _heard(model, "little brown bugs in the mattress, 70115, as soon as possible")
    assert heard
    assert heard.value == BED_BUGS
