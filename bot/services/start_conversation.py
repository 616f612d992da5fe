"""Begin a conversation: on the web when the widget is opened, by SMS with the first text."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.errors import CampaignUnknown
from bot.services.admit import Visit, admit_chat
from bot.services.message_text import storable
from bot.services.turn import Turn, campaign_of
from bot.store import campaigns, conversations, inbox
from bot.store.campaigns import Published
from bot.store.database import Connection, Engine, transaction


def start_web_conversation(
    engine: Engine,
    campaign_id: str,
    origin: Mapping[str, Any],
    now: datetime,
    visit: Visit = Visit(),  # noqa: B008
) -> str:
    """The new conversation's id; its opening waits in the inbox for a turn.

    `origin` is evidence of where the prospect came from: page, referrer, utm, address, agent.
    Raises CampaignUnknown, LimitReached.
    """
    with transaction(engine) as connection:
        is_text = storable(campaign_id) == campaign_id
        published = campaigns.get_campaign(connection, campaign_id) if is_text else None
        if published is None:
            raise CampaignUnknown(campaign_id)
        id = add_conversation(connection, published, "web", None, origin, now)
        inbox.add_inbound(connection, f"open:{id}", "open", id, "", now)
        admit_chat(connection, visit, campaign_of(connection, published.definition_id), now)
    return id


def add_conversation(
    connection: Connection,
    published: Published,
    channel: str,
    address: str | None,
    origin: Mapping[str, Any],
    now: datetime,
) -> str:
    """A conversation under the campaign's current definition; its id is random and ours."""
    id = secrets.token_urlsafe(16)
    conversations.add_conversation(
        connection, id, published.id, published.definition_id, channel, address, origin, now
    )
    return id


def end_conversation(turn: Turn) -> None:
    """Nothing goes on here: the next text from this number begins a new conversation."""
    conversations.close_conversation(turn.connection, turn.conversation.id)
