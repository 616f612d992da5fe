"""Leads as their businesses got them; a row is written once and never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from bot.store.insert_once import insert_once
from bot.store.leads import SavedLead
from bot.store.schema import delivered
from bot.store.times import to_text


@dataclass(frozen=True, slots=True)
class Delivered:
    """The text (`body`, to `recipient`) and the lead of that moment, as in `SavedLead`.

    `consent_id` is the row of evidence that allowed it.
    """

    id: int
    lead_id: int
    definition_id: int
    consent_id: int | None
    recipient: str
    body: str
    answers: Mapping[str, Any]
    name: str | None
    phone: str | None
    phone_verified: bool
    email: str | None
    outcome: str
    score: int
    criteria: Sequence[Mapping[str, Any]]
    signals: Sequence[Mapping[str, str]]
    approved_at: str | None
    at: str


# What of the lead is kept, under the same names.
OF_LEAD = (
    "definition_id",
    "answers",
    "name",
    "phone",
    "phone_verified",
    "email",
    "outcome",
    "score",
    "criteria",
    "signals",
    "approved_at",
)


def add_delivered(
    connection: Connection,
    lead: SavedLead,
    consent_id: int | None,
    recipient: str,
    body: str,
    now: datetime,
) -> bool:
    """Keep what was delivered; False when the lead was delivered before: the first one counts."""
    if get_delivered(connection, lead.id):
        return False
    return insert_once(
        connection,
        delivered,
        lead_id=lead.id,
        consent_id=consent_id,
        recipient=recipient,
        body=body,
        at=to_text(now),
        **{name: getattr(lead, name) for name in OF_LEAD},
    )


def get_delivered(connection: Connection, lead_id: int) -> Delivered | None:
    row = connection.execute(select(delivered).where(delivered.c.lead_id == lead_id)).one_or_none()
    return Delivered(**row._mapping) if row else None
