"""Leads, and the evidence of consent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.sql import Select

from bot.store.rows import Unreadable, read_rows, to_log
from bot.store.schema import consent, lead
from bot.store.times import to_text


@dataclass(frozen=True, slots=True)
class SavedLead:
    """`answers` is {question: {"value", "heard", "at"}}; `criteria` are the
    verdict's and `signals` those of `leads.signal`, as JSON. `test`: the business tried it itself.
    """

    id: int
    conversation_id: str
    campaign_id: str
    definition_id: int
    channel: str
    answers: Mapping[str, Any]
    name: str | None
    phone: str | None
    phone_verified: bool
    email: str | None
    outcome: str
    score: int
    criteria: Sequence[Mapping[str, Any]]
    signals: Sequence[Mapping[str, str]]
    test: bool
    approved_at: str | None
    created_at: str


@dataclass(frozen=True, slots=True)
class SavedConsent:
    """`condition`: how or when they want to be reached, in their words, if they said so."""

    id: int
    given: bool
    wording: str
    text_sha256: str
    heard: str
    at: str
    condition: str | None = None


def add_lead(connection: Connection, *, now: datetime, **facts: Any) -> int:
    """Save a lead (columns of `schema.lead`); returns its number."""
    result = connection.execute(insert(lead).values(created_at=to_text(now), **facts))
    return int(result.inserted_primary_key[0])


_BY_ID = select(lead).where(lead.c.id == bindparam("sought"))
_OF_CONVERSATION = select(lead).where(lead.c.conversation_id == bindparam("sought"))


def get_lead(connection: Connection, id: int) -> SavedLead | None:
    if not 0 < id < 2**63:  # no database has such a number
        return None
    row = connection.execute(_BY_ID, {"sought": id}).one_or_none()
    return SavedLead(**row._mapping) if row else None


def lock_lead(connection: Connection, id: int) -> SavedLead | None:
    """The lead, held until the transaction ends."""
    if not 0 < id < 2**63:
        return None
    held = select(lead).where(lead.c.id == id).with_for_update(key_share=True)
    row = connection.execute(held).one_or_none()
    return SavedLead(**row._mapping) if row else None


def get_lead_of(connection: Connection, conversation_id: str) -> SavedLead | None:
    row = connection.execute(_OF_CONVERSATION, {"sought": conversation_id}).one_or_none()
    return SavedLead(**row._mapping) if row else None


def list_leads(
    connection: Connection,
    campaign_id: str | None = None,
    limit: int | None = None,
    unreadable: Unreadable = to_log,
    below: int | None = None,
) -> list[SavedLead]:
    """Leads, the newest first; `unreadable` is told of those that are damaged.

    With `below`, those whose ids are lower.
    """
    query = _newest(select(lead), campaign_id, limit, below)
    return read_rows(connection, query, lead.c.id, SavedLead, unreadable)


def list_lead_times(
    connection: Connection, campaign_id: str | None, limit: int, below: int | None
) -> list[tuple[int, str]]:
    """Ids and times of `list_leads`, of damaged rows, too."""
    query = _newest(select(lead.c.id, lead.c.created_at), campaign_id, limit, below)
    return [(id, at) for id, at in connection.execute(query)]


def _newest(query: Select, campaign_id: str | None, limit: int | None, below: int | None) -> Select:
    query = query.order_by(lead.c.id.desc())
    if campaign_id is not None:
        query = query.where(lead.c.campaign_id == campaign_id)
    if below is not None:
        query = query.where(lead.c.id < below)
    return query if limit is None else query.limit(limit)


def list_leads_of_phone(connection: Connection, phone: str) -> list[SavedLead]:
    """The leads of a number in every campaign, the oldest first."""
    rows = connection.execute(select(lead).where(lead.c.phone == phone).order_by(lead.c.id))
    return [SavedLead(**row._mapping) for row in rows]


def mark_approved(connection: Connection, id: int, now: datetime) -> bool:
    """Note that someone approved a lead in review; False when it was approved before."""
    result = connection.execute(
        update(lead)
        .where(lead.c.id == id, lead.c.approved_at.is_(None))
        .values(approved_at=to_text(now))
    )
    return bool(result.rowcount)


def add_consent(
    connection: Connection,
    lead_id: int,
    given: bool,
    wording: str,
    text_sha256: str,
    heard: str,
    at: str,
    evidence: Mapping[str, Any],
) -> None:
    """Append evidence: the wording as shown, the words of the answer, and where it came from."""
    connection.execute(
        insert(consent).values(
            lead_id=lead_id,
            given=given,
            wording=wording,
            text_sha256=text_sha256,
            heard=heard,
            at=at,
            evidence=dict(evidence),
        )
    )


def get_consent(
    connection: Connection, lead_id: int, given: bool | None = None
) -> SavedConsent | None:
    """The newest consent of a lead; with `given` the newest that says so."""
    query = select(consent).where(consent.c.lead_id == lead_id)
    if given is not None:
        query = query.where(consent.c.given.is_(given))
    row = connection.execute(query.order_by(consent.c.id.desc()).limit(1)).one_or_none()
    if row is None:
        return None
    return SavedConsent(
        row.id,
        row.given,
        row.wording,
        row.text_sha256,
        row.heard,
        row.at,
        row.evidence.get("condition"),
    )


def update_lead(connection: Connection, id: int, **facts: Any) -> None:
    """Change columns of a lead that its prospect puts right."""
    connection.execute(update(lead).where(lead.c.id == id).values(**facts))
