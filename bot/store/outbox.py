"""Every text to send, once, from the transaction that decides to send it to its delivery.

States: queued → sending → sent → delivered | failed. A lost response gives unknown, which is
looked up, then sent or queued again as a repeat. dropped: the number has opted out. dead: given up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.engine import Connection

from bot.store.insert_once import insert_once
from bot.store.schema import opt_out, outbox
from bot.store.times import to_text

# Set on a connection whose transaction has queued a text: someone may want to wake the worker.
TEXTS_QUEUED = "texts_queued"


@dataclass(frozen=True, slots=True)
class Outbound:
    id: int
    key: str
    kind: str
    campaign_id: str
    lead_id: int | None
    sender: str
    recipient: str
    body: str
    run_at: str
    state: str
    attempts: int
    repeated: bool
    lease_until: str | None
    lease_token: str | None
    sid: str | None
    last_error: str | None
    created_at: str
    updated_at: str


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
    lead_id: int | None = None,
) -> bool:
    """Queue a text to be sent at once; False when one with this key is here already.

    `kind` is `handoff`, `update` (more for the business), `reply` (to a prospect) or `notice` (a
    carrier keyword's confirmation).
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
        recipient=recipient,
        body=body,
        run_at=to_text(now),
        state="queued",
        attempts=0,
        repeated=False,
        created_at=to_text(now),
        updated_at=to_text(now),
    )


def claim_outbound(
    connection: Connection, token: str, now: datetime, lease: timedelta, limit: int
) -> list[Outbound]:
    """Take up to `limit` due texts for the holder of `token`; nobody else gets them meanwhile.

    A text whose holder vanished mid-send comes back as unknown, never as queued: it may have
    gone out. A number that has opted out gets nothing but notices.
    """
    _expire_leases(connection, now)
    due = (
        select(outbox.c.id)
        .where(outbox.c.state.in_(("queued", "unknown")), outbox.c.run_at <= to_text(now))
        .order_by(outbox.c.run_at, outbox.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    ids = [row.id for row in connection.execute(due)]
    if not ids:
        return []
    _drop_opted_out(connection, ids, now)
    rows = connection.execute(
        select(outbox)
        .where(outbox.c.id.in_(ids), outbox.c.state.in_(("queued", "unknown")))
        .order_by(outbox.c.run_at, outbox.c.id)
    )
    claimed = [Outbound(**row._mapping) for row in rows]
    if not claimed:
        return []
    connection.execute(
        update(outbox)
        .where(outbox.c.id.in_([text.id for text in claimed]))
        .values(
            state="sending",
            attempts=outbox.c.attempts + 1,
            lease_token=token,
            lease_until=to_text(now + lease),
            updated_at=to_text(now),
        )
    )
    return claimed


def _expire_leases(connection: Connection, now: datetime) -> None:
    connection.execute(
        update(outbox)
        .where(outbox.c.state == "sending", outbox.c.lease_until < to_text(now))
        .values(state="unknown", lease_token=None, lease_until=None)
    )


def _drop_opted_out(connection: Connection, ids: list[int], now: datetime) -> None:
    connection.execute(
        update(outbox)
        .where(
            outbox.c.id.in_(ids),
            outbox.c.kind != "notice",
            outbox.c.recipient.in_(select(opt_out.c.phone)),
        )
        .values(state="dropped", last_error="the number has opted out", updated_at=to_text(now))
    )


def settle_outbound(
    connection: Connection,
    id: int,
    token: str,
    state: str,
    now: datetime,
    *,
    sid: str | None = None,
    error: str | None = None,
    run_at: datetime | None = None,
    repeated: bool | None = None,
) -> bool:
    """Write what became of a claimed text; False when the lease has passed to another holder."""
    values: dict[str, object] = {
        "state": state,
        "last_error": error,
        "lease_token": None,
        "lease_until": None,
        "updated_at": to_text(now),
    }
    if sid is not None:
        values["sid"] = sid
    if run_at is not None:
        values["run_at"] = to_text(run_at)
    if repeated is not None:
        values["repeated"] = repeated
    result = connection.execute(
        update(outbox).where(outbox.c.id == id, outbox.c.lease_token == token).values(**values)
    )
    return bool(result.rowcount)


# The states from which a carrier's report may move a text on; reports come late and twice.
_BEFORE = {
    "sent": ("sending", "unknown", "queued"),
    "delivered": ("sending", "unknown", "queued", "sent"),
    "failed": ("sending", "unknown", "queued", "sent"),
}


def report_outbound(
    connection: Connection, id: int, sid: str, state: str, error: str | None, now: datetime
) -> bool:
    """Note a carrier's report (`sent`, `delivered` or `failed`); False when it changes nothing."""
    result = connection.execute(
        update(outbox)
        .where(
            outbox.c.id == id,
            outbox.c.state.in_(_BEFORE[state]),
            or_(outbox.c.sid.is_(None), outbox.c.sid == sid),
        )
        .values(
            state=state,
            sid=sid,
            last_error=error,
            lease_token=None,
            lease_until=None,
            updated_at=to_text(now),
        )
    )
    return bool(result.rowcount)


def repeat_outbound(
    connection: Connection, id: int, sid: str, run_at: datetime, now: datetime
) -> bool:
    """Queue a text that did not arrive once more; False when it was repeated before."""
    result = connection.execute(
        update(outbox)
        .where(
            outbox.c.id == id,
            outbox.c.state.in_(("sending", "unknown", "sent")),
            or_(outbox.c.sid.is_(None), outbox.c.sid == sid),
            outbox.c.repeated.is_(False),
        )
        .values(
            state="queued",
            sid=None,
            repeated=True,
            lease_token=None,
            lease_until=None,
            run_at=to_text(run_at),
            updated_at=to_text(now),
        )
    )
    return bool(result.rowcount)


def get_outbound(connection: Connection, id: int) -> Outbound | None:
    row = connection.execute(select(outbox).where(outbox.c.id == id)).one_or_none()
    return Outbound(**row._mapping) if row else None


def get_handoff(connection: Connection, lead_id: int) -> Outbound | None:
    """The newest handoff of a lead."""
    row = connection.execute(
        select(outbox)
        .where(outbox.c.lead_id == lead_id, outbox.c.kind == "handoff")
        .order_by(outbox.c.id.desc())
        .limit(1)
    ).one_or_none()
    return Outbound(**row._mapping) if row else None


def take_back_outbound(connection: Connection, id: int) -> bool:
    """Remove a text that nobody tried to send yet; False when it is too late for that."""
    result = connection.execute(
        delete(outbox).where(outbox.c.id == id, outbox.c.state == "queued", outbox.c.attempts == 0)
    )
    return bool(result.rowcount)


def is_any_due(connection: Connection, now: datetime) -> bool:
    """Whether a text waits to be sent, or a holder let its lease run out."""
    due = select(outbox.c.id).where(
        or_(
            outbox.c.state.in_(("queued", "unknown")) & (outbox.c.run_at <= to_text(now)),
            (outbox.c.state == "sending") & (outbox.c.lease_until < to_text(now)),
        )
    )
    return connection.execute(due.limit(1)).first() is not None
