"""Texts to the business beside the handoff: few from one caller, none lost, none on a hunch."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.limits import DAY, LIMITS, Rate
from bot.services.answers import answer_to_json
from bot.services.correct_lead import correct_lead
from bot.services.limiter import Limiter
from bot.services.qualify_lead import qualify_lead
from bot.services.start_conversation import start_web_conversation
from bot.services.tell_business import Call, call_person
from bot.services.turn import Turn, campaign_of, running
from bot.store import conversations
from bot.store.database import reading, transaction
from bot.store.outbox import Outbound
from bot.store.schema import outbox as outbox_table
from bot.values import sms_text
from tests.conftest import NOW
from tests.services.test_fall_back import Carrier, deliver
from tests.services.test_qualify_lead import GOOD
from tests.services.test_remind import sent

BUSINESS = "+14155550100"
GIVEN = {name: answer_to_json(value, f"heard {name}", NOW) for name, value in GOOD.items()}
REAL = datetime(2026, 11, 23, 18, 20, tzinfo=timezone.utc)


class RealTime:
    def __init__(self) -> None:
        self.instant = REAL

    def __call__(self) -> datetime:
        return self.instant


@contextmanager
def turn_of(
    engine: Engine, conversation: str, limiter: Limiter, message: str, now: datetime = NOW
) -> Iterator[Turn]:
    with transaction(engine) as connection:
        held = conversations.lock_conversation(connection, conversation)
        assert held is not None
        campaign = campaign_of(connection, held.definition_id)
        with running(Turn(connection, held, campaign, now, message, limiter=limiter)) as turn:
            yield turn


def answers(number: str | None, **more: str) -> dict[str, Any]:
    given = {**more, **({"phone": number} if number else {})}
    return {name: answer_to_json(value, value, NOW) for name, value in given.items()}


_messages = itertools.count(1)


def call(
    engine: Engine,
    number: str | None,
    limiter: Limiter,
    ip: str = "203.0.113.7",
    conversation: str | None = None,
) -> Call:
    """A web visitor wants a person."""
    id = conversation or start_web_conversation(engine, "roofing", {"ip": ip}, NOW)
    with turn_of(engine, id, limiter, f"web:{next(_messages)}") as turn:
        return call_person(turn, answers(number, need="repair"))


def updates(engine: Engine) -> list[Outbound]:
    with reading(engine) as connection:
        rows = connection.execute(
            select(outbox_table).where(outbox_table.c.kind == "update").order_by(outbox_table.c.id)
        )
        return [Outbound(**row._mapping) for row in rows]


def phone(n: int) -> str:
    return f"+1415555{100 + n:04d}"


def test_without_a_number_no_text_goes(database: Engine) -> None:
    """Nobody could call back."""
    limiter = Limiter(now=RealTime())
    assert {call(database, None, limiter) for _ in range(20)} == {Call.NO_NUMBER}
    assert updates(database) == []


def test_a_call_is_told_at_once_and_once_a_conversation(database: Engine) -> None:
    """An update, which is never charged, with the number and what is known."""
    limiter = Limiter(now=RealTime())
    id = start_web_conversation(database, "roofing", {}, NOW)
    for _ in range(5):
        assert call(database, phone(1), limiter, conversation=id) is Call.TOLD
    (text,) = updates(database)
    assert (text.kind, text.recipient, text.lead_id) == ("update", BUSINESS, None)
    assert "(415) 555-0101" in text.body
    assert "Roof repair" in text.body


@pytest.mark.parametrize(
    ("about", "news"),
    [
        ("existing_customer", "a customer of yours wrote"),
        ("complaint", "a customer complains"),
        ("reschedule", "a customer wants to change an appointment"),
    ],
)
def test_what_a_customer_of_the_business_wrote_is_passed_on(
    database: Engine, about: str, news: str
) -> None:
    """An update, beside a call for a person, once; a link in it is dead."""
    limiter, id = Limiter(now=RealTime()), start_web_conversation(database, "roofing", {}, NOW)
    call(database, phone(1), limiter, conversation=id)
    for n in range(2):
        with turn_of(database, id, limiter, f"web:passed:{about}:{n}") as turn:
            said = "it leaks, see https://leak.example.com"
            assert call_person(turn, answers(phone(1)), about, said) is Call.TOLD
    _, text = updates(database)
    assert (text.kind, text.lead_id) == ("update", None)
    assert news in text.body
    assert '"it leaks, see leak dot example dot com"' in text.body
    assert "(415) 555-0101" in text.body


def test_one_number_is_told_three_times_a_day(database: Engine) -> None:
    """In however many chats: the business knows, and that is what the prospect hears."""
    limiter = Limiter(now=RealTime())
    calls = [call(database, phone(1), limiter, ip=f"203.0.113.{n}") for n in range(20)]
    assert set(calls) == {Call.TOLD}
    assert len(updates(database)) == 3


@pytest.mark.parametrize("one_address", [True, False])
def test_many_numbers_are_told_few_at_once_and_the_others_in_one_text(
    database: Engine, one_address: bool
) -> None:
    """Twenty chats that want a person: from one address three texts, from many ten; then one."""
    limiter = Limiter(now=RealTime())
    calls = [
        call(database, phone(n), limiter, ip="203.0.113.7" if one_address else f"203.0.113.{n}")
        for n in range(20)
    ]
    most = 3 if one_address else 10
    assert calls[: most + 5] == [Call.TOLD] * most + [Call.LATER] * 5
    texts = updates(database)
    assert len(texts) == most + 1
    joined = texts[-1]
    assert joined.run_at[:16] == "2026-11-23T18:40"  # real time's hour ends in forty minutes
    told = [n for n in range(20) if f"555-{100 + n:04d}" in joined.body]
    assert told == [n for n, each in enumerate(calls) if each is Call.LATER]
    assert sms_text.segments(joined.body) <= 2
    # What no longer fits is not promised.
    assert set(calls[most + len(told) :]) <= {Call.NOT_NOW}


def test_who_calls_from_one_address_does_not_use_up_what_others_may(database: Engine) -> None:
    """Fifty from there, then one from elsewhere."""
    limiter = Limiter(now=RealTime())
    for n in range(50):
        call(database, phone(n), limiter)
    assert call(database, phone(60), limiter, ip="198.51.100.9") is Call.TOLD


def test_joined_calls_go_out_when_the_hour_ends_and_the_next_hour_has_its_own(
    database: Engine,
) -> None:
    time = RealTime()
    limiter = Limiter(replace(LIMITS, calls_per_campaign=Rate(0, DAY)), now=time)
    carrier = Carrier()
    for n in range(3):
        assert call(database, phone(n), limiter) is Call.LATER
        assert call(database, phone(n), limiter) is Call.LATER  # it stands there already
    assert sent(database, carrier, NOW + timedelta(minutes=39)) == []
    assert sent(database, carrier, NOW + timedelta(minutes=41)) == [("update", BUSINESS)]
    time.instant += timedelta(hours=1)
    call(database, phone(5), limiter)
    assert [text.body.count("555-") for text in updates(database)] == [3, 1]


def lead_of(engine: Engine) -> tuple[str, int]:
    """A web lead that was handed off and delivered."""
    id = start_web_conversation(engine, "roofing", {}, NOW)
    with turn_of(engine, id, Limiter(), "web:0") as turn:
        lead_id, _ = qualify_lead(turn, GIVEN)
    deliver(engine, Carrier())
    return id, lead_id


def correct(engine: Engine, conversation: str, limiter: Limiter, **changes: str) -> None:
    changed = answers(None, **changes)
    with turn_of(engine, conversation, limiter, f"web:{next(_messages)}") as turn:
        correct_lead(turn, {**GIVEN, **changed}, changed)


def test_forty_corrections_are_a_few_texts_and_the_last_word_is_told(database: Engine) -> None:
    """With the clock standing still, too; a changed number above all."""
    limiter = Limiter(now=RealTime())
    id, lead_id = lead_of(database)
    carrier = Carrier()
    for n in range(40):
        correct(database, id, limiter, phone=phone(n))
        deliver(database, carrier)
    texts = updates(database)
    assert len(texts) == 4
    assert [f"555-{100 + n:04d}" in texts[n].body for n in range(3)] == [True] * 3
    assert "555-0139" in texts[3].body
    assert "555-0138" not in texts[3].body
    assert f"lead {lead_id}" in texts[3].body
    assert sms_text.segments(texts[3].body) <= 2


def test_a_business_gets_so_many_updates_a_day_and_every_handoff(database: Engine) -> None:
    """What many leads correct is joined, lead by lead; no handoff waits."""
    limiter = Limiter(replace(LIMITS, updates_per_business=Rate(2, DAY)), now=RealTime())
    leads = [lead_of(database) for _ in range(4)]
    for id, _ in leads:
        correct(database, id, limiter, phone=phone(7))
    waiting = [text for text in updates(database) if text.run_at > text.created_at]
    assert len(waiting) == 2
    with reading(database) as connection:
        handoffs = connection.execute(
            select(outbox_table.c.state).where(outbox_table.c.kind == "handoff")
        ).scalars()
        assert list(handoffs) == ["sent"] * 4
