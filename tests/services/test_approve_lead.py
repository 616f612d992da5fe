"""An approval locks and looks again: a correction or a withdrawal may be under way."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Connection, Engine

from bot.errors import LeadNotInReview
from bot.services.approve_lead import approve_lead
from bot.services.correct_lead import correct_lead
from bot.services.opt_out import opt_out, withdraw
from bot.store import opt_outs, outbox
from bot.store.database import open_database, reading, transaction
from tests.conftest import NOW
from tests.services.prospects import Prospect


def handoffs(prospect: Prospect) -> int:
    with reading(prospect.engine) as connection:
        return len(outbox.list_texts_about(connection, prospect.lead, "handoff"))


def in_review(engine: Engine) -> Prospect:
    prospect = Prospect(engine)
    assert prospect.submit(budget=None)["verdict"]["outcome"] == "review"
    return prospect


def no_longer_qualifies(prospect: Prospect, connection: Connection) -> None:
    answers = prospect._answers({"owner": "no"})
    correct_lead(prospect.turn(connection), {**prospect.answers, **answers}, answers)


def withdraws(prospect: Prospect, connection: Connection) -> None:
    withdraw(prospect.turn(connection), "leave me alone")


def both(prospect: Prospect, connection: Connection) -> None:
    no_longer_qualifies(prospect, connection)
    withdraws(prospect, connection)


def texts_stop(prospect: Prospect, connection: Connection) -> None:
    opt_out(connection, "+14155550123", "STOP", NOW)


def opts_out_at_the_carrier(prospect: Prospect, connection: Connection) -> None:
    opt_outs.add_opt_out(connection, "+14155550123", "told by the carrier", NOW)


TURNS: list[tuple[Callable[[Prospect, Connection], None], str]] = [
    (no_longer_qualifies, "it is unqualified"),
    (withdraws, "the prospect withdrew their consent"),
    (both, "it is unqualified"),
    (texts_stop, "the prospect withdrew their consent"),
    (opts_out_at_the_carrier, "the prospect's number has opted out"),
]


@pytest.mark.parametrize(("turn", "reason"), TURNS)
def test_a_lead_whose_prospect_changed_their_mind_is_refused_with_the_reason(
    database: Engine, turn: Callable[[Prospect, Connection], None], reason: str
) -> None:
    """In plain words, and nothing is queued."""
    prospect = in_review(database)
    with transaction(database) as connection:
        turn(prospect, connection)
    with pytest.raises(LeadNotInReview, match=reason):
        approve_lead(database, prospect.lead, NOW)
    assert handoffs(prospect) == 0


@pytest.mark.parametrize(("turn", "reason"), TURNS[:3])
def test_an_approval_waits_for_the_turn_that_is_under_way(
    postgres_url: str, turn: Callable[[Prospect, Connection], None], reason: str
) -> None:
    """On PostgreSQL both run at once: what the turn commits is what the approval sees."""
    engine = open_database(postgres_url)
    prospect = in_review(engine)
    refused: list[LeadNotInReview] = []

    def approve() -> None:
        try:
            approve_lead(engine, prospect.lead, NOW)
        except LeadNotInReview as error:
            refused.append(error)

    approving = threading.Thread(target=approve)
    with transaction(engine) as connection:
        turn(prospect, connection)
        approving.start()
        wait_until_blocked(engine, approving)
    approving.join(timeout=10)
    assert not approving.is_alive()
    assert [reason in str(error) for error in refused] == [True]
    assert handoffs(prospect) == 0
    engine.dispose()


def wait_until_blocked(engine: Engine, thread: threading.Thread) -> None:
    """Until another session waits for a lock; or the thread has ended, which waited for none."""
    blocked = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    while thread.is_alive():
        with reading(engine) as connection:
            if connection.execute(blocked).scalar_one():
                return
        thread.join(timeout=0.02)


def test_many_approvals_at_once_hand_over_once(postgres_url: str) -> None:
    """One is first; the others hear that it was approved before."""
    engine = open_database(postgres_url)
    prospect = in_review(engine)
    answers: list[str] = []

    def approve() -> None:
        try:
            approve_lead(engine, prospect.lead, NOW)
            answers.append("approved")
        except LeadNotInReview as error:
            answers.append(error.reason)

    threads = [threading.Thread(target=approve) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=10)
    assert sorted(answers) == ["approved"] + ["it was approved before"] * 3
    assert handoffs(prospect) == 1
    engine.dispose()
