"""Every judgement of every lead, in order: what failed once is remembered."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from bot.store.schema import verdict
from bot.store.times import to_text

# So many judgements of one prospect are looked at, the newest: more says nothing new.
MOST = 100


@dataclass(frozen=True, slots=True)
class SavedVerdict:
    """`answers` are those that were judged, {question: {"value", "heard", "at"}}; `criteria` the
    verdict's, as JSON.
    """

    id: int
    lead_id: int
    answers: Mapping[str, Any]
    outcome: str
    score: int
    criteria: Sequence[Mapping[str, Any]]
    at: str


def add_verdict(connection: Connection, lead_id: int, now: datetime, **facts: Any) -> None:
    """Append a judgement: `answers`, `outcome`, `score` and `criteria`."""
    connection.execute(insert(verdict).values(lead_id=lead_id, at=to_text(now), **facts))


def list_verdicts(
    connection: Connection, lead_ids: Collection[int], since: datetime | None = None
) -> list[SavedVerdict]:
    """Judgements of these leads, the newest first; `since` leaves out what is older."""
    query = select(verdict).where(verdict.c.lead_id.in_(lead_ids))
    if since is not None:
        query = query.where(verdict.c.at >= to_text(since))
    rows = connection.execute(query.order_by(verdict.c.id.desc()).limit(MOST))
    return [SavedVerdict(**row._mapping) for row in rows]
