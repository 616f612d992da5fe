"""What prospects put right after the end; rows are added and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from bot.store.schema import correction
from bot.store.times import to_text


@dataclass(frozen=True, slots=True)
class Correction:
    """`was` and `now` are answers, {"value", "heard", "at"}; `heard` are the words that changed it.

    `was` is empty where nothing was known.
    """

    id: int
    lead_id: int
    field: str
    was: Mapping[str, Any]
    now: Mapping[str, Any]
    heard: str
    at: str


def add_correction(
    connection: Connection,
    lead_id: int,
    field: str,
    was: Mapping[str, Any],
    now: Mapping[str, Any],
    at: datetime,
) -> int:
    """Append a correction; returns its number."""
    result = connection.execute(
        insert(correction).values(
            lead_id=lead_id,
            field=field,
            was=dict(was),
            now=dict(now),
            heard=now["heard"],
            at=to_text(at),
        )
    )
    return int(result.inserted_primary_key[0])


def list_corrections(connection: Connection, lead_id: int, first: int = 0) -> list[Correction]:
    """A lead's corrections from the one numbered `first` on, the oldest first."""
    rows = connection.execute(
        select(correction)
        .where(correction.c.lead_id == lead_id, correction.c.id >= first)
        .order_by(correction.c.id)
    )
    return [Correction(**row._mapping) for row in rows]
