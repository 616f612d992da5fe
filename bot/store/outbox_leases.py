"""Who has a text in hand, and what became of it: claims, leases with fencing, reports.

A claim commits before anything is sent. Its token is the fence: whoever comes back after the
lease has run out finds the token changed, and writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import case, exists, or_, select, update
from sqlalchemy.engine import Connection

from bot.store.outbox import WAITING, Outbound
from bot.store.schema import opt_out, outbox
from bot.store.times import to_datetime, to_text

OPTED_OUT = "the number has opted out"
# A text of one of these goes before the others: somebody pays for speed.
_URGENT = case((outbox.c.kind.in_(("handoff", "update", "alert")), 0), else_=1)


@dataclass(frozen=True, slots=True)
class Claim:
    """`texts` are the claimer's until their lease ends; `dropped` were not to be sent any more."""

    texts: list[Outbound] = field(default_factory=list)
    dropped: list[Outbound] = field(default_factory=list)


def claim_outbound(
    connection: Connection,
    token: str,
    now: datetime,
    lease: timedelta,
    limit: int,
    look_up_after: timedelta = timedelta(0),
) -> Claim:
    """Take up to `limit` due texts in hand under `token`; nobody else gets them meanwhile.

    Each comes in the state it was found in, `queued` or `unknown`, with `token` as its lease's.

    A phone gets one text at a time, so that they arrive in order. A text whose holder vanished
    mid-send becomes unknown, never queued: it may have gone out; it is due again
    `look_up_after` the end of its lease. A number that has opted out gets nothing but notices.
    """
    _expire_leases(connection, now, look_up_after)
    ids = _due(connection, now, limit)
    if not ids:
        return Claim()
    picked = (
        select(outbox).where(outbox.c.id.in_(ids)).order_by(_URGENT, outbox.c.run_at, outbox.c.id)
    )
    suppressed = _opted_out(connection, ids)
    claim = Claim()
    for row in connection.execute(picked).all():
        text = Outbound(**row._mapping)
        if text.id in suppressed:
            claim.dropped.append(text)
        else:
            claim.texts.append(replace(text, lease_token=token))
    _mark(connection, claim.dropped, now, state="dropped", last_error=OPTED_OUT)
    _mark(
        connection,
        claim.texts,
        now,
        state="sending",
        attempts=outbox.c.attempts + 1,
        lease_token=token,
        lease_until=to_text(now + lease),
    )
    return claim


def _due(connection: Connection, now: datetime, limit: int) -> list[int]:
    """Ids of due texts, locked: the first of each phone that has none on its way."""
    other = outbox.alias()
    is_due = other.c.state.in_(WAITING) & (other.c.run_at <= to_text(now))
    another_first = exists().where(
        other.c.recipient == outbox.c.recipient,
        other.c.sender == outbox.c.sender,
        (other.c.state == "sending") | (is_due & (other.c.id < outbox.c.id)),
    )
    rows = connection.execute(
        select(outbox.c.id)
        .where(outbox.c.state.in_(WAITING), outbox.c.run_at <= to_text(now), ~another_first)
        .order_by(_URGENT, outbox.c.run_at, outbox.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return [row.id for row in rows]


def _opted_out(connection: Connection, ids: list[int]) -> set[int]:
    rows = connection.execute(
        select(outbox.c.id).where(
            outbox.c.id.in_(ids),
            outbox.c.kind != "notice",
            outbox.c.recipient.in_(select(opt_out.c.phone)),
        )
    )
    return {row.id for row in rows}


def _expire_leases(connection: Connection, now: datetime, look_up_after: timedelta) -> None:
    over = connection.execute(
        select(outbox.c.id, outbox.c.lease_until)
        .where(outbox.c.state == "sending", outbox.c.lease_until < to_text(now))
        .with_for_update(skip_locked=True)
    ).all()
    for row in over:
        connection.execute(
            update(outbox)
            .where(outbox.c.id == row.id)
            .values(
                state="unknown",
                lease_token=None,
                lease_until=None,
                run_at=to_text(to_datetime(row.lease_until) + look_up_after),
                last_error="its worker ended before it could say what became of it",
            )
        )


def _mark(connection: Connection, texts: list[Outbound], now: datetime, **values: object) -> None:
    if texts:
        connection.execute(
            update(outbox)
            .where(outbox.c.id.in_([text.id for text in texts]))
            .values(updated_at=to_text(now), **values)
        )


def give_back(connection: Connection, text: Outbound, run_at: datetime, now: datetime) -> None:
    """Let go of a text that was just claimed, as it was found; it is due again at `run_at`."""
    _mark(
        connection,
        [text],
        now,
        state=text.state,
        attempts=text.attempts,
        lease_token=None,
        lease_until=None,
        run_at=to_text(run_at),
    )


def may_go(connection: Connection, text: Outbound) -> bool:
    """Whether a claimed text is still the claimer's and its number has not opted out meanwhile."""
    held = connection.execute(
        select(outbox.c.id).where(outbox.c.id == text.id, outbox.c.lease_token == text.lease_token)
    ).first()
    return held is not None and not _opted_out(connection, [text.id])


def settle_outbound(
    connection: Connection,
    text: Outbound,
    state: str,
    now: datetime,
    *,
    sid: str | None = None,
    error: str | None = None,
    run_at: datetime | None = None,
    repeated: bool | None = None,
) -> bool:
    """Write what became of a claimed text; False when the lease has passed to another holder."""
    values: dict[str, object] = {"state": state, "last_error": error}
    if sid is not None:
        values["sid"] = sid
    if run_at is not None:
        values["run_at"] = to_text(run_at)
    if repeated is not None:
        values["repeated"] = repeated
    result = connection.execute(
        update(outbox)
        .where(outbox.c.id == text.id, outbox.c.lease_token == text.lease_token)
        .values(lease_token=None, lease_until=None, updated_at=to_text(now), **values)
    )
    return bool(result.rowcount)


# The states from which a carrier's report may move a text on; reports come late and twice. One
# that was given up may turn out to have arrived.
_UNSETTLED = ("sending", "unknown", "queued", "dead")
_BEFORE = {
    "sent": _UNSETTLED,
    "delivered": (*_UNSETTLED, "sent"),
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


def is_any_due(connection: Connection, now: datetime) -> bool:
    """Whether a text waits to be sent, or a holder let its lease run out."""
    due = select(outbox.c.id).where(
        or_(
            outbox.c.state.in_(WAITING) & (outbox.c.run_at <= to_text(now)),
            (outbox.c.state == "sending") & (outbox.c.lease_until < to_text(now)),
        )
    )
    return connection.execute(due.limit(1)).first() is not None
