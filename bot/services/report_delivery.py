"""A carrier's report on a text we sent; reports come late, twice and in any order."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from bot.errors import RowUnreadable
from bot.failpoints import reach
from bot.metrics import TEXTS
from bot.services.aside import aside
from bot.services.fall_back import fall_back
from bot.services.keep_delivered import keep_delivered
from bot.services.remind import remind_business
from bot.services.settle_text import observe_handoff
from bot.store.database import Connection, Engine, reading_row, transaction
from bot.store.opt_outs import add_opt_out
from bot.store.outbox import Outbound, get_outbound
from bot.store.outbox_leases import repeat_outbound, report_outbound
from bot.store.texts import add_text, set_text_status

logger = logging.getLogger(__name__)

# What the carrier says, and what it means for the text.
STATES = {
    "queued": "sent",
    "sending": "sent",
    "sent": "sent",
    "delivered": "delivered",
    "undelivered": "failed",
    "failed": "failed",
}


# The queue was full, the phone was off or out of reach: once more, a little later. Source:
# Twilio's error dictionary.
ONCE_MORE = {"30001", "30003", "30008"}
# The number has texted STOP to the carrier, which may say so only afterwards.
OPTED_OUT = "21610"
ONCE_MORE_AFTER = timedelta(minutes=5)


def report_delivery(
    engine: Engine,
    sid: str,
    status: str,
    outbox_id: str | None,
    error_code: str | None,
    now: datetime,
    operator: str | None = None,
) -> None:
    """Note the report; one that is unknown, old or about nothing of ours changes nothing.

    A text that failed for good falls back (`operator`: see there).
    """
    state = STATES.get(status)
    if state is None or not (outbox_id or "").isdecimal() or len(outbox_id or "") > 18:
        return
    id = int(outbox_id or 0)
    try:
        _report(engine, sid, status, state, error_code, id, now, operator)
    except RowUnreadable as damaged:
        logger.error("%s: a report on it changes nothing", damaged)
    reach("report.committed")


def _report(
    engine: Engine,
    sid: str,
    status: str,
    state: str,
    error_code: str | None,
    id: int,
    now: datetime,
    operator: str | None,
) -> None:
    error = f"carrier error {error_code[:20]}" if error_code else None
    with transaction(engine) as connection:
        # First the log of texts, as when a text is settled: two that lock in turn can't deadlock.
        with reading_row("outbox", id):
            text = get_outbound(connection, id)
        if text is None or not _is_news(connection, text, sid, status, now):
            return
        again = state == "failed" and error_code in ONCE_MORE
        repeated = again and repeat_outbound(connection, id, sid, now + ONCE_MORE_AFTER, now)
        if error_code == OPTED_OUT:
            add_opt_out(connection, text.recipient, "told by the carrier", now)
        if not repeated and report_outbound(connection, id, sid, state, error, now):
            with aside(connection, f"what follows from text {id}"):
                _follow(connection, text, state, error or status, now, operator)
        reach("report.before_commit")


def _is_news(connection: Connection, text: Outbound, sid: str, status: str, now: datetime) -> bool:
    """Note the status of the message that the text became; False when that had ended.

    Told twice that a message did not arrive, we send the text again once: the second time is not
    about the repeat. A report may also come before the carrier's answer, or instead of it.
    """
    if text.sid in (None, sid):
        add_text(connection, sid, text.sender, text.recipient, text.body, "queued", now, text.id)
    return set_text_status(connection, sid, status)


def _follow(
    connection: Connection,
    before: Outbound,
    state: str,
    reason: str,
    now: datetime,
    operator: str | None,
) -> None:
    text = replace(before, state=state)
    TEXTS.labels(text.kind, state).inc()
    if before.state == "sending" and state != "failed":  # it overtook the carrier's own answer
        observe_handoff(text, now)
    if state == "failed":
        fall_back(connection, text, reason, now, operator)
    elif text.kind == "handoff":
        keep_delivered(connection, text, now)
        remind_business(connection, text, now)
