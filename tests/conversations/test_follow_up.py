"""A prospect who falls silent mid-way gets one gentle reminder, where the campaign wants it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from bot import clock
from bot.leads.campaign import FollowUp
from bot.store.conversations import close_conversations_of
from bot.store.database import reading, transaction
from bot.store.schema import outbox
from bot.values import sms_text
from tests.conftest import NOW
from tests.conversations.harness import PROSPECTS, Talk
from tests.services.campaigns import publish_roofing

HOUR = timedelta(hours=1)
PROSPECT = PROSPECTS["+1"]


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=timezone.utc)


def talk(
    engine: Engine,
    dialogue: Any,
    channel: str = "sms",
    after: int | None = 60,
    number: str = PROSPECT,
) -> Talk:
    campaign = publish_roofing(engine, follow_up=FollowUp(prospect_after_minutes=after))
    numbers = {"number": campaign.number, "business": campaign.business.sms}
    talk = Talk(engine, dialogue, "roofing", channel, numbers)
    talk.prospect = number
    if channel == "web":
        talk.open()
    return talk


def outbox_row(engine: Engine, kind: str) -> Any:
    with reading(engine) as connection:
        return connection.execute(outbox.select().where(outbox.c.kind == kind)).one()


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


@pytest.mark.parametrize(
    ("number", "answers", "morning"),
    [
        ("+16465550188", ["repair", "8k"], utc(24, 14)),  # nine in New York
        ("+16465550188", ["repair", "8k", "next week", "94110"], utc(24, 17)),  # and in California
        ("+14155550188", ["repair", "8k", "next week", "10001"], utc(24, 17)),
        ("+18085550188", ["repair", "8k"], utc(24, 19)),  # nine in Honolulu
        ("+12055550188", ["repair", "8k"], utc(24, 15)),  # nine in Alabama
        ("+15025550188", ["repair", "8k"], utc(24, 15)),  # ten in Kentucky
        ("+14575550188", ["repair", "8k"], utc(24, 18)),  # of no known area: ten, as is safe
    ],
)
def test_it_must_be_day_where_the_number_is_and_where_the_postcode_is(
    database: Engine, dialogue: Any, number: str, answers: list[str], morning: datetime
) -> None:
    """Whoever falls silent late in the evening hears of us the next day."""
    prospect = talk(database, dialogue, number=number)
    clock.fix(utc(24, 7, 30))  # 23:30 in Los Angeles, 21:30 in Honolulu
    for answer in answers:
        prospect.say(answer)
    for instant in (utc(24, 8, 30), morning - timedelta(minutes=1)):
        assert later(prospect, instant, number) == []
    assert len(later(prospect, morning, number)) == 1


@pytest.mark.parametrize("down_until", [utc(24, 5), utc(24, 11), utc(24, 16, 59)])
def test_a_server_that_was_down_wakes_nobody(
    database: Engine, dialogue: Any, down_until: datetime
) -> None:
    """Due at 19:50 in California and looked at at night: the hour counts in which it goes."""
    prospect = talk(database, dialogue)
    clock.fix(utc(24, 2, 50))
    prospect.say("my roof leaks")
    assert later(prospect, down_until) == []
    assert outbox_row(database, "follow_up").attempts == 0
    (reminder,) = later(prospect, utc(24, 17))
    assert "budget" in reminder


def test_a_number_gets_three_reminders_a_day_at_most_where_the_law_says_so(
    database: Engine, dialogue: Any
) -> None:
    """Florida: four requests left open in a morning, one campaign, one number."""
    number = "+13055550188"
    for hour in range(4):
        prospect = talk(database, dialogue, after=10, number=number)
        clock.fix(utc(24, 15 + hour))
        prospect.say("my roof leaks")
        assert len(later(prospect, utc(24, 15 + hour, 10), number)) == (hour < 3)
        if hour < 3:
            with transaction(database) as connection:
                close_conversations_of(connection, number)
    assert later(prospect, utc(25, 15, 9), number) == []
    assert len(later(prospect, utc(25, 15, 10), number)) == 1


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
