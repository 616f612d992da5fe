"""Whose texts a campaign answers: people's, of its countries, and its own business's."""

from __future__ import annotations

from bot.leads.campaign import Campaign
from bot.metrics import LIMITED
from bot.services.own_numbers import is_campaigns
from bot.store.database import Connection
from bot.values import phone_origin


def is_answered(connection: Connection, campaign: Campaign, sender: str) -> bool:
    """Whether a text from `sender` gets any answer; one that gets none is counted.

    None gets: a short code or a name; a number that may cost more than a text; one of another
    country; and a campaign's own number, today's or an earlier one, for two bots would never end.
    """
    because = _refusal(connection, campaign, sender)
    if because:
        LIMITED.labels(because).inc()
    return because is None


def is_business(campaign: Campaign, sender: str) -> bool:
    """Whether the text comes from the campaign's business."""
    return sender in (campaign.business.sms, campaign.business.backup_sms)


def _refusal(connection: Connection, campaign: Campaign, sender: str) -> str | None:
    if is_business(campaign, sender):
        return None
    country = phone_origin.country(sender)
    if country is None:
        return "no_phone"
    if phone_origin.is_costly(sender):
        return "costly_number"
    if country not in campaign.answered_countries:
        return "other_country"
    return "own_number" if is_campaigns(connection, sender) else None
