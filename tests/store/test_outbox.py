"""The outbox: claims, leases, fencing, opt-outs and late reports."""

from __future__ import annotations

import itertools
import threading
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


def _handoff(connection: Connection, key: str = "handoff:1", **facts: Any) -> None:
    queue(
        connection, key, **{"kind": "handoff", "lead_id": 1, "recipient": "+14155550100", **facts}
    )


@pytest.mark.parametrize(
    ("facts", "gone"),
    [
        ({"state": "queued"}, False),
        ({"state": "queued", "attempts": 3}, False),
        ({"state": "queued", "repeated": True}, True),
        ({"state": "dropped"}, False),
        ({"state": "dropped", "attempts": 1}, True),
        ({"state": "sending", "attempts": 1}, True),
        ({"state": "unknown", "attempts": 1}, True),
        ({"state": "sent", "attempts": 1, "sid": "SM1"}, True),
        ({"state": "failed", "attempts": 1, "sid": "SM1"}, True),
        ({"state": "dead", "attempts": 1}, True),
    ],
)
def test_only_what_surely_never_went_out_may_be_taken_back(
    database: Engine, facts: dict[str, Any], gone: bool
) -> None:
    """A handoff that may have gone out stands, and with it the copies that wait."""
    with transaction(database) as connection:
        _handoff(connection)
        connection.execute(outbox_table.update().values(**facts))
        _handoff(connection, "handoff:1:backup")
        assert row(connection, "handoff:1").may_have_gone_out is gone
        assert outbox.take_back_handoffs(connection, 1, ["withdrawn"]) is not gone
        left = [text.key for text in outbox.list_texts_about(connection, 1, "handoff")]
        dropped_by_hand = ["handoff:1"] if facts == {"state": "dropped"} else []
        assert left == (["handoff:1:backup", "handoff:1"] if gone else dropped_by_hand)


def test_a_handoff_that_was_dropped_for_its_leads_sake_may_come_back(database: Engine) -> None:
    """Its key is free again."""
    with transaction(database) as connection:
        _handoff(connection)
        outbox.drop_outbound(connection, "withdrawn", NOW, key="handoff:1")
        assert outbox.take_back_handoffs(connection, 1, ["withdrawn"])
        assert outbox.list_texts_about(connection, 1, "handoff") == []


def test_who_takes_a_handoff_back_waits_for_its_claim(postgres_url: str) -> None:
    """On PostgreSQL a correction and a claim may meet: whoever is first is obeyed."""
    engine = open_database(postgres_url)
    with transaction(engine) as connection:
        _handoff(connection)
    taken_back: list[bool] = []

    def take_back() -> None:
        with transaction(engine) as connection:
            taken_back.append(outbox.take_back_handoffs(connection, 1, []))

    thread = threading.Thread(target=take_back)
    with transaction(engine) as connection:
        assert claim(connection, "worker") == ["handoff:1"]
        thread.start()
        thread.join(timeout=0.3)
        assert thread.is_alive(), "it must wait"
    thread.join(timeout=10)
    assert taken_back == [False]
    engine.dispose()


@pytest.mark.parametrize("clock", ["ours", "the machine's"])
def test_a_text_that_settles_is_due_by_whichever_clock_comes_first(
    database: Engine, clock: str
) -> None:
    """Ours may stand still, and a test may move it."""
    soon, minute = NOW + timedelta(seconds=59), NOW + timedelta(seconds=60)
    with transaction(database) as connection:
        queue(connection, run_at=minute, real_run_at=minute)
        queue(connection, "reply:later", run_at=minute, recipient="+14155550124")

        def due(at: datetime) -> list[str]:
            now, real_now = (at, NOW) if clock == "ours" else (NOW, at)
            assert outbox_leases.is_any_due(connection, now, real_now) is (at == minute)
            held = outbox_leases.claim_outbound(
                connection, "a", now, LEASE, 10, timedelta(0), real_now=real_now
            )
            return [text.key for text in held.texts]

        assert due(soon) == []
        assert due(minute) == ["reply:1", "reply:later"][: 2 if clock == "ours" else 1]


def test_a_text_given_back_is_as_if_it_had_never_been_taken(database: Engine) -> None:
    """No attempt counts, and it may wait for another number."""
    with transaction(database) as connection:
        queue(connection)
        (held,) = outbox_leases.claim_outbound(connection, "a", NOW, LEASE, 1).texts
        outbox_leases.settle_outbound(
            connection, held, "queued", NOW, recipient="+14155550124", tried=False
        )
        given_back = row(connection)
        assert (given_back.state, given_back.attempts) == ("queued", 0)
        assert (given_back.recipient, given_back.lease_token) == ("+14155550124", None)
        assert claim(connection, "b") == ["reply:1"]
