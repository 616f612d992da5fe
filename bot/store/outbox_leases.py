"""Who has a text in hand, and what became of it: claims, leases with fencing, reports.

A claim commits before anything is sent. Its token is the fence: whoever comes back after the
lease has run out finds the token changed, and writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Table, bindparam, case, exists, or_, select, true, update
from sqlalchemy.engine import Connection
from sqlalchemy.sql import ColumnElement, Select, Update

from bot.store.opt_outs import opted_out_phones, phones_refusing_started_texts
from bot.store.outbox import STARTED, WAITING, Outbound
from bot.store.rows import read_rows
from bot.store.schema import outbox
from bot.store.times import to_datetime, to_text

OPTED_OUT = "the number has opted out"
UNREADABLE = "its row can't be read"
# A text of one of these goes before the others: somebody pays for speed.
_URGENT = case((outbox.c.kind.in_(("handoff", "update", "alert")), 0), else_=1)

_PICKED = select(outbox).where(outbox.c.id.in_(bindparam("ids", expanding=True)))
_HELD = select(outbox.c.id).where(
    outbox.c.id == bindparam("text"), outbox.c.lease_token == bindparam("token")
)
_LET_GO = (
    select(outbox.c.id, outbox.c.lease_until)
    .where(outbox.c.state == "sending", outbox.c.lease_until < bindparam("now"))
    .with_for_update(skip_locked=True)
)

# How often a holder may vanish before a text is tried alone; and before it is given up, where
# nobody saw what became of those tries.
ALONE_AFTER, GIVEN_UP_AFTER = 2, 5


@dataclass(frozen=True, slots=True)
class Claim:
    """`texts` are the claimer's until their lease ends; `dropped` were not to be sent any more.

    `unreadable` are ids of rows that are damaged: they are dead.
    """

    texts: list[Outbound] = field(default_factory=list)
    dropped: list[Outbound] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)


def claim_outbound(
    connection: Connection,
    token: str,
    now: datetime,
    lease: timedelta,
    limit: int,
    look_up_after: timedelta = timedelta(0),
    alone: timedelta | None = None,
    real_now: datetime | None = None,
) -> Claim:
    """Take up to `limit` due texts in hand under `token`; nobody else gets them meanwhile.

    `real_now` is the machine's time, where `now` may stand still.

    Each comes in the state it was found in, `queued` or `unknown`, with `token` as its lease's.

    A phone gets one text at a time, so that they arrive in order. A text whose holder vanished
    mid-send becomes unknown, never queued: it may have gone out; it is due again
    `look_up_after` the end of its lease. A number that has opted out gets nothing but notices.

    With `alone` one more may come that ended its holders: it must be tried alone, and is held for
    so long. Without, those stay where they are.
    """
    _expire_leases(connection, now, look_up_after)
    ids = _due(connection, now, real_now or now, limit, alone is not None)
    if not ids:
        return Claim()
    suppressed = _opted_out(connection, ids)
    claim = Claim()
    found = _in_order(connection, ids)
    claim.unreadable.extend(set(ids) - set(_ids(found)))
    for text in found:
        if text.id in suppressed:
            claim.dropped.append(text)
        else:
            claim.texts.append(replace(text, lease_token=token))
    _mark(connection, claim.unreadable, now, state="dead", last_error=UNREADABLE)
    _mark(connection, _ids(claim.dropped), now, state="dropped", last_error=OPTED_OUT)
    for held, until in (
        ([text for text in claim.texts if text.mishaps < ALONE_AFTER], lease),
        ([text for text in claim.texts if text.mishaps >= ALONE_AFTER], alone or lease),
    ):
        _hold(connection, _ids(held), now, token, now + until)
    return claim


def _ids(texts: list[Outbound]) -> list[int]:
    return [text.id for text in texts]


def _in_order(connection: Connection, ids: list[int]) -> list[Outbound]:
    """These texts, those that can be read."""
    texts = read_rows(connection, _PICKED, outbox.c.id, Outbound, asked={"ids": ids})
    return sorted(texts, key=lambda text: ids.index(text.id))


def _due(
    connection: Connection, now: datetime, real_now: datetime, limit: int, alone: bool
) -> list[int]:
    """Ids of due texts, locked: the first of each phone that has none on its way.

    At most one of them, the last, is one to be tried alone.
    """
    bounds = {"now": to_text(now), "real_now": to_text(real_now), "most": limit + alone}
    rows = connection.execute(_all_due(alone), bounds).all()
    harmless = [row.id for row in rows if not row.dangerous]
    return [*harmless[:limit], *[row.id for row in rows if row.dangerous][:1]]


@cache  # to build a query costs more than to run it
def _all_due(alone: bool) -> Select:
    other = outbox.alias()
    another_first = exists().where(
        other.c.recipient == outbox.c.recipient,
        other.c.sender == outbox.c.sender,
        (other.c.state == "sending") | (_is_due(other) & (other.c.id < outbox.c.id)),
    )
    dangerous = outbox.c.mishaps >= ALONE_AFTER
    return (
        select(outbox.c.id, dangerous.label("dangerous"))
        .where(_is_due(outbox), ~another_first)
        .where(true() if alone else ~dangerous)
        .order_by(dangerous, _URGENT, outbox.c.run_at, outbox.c.id)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
    )


def _is_due(table: Table) -> ColumnElement:
    by_the_machine = table.c.real_run_at <= bindparam("real_now")  # never where it is not set
    return table.c.state.in_(WAITING) & ((table.c.run_at <= bindparam("now")) | by_the_machine)


def _opted_out(connection: Connection, ids: list[int]) -> set[int]:
    return {row.id for row in connection.execute(_opted_out_of(), {"ids": ids})}


@cache
def _opted_out_of() -> Select:
    return select(outbox.c.id).where(
        outbox.c.id.in_(bindparam("ids", expanding=True)),
        outbox.c.kind != "notice",
        outbox.c.recipient.in_(opted_out_phones()) | _started_unasked(),
    )


def _started_unasked() -> ColumnElement[bool]:
    """A text that we would start, to a number whose typist asked for none."""
    refused = outbox.c.recipient.in_(phones_refusing_started_texts())
    return outbox.c.kind.in_(STARTED) & refused


def _expire_leases(connection: Connection, now: datetime, look_up_after: timedelta) -> None:
    """A text whose holder vanished becomes unknown, and that is counted."""
    for row in connection.execute(_LET_GO, {"now": to_text(now)}).all():
        connection.execute(
            update(outbox)
            .where(outbox.c.id == row.id)
            .values(
                state="unknown",
                mishaps=outbox.c.mishaps + 1,
                lease_token=None,
                lease_until=None,
                run_at=to_text(_end(row.lease_until, now) + look_up_after),
                last_error="its worker ended before it could say what became of it",
            )
        )


def _end(lease_until: str, now: datetime) -> datetime:
    try:
        return to_datetime(lease_until)
    except ValueError:  # damaged
        return now


def _mark(connection: Connection, ids: list[int], now: datetime, **values: object) -> None:
    if ids:
        connection.execute(
            update(outbox).where(outbox.c.id.in_(ids)).values(updated_at=to_text(now), **values)
        )


def _hold(
    connection: Connection, ids: list[int], now: datetime, token: str, until: datetime
) -> None:
    if ids:
        facts = {"now": to_text(now), "token": token, "until": to_text(until)}
        connection.execute(_HOLD, {"ids": ids, **facts})


_HOLD = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("ids", expanding=True)))
    .values(
        state="sending",
        attempts=outbox.c.attempts + 1,
        lease_token=bindparam("token"),
        lease_until=bindparam("until"),
        updated_at=bindparam("now"),
    )
)


def may_go(connection: Connection, text: Outbound) -> bool:
    """Whether a claimed text is still the claimer's and its number has not opted out meanwhile."""
    held = connection.execute(_HELD, {"text": text.id, "token": text.lease_token}).first()
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
    mishaps: int = 0,
    recipient: str | None = None,
    tried: bool = True,
) -> bool:
    """Write what became of a claimed text; False when the lease has passed to another holder.

    `recipient` is where it goes next time; `tried` whether it was an attempt at all.
    """
    values: dict[str, object] = {"state": state, "last_error": error, "mishaps": mishaps}
    if not tried:
        values["attempts"] = text.attempts
    if recipient is not None:
        values["recipient"] = recipient
    if sid is not None:
        values["sid"] = sid
    if run_at is not None:
        values["run_at"] = to_text(run_at)
    if repeated is not None:
        values["repeated"] = repeated
    values |= {"lease_token": None, "lease_until": None, "updated_at": to_text(now)}
    new = {f"new_{name}": value for name, value in values.items()}
    held = {"text": text.id, "token": text.lease_token}
    return bool(connection.execute(_settle(tuple(values)), held | new).rowcount)


@cache
def _settle(names: tuple[str, ...]) -> Update:
    return (
        update(outbox)
        .where(outbox.c.id == bindparam("text"), outbox.c.lease_token == bindparam("token"))
        .values({name: bindparam(f"new_{name}", type_=outbox.c[name].type) for name in names})
    )


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
    told = {"text": id, "told": sid, "error": error, "now": to_text(now)}
    return bool(connection.execute(_report(state), told).rowcount)


@cache
def _report(state: str) -> Update:
    return (
        update(outbox)
        .where(
            outbox.c.id == bindparam("text"),
            outbox.c.state.in_(_BEFORE[state]),
            or_(outbox.c.sid.is_(None), outbox.c.sid == bindparam("told")),
        )
        .values(
            state=state,
            sid=bindparam("told"),
            last_error=bindparam("error"),
            lease_token=None,
            lease_until=None,
            updated_at=bindparam("now"),
        )
    )


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


def is_any_due(connection: Connection, now: datetime, real_now: datetime | None = None) -> bool:
    """Whether a text waits to be sent, or a holder let its lease run out."""
    instants = {"now": to_text(now), "real_now": to_text(real_now or now)}
    return connection.execute(_any_due(), instants).first() is not None


@cache
def _any_due() -> Select:
    let_go = (outbox.c.state == "sending") & (outbox.c.lease_until < bindparam("now"))
    return select(outbox.c.id).where(or_(_is_due(outbox), let_go)).limit(1)
