"""How much waits: what an operator watches, whatever process or machine does the work."""

from __future__ import annotations

from datetime import datetime

from bot.store import inbox, outbox
from bot.store.database import Engine, reading
from bot.store.outbox import UNDELIVERED, WAITING
from bot.store.times import to_datetime


def count_queues(engine: Engine, now: datetime) -> dict[str, float]:
    """{name: figure}: texts and messages that wait, texts that reached nobody, the longest wait."""
    with reading(engine) as connection:
        texts = outbox.count_outbound(connection, (*WAITING, "sending", *UNDELIVERED))
        oldest = outbox.oldest_due(connection, now)
        messages = inbox.count_waiting(connection)
    waited = (now - to_datetime(oldest)).total_seconds() if oldest else 0.0
    return {
        **{f"outbox_{state}": float(count) for state, count in texts.items()},
        "outbox_oldest_due_seconds": max(waited, 0.0),
        "inbox_waiting": float(messages),
    }
