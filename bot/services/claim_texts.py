"""Take due texts in hand to send them, in a transaction that ends before anything is sent."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime

from bot import clock
from bot.failpoints import reach
from bot.services.fall_back import fall_back
from bot.services.judge_text import Drop, Go, Judgement, Redirect, judge_again
from bot.settings import Waits
from bot.store.database import Connection, Engine, reading, transaction
from bot.store.outbox import Outbound
from bot.store.outbox_leases import (
    OPTED_OUT,
    Claim,
    claim_outbound,
    is_any_due,
    may_go,
    release_outbound,
)


def claim_texts(
    engine: Engine, now: datetime, limit: int, operator: str | None, waits: Waits
) -> list[Outbound]:
    """Up to `limit` texts, ours until their lease is over, each judged again.

    What has no one to go to any more is seen to on the way; see `fall_back` for `operator`.
    """
    real_now = clock.real()
    with reading(engine) as connection:  # an idle worker leaves SQLite's one write lock alone
        if not is_any_due(connection, now, real_now):
            return []
    ours: list[Outbound] = []
    with transaction(engine) as connection:
        while not ours:
            token = secrets.token_hex(16)
            look_up_after = waits.look_up - waits.lease
            claim = claim_outbound(
                connection, token, now, waits.lease, limit, look_up_after, real_now
            )
            if claim == Claim():
                break
            for text in claim.dropped:
                fall_back(connection, replace(text, state="dropped"), OPTED_OUT, now, operator)
            ours = [each for each in claim.texts if _may_go(connection, each, now, operator)]
    if ours:
        reach("delivery.claimed")
    return ours


def _may_go(connection: Connection, text: Outbound, now: datetime, operator: str | None) -> bool:
    """Whether a claimed text is wanted as it is; else it is dropped, or waits for another number.

    One whose fate is unknown is looked up first, where it went.
    """
    judgement = Go() if text.state == "unknown" else judge_again(connection, text)
    if isinstance(judgement, Drop):
        release_outbound(connection, text, "dropped", now, error=judgement.reason)
        if judgement.falls_back:
            fall_back(connection, replace(text, state="dropped"), judgement.reason, now, operator)
    elif isinstance(judgement, Redirect):
        release_outbound(connection, text, text.state, now, recipient=judgement.number)
    return isinstance(judgement, Go)


def last_look(engine: Engine, text: Outbound) -> Judgement:
    """What a claimed text may do right before it goes out: the world may have moved since."""
    with reading(engine) as connection:
        if not may_go(connection, text):
            return Drop(OPTED_OUT, falls_back=True)
        return judge_again(connection, text)
