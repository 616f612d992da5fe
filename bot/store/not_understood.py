"""Sentences of prospects that were not understood, with nothing that says whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.engine import Connection

from bot.store.schema import not_understood
from bot.store.times import to_text

LONGEST = 300  # characters


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A sentence and the id of the question that was open, or None; it came so many `times`."""

    text: str
    asks: str | None
    times: int


def add_not_understood(
    connection: Connection, campaign_id: str, asks: str | None, text: str, now: datetime
) -> None:
    """Keep the first `LONGEST` characters of a sentence; whoever calls has masked it."""
    facts = {"campaign_id": campaign_id, "asks": asks, "text": text[:LONGEST], "at": to_text(now)}
    connection.execute(insert(not_understood).values(**facts))


def list_not_understood(
    connection: Connection, campaign_id: str, limit: int
) -> list[NotUnderstood]:
    """Each sentence once, those that came most often first, then the latest."""
    times = func.count().label("times")
    rows = connection.execute(
        select(not_understood.c.text, not_understood.c.asks, times)
        .where(not_understood.c.campaign_id == campaign_id)
        .group_by(not_understood.c.text, not_understood.c.asks)
        .order_by(times.desc(), func.max(not_understood.c.id).desc())
        .limit(limit)
    )
    return [NotUnderstood(**row._mapping) for row in rows]


def forget_not_understood(connection: Connection, before: datetime) -> int:
    """Remove what was said before `before`; returns how many."""
    old = delete(not_understood).where(not_understood.c.at < to_text(before))
    return int(connection.execute(old).rowcount)
