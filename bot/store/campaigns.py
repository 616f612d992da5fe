"""Campaigns and their immutable definitions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Connection

from bot.store.schema import business, campaign, definition
from bot.store.times import to_text


@dataclass(frozen=True, slots=True)
class Published:
    """A published campaign: the newest version of its definition, as JSON."""

    id: str
    number: str
    definition_id: int
    version: int
    sha256: str
    body: Mapping[str, Any]


_PUBLISHED = select(
    campaign.c.id,
    campaign.c.number,
    definition.c.id.label("definition_id"),
    definition.c.version,
    definition.c.sha256,
    definition.c.body,
).join(definition, definition.c.id == campaign.c.definition_id)


def get_campaign(connection: Connection, id: str) -> Published | None:
    row = connection.execute(_PUBLISHED.where(campaign.c.id == id)).one_or_none()
    return Published(**row._mapping) if row else None


def get_campaign_by_number(connection: Connection, number: str) -> Published | None:
    """The campaign that prospects reach by texting `number` (E.164)."""
    row = connection.execute(_PUBLISHED.where(campaign.c.number == number)).one_or_none()
    return Published(**row._mapping) if row else None


def newest_definition(connection: Connection) -> int:
    """The highest id of a definition, 0 without any: a higher one, and more was published."""
    return int(connection.execute(select(func.max(definition.c.id))).scalar() or 0)


def list_numbers(connection: Connection) -> frozenset[str]:
    """Every number (E.164) that prospects text, or could text under an earlier definition."""
    rows = connection.execute(select(definition.c.body["number"].as_string()).distinct())
    return frozenset(rows.scalars())


def list_campaigns(connection: Connection) -> list[Published]:
    rows = connection.execute(_PUBLISHED.order_by(campaign.c.id))
    return [Published(**row._mapping) for row in rows]


def get_definition(connection: Connection, id: int) -> Mapping[str, Any]:
    """`{"version", "sha256", "body"}` of a definition that is known to exist."""
    row = connection.execute(
        select(definition.c.version, definition.c.sha256, definition.c.body).where(
            definition.c.id == id
        )
    ).one()
    return dict(row._mapping)


def add_definition(
    connection: Connection, campaign_id: str, sha256: str, body: Mapping[str, Any], now: datetime
) -> tuple[int, int]:
    """The (id, version) of this body; a body published before keeps its version."""
    known = connection.execute(
        select(definition.c.id, definition.c.version).where(
            definition.c.campaign_id == campaign_id, definition.c.sha256 == sha256
        )
    ).one_or_none()
    if known:
        return known.id, known.version
    newest = connection.execute(
        select(func.max(definition.c.version)).where(definition.c.campaign_id == campaign_id)
    ).scalar()
    version = (newest or 0) + 1
    result = connection.execute(
        insert(definition).values(
            campaign_id=campaign_id,
            version=version,
            sha256=sha256,
            body=body,
            created_at=to_text(now),
        )
    )
    return result.inserted_primary_key[0], version


def put_campaign(
    connection: Connection,
    id: str,
    business_id: int,
    number: str,
    definition_id: int,
    now: datetime,
) -> None:
    """Make `definition_id` the campaign's current definition; adds the campaign if new."""
    facts = {
        "business_id": business_id,
        "number": number,
        "definition_id": definition_id,
        "published_at": to_text(now),
    }
    changed = connection.execute(update(campaign).where(campaign.c.id == id).values(**facts))
    if not changed.rowcount:
        connection.execute(insert(campaign).values(id=id, **facts))


def put_business(connection: Connection, name: str, now: datetime) -> int:
    """The id of the business with this name; adds it if new."""
    known = connection.execute(select(business.c.id).where(business.c.name == name)).scalar()
    if known is not None:
        return int(known)
    result = connection.execute(insert(business).values(name=name, created_at=to_text(now)))
    return int(result.inserted_primary_key[0])
