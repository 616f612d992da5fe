"""A prospect who falls silent mid-way gets one gentle reminder, where the campaign wants it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from bot import clock
from bot.leads.campaign import FollowUp
from bot.values import sms_text
from tests.conftest import NOW
from tests.conversations.harness import PROSPECTS, Talk
from tests.services.campaigns import publish_roofing

HOUR = timedelta(hours=1)
PROSPECT = PROSPECTS["+1"]


def talk(engine: Engine, dialogue: Any, channel: str = "sms", after: int | None = 60) -> Talk:
    campaign = publish_roofing(engine, follow_up=FollowUp(prospect_after_minutes=after))
    numbers = {"number": campaign.number, "business": campaign.business.sms}
    talk = Talk(engine, dialogue, "roofing", channel, numbers)
    if channel == "web":
        talk.open()
    return talk


def later(talk: Talk, at: datetime, number: str = PROSPECT) -> list[str]:
    """What the number's phone gets up to `at`."""
    before = len(talk.texts_to(number))
    clock.fix(at)
    talk.worker.drain()
    return talk.texts_to(number)[before:]


def test_a_texter_who_falls_silent_is_reminded_of_the_question_once(
    database: Engine, dialogue: Any
) -> None:
    """After an hour, with the question; never again."""
    prospect = talk(database, dialogue)
    prospect.say("my roof leaks")
    assert later(prospect, NOW + HOUR - timedelta(seconds=1)) == []
    (reminder,) = later(prospect, NOW + HOUR)
    assert reminder.startswith("Bay Ridge Roofing: ")
    assert "budget" in reminder
    assert sms_text.segments(reminder) == 1
    assert later(prospect, NOW + 100 * HOUR) == []
    prospect.say("8k")
    assert later(prospect, NOW + 200 * HOUR) == [], "one a conversation, never more"


def test_every_answer_puts_the_reminder_off(database: Engine, dialogue: Any) -> None:
    """It counts from the last word, and asks what is open now."""
    prospect = talk(database, dialogue)
    prospect.say("my roof leaks")
    clock.fix(NOW + timedelta(minutes=50))
    prospect.say("about 8k")
    assert later(prospect, NOW + HOUR) == []
    (reminder,) = later(prospect, NOW + timedelta(minutes=110))
    assert "start" in reminder


def test_who_has_finished_or_opted_out_is_not_reminded(database: Engine, dialogue: Any) -> None:
    """There is nothing left to ask."""
    prospect = talk(database, dialogue)
    prospect.say("my roof leaks")
    prospect.say("STOP")
    assert later(prospect, NOW + 2 * HOUR) == []


def test_a_lead_that_is_complete_is_not_reminded(database: Engine, dialogue: Any) -> None:
    """The last answer takes the reminder back."""
    prospect = talk(database, dialogue)
    for answer in ("repair", "8k", "next week", "94110", "yes", "Dana Whitfield", "skip", "yes"):
        prospect.say(answer)
    assert prospect.lead() is not None
    assert later(prospect, NOW + 3 * HOUR) == []


def test_it_is_off_unless_the_campaign_wants_it(database: Engine, dialogue: Any) -> None:
    """Off by default."""
    prospect = talk(database, dialogue, after=None)
    prospect.say("my roof leaks")
    assert later(prospect, NOW + 100 * HOUR) == []


def test_the_hour_is_that_of_the_postcode(database: Engine, dialogue: Any) -> None:
    """Seven in the evening in California is ten in New York: there it waits for nine."""
    evening = datetime(2026, 11, 24, 2, 0, tzinfo=timezone.utc)  # 18:00 in Los Angeles
    prospect = talk(database, dialogue)
    clock.fix(evening)
    for answer in ("repair", "8k", "next week"):
        prospect.say(answer)
    prospect.say("10001")
    assert later(prospect, evening + HOUR) == []
    assert later(prospect, datetime(2026, 11, 24, 13, 59, tzinfo=timezone.utc)) == []
    assert len(later(prospect, datetime(2026, 11, 24, 14, 0, tzinfo=timezone.utc))) == 1


@pytest.mark.parametrize("answers", [["repair", "8k"], ["repair", "8k", "next week", "94110"]])
def test_a_web_prospect_without_consent_gets_no_text(
    database: Engine, dialogue: Any, answers: list[str]
) -> None:
    """They gave no number to be texted at, or have not agreed yet."""
    prospect = talk(database, dialogue, channel="web")
    for answer in answers:
        prospect.say(answer)
    prospect.say("call me at 415 555 0123")
    assert later(prospect, NOW + 10 * HOUR, "+14155550123") == []
