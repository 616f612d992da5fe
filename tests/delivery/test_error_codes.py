"""What each of Twilio's errors comes to: asked through the real client, told by signed reports to
the real webhooks.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Engine
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.channels.sms import SmsWebhooks
from bot.delivery import twilio as twilio_module
from bot.delivery.twilio import TwilioTransport
from bot.delivery.worker import Worker
from bot.settings import LOOK_UP_AFTER, Twilio
from bot.store import opt_outs
from bot.store.database import reading
from bot.store.times import to_datetime
from tests.conftest import by_turns
from tests.delivery.conftest import PHONE, Clock, queue, text
from tests.delivery.fake_twilio import FakeTwilio, run_fake_twilio, wait_for
from tests.delivery.fake_twilio_api import SID, TOKEN
from tests.delivery.fake_webhooks import Webhooks

PUBLIC = "https://leads.example.com"


async def no_turn(conversation: str) -> None:
    """Reports cause none."""


@pytest.fixture
def fake(database: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTwilio]:
    """Reports to the real webhooks, on the same database."""
    monkeypatch.setattr(twilio_module, "TIMEOUT_SECONDS", 0.4)
    webhooks = SmsWebhooks(database, (TOKEN,), PUBLIC, clock, no_turn, lambda: None)
    client = TestClient(Starlette(routes=webhooks.routes()))

    def post(url: str, body: str, headers: dict[str, str]) -> int:
        target = url.removeprefix(PUBLIC)
        return int(client.post(target, content=body, headers=headers).status_code)

    with run_fake_twilio(clock, webhooks=Webhooks(TOKEN, post)) as fake:
        yield fake


@pytest.fixture
def worker(database: Engine, clock: Clock, fake: FakeTwilio) -> Worker:
    return Worker(database, TwilioTransport(Twilio(SID, (TOKEN,), fake.url), PUBLIC), clock)


def told(fake: FakeTwilio, scripts: list[list[str]]) -> bool:
    """Whether all that the scripts of the messages so far report has been answered."""
    due = scripts[: len(fake.messages)]
    return len(fake.reported) == sum(
        not step.startswith("silently") for script in due for step in script
    )


# What is reported on the first message, and on the next; the end; how many messages there were.
REPORTED = [
    ([["sent", "delivered"]], "delivered", 1),
    ([["queued", "sending", "sent", "delivered"]], "delivered", 1),
    ([["delivered", "sent", "queued", "delivered", "delivered"]], "delivered", 1),
    ([["sent", "delivered @0.3"]], "delivered", 1),
    ([["delivered", "undelivered 30003", "failed 30008"]], "delivered", 1),
    ([["sent"]], "sent", 1),
    ([[]], "sent", 1),
    # Later, once.
    ([["failed 30001"], ["delivered"]], "delivered", 2),
    ([["sent", "undelivered 30003"], ["sent", "delivered"]], "delivered", 2),
    ([["sent", "undelivered 30008", "undelivered 30008"], ["delivered"]], "delivered", 2),
    ([["sent", "undelivered 30003"], ["sent", "undelivered 30003"], ["sent"]], "failed", 2),
    ([["sent", "undelivered 30003"], ["undelivered 30008"], ["sent"]], "failed", 2),
    # Never.
    ([["sent", "undelivered 30004"], ["sent"]], "failed", 1),
    ([["sent", "undelivered 30005", "sent", "delivered"], ["sent"]], "failed", 1),
    ([["undelivered 30006"], ["sent"]], "failed", 1),
    ([["sent", "undelivered 30007"], ["sent"]], "failed", 1),
    ([["failed 30034"], ["sent"]], "failed", 1),
    ([["failed"], ["sent"]], "failed", 1),
]


@by_turns("scripts,end,messages", REPORTED)
def test_what_is_reported_of_a_text(
    database: Engine,
    clock: Clock,
    fake: FakeTwilio,
    worker: Worker,
    scripts: list[list[str]],
    end: str,
    messages: int,
) -> None:
    """In any order, repeated, late or never; sent again once where that may help, and not at all
    where it can't.
    """
    fake.reports = [list(script) for script in scripts]
    queue(database)
    for _ in range(3):
        worker.drain()
        wait_for(lambda: told(fake, scripts))
        clock.advance(3600)
    row = text(database)
    assert (row.state, len(fake.messages)) == (end, messages)
    assert {answered for _, _, answered in fake.reported} <= {204}
    assert row.repeated is (messages == 2)
    assert row.sid == fake.messages[-1]["sid"]
    if end == "failed" and fake.messages[-1]["error_code"]:
        assert row.last_error == f"carrier error {fake.messages[-1]['error_code']}"


def test_a_report_proves_that_a_text_was_taken_whose_answer_was_lost(
    database: Engine, clock: Clock, fake: FakeTwilio, worker: Worker
) -> None:
    """It overtakes our own timeout: nothing is looked up, and nothing sent again."""
    fake.trouble, fake.reports = ["after hang"], [["sent", "delivered @0.2"]]
    queue(database)
    worker.drain()
    wait_for(lambda: text(database).state == "delivered")
    clock.advance(LOOK_UP_AFTER.total_seconds() + 1)
    assert worker.drain() == 0
    assert (len(fake.messages), fake.lookups) == (1, 0)
    assert text(database).sid == fake.messages[0]["sid"]


def test_a_report_of_failure_that_overtakes_the_answer_repeats_the_text_once(
    database: Engine, clock: Clock, fake: FakeTwilio, worker: Worker
) -> None:
    """The attempt is still under way when its end is told, twice."""
    fake.trouble = ["after hang"]
    fake.reports = [["undelivered 30003", "undelivered 30003"], ["delivered"]]
    queue(database)
    worker.drain()
    wait_for(lambda: len(fake.reported) == 2)
    assert text(database).state == "queued"
    clock.advance(3600)
    worker.drain()
    wait_for(lambda: text(database).state == "delivered")
    assert (text(database).repeated, len(fake.messages), fake.lookups) == (True, 2, 0)


def test_a_text_that_twilio_has_taken_and_not_sent_yet_is_found(
    database: Engine, clock: Clock, fake: FakeTwilio, worker: Worker
) -> None:
    """It waits in Twilio's queue and has no date of sending: it must not be doubled for that."""
    fake.trouble, fake.reports = ["after hang"], [[]]
    queue(database)
    worker.drain()
    clock.advance(LOOK_UP_AFTER.total_seconds() + 1)
    worker.drain()
    assert (text(database).state, text(database).repeated) == ("sent", False)
    assert len(fake.messages) == 1


def test_an_equal_text_of_yesterday_is_not_taken_for_the_lost_one(
    database: Engine, clock: Clock, fake: FakeTwilio, worker: Worker
) -> None:
    """Sent by hand, say, before ours existed."""
    clock.advance(-86_400)
    fake.take({"To": PHONE, "From": "+14155550199", "Body": "Hi"})
    clock.advance(86_400)
    fake.trouble = ["before hang"]
    queue(database)
    worker.drain()
    clock.advance(LOOK_UP_AFTER.total_seconds() + 1)
    worker.drain()
    assert (text(database).state, text(database).repeated) == ("sent", True)
    assert text(database).sid == fake.messages[1]["sid"]


@pytest.mark.parametrize("code", ["429", "20429", "21611", "30001"])
def test_a_busy_twilio_is_given_more_and_more_time(
    database: Engine, clock: Clock, fake: FakeTwilio, worker: Worker, code: str
) -> None:
    """Queued all the while; sent once, unmarked."""
    fake.trouble = [code] * 5
    queue(database)
    waits = []
    for _ in range(5):
        assert worker.drain() == 1
        row = text(database)
        assert (row.state, row.last_error) == ("queued", f"Twilio {code}")
        waits.append((to_datetime(row.run_at) - clock()).total_seconds())
        clock.advance(waits[-1])
    assert waits == sorted(waits)
    assert waits[-1] > 4 * waits[0]
    worker.drain()
    assert (text(database).state, text(database).repeated) == ("sent", False)
    assert (len(fake.messages), fake.lookups) == (1, 0)


def test_a_number_that_stopped_at_twilio_is_left_alone_from_then_on(
    database: Engine, clock: Clock, fake: FakeTwilio, worker: Worker
) -> None:
    """21610 suppresses: the next text is not even tried."""
    fake.stopped = {PHONE}
    queue(database)
    worker.drain()
    with reading(database) as connection:
        assert opt_outs.is_opted_out(connection, PHONE)
    fake.stopped = set()
    queue(database, "reply:2")
    worker.drain()
    assert [text(database, f"reply:{n}").state for n in (1, 2)] == ["dropped", "dropped"]
    assert fake.messages == []
