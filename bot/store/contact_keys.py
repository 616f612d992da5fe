"""By what a prospect is known again: keyed hashes of phone, e-mail address and browser."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.engine import Connection

from bot.store.insert_once import insert_once
from bot.store.schema import contact_key, lead
from bot.store.times import to_text

# So many leads of one prospect are looked at, the newest.
MOST = 50


@dataclass(frozen=True, slots=True)
class ContactKey:
    """`kind` is `phone`, `email` or `browser`; `hash` is keyed, in hexadecimal."""

    kind: str
    hash: str


def add_contact_keys(
    connection: Connection,
    campaign_id: str,
    lead_id: int,
    keys: Collection[ContactKey],
    now: datetime,
) -> None:
    """Note that the lead's prospect has these; what is here already stays."""
    for key in keys:
        insert_once(
            connection,
            contact_key,
            kind=key.kind,
            hash=key.hash,
            campaign_id=campaign_id,
            lead_id=lead_id,
            created_at=to_text(now),
        )


def list_leads_with(
    connection: Connection, campaign_id: str, keys: Collection[ContactKey]
) -> dict[int, str]:
    """{lead: the kind of key that it shares} of the campaign's leads, the newest first.

    A business's own tries of its campaign are left out.
    """
    rows = connection.execute(
        select(contact_key.c.lead_id, contact_key.c.kind)
        .join(lead, lead.c.id == contact_key.c.lead_id)
        .where(
            contact_key.c.hash.in_([key.hash for key in keys]),
            contact_key.c.campaign_id == campaign_id,
            lead.c.test.is_(False),
        )
        .order_by(contact_key.c.id.desc())
        .limit(MOST)
    )
    return {row.lead_id: row.kind for row in rows}


def list_leads_by(connection: Connection, key: ContactKey) -> list[int]:
    """The numbers of every campaign's leads that had this key at any time."""
    return list(
        connection.execute(
            select(contact_key.c.lead_id).where(
                contact_key.c.hash == key.hash, contact_key.c.kind == key.kind
            )
        ).scalars()
    )
