"""Campaigns and their immutable definitions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update
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


@dataclass(frozen=True, slots=True)
class Named:
    """What of a campaign can be read whatever is wrong with its definition."""

    id: str
    business: str
    number: str
    definition_id: int
    version: int | None
    sha256: str | None


_PUBLISHED = select(
    campaign.c.id,
    campaign.c.number,
    definition.c.id.label("definition_id"),
    definition.c.version,
    definition.c.sha256,
    definition.c.body,
).join(definition, definition.c.id == campaign.c.definition_id)


_BY_ID = _PUBLISHED.where(campaign.c.id == bindparam("sought"))
_BY_NUMBER = _PUBLISHED.where(campaign.c.number == bindparam("sought"))


def get_campaign(connection: Connection, id: str) -> Published | None:
    row = connection.execute(_BY_ID, {"sought": id}).one_or_none()
    return Published(**row._mapping) if row else None


def get_campaign_by_number(connection: Connection, number: str) -> Published | None:
    """The campaign that prospects reach by texting `number` (E.164)."""
    row = connection.execute(_BY_NUMBER, {"sought": number}).one_or_none()
    return Published(**row._mapping) if row else None


def get_campaign_that_had(connection: Connection, number: str) -> Published | None:
    """The campaign whose number this was last, where no campaign has it now."""
    had = definition.c.body["number"].as_string() == number
    campaign_id = connection.execute(
        select(definition.c.campaign_id).where(had).order_by(definition.c.id.desc()).limit(1)
    ).scalar()
    return get_campaign(connection, campaign_id) if campaign_id else None


_NAMED = (
    select(
        campaign.c.id,
        business.c.name.label("business"),
        campaign.c.number,
        campaign.c.definition_id,
        definition.c.version,
        definition.c.sha256,
    )
    .join(business, business.c.id == campaign.c.business_id)
    .outerjoin(definition, definition.c.id == campaign.c.definition_id)
)


def get_named(connection: Connection, id: str) -> Named | None:
    row = connection.execute(_NAMED.where(campaign.c.id == id)).one_or_none()
    return Named(**row._mapping) if row else None


def list_named(connection: Connection) -> list[Named]:
    return [Named(**row._mapping) for row in connection.execute(_NAMED.order_by(campaign.c.id))]


def who_has(connection: Connection, number: str) -> str | None:
    """The id of the campaign with this number (E.164)."""
    return connection.execute(select(campaign.c.id).where(campaign.c.number == number)).scalar()


def get_definition(connection: Connection, id: int) -> Mapping[str, Any]:
    """`{"version", "sha256", "body"}` of a definition that is known to exist."""
    row = connection.execute(
        select(definition.c.version, definition.c.sha256, definition.c.body).where(
            definition.c.id == id
        )
    ).one()
    return dict(row._mapping)


def get_definition_id(connection: Connection, campaign_id: str, sha256: str) -> int | None:
    """The definition of the campaign that has this hash, whether it is the current one or not."""
    found = select(definition.c.id).where(
        definition.c.campaign_id == campaign_id, definition.c.sha256 == sha256
    )
    return connection.execute(found).scalar_one_or_none()


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
