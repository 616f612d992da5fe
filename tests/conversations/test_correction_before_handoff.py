"""A correction after the end, while the handoff still waits: the business reads what holds now."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import Engine

from bot.services.dialogue import Dialogue
from tests.conversations.harness import Talk

BUSINESS = "+14155550100"


@pytest.fixture
def ended(published: Engine, dialogue: Dialogue) -> Talk:
    """A qualified lead whose handoff has not gone out yet."""
    numbers = {"number": "+14155550199", "business": BUSINESS}
    talk = Talk(published, dialogue, "roofing", "web", numbers)
    talk.delivers = False
    talk.open()
    for text in (
        "new roof, $9,000, next month, 94110, I own it",
        "Dana Whitfield",
        "415 555 0123",
        "skip",
        "yes",
    ):
        talk.say(text)
    assert talk.lead()["verdict"]["outcome"] == "qualified"
    return talk


def test_the_handoff_says_the_new_figure_and_no_correction_follows(ended: Talk) -> None:
    """One text, and it is right."""
    assert "changed" in ended.say("sorry, I meant 12k")[0]["text"]
    ended.deliver()
    (handoff,) = ended.texts_to(BUSINESS)
    assert "$12,000" in handoff
    assert ended.lead()["budget"]["min"] == "12000.00"
    assert ended.lead()["handoff"]["state"] == "delivered"


def test_a_lead_that_no_longer_qualifies_is_not_handed_off(ended: Talk) -> None:
    """And the prospect is told so."""
    assert "can take on" in ended.say("sorry, I meant 1k")[0]["text"]
    ended.deliver()
    assert ended.texts_to(BUSINESS) == []
    assert ended.lead()["verdict"]["outcome"] == "unqualified"


def test_after_the_handoff_the_business_hears_of_the_change(ended: Talk) -> None:
    """The verdict stays as the business got it."""
    ended.deliver()
    ended.say("sorry, I meant 1k")
    ended.deliver()
    assert "$1,000" in ended.texts_to(BUSINESS)[1]
    assert ended.lead()["verdict"]["outcome"] == "qualified"
