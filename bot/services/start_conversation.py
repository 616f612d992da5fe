"""Begin a conversation: on the web with the first word, by SMS with the first text.

What the web chat shows when it is opened needs no row. Who opens it and says nothing leaves none.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.errors import CampaignUnknown, ConversationUnknown
from bot.leads.campaign import Campaign
from bot.services.dialogue import Reply
from bot.services.message_text import storable
from bot.services.turn import Turn, campaign_of
from bot.store import campaigns, conversations, inbox
from bot.store.campaigns import Published
from bot.store.database import Connection, Engine, reading, transaction
from bot.store.times import to_seconds, to_text

Messages = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Opening:
    """A web chat that was opened: all that its conversation begins with.

    `definition` is the SHA-256 of the campaign as it was shown. `origin` is evidence of where the
    prospect came from: page, referrer, utm, address, agent. `at` is in whole seconds.
    """

    conversation_id: str
    campaign_id: str
    definition: str
    origin: Mapping[str, Any]
    at: datetime


def open_chat(
    engine: Engine, campaign_id: str, origin: Mapping[str, Any], now: datetime
) -> tuple[Opening, Messages]:
    """A chat with a new id, and the bot's first words; writes nothing. Raises CampaignUnknown."""
    with reading(engine) as connection:
        is_text = storable(campaign_id) == campaign_id
        published = campaigns.get_campaign(connection, campaign_id) if is_text else None
        if published is None:
            raise CampaignUnknown(campaign_id)
        campaign = campaign_of(connection, published.definition_id)
    opening = Opening(_new_id(), campaign.id, published.sha256, origin, now.replace(microsecond=0))
    return opening, _to_json(opening, campaign)


def opening_history(connection: Connection, opening: Opening) -> Messages:
    """The history of a chat in which nothing has been said. Raises ConversationUnknown."""
    campaign = campaign_of(connection, _definition_of(connection, opening))
    at = to_seconds(to_text(opening.at))
    return [{"from": "bot", "at": at, **message} for message in _to_json(opening, campaign)]


def greet(campaign: Campaign) -> tuple[Reply, ...]:
    """What the dialogue says at the opening of a web chat: who we are, and the first question.

    That is `need` in every campaign, so there are choices.
    """
    first = campaign.questions[0]
    choices = tuple((label, value) for value, label in first.choices.items())
    return Reply(campaign.greeting), Reply(first.ask, first.id, choices)


def begin_conversation(connection: Connection, opening: Opening) -> None:
    """Write the conversation as it was opened, under the definition that was shown; its opening
    waits for a turn. Does nothing where another message has begun it.

    Raises ConversationUnknown for a definition that is not there: the database was replaced.
    """
    id = opening.conversation_id
    definition_id = _definition_of(connection, opening)
    conversations.add_conversation(
        connection, id, opening.campaign_id, definition_id, "web", None, opening.origin, opening.at
    )
    inbox.add_inbound(connection, f"open:{id}", "open", id, "", opening.at)


def start_web_conversation(
    engine: Engine,
    campaign_id: str,
    origin: Mapping[str, Any],
    now: datetime,
    attempts: int = 0,
) -> str:
    """The id of a conversation that begins at once, for who is sure to talk: in the terminal.

    Raises CampaignUnknown.
    """
    opening, _ = open_chat(engine, campaign_id, origin, now)
    with transaction(engine) as connection:
        begin_conversation(connection, opening)
    return opening.conversation_id


def add_conversation(
    connection: Connection,
    published: Published,
    channel: str,
    address: str | None,
    origin: Mapping[str, Any],
    now: datetime,
) -> str:
    """A conversation under the campaign's current definition; its id is random and ours."""
    id = _new_id()
    conversations.add_conversation(
        connection, id, published.id, published.definition_id, channel, address, origin, now
    )
    return id


def end_conversation(turn: Turn) -> None:
    """Nothing goes on here: the next text from this number begins a new conversation."""
    conversations.close_conversation(turn.connection, turn.conversation.id)


def _new_id() -> str:
    return secrets.token_urlsafe(16)


def _definition_of(connection: Connection, opening: Opening) -> int:
    id = campaigns.get_definition_id(connection, opening.campaign_id, opening.definition)
    if id is None:
        raise ConversationUnknown(opening.conversation_id)
    return id


def _to_json(opening: Opening, campaign: Campaign) -> Messages:
    return [
        reply.to_json(f"{opening.conversation_id}-{n}")
        for n, reply in enumerate(greet(campaign), 1)
    ]
