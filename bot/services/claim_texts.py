"""Take due texts in hand to send them, in a transaction that ends before anything is sent."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from bot import child, clock
from bot.failpoints import reach
from bot.services.alert import alert_of_text
from bot.services.aside import aside
from bot.services.fall_back import fall_back
from bot.settings import Waits
from bot.store.database import Connection, Engine, reading, transaction
from bot.store.outbox import Outbound
from bot.store.outbox_leases import OPTED_OUT, UNREADABLE, Claim, claim_outbound, is_any_due

# How long a text that is tried alone is held: as long as its child may live, and be settled.
ALONE = timedelta(seconds=child.LONGEST + 20)


def claim_texts(
    engine: Engine,
    now: datetime,
    limit: int,
    operator: str | None,
    waits: Waits,
    alone: bool = False,
) -> list[Outbound]:
    """Up to `limit` texts, ours until their lease is over; with `alone` one more that must be
    tried alone.

    What has no one to go to any more is seen to on the way; see `fall_back` for `operator`. The
    claim reads no more of a row than it must: whatever else decides whether it goes is asked of
    each by itself, once it is held (`judge_text.last_look`).
    """
    real_now = clock.real()
    with reading(engine) as connection:  # an idle worker leaves SQLite's one write lock alone
        if not is_any_due(connection, now, real_now):
            return []
    claim = Claim()
    with transaction(engine) as connection:
        while not claim.texts:
            claim = claim_outbound(
                connection,
                secrets.token_hex(16),
                now,
                waits.lease,
                limit,
                waits.look_up - waits.lease,
                max(ALONE, waits.lease) if alone else None,
                real_now,
            )
            if not claim.dropped and not claim.unreadable:
                break
            _see_to(connection, claim, now, operator)
    if claim.texts:
        reach("delivery.claimed")
    return claim.texts


def _see_to(connection: Connection, claim: Claim, now: datetime, operator: str | None) -> None:
    for text in claim.dropped:
        with aside(connection, f"what follows from text {text.id}"):
            fall_back(connection, replace(text, state="dropped"), OPTED_OUT, now, operator)
    for id in claim.unreadable:
        with aside(connection, f"the alert of text {id}"):
            alert_of_text(connection, id, UNREADABLE, now, operator)
