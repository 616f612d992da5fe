"""Publish campaigns: the definition's next version becomes the one that new leads meet."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from bot.errors import NumberTaken, RowUnreadable
from bot.leads.campaign import Campaign
from bot.leads.campaign_json import campaign_from_json, campaign_to_json, definition_sha256
from bot.store import campaigns
from bot.store.campaigns import Named
from bot.store.database import Connection, Engine, reading_row, transaction


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published. `changed` is False when this very definition was current before."""

    campaign: str
    version: int
    sha256: str
    changed: bool


def publish_campaigns(
    engine: Engine, to_publish: Iterable[Campaign], now: datetime
) -> list[Publication]:
    """Publish all of them or, when one can't be, none.

    Raises NumberTaken when another campaign has a campaign's number: a text to it could not be
    told apart.
    """
    with transaction(engine) as connection:
        return [_publish(connection, campaign, now) for campaign in to_publish]


def _publish(connection: Connection, campaign: Campaign, now: datetime) -> Publication:
    holder = campaigns.who_has(connection, campaign.number)
    if holder and holder != campaign.id:
        raise NumberTaken(campaign.id, campaign.number, holder)
    before = campaigns.get_named(connection, campaign.id)
    body = campaign_to_json(campaign)
    sha256 = definition_sha256(body)
    if before and before.sha256 != sha256 and _as_written_today(connection, before) == sha256:
        assert before.version and before.sha256  # it was read
        return Publication(campaign.id, before.version, before.sha256, False)
    definition_id, version = campaigns.add_definition(connection, campaign.id, sha256, body, now)
    business_id = campaigns.put_business(connection, campaign.business.name, now)
    campaigns.put_campaign(
        connection, campaign.id, business_id, campaign.number, definition_id, now
    )
    changed = before is None or before.sha256 != sha256
    return Publication(campaign.id, version, sha256, changed)


def _as_written_today(connection: Connection, before: Named) -> str | None:
    """The hash that the current definition would have, had this release written it.

    One that an earlier release wrote otherwise stays: an upgrade by itself is no new version of
    what a business has agreed to. None where it can't be read.
    """
    with suppress(RowUnreadable), reading_row("definition", before.definition_id):
        body = campaigns.get_definition(connection, before.definition_id)["body"]
        return definition_sha256(campaign_to_json(campaign_from_json(body)))
    return None
