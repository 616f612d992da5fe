"""Reminders: one to a silent prospect, one to a business that has not answered, then its backup."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.delivery.transport import Remedy
from bot.delivery.worker import Worker
from bot.leads.campaign import FollowUp
from bot.services.receive_text import InboundText, receive_text
from bot.store.database import reading
from bot.store.schema import outbox as outbox_table
from bot.values import sms_text
from tests.conftest import NOW
from tests.delivery.conftest import queue
from tests.services.campaigns import publish_roofing
from tests.services.test_fall_back import BACKUP, BUSINESS, Carrier, rows
from tests.services.test_qualify_lead import qualify

NUMBER = "+14155550199"
EVENING = datetime(2026, 11, 24, 3, 45, tzinfo=timezone.utc)  # 19:45 in Los Angeles


def sent(engine: Engine, carrier: Carrier, at: datetime) -> list[tuple[str, str]]:
    """What goes out at this instant."""
    before = len(carrier.taken)
    Worker(engine, carrier, lambda: at).drain()
    return carrier.taken[before:]


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def body(engine: Engine, kind: str) -> str:
    with reading(engine) as connection:
        return connection.execute(
            select(outbox_table.c.body).where(outbox_table.c.kind == kind)
        ).scalar_one()


def from_business(engine: Engine, at: datetime, body: str = "ok", sender: str = BUSINESS) -> None:
    receive_text(engine, InboundText(f"SM{at:%H%M%S}", sender, NUMBER, body), at)


def test_a_business_that_does_not_answer_is_reminded_once_and_then_its_backup_gets_the_lead(
    database: Engine,
) -> None:
    """Half an hour each, unless the campaign says otherwise."""
    publish_roofing(database, backup=BACKUP)
    lead = qualify(database)
    carrier = Carrier()
    assert sent(database, carrier, NOW) == [("handoff", BUSINESS)]
    assert sent(database, carrier, NOW + minutes(29.9)) == []
    assert sent(database, carrier, NOW + minutes(30)) == [("reminder", BUSINESS)]
    assert sent(database, carrier, NOW + minutes(60)) == [("handoff", BACKUP)]
    assert sent(database, carrier, NOW + minutes(600)) == []
    reminder = body(database, "reminder")
    assert f"lead {lead}" in reminder
    assert "(415) 555-0123" in reminder
    assert sms_text.segments(reminder) == 1


@pytest.mark.parametrize("sender", [BUSINESS, BACKUP])
def test_a_business_that_answers_is_left_alone(database: Engine, sender: str) -> None:
    """Any text from either of its numbers will do."""
    publish_roofing(database, backup=BACKUP)
    qualify(database)
    carrier = Carrier()
    sent(database, carrier, NOW)
    from_business(database, NOW + minutes(10), "Got it, calling her now", sender)
    assert sent(database, carrier, NOW + minutes(11)) == [("reply", sender)]
    assert sent(database, carrier, NOW + minutes(600)) == []


def test_an_answer_after_the_reminder_spares_the_backup(database: Engine) -> None:
    """And a lead of tomorrow starts anew."""
    publish_roofing(database, backup=BACKUP)
    qualify(database)
    carrier = Carrier()
    sent(database, carrier, NOW)
    sent(database, carrier, NOW + minutes(30))
    from_business(database, NOW + minutes(40))
    assert sent(database, carrier, NOW + minutes(61)) == [("reply", BUSINESS)]


def test_the_campaign_sets_the_time_or_turns_it_off(database: Engine) -> None:
    """0 minutes: never."""
    publish_roofing(database, follow_up=FollowUp(business_after_minutes=0))
    qualify(database)
    carrier = Carrier()
    assert sent(database, carrier, NOW) == [("handoff", BUSINESS)]
    assert sent(database, carrier, NOW + minutes(1000)) == []


def test_a_business_is_not_reminded_at_night(database: Engine) -> None:
    """The handoff goes at once, whatever the hour; the reminder waits for nine."""
    publish_roofing(database)
    qualify(database)
    carrier = Carrier()
    assert sent(database, carrier, EVENING) == [("handoff", BUSINESS)]
    assert sent(database, carrier, EVENING + minutes(60)) == []
    assert sent(database, carrier, datetime(2026, 11, 24, 16, 59, tzinfo=timezone.utc)) == []
    assert sent(database, carrier, datetime(2026, 11, 24, 17, 0, tzinfo=timezone.utc)) == [
        ("reminder", BUSINESS)
    ]


def test_the_backup_gets_the_lead_at_any_hour(database: Engine) -> None:
    """Only the reminder waits for the morning: a lead is what the business asked for."""
    publish_roofing(database, backup=BACKUP)
    qualify(database)
    carrier = Carrier()
    sent(database, carrier, EVENING)
    assert sent(database, carrier, EVENING + minutes(60)) == [("handoff", BACKUP)]


@pytest.mark.parametrize("hours", [6, 9, 12.9])
def test_a_reminder_that_comes_due_in_an_outage_waits_for_the_morning(
    database: Engine, hours: float
) -> None:
    """Due at 18:30; nobody sends before the night. It isn't taken in hand then, either."""
    publish_roofing(database)
    qualify(database)
    carrier = Carrier()
    due = EVENING - minutes(75)
    sent(database, carrier, due - minutes(30))
    assert sent(database, carrier, due + minutes(60 * hours)) == []
    (row,) = rows(database, "reminder")
    assert (row.state, row.attempts, row.lease_token) == ("queued", 0, None)
    assert sent(database, carrier, datetime(2026, 11, 24, 17, 0, tzinfo=timezone.utc)) == [
        ("reminder", BUSINESS)
    ]


def test_a_reminder_whose_try_failed_is_not_tried_again_at_night(database: Engine) -> None:
    """The carrier was busy until closing time; the handoff's own tries go on."""
    publish_roofing(database)
    qualify(database)
    carrier = Carrier()
    sent(database, carrier, EVENING - minutes(30))
    carrier.refused = {BUSINESS: ("the carrier is busy", Remedy.RETRY)}
    assert sent(database, carrier, EVENING + minutes(14)) == []
    carrier.refused = {}
    assert rows(database, "reminder")[0].attempts == 1
    assert sent(database, carrier, EVENING + minutes(20)) == []
    assert rows(database, "reminder")[0].attempts == 1
    assert sent(database, carrier, datetime(2026, 11, 24, 17, 0, tzinfo=timezone.utc)) == [
        ("reminder", BUSINESS)
    ]


@pytest.mark.parametrize("kind", ["handoff", "update", "alert", "reply", "notice"])
def test_what_somebody_waits_for_goes_at_any_hour(database: Engine, kind: str) -> None:
    """Three in the morning, on Thanksgiving."""
    night = datetime(2026, 11, 26, 11, 0, tzinfo=timezone.utc)
    queue(database, key=f"{kind}:1", kind=kind, to="+12055550100")
    assert sent(database, Carrier(), night) == [(kind, "+12055550100")]
