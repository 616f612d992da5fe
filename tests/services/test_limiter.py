"""The limiter: who is counted under what, who is exempt, and when a limit is passed."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.errors import LimitReached
from bot.limits import HOUR, LIMITS, Limits, Rate
from bot.services.admit import Visit, admit_chat, admit_message, admit_text
from bot.services.chat import receive_chat_message
from bot.services.limiter import Limiter, forget_counts
from bot.services.start_conversation import start_web_conversation
from bot.store.database import open_database, reading, transaction
from bot.store.schema import counter, outbox
from tests.conftest import NOW
from tests.services.campaigns import publish_roofing

REAL = datetime(2026, 11, 23, 18, 20, tzinfo=timezone.utc)
STRANGER, OPERATOR = "203.0.113.7", "+14155550177"
FEW = replace(
    LIMITS,
    chats_per_address=Rate(3, HOUR),
    messages_per_chat=Rate(4, HOUR),
    messages_in_chat=Rate(6, timedelta(days=30)),
    texts_per_number=Rate(3, HOUR),
    texts_per_campaign=Rate(5, HOUR),
    chats_per_campaign=Rate(5, HOUR),
)


class RealTime:
    """What `clock.real` gives, moved by hand."""

    def __init__(self) -> None:
        self.instant = REAL

    def __call__(self) -> datetime:
        return self.instant


def limiter(
    limits: Limits = FEW,
    limiting: str = "auto",
    simulated: bool = False,
    time: RealTime | None = None,
    secret: str = "a secret of the tests",
) -> Limiter:
    return Limiter(limits, secret, limiting, simulated, OPERATOR, time or RealTime())


def chats(engine: Engine, by: Limiter, times: int, peer: str | None = STRANGER) -> int:
    """How many of so many conversations may begin."""
    campaign = publish_roofing(engine)
    begun = 0
    for _ in range(times):
        try:
            with transaction(engine) as connection:
                admit_chat(connection, Visit(by, peer), campaign, NOW)
            begun += 1
        except LimitReached as error:
            assert error.wait == 40 * 60
    return begun


def test_so_many_may_come_in_an_hour_and_the_next_hour_again(database: Engine) -> None:
    """On real time: the campaign's clock may stand still."""
    time = RealTime()
    by = limiter(time=time)
    assert chats(database, by, 10) == 3
    time.instant += timedelta(minutes=40)
    campaign = publish_roofing(database)
    with transaction(database) as connection:
        admit_chat(connection, Visit(by, STRANGER), campaign, NOW)


def test_another_address_is_another_caller(database: Engine) -> None:
    assert chats(database, limiter(), 2, "198.51.100.1") == 2
    assert chats(database, limiter(), 10, "198.51.100.2") == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"),  # one household's
        ("::ffff:203.0.113.7", "203.0.113.7"),
    ],
)
def test_addresses_of_one_subscriber_are_one_caller(database: Engine, one: str, other: str) -> None:
    by = limiter()
    assert by.address(one) == by.address(other)
    assert by.address("2001:db8:1:3::1") != by.address("2001:db8:1:2::1")


@pytest.mark.parametrize(
    "peer",
    ["127.0.0.1", "10.1.2.3", "172.20.0.5", "192.168.1.1", "100.64.3.4", "fd00::1", "::1", "",
     None, "testclient", "/run/proxy.sock"],
)  # fmt: skip
def test_a_proxy_that_tells_no_address_is_not_taken_for_one_visitor(
    database: Engine, peer: str | None
) -> None:
    """Behind a private address is everybody: the campaign's limit alone holds."""
    assert chats(database, limiter(), 10, peer) == FEW.chats_per_campaign.most


def test_this_machine_is_exempt_in_the_simulator_and_nowhere_else(database: Engine) -> None:
    """Unless the setting wants it otherwise."""
    assert chats(database, limiter(simulated=True), 20, "127.0.0.1") == 20
    assert chats(database, limiter(simulated=True), 20, "::1") == 20
    assert chats(database, limiter(limiting="off"), 20) == 20
    assert chats(database, limiter(simulated=True), 20, "192.168.1.1") == 5
    assert chats(database, limiter(simulated=True, limiting="on"), 20, "127.0.0.1") == 0


def test_where_limits_are_on_this_machine_counts_as_any_other(database: Engine) -> None:
    assert chats(database, limiter(simulated=True, limiting="on"), 20, "127.0.0.1") == 3


def messages(engine: Engine, by: Limiter, conversation: str, times: int) -> list[str]:
    """The limits at which messages were refused."""
    refused = []
    for _ in range(times):
        try:
            with transaction(engine) as connection:
                admit_message(connection, Visit(by, STRANGER), conversation)
        except LimitReached as error:
            refused.append(error.limit)
    return refused


def test_a_chat_has_so_many_messages_an_hour_and_so_many_in_all(database: Engine) -> None:
    time = RealTime()
    by = limiter(time=time)
    assert messages(database, by, "one", 6) == ["messages_per_chat"] * 2
    assert messages(database, by, "another", 4) == []
    time.instant += HOUR
    assert messages(database, by, "one", 5) == ["messages_in_chat"] * 3


def texts(engine: Engine, by: Limiter, sender: str, times: int, peer: str | None = None) -> int:
    campaign = publish_roofing(engine)
    answered = 0
    for _ in range(times):
        with transaction(engine) as connection:
            answered += admit_text(connection, by, campaign, sender, peer, NOW)
    return answered


def test_one_number_can_not_use_up_what_the_campaign_may_have(database: Engine) -> None:
    """What is over the number's own limit counts for nobody else."""
    by = limiter()
    assert texts(database, by, "+14155550188", 50) == 3
    assert texts(database, by, "+14155550187", 50) == 2  # the campaign's five are reached
    assert texts(database, by, "+14155550186", 50) == 0


def test_a_text_of_a_simulator_s_phone_on_this_machine_is_exempt(database: Engine) -> None:
    by = limiter(simulated=True)
    assert texts(database, by, "+14155550188", 20, "127.0.0.1") == 20
    assert texts(database, by, "+14155550188", 20, None) == 3


def test_a_limit_that_is_passed_is_noted_once_a_window_without_personal_data(
    database: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        texts(database, limiter(), "+14155550188", 30)
    (line,) = [record.getMessage() for record in caplog.records]
    assert "texts_per_number" in line
    assert "5550188" not in line


def test_the_operator_is_told_once_that_a_campaign_has_all_it_may_have(database: Engine) -> None:
    by = limiter()
    for n in range(9):
        texts(database, by, f"+141555501{n:02d}", 2)
    with reading(database) as connection:
        alerts = connection.execute(select(outbox).where(outbox.c.kind == "alert")).all()
    assert [alert.recipient for alert in alerts] == [OPERATOR]
    assert "Bay Ridge Roofing" in alerts[0].body
    assert "5" in alerts[0].body


def test_no_address_and_no_number_stands_in_the_table(database: Engine) -> None:
    """A keyed hash, another for each limit and each secret."""
    number = "+14155550188"
    with transaction(database) as connection:
        for secret in ("a secret of the tests", "another secret, another hash"):
            by = limiter(secret=secret)
            by.count(connection, texts_per_number=number, texts_per_number_a_day=number)
            by.count(connection, chats_per_address=STRANGER)
    with reading(database) as connection:
        kept = connection.execute(select(counter)).all()
    assert len({row.subject for row in kept}) == len(kept) == 6
    for row in kept:
        assert number.strip("+") not in repr(row)
        assert STRANGER not in repr(row)


def test_at_once_on_many_connections_no_more_come_in_than_may(database: Engine) -> None:
    """The count is taken where the transaction is: two can't both be the last."""
    campaign = publish_roofing(database)
    admitted: list[bool] = []
    start = threading.Barrier(6)

    def run() -> None:
        engine = open_database(database.url.render_as_string(False))
        by = limiter(
            replace(FEW, chats_per_address=Rate(20, HOUR), chats_per_campaign=Rate(99, HOUR))
        )
        start.wait()
        for _ in range(10):
            try:
                with transaction(engine) as connection:
                    admit_chat(connection, Visit(by, STRANGER), campaign, NOW)
                admitted.append(True)
            except LimitReached:
                admitted.append(False)
        engine.dispose()

    running = [threading.Thread(target=run) for _ in range(6)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    assert (admitted.count(True), admitted.count(False)) == (20, 40)


def test_counts_are_forgotten_when_their_window_is_over(database: Engine) -> None:
    assert chats(database, limiter(), 1) == 1
    assert forget_counts(database, REAL) == 0
    assert forget_counts(database, REAL + HOUR) == 2


def test_who_wants_no_more_is_heard_beyond_every_limit(database: Engine) -> None:
    campaign = publish_roofing(database)
    id = start_web_conversation(database, campaign.id, {}, NOW)
    visit = Visit(limiter(), STRANGER)

    def say(n: int, text: str) -> None:
        receive_chat_message(database, id, f"web:{id}:{n}", text, NOW, None, visit=visit)

    with pytest.raises(LimitReached):
        for n in range(20):
            say(n, "hello")
    for n, text in enumerate(("STOP", "stop contacting me", "please take me off your list")):
        say(100 + n, text)
    with pytest.raises(LimitReached):
        say(200, "stop by on Monday")
