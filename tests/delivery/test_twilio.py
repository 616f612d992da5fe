"""Twilio's own client against a fake of ours over a real socket: every way to fail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from bot.delivery import twilio as twilio_module
from bot.delivery.twilio import TwilioTransport
from bot.delivery.worker import Worker
from bot.services.report_delivery import report_delivery
from bot.services.show_leads import show_lead
from bot.settings import LOOK_UP_AFTER, Twilio
from tests.conftest import free_port
from tests.delivery.conftest import Clock, queue, text
from tests.delivery.fake_twilio import SID, TOKEN, FakeTwilio, run_fake_twilio
from tests.services.test_qualify_lead import qualify

PUBLIC = "https://leads.example.com"


@pytest.fixture
def fake(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTwilio]:
    monkeypatch.setattr(twilio_module, "TIMEOUT_SECONDS", 0.4)
    with run_fake_twilio(clock) as fake:
        yield fake


def worker(engine: Engine, clock: Clock, base: str, token: str = TOKEN) -> Worker:
    transport = TwilioTransport(Twilio(SID, (token, "an older one"), base), PUBLIC)
    return Worker(engine, transport, clock)


def test_a_text_is_handed_to_twilio_with_all_it_needs(
    published: Engine, clock: Clock, fake: FakeTwilio
) -> None:
    """From, to, body, and where to report; a reply may arrive whenever it does."""
    queue(published, body="Grüße & more +1 🎉")
    worker(published, clock, fake.url).drain()
    (message,) = fake.messages
    assert message["facts"] == {
        "To": "+14155550188",
        "From": "+14155550199",
        "Body": "Grüße & more +1 🎉",
        "StatusCallback": f"{PUBLIC}/sms/status?o={text(published).id}",
    }
    assert (text(published).state, text(published).sid) == ("sent", message["sid"])


def test_a_handoff_is_not_delivered_when_it_is_old_news(
    published: Engine, clock: Clock, fake: FakeTwilio
) -> None:
    """Ten minutes, then Twilio gives it up and says so."""
    queue(published, kind="handoff")
    worker(published, clock, fake.url).drain()
    assert fake.messages[0]["facts"]["ValidityPeriod"] == "600"


# What befalls the first attempt; the state then; whether it was sent again; the state at the end.
TROUBLES = [
    ("429", "queued", False, "sent"),
    ("20429", "queued", False, "sent"),
    ("21611", "queued", False, "sent"),
    ("30001", "queued", False, "sent"),
    ("before 500", "unknown", True, "sent"),
    ("after 500", "unknown", False, "sent"),
    ("before html", "unknown", True, "sent"),
    ("after html", "unknown", False, "sent"),
    ("before hang", "unknown", True, "sent"),
    ("after hang", "unknown", False, "sent"),
    ("before reset", "unknown", True, "sent"),
    ("after reset", "unknown", False, "sent"),
    ("after cut", "unknown", False, "sent"),
    ("21610", "dropped", False, "dropped"),
    ("21211", "dead", False, "dead"),
    ("21612", "dead", False, "dead"),
    ("21614", "dead", False, "dead"),
    ("21606", "dead", False, "dead"),
    ("21408", "dead", False, "dead"),
    ("20003", "dead", False, "dead"),
    ("30034", "dead", False, "dead"),
]


@pytest.mark.parametrize(("trouble", "then", "again", "end"), TROUBLES)
def test_every_trouble_ends_with_one_text_or_none(
    published: Engine,
    clock: Clock,
    fake: FakeTwilio,
    trouble: str,
    then: str,
    again: bool,
    end: str,
) -> None:
    """Never two, and the lead is safe all the while."""
    lead = qualify(published)
    key = f"handoff:{lead}"
    fake.trouble = [trouble]
    delivery = worker(published, clock, fake.url)
    delivery.drain()
    assert text(published, key).state == then
    assert text(published, key).last_error
    assert show_lead(published, lead)["handoff"]["state"] == then
    clock.advance(LOOK_UP_AFTER.total_seconds() + 1)
    delivery.drain()
    assert text(published, key).state == end
    assert text(published, key).repeated is again
    assert len(fake.messages) == (1 if end == "sent" else 0)
    assert fake.lookups == (1 if then == "unknown" else 0)
    if end == "sent":
        assert text(published, key).sid == fake.messages[0]["sid"]
    assert show_lead(published, lead)["verdict"]["outcome"] == "qualified"


def test_a_twilio_that_nobody_reaches_gets_the_text_later(
    published: Engine, clock: Clock, fake: FakeTwilio
) -> None:
    """Refused before anything was sent: it is safe to try again, and no look-up is needed."""
    queue(published)
    worker(published, clock, f"http://127.0.0.1:{free_port()}").drain()
    assert (text(published).state, text(published).repeated) == ("queued", False)
    clock.advance(300)
    worker(published, clock, fake.url).drain()
    assert (text(published).state, len(fake.messages), fake.lookups) == ("sent", 1, 0)


@pytest.mark.parametrize("trouble", ["500", "html", "hang", "reset", "cut"])
def test_a_look_up_that_fails_sends_nothing(
    published: Engine, clock: Clock, fake: FakeTwilio, trouble: str
) -> None:
    """Still unknown: it is looked up again, until the answer is there."""
    queue(published)
    fake.trouble, fake.lookup_trouble = ["after hang"], [trouble]
    delivery = worker(published, clock, fake.url)
    for _ in range(2):
        delivery.drain()
        assert text(published).state == "unknown"
        clock.advance(LOOK_UP_AFTER.total_seconds() + 1)
    delivery.drain()
    assert (text(published).state, len(fake.messages), fake.lookups) == ("sent", 1, 2)


def test_an_equal_text_is_not_taken_for_one_that_only_its_report_told_of(
    published: Engine, clock: Clock, fake: FakeTwilio
) -> None:
    """Both responses were lost; the first text went out, the second, of the same words, did not."""
    delivery = worker(published, clock, fake.url)
    queue(published, "reply:1")
    fake.trouble = ["after reset"]
    delivery.drain()
    (first,) = fake.messages
    report_delivery(
        published, first["sid"], "sent", str(text(published, "reply:1").id), None, clock()
    )
    queue(published, "reply:2")
    fake.trouble = ["before reset"]
    delivery.drain()
    clock.advance(LOOK_UP_AFTER.total_seconds() + 1)
    delivery.drain()
    assert text(published, "reply:1").sid == first["sid"]
    assert [message["sid"] for message in fake.messages[1:]] == [text(published, "reply:2").sid]


def test_a_look_up_reads_every_page(published: Engine, clock: Clock, fake: FakeTwilio) -> None:
    """The text may be behind others to the same number."""
    for n in range(7):
        queue(published, f"reply:{n}", body=f"text {n}")
    fake.trouble = [""] * 6 + ["after reset"]
    delivery = worker(published, clock, fake.url)
    delivery.drain()
    assert text(published, "reply:6").state == "unknown"
    clock.advance(LOOK_UP_AFTER.total_seconds() + 1)
    delivery.drain()
    assert (text(published, "reply:6").state, len(fake.messages)) == ("sent", 7)


def test_two_equal_texts_are_not_taken_for_one_another(
    published: Engine, clock: Clock, fake: FakeTwilio
) -> None:
    """ "Sorry, I didn't get that" goes out twice: the second, lost, is not the first one found."""
    queue(published, "reply:1")
    queue(published, "reply:2")
    fake.trouble = ["", "before reset"]
    delivery = worker(published, clock, fake.url)
    delivery.drain()
    clock.advance(LOOK_UP_AFTER.total_seconds() + 1)
    delivery.drain()
    assert len(fake.messages) == 2
    assert text(published, "reply:1").sid != text(published, "reply:2").sid


def test_wrong_credentials_are_not_tried_again(
    published: Engine, clock: Clock, fake: FakeTwilio
) -> None:
    """Our configuration is wrong: someone has to look, and the reason is there."""
    queue(published)
    worker(published, clock, fake.url, token="another").drain()
    assert (text(published).state, text(published).last_error) == ("dead", "Twilio 20003")
    assert fake.messages == []


def test_a_qualified_lead_reaches_its_business_and_the_report_says_so(
    database: Engine, clock: Clock, fake: FakeTwilio
) -> None:
    """From the verdict through Twilio to `delivered`."""
    lead = qualify(database)
    worker(database, clock, fake.url).drain()
    (message,) = fake.messages
    assert message["to"] == "+14155550100"
    assert "Maria Lopez" in message["body"]
    assert show_lead(database, lead)["handoff"]["state"] == "sent"
    outbox_id = message["facts"]["StatusCallback"].partition("?o=")[2]
    for status in ("sent", "delivered", "sent"):
        report_delivery(database, message["sid"], status, outbox_id, None, clock())
    assert show_lead(database, lead)["handoff"]["state"] == "delivered"


def test_a_report_that_comes_before_the_answer_proves_that_twilio_has_it(
    database: Engine, clock: Clock, fake: FakeTwilio
) -> None:
    """The answer is lost, the report is not: nothing is looked up or sent again."""
    lead = qualify(database)
    fake.trouble = ["after hang"]
    delivery = worker(database, clock, fake.url)
    delivery.drain()
    (message,) = fake.messages
    outbox_id = message["facts"]["StatusCallback"].partition("?o=")[2]
    report_delivery(database, message["sid"], "delivered", outbox_id, None, clock())
    clock.advance(LOOK_UP_AFTER.total_seconds() + 1)
    assert delivery.drain() == 0
    assert show_lead(database, lead)["handoff"]["state"] == "delivered"
    assert (len(fake.messages), fake.lookups) == (1, 0)


@pytest.mark.parametrize("code", ["30003", "30008"])
def test_a_phone_that_was_out_of_reach_is_tried_once_more(
    published: Engine, clock: Clock, fake: FakeTwilio, code: str
) -> None:
    """Switched off for a moment: one more attempt, then the failure stands."""

    def handoffs() -> list[dict[str, Any]]:
        return [message for message in fake.messages if "new lead" in message["body"]]

    lead = qualify(published)
    delivery = worker(published, clock, fake.url)
    for expected in (2, 2):
        delivery.drain()
        message = handoffs()[-1]
        outbox_id = message["facts"]["StatusCallback"].partition("?o=")[2]
        report_delivery(published, message["sid"], "undelivered", outbox_id, code, clock())
        clock.advance(3600)
        delivery.drain()
        assert len(handoffs()) == expected
    assert show_lead(published, lead)["handoff"]["state"] == "failed"
