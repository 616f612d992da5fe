"""Write what became of a text that was sent, or could not be, and do what follows from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.failpoints import reach
from bot.metrics import HANDOFF_SECONDS, SEGMENTS, TEXTS
from bot.services.aside import aside
from bot.services.fall_back import fall_back
from bot.services.keep_delivered import keep_delivered
from bot.services.remind import remind_business
from bot.store import texts
from bot.store.database import Engine, transaction
from bot.store.opt_outs import add_opt_out
from bot.store.outbox import UNDELIVERED, Outbound
from bot.store.outbox_leases import settle_outbound
from bot.store.times import to_datetime
from bot.values import sms_text


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of a text.

    `state` is the outbox's; `sid` the carrier's id once it has the text; `run_at` when to look at
    it again; `repeated` whether it may have gone out twice; `opted_out` that the carrier says so;
    `mishaps` how many there have been, with one that nobody foresaw. `recipient` is where it goes
    next time, if elsewhere; `tried` whether it was an attempt at all.
    """

    state: str
    sid: str | None = None
    error: str | None = None
    run_at: datetime | None = None
    repeated: bool = False
    opted_out: bool = False
    mishaps: int = 0
    recipient: str | None = None
    tried: bool = True


def settle_text(
    engine: Engine,
    text: Outbound,
    settlement: Settlement,
    now: datetime,
    operator: str | None,
) -> None:
    """Commit the settlement; a holder whose lease has run out changes nothing but the log of texts.

    A handoff that the carrier has is kept as the business gets it, and starts its time to answer;
    what reached nobody falls back (`operator`: see there).
    """
    with transaction(engine) as connection:
        if settlement.sid is not None:
            texts.add_text(
                connection,
                settlement.sid,
                text.sender,
                text.recipient,
                text.body,
                settlement.state,
                now,
                outbox_id=text.id,
            )
        if settlement.opted_out:
            add_opt_out(connection, text.recipient, "told by the carrier", now)
        ours = settle_outbound(
            connection,
            text,
            settlement.state,
            now,
            sid=settlement.sid,
            error=settlement.error,
            run_at=settlement.run_at,
            repeated=settlement.repeated,
            mishaps=settlement.mishaps,
            recipient=settlement.recipient,
            tried=settlement.tried,
        )
        if ours and settlement.sid and text.kind == "handoff":
            with aside(connection, f"the snapshot of text {text.id}"):
                keep_delivered(connection, text, now)
            with aside(connection, f"the reminder of text {text.id}"):
                remind_business(connection, text, now)
        if ours and settlement.state in UNDELIVERED:
            reason = settlement.error or settlement.state
            with aside(connection, f"what follows from text {text.id}"):
                fall_back(connection, replace(text, state=settlement.state), reason, now, operator)
        reach("delivery.before_commit")
    reach("delivery.settled")
    if not ours:
        return
    TEXTS.labels(text.kind, settlement.state).inc()
    if settlement.sid:
        SEGMENTS.labels(text.kind).inc(sms_text.segments(text.body))
        observe_handoff(text, now)


def observe_handoff(text: Outbound, now: datetime) -> None:
    """Measure from the verdict until the carrier had the handoff; other texts aren't counted."""
    if text.key == f"handoff:{text.lead_id}":
        HANDOFF_SECONDS.observe((now - to_datetime(text.created_at)).total_seconds())
