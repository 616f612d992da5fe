"""Quiet hours of the texts that we start: where their recipients are, and when they may go.

A reminder to a prospect and one to a business are such texts. Answers, handoffs, backups, their
repeats and corrections are none: somebody waits for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.leads.campaign import Campaign
from bot.leads.places import places_of
from bot.leads.quiet_hours import Place, most_in_a_day, next_allowed
from bot.services.slots import slots_of
from bot.services.text_keys import conversation_of
from bot.services.turn import campaign_of, campaign_today
from bot.store import conversations, outbox
from bot.store.conversations import Conversation
from bot.store.database import Connection
from bot.store.outbox import Outbound

_DAY = timedelta(days=1)


def hours_allow(connection: Connection, text: Outbound, now: datetime) -> datetime | None:
    """None when the text may go now; else the instant to look again.

    The hour counts in which a text is sent, not the one in which it was queued: a server that was
    down, or a carrier that was, must not wake anybody.
    """
    if text.kind == "reminder":
        places = places_of_business(campaign_today(connection, text.campaign_id))
        return _later(now, places, now)
    if text.kind != "follow_up":
        return None
    places = _places(connection, text)
    return _later(now, places, max(now, _room(connection, text, places, now)))


def places_of_prospect(campaign: Campaign, conversation: Conversation, number: str) -> list[Place]:
    """Where the prospect may be who has `number`: by the postcode they gave, and by its area."""
    postcode = (slots_of(conversation).get("postcode") or {}).get("value")
    zone = campaign.business.time_zone
    return list(places_of(number, postcode, campaign.country, zone))


def places_of_business(campaign: Campaign) -> list[Place]:
    """Where the campaign's business may be: in its zone, and in its number's state."""
    business = campaign.business
    return list(places_of(business.sms, None, campaign.country, business.time_zone))


def _places(connection: Connection, text: Outbound) -> list[Place]:
    id = conversation_of(text.key)
    conversation = conversations.get_conversation(connection, id) if id else None
    if conversation is None:
        return places_of_business(campaign_today(connection, text.campaign_id))
    campaign = campaign_of(connection, conversation.definition_id)
    return places_of_prospect(campaign, conversation, text.recipient)


def _later(now: datetime, places: Sequence[Place], earliest: datetime) -> datetime | None:
    then = next_allowed(earliest, places)
    return then if then > now else None


def _room(
    connection: Connection, text: Outbound, places: Sequence[Place], now: datetime
) -> datetime:
    """When one more text on this subject is no more than the recipient's state allows in a day."""
    most = most_in_a_day(places)
    if most is None:
        return now
    sent = outbox.list_sent_times(connection, text, now - _DAY)
    return sent[-most] + _DAY if len(sent) >= most else now
