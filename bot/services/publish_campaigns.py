"""Publish campaigns: the definition's next version becomes the one that new leads meet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.errors import NumberTaken
from bot.leads.campaign import Campaign
from bot.leads.campaign_json import campaign_to_json, definition_sha256
from bot.store import campaigns
from bot.store.database import Engine, transaction


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
        published = []
        for campaign in to_publish:
            holder = campaigns.who_has(connection, campaign.number)
            if holder and holder != campaign.id:
                raise NumberTaken(campaign.id, campaign.number, holder)
            before = campaigns.get_named(connection, campaign.id)
            body = campaign_to_json(campaign)
            sha256 = definition_sha256(body)
            definition_id, version = campaigns.add_definition(
                connection, campaign.id, sha256, body, now
            )
            business_id = campaigns.put_business(connection, campaign.business.name, now)
            campaigns.put_campaign(
                connection, campaign.id, business_id, campaign.number, definition_id, now
            )
            changed = before is None or before.sha256 != sha256
            published.append(Publication(campaign.id, version, sha256, changed))
    return published
