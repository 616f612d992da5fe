"""Take due texts in hand to send them, in a transaction that ends before anything is sent."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime

from bot.failpoints import reach
from bot.services.fall_back import fall_back
from bot.services.hours import hours_allow
from bot.settings import Waits
from bot.store.database import Connection, Engine, reading, transaction
from bot.store.outbox import Outbound
from bot.store.outbox_leases import OPTED_OUT, claim_outbound, give_back, is_any_due
from bot.store.outbox_leases import may_go as _may_go


def claim_texts(
    engine: Engine, now: datetime, limit: int, operator: str | None, waits: Waits
) -> list[Outbound]:
    """Up to `limit` texts, ours until their lease is over.

    What has no one to go to any more is seen to on the way; see `fall_back` for `operator`.
    """
    with reading(engine) as connection:  # an idle worker leaves SQLite's one write lock alone
        if not is_any_due(connection, now):
            return []
    with transaction(engine) as connection:
        texts: list[Outbound] = []
        while not texts:
            token = secrets.token_hex(16)
            claim = claim_outbound(
                connection, token, now, waits.lease, limit, waits.look_up - waits.lease
            )
            texts = _in_their_hours(connection, claim.texts, now)
            if not claim.texts and not claim.dropped:
                break
            for text in claim.dropped:
                fall_back(connection, replace(text, state="dropped"), OPTED_OUT, now, operator)
    if texts:
        reach("delivery.claimed")
    return texts


def _in_their_hours(connection: Connection, texts: list[Outbound], now: datetime) -> list[Outbound]:
    """Those that may go now; the others wait for their recipients' day."""
    allowed = []
    for text in texts:
        if then := hours_allow(connection, text, now):
            give_back(connection, text, then, now)
        else:
            allowed.append(text)
    return allowed


def may_go(engine: Engine, text: Outbound) -> bool:
    """The last look before a text goes out: still ours, and its number has not opted out since."""
    with reading(engine) as connection:
        return _may_go(connection, text)
