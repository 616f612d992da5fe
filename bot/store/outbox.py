"""Every text to send, once, from the transaction that decides to send it.

States: queued → sending → sent → delivered | failed. A lost response gives unknown, which is
looked up, then sent or queued again as a repeat. dropped: not to be sent any more. dead: given up.
How texts are claimed and what becomes of them: outbox_leases.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.engine import Connection

from bot.store.insert_once import insert_once
from bot.store.rows import Unreadable, read_rows, to_log
from bot.store.schema import outbox
from bot.store.times import to_datetime, to_text

# Set on a connection whose transaction has queued a text: someone may want to wake the worker.
TEXTS_QUEUED = "texts_queued"

STATES = ("queued", "sending", "sent", "unknown", "delivered", "failed", "dropped", "dead")
# What may still be sent, what may have arrived, and what reached nobody and may be tried again.
WAITING = ("queued", "unknown")
ON_ITS_WAY = ("sending", "sent", "unknown", "delivered")
UNDELIVERED = ("dead", "failed", "dropped")
# Kinds of texts to prospects that we start; all others answer one.
STARTED = ("follow_up",)


@dataclass(frozen=True, slots=True)
class Outbound:
    """A text to send. `service` is the Messaging Service that sends it, if any; times are UTC.

    `mishaps` counts the holders who vanished, or met with an error that nobody foresaw, since one
    last knew what became of it. One with `real_run_at` is due when our clock reaches `run_at` or
    the machine's `real_run_at`.
    """

    id: int
    key: str
    kind: str
    campaign_id: str
    lead_id: int | None
    sender: str
    service: str | None
    recipient: str
    body: str
    run_at: str
    real_run_at: str | None
    state: str
    attempts: int
    repeated: bool
    lease_until: str | None
    lease_token: str | None
    sid: str | None
    last_error: str | None
    created_at: str
    updated_at: str
    mishaps: int = 0

    @property
    def may_have_gone_out(self) -> bool:
        """Whether the carrier may have it, or have had it: all but what was surely never sent.

        A lost response makes a text unknown, and it never waits as queued again unmarked.
        """
        if self.sid or self.repeated:
            return True
        return self.state != "queued" and not (self.state == "dropped" and not self.attempts)


def add_outbound(
    connection: Connection,
    *,
    key: str,
    kind: str,
    campaign_id: str,
    sender: str,
    recipient: str,
    body: str,
    now: datetime,
    service: str | None = None,
    lead_id: int | None = None,
    run_at: datetime | None = None,
    real_run_at: datetime | None = None,
) -> bool:
    """Queue a text for now, or for `run_at` (or `real_run_at` by the machine's clock, whichever
    comes first); False when one with this key is here already.

    `kind` is `handoff`, `update` (more for the business, never charged), `reminder` (to the
    business), `reply` (to a prospect), `follow_up` (to a silent prospect), `notice` (a carrier
    keyword's confirmation) or `alert` (to the operator).
    """
    connection.info[TEXTS_QUEUED] = True
    return insert_once(
        connection,
        outbox,
        key=key,
        kind=kind,
        campaign_id=campaign_id,
        lead_id=lead_id,
        sender=sender,
        service=service,
        recipient=recipient,
        body=body,
        run_at=to_text(run_at or now),
        real_run_at=real_run_at and to_text(real_run_at),
        state="queued",
        attempts=0,
        repeated=False,
        created_at=to_text(now),
        updated_at=to_text(now),
    )


_BY_ID = select(outbox).where(outbox.c.id == bindparam("sought"))


def get_outbound(connection: Connection, id: int) -> Outbound | None:
    if not 0 < id < 2**63:  # no database has such a number
        return None
    row = connection.execute(_BY_ID, {"sought": id}).one_or_none()
    return Outbound(**row._mapping) if row else None


def campaign_of(connection: Connection, id: int) -> str:
    """The id of a text's campaign, read without anything else of its row."""
    campaign_id = select(outbox.c.campaign_id).where(outbox.c.id == id)
    return str(connection.execute(campaign_id).scalar())


def get_outbound_by_key(connection: Connection, key: str, lock: bool = False) -> Outbound | None:
    """The text that is for this; with `lock` held until the transaction ends."""
    sought = select(outbox).where(outbox.c.key == key)
    row = connection.execute(sought.with_for_update() if lock else sought).one_or_none()
    return Outbound(**row._mapping) if row else None


def get_handoff(connection: Connection, lead_id: int) -> Outbound | None:
    """The newest handoff of a lead that was tried; where none was, the newest.

    A copy for the second number may wait for its hour, or be dropped as the business has answered.
    """
    handoffs = list_texts_about(connection, lead_id, "handoff")
    tried = (text for text in handoffs if text.attempts)
    return next(tried, next(iter(handoffs), None))


def list_bodies(connection: Connection, recipient: str, limit: int) -> list[str]:
    """What was last queued for this number, the newest first."""
    rows = connection.execute(
        select(outbox.c.body)
        .where(outbox.c.recipient == recipient)
        .order_by(outbox.c.id.desc())
        .limit(limit)
    )
    return [row.body for row in rows]


def list_outbound(
    connection: Connection,
    states: Collection[str],
    limit: int = 1000,
    unreadable: Unreadable = to_log,
) -> list[Outbound]:
    """Texts in one of these states, the newest first; `unreadable` is told of damaged ones."""
    found = select(outbox).where(outbox.c.state.in_(states)).order_by(outbox.c.id.desc())
    return read_rows(connection, found.limit(limit), outbox.c.id, Outbound, unreadable)


def count_outbound(connection: Connection, states: Collection[str]) -> dict[str, int]:
    """How many texts are in each of these states."""
    rows = connection.execute(
        select(outbox.c.state, func.count())
        .where(outbox.c.state.in_(states))
        .group_by(outbox.c.state)
    )
    return {**dict.fromkeys(states, 0), **{row[0]: row[1] for row in rows}}


def oldest_due(connection: Connection, now: datetime) -> str | None:
    """When the text that has waited longest became due, or None when none waits."""
    return connection.execute(
        select(func.min(outbox.c.run_at)).where(
            outbox.c.state.in_(WAITING), outbox.c.run_at <= to_text(now)
        )
    ).scalar()


def list_sent_times(connection: Connection, like: Outbound, since: datetime) -> list[datetime]:
    """When other texts of the kind went from its campaign to its number, the oldest first."""
    rows = connection.execute(
        select(outbox.c.updated_at)
        .where(
            outbox.c.recipient == like.recipient,
            outbox.c.state.in_(("sending", "sent", "delivered", "unknown")),
            outbox.c.campaign_id == like.campaign_id,
            outbox.c.kind == like.kind,
            outbox.c.id != like.id,
            outbox.c.updated_at > to_text(since),
        )
        .order_by(outbox.c.updated_at)
    )
    return [to_datetime(row.updated_at) for row in rows]


def put_off_outbound(
    connection: Connection, key: str, body: str, run_at: datetime, now: datetime
) -> bool:
    """Change when a text that still waits for its first attempt goes, and what it says."""
    result = connection.execute(
        update(outbox)
        .where(outbox.c.key == key, outbox.c.state == "queued", outbox.c.attempts == 0)
        .values(body=body, run_at=to_text(run_at), updated_at=to_text(now))
    )
    return bool(result.rowcount)


def hasten_outbound(connection: Connection, key: str, now: datetime) -> bool:
    """Let a text that still waits for its first attempt go now."""
    result = connection.execute(
        update(outbox)
        .where(outbox.c.key == key, outbox.c.state == "queued", outbox.c.attempts == 0)
        .values(run_at=to_text(now), updated_at=to_text(now))
    )
    return bool(result.rowcount)


def drop_outbound(
    connection: Connection,
    reason: str,
    now: datetime,
    *,
    id: int | None = None,
    key: str | None = None,
    recipient: str | None = None,
    lead_id: int | None = None,
    states: Collection[str] = WAITING,
) -> int:
    """Take back texts that nobody has in hand, picked by what is given; returns how many.

    Notices stay: they are what someone who opts out must still get.
    """
    picked = [
        column == value
        for column, value in (
            (outbox.c.id, id),
            (outbox.c.key, key),
            (outbox.c.recipient, recipient),
            (outbox.c.lead_id, lead_id),
        )
        if value is not None
    ]
    if not picked:
        raise ValueError("say which texts to drop")
    result = connection.execute(
        update(outbox)
        .where(*picked, outbox.c.state.in_(states), outbox.c.kind != "notice")
        .values(state="dropped", last_error=reason, updated_at=to_text(now))
    )
    return int(result.rowcount)


def list_texts_about(
    connection: Connection, lead_id: int, kind: str, lock: bool = False
) -> list[Outbound]:
    """A lead's texts of this kind, the newest first; with `lock` nobody claims them meanwhile."""
    query = (
        select(outbox)
        .where(outbox.c.lead_id == lead_id, outbox.c.kind == kind)
        .order_by(outbox.c.id.desc())
    )
    rows = connection.execute(query.with_for_update() if lock else query)
    return [Outbound(**row._mapping) for row in rows]


def take_back_handoffs(connection: Connection, lead_id: int, reasons: Collection[str]) -> bool:
    """Remove a lead's handoffs that wait, or were dropped for one of `reasons`; False, and nothing
    done, where one may have gone out.
    """
    handoffs = list_texts_about(connection, lead_id, "handoff", lock=True)
    if any(text.may_have_gone_out for text in handoffs):
        return False
    waiting = [t.id for t in handoffs if t.state == "queued" or t.last_error in reasons]
    connection.execute(delete(outbox).where(outbox.c.id.in_(waiting)))
    return True


def rewrite_outbound(
    connection: Connection,
    id: int,
    body: str,
    now: datetime,
    run_at: datetime | None = None,
) -> bool:
    """Change what a text says that surely never went out, and with `run_at` when it goes; False
    when it is too late for that.
    """
    values: dict[str, object] = {"body": body, "updated_at": to_text(now)}
    if run_at is not None:
        values |= {"run_at": to_text(run_at), "real_run_at": None}
        connection.info[TEXTS_QUEUED] = True
    result = connection.execute(
        update(outbox)
        .where(
            outbox.c.id == id,
            outbox.c.state == "queued",
            outbox.c.sid.is_(None),
            outbox.c.repeated.is_(False),
        )
        .values(**values)
    )
    return bool(result.rowcount)


def drop_reminders(connection: Connection, campaign_id: str, reason: str, now: datetime) -> int:
    """Take back what would remind the campaign's business of its handoffs; returns how many.

    That is its reminders, and handoffs to the backup number that wait for their hour.
    """
    result = connection.execute(
        update(outbox)
        .where(
            outbox.c.campaign_id == campaign_id,
            outbox.c.state == "queued",
            outbox.c.attempts == 0,
            outbox.c.run_at > to_text(now),
            outbox.c.kind.in_(("reminder", "handoff")),
        )
        .values(state="dropped", last_error=reason, updated_at=to_text(now))
    )
    return int(result.rowcount)


def retry_outbound(connection: Connection, id: int, now: datetime) -> bool:
    """Queue a text that reached nobody once more; False when it is in another state.

    One that the carrier had is marked as a repeat.
    """
    result = connection.execute(
        update(outbox)
        .where(outbox.c.id == id, outbox.c.state.in_(UNDELIVERED))
        .values(
            state="queued",
            attempts=0,
            mishaps=0,
            repeated=outbox.c.repeated | outbox.c.sid.is_not(None),
            sid=None,
            last_error=None,
            run_at=to_text(now),
            updated_at=to_text(now),
        )
    )
    connection.info[TEXTS_QUEUED] = True
    return bool(result.rowcount)
