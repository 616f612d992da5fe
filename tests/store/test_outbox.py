"""The outbox: claims, leases, fencing, opt-outs and late reports."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Connection, Engine

from bot.store import opt_outs, outbox, outbox_leases
from bot.store.database import open_database, reading, transaction
from bot.store.outbox import Outbound
from bot.store.schema import outbox as outbox_table
from tests.conftest import NOW

LEASE = timedelta(seconds=60)
LATER = NOW + timedelta(days=1)
PHONE = "+14155550123"


def queue(connection: Connection, key: str = "reply:1", **facts: Any) -> bool:
    usual = {
        "kind": "reply",
        "campaign_id": "roofing",
        "sender": "+14155550199",
        "recipient": PHONE,
        "body": "Hello",
        "now": NOW,
    }
    return outbox.add_outbound(connection, key=key, **{**usual, **facts})


def claim(connection: Connection, token: str, now: datetime = NOW, limit: int = 10) -> list[str]:
    held = outbox_leases.claim_outbound(connection, token, now, LEASE, limit)
    return [text.key for text in held.texts]


def settle(
    connection: Connection, token: str, *args: Any, key: str = "reply:1", **facts: Any
) -> bool:
    """What the holder of `token` says became of the text."""
    held = replace(row(connection, key), lease_token=token)
    return outbox_leases.settle_outbound(connection, held, *args, **facts)


def row(connection: Connection, key: str = "reply:1") -> Outbound:
    found = connection.execute(select(outbox_table).where(outbox_table.c.key == key)).one()
    return Outbound(**found._mapping)


def test_a_text_is_queued_once_for_its_key(database: Engine) -> None:
    """The same reason to send, twice, is one text."""
    with transaction(database) as connection:
        assert queue(connection, body="first")
        assert not queue(connection, body="second")
        assert row(connection).body == "first"


def test_a_claimed_text_is_nobody_elses(database: Engine) -> None:
    """While the lease runs, another worker finds nothing."""
    with transaction(database) as connection:
        queue(connection)
    with transaction(database) as connection:
        assert claim(connection, "one") == ["reply:1"]
    with transaction(database) as connection:
        assert claim(connection, "two", NOW + LEASE) == []
        assert row(connection).attempts == 1


def test_texts_are_claimed_the_oldest_first_and_no_more_than_asked(
    database: Engine,
) -> None:
    """A worker takes a handful, and leaves the rest to others."""
    with transaction(database) as connection:
        for n in (3, 1, 2):
            queue(
                connection,
                f"reply:{n}",
                now=NOW - timedelta(seconds=n),
                recipient=f"+1415555012{n}",
            )
        assert claim(connection, "one", limit=2) == ["reply:3", "reply:2"]
        assert claim(connection, "two", limit=2) == ["reply:1"]


def test_a_text_is_not_due_before_its_time(database: Engine) -> None:
    """What is put off waits."""
    with transaction(database) as connection:
        queue(connection)
        claim(connection, "one")
        later = NOW + timedelta(seconds=30)
        settle(connection, "one", "queued", NOW, run_at=later)
        assert not outbox_leases.is_any_due(connection, NOW)
        assert claim(connection, "two") == []
        assert outbox_leases.is_any_due(connection, later)
        assert claim(connection, "two", later) == ["reply:1"]


def test_a_lease_that_ran_out_leaves_the_text_unknown(database: Engine) -> None:
    """Its holder died mid-send: it may have gone out, so it is never simply queued again."""
    late = NOW + LEASE + timedelta(seconds=1)
    with transaction(database) as connection:
        queue(connection)
        claim(connection, "dead")
        assert not outbox_leases.is_any_due(connection, NOW)
        assert outbox_leases.is_any_due(connection, late)
        (again,) = outbox_leases.claim_outbound(connection, "alive", late, LEASE, 10).texts
        assert (again.state, again.lease_token) == ("unknown", "alive")
        assert row(connection).lease_token == "alive"


def test_a_holder_whose_lease_has_passed_on_writes_nothing(database: Engine) -> None:
    """The fence: only who holds the text says what became of it."""
    late = NOW + LEASE + timedelta(seconds=1)
    with transaction(database) as connection:
        queue(connection)
        claim(connection, "slow")
        claim(connection, "next", late)
        assert not settle(connection, "slow", "dead", late, error="late")
        assert row(connection).state == "sending"
        assert settle(connection, "next", "sent", late, sid="SM1")
        assert (row(connection).state, row(connection).sid) == ("sent", "SM1")


def test_nothing_goes_to_a_number_that_has_opted_out(database: Engine) -> None:
    """Queued texts are dropped, for whatever campaign; the one confirmation goes."""
    with transaction(database) as connection:
        queue(connection, "handoff:1", kind="handoff")
        queue(connection, "reply:1", campaign_id="mortgage")
        queue(connection, "notice:1", kind="notice")
        queue(connection, "reply:2", recipient="+14155550124")
        opt_outs.add_opt_out(connection, PHONE, "stop", NOW)
        claimed = {*claim(connection, "one"), *claim(connection, "one"), *claim(connection, "one")}
        assert claimed == {"notice:1", "reply:2"}
        assert [row(connection, k).state for k in ("handoff:1", "reply:1")] == ["dropped"] * 2


def test_a_typed_opt_out_stops_only_what_we_would_start(database: Engine) -> None:
    """A reminder is dropped; an answer, and a handoff to that very number, go."""
    with transaction(database) as connection:
        for key in ("follow_up:1", "reply:1", "handoff:1"):
            queue(connection, key, kind=key.partition(":")[0])
        opt_outs.add_typed_opt_out(connection, PHONE, "stop texting me", NOW)
        claimed = []
        for token in "abc":
            claimed += claim(connection, token)
            for key in claimed:
                settle(connection, token, "sent", NOW, key=key)
        assert sorted(claimed) == ["handoff:1", "reply:1"]
        assert row(connection, "follow_up:1").state == "dropped"


ORDERS = [
    (["sent", "delivered"], "delivered"),
    (["delivered", "sent"], "delivered"),
    (["delivered", "failed"], "delivered"),
    (["failed", "sent"], "failed"),
    (["failed", "delivered"], "failed"),
    (["sent", "sent", "failed", "failed"], "failed"),
    (["delivered", "delivered"], "delivered"),
]


def test_reports_in_any_order_never_leave_a_final_state(database: Engine) -> None:
    """Carriers report late, twice and out of order; even before the response has arrived."""
    cases = itertools.product(("sent", "sending", "unknown"), ORDERS)
    with transaction(database) as connection:
        for n, (before, (reports, end)) in enumerate(cases):
            key = f"reply:{n}"
            queue(connection, key)
            claim(connection, "one")
            id = row(connection, key).id
            if before != "sending":
                settle(connection, "one", before, NOW + LEASE, key=key, run_at=LATER)
            for report in reports:
                outbox_leases.report_outbound(connection, id, f"SM{n}", report, None, NOW)
            after = row(connection, key)
            assert (after.state, after.sid) == (end, f"SM{n}"), (before, reports)


def test_a_report_before_the_response_takes_the_text_from_its_holder(
    database: Engine,
) -> None:
    """The callback proves acceptance; the holder's own news, later, changes nothing."""
    with transaction(database) as connection:
        queue(connection)
        claim(connection, "one")
        id = row(connection).id
        assert outbox_leases.report_outbound(connection, id, "SM1", "delivered", None, NOW)
        assert not settle(connection, "one", "unknown", NOW)
        assert row(connection).state == "delivered"


def test_a_report_under_another_sid_is_not_about_this_text(database: Engine) -> None:
    """Once the carrier's id is known only its reports count."""
    with transaction(database) as connection:
        queue(connection)
        claim(connection, "one")
        id = row(connection).id
        settle(connection, "one", "sent", NOW, sid="SM1")
        assert not outbox_leases.report_outbound(connection, id, "SM2", "failed", "x", NOW)
        assert row(connection).state == "sent"


@pytest.mark.parametrize(("state", "then"), [("dropped", "dropped"), ("dead", "delivered")])
def test_a_late_report_lifts_what_was_given_up_not_what_was_taken_back(
    database: Engine, state: str, then: str
) -> None:
    """A text whose fate nobody could learn may have arrived after all."""
    with transaction(database) as connection:
        queue(connection)
        claim(connection, "one")
        id = row(connection).id
        settle(connection, "one", state, NOW)
        outbox_leases.report_outbound(connection, id, "SM1", "delivered", None, NOW)
        assert row(connection).state == then


def test_two_workers_on_postgresql_share_the_texts_without_waiting(postgres_url: str) -> None:
    """Rows that one has locked are skipped by the other."""
    engine = open_database(postgres_url)
    with transaction(engine) as connection:
        for n in range(4):
            queue(connection, f"reply:{n}", recipient=f"+1415555012{n}")
    with transaction(engine) as one, transaction(engine) as two:
        first, second = claim(one, "one", limit=2), claim(two, "two", limit=10)
    assert sorted(first + second) == [f"reply:{n}" for n in range(4)]
    with reading(engine) as connection:
        attempts = connection.execute(select(outbox_table.c.attempts)).scalars().all()
    assert attempts == [1, 1, 1, 1]
    engine.dispose()
