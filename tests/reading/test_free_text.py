"""A question that is answered in free text: what is no answer is not stored as one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest

from bot.actions.questions import choices_of
from bot.leads.campaign import Question, QuestionType
from bot.nlu.intent_model import IntentModel
from bot.reading.heard import Context
from bot.reading.understand import Understanding, understand
from tests.conftest import read_sample

NOTES = Question("notes", "Anything else we should know?", QuestionType.TEXT, optional=True)
ROOFING = read_sample(Path(__file__).parents[2] / "campaigns" / "roofing.yml")
CAMPAIGN = replace(ROOFING, questions=(*ROOFING.questions, NOTES))


def told(model: IntentModel, text: str) -> Understanding:
    context = Context(datetime(2026, 11, 23, tzinfo=timezone.utc), "notes", CAMPAIGN)
    return understand(text, context, model.predict(text, asks="notes")[0])


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("skip", "skip"),
        ("not sure", "unsure"),
        ("why?", "ask_why"),
        ("why do you ask", "ask_why"),
        ("no", "deny"),
        ("do you do financing?", "nlu_fallback"),
        ("can I talk to a person", "human"),
        ("stop texting me", "opt_out"),
    ],
)
def test_what_is_no_answer_is_not_taken_for_one(model: IntentModel, text: str, intent: str) -> None:
    found = told(model, text)
    assert "notes" not in found.values
    assert found.intent == intent


@pytest.mark.parametrize(
    "text",
    [
        "there's a dog in the yard",
        "gate code is 4412",
        "the back porch too",
        "not sure the chimney is straight, have a look at that too",
    ],
)
def test_what_tells_something_is_kept_as_it_was_said(model: IntentModel, text: str) -> None:
    assert told(model, text).values["notes"].value == text


def test_a_long_story_is_kept_whole(model: IntentModel) -> None:
    """Also what of it is not read for anything else."""
    text = (
        "the ladder is behind the shed and the dog is friendly with nearly everyone " * 12
    ).strip()
    kept = told(model, text).values["notes"]
    assert len(text) > 800
    assert (kept.value, kept.start, kept.end) == (text, 0, len(text))


def test_what_may_be_skipped_has_a_button_for_it() -> None:
    """A text numbers choices, and free text has none."""
    for channel in ("web", "sms"):
        assert choices_of("notes", CAMPAIGN, channel) == [("Skip", "skip")]
    optional = replace(CAMPAIGN, questions=(replace(ROOFING.questions[0], optional=True),))
    assert choices_of("need", optional, "web")[-1] == ("Skip", "skip")
    assert ("Skip", "skip") not in choices_of("need", optional, "sms")
