"""A carrier's report on a text we sent; reports come late, twice and in any order."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.store.database import Engine, transaction
from bot.store.outbox import repeat_outbound, report_outbound
from bot.store.texts import set_text_status

# What the carrier says, and what it means for the text.
STATES = {
    "queued": "sent",
    "sending": "sent",
    "sent": "sent",
    "delivered": "delivered",
    "undelivered": "failed",
    "failed": "failed",
}


# The phone was off or out of reach: once more, a little later. Source: Twilio's error dictionary.
ONCE_MORE = {"30003", "30008"}
ONCE_MORE_AFTER = timedelta(minutes=5)


def report_delivery(
    engine: Engine,
    sid: str,
    status: str,
    outbox_id: str | None,
    error_code: str | None,
    now: datetime,
) -> None:
    """Note the report; one that is unknown, old or about nothing of ours changes nothing."""
    state = STATES.get(status)
    if state is None or not (outbox_id or "").isdecimal() or len(outbox_id or "") > 18:
        return
    error = f"carrier error {error_code[:20]}" if error_code else None
    with transaction(engine) as connection:
        again = state == "failed" and error_code in ONCE_MORE
        if not again or not repeat_outbound(
            connection, int(outbox_id or 0), sid, now + ONCE_MORE_AFTER, now
        ):
            report_outbound(connection, int(outbox_id or 0), sid, state, error, now)
        set_text_status(connection, sid, status)
