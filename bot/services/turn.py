"""The turn that is under way: one inbound message and everything it causes, one transaction."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from bot import clock
from bot.errors import CampaignUnknown
from bot.leads.campaign import Campaign
from bot.leads.campaign_json import campaign_from_json
from bot.services.limiter import LENIENT, Limiter
from bot.settings import load_settings
from bot.store import campaigns, conversations
from bot.store.conversations import Conversation
from bot.store.database import Connection, Engine, open_database, reading_row, transaction
from bot.store.migrate import migrate


@dataclass(slots=True)
class Turn:
    """`connection` holds the turn's transaction; `message` is the key of what it answers, such as
    `sms:SM…`. `failure` is what an action died of, if one did: then nothing of the turn may be
    committed. `operator` is the number (E.164) of who runs Leadbell, if it is known. `understood`
    is whether the dialogue made anything of the message; `unheard` is one of which it made nothing,
    with what in it is a person's own masked.
    """

    connection: Connection
    conversation: Conversation
    campaign: Campaign
    now: datetime
    message: str | None = field(default=None)
    failure: Exception | None = field(default=None)
    operator: str | None = field(default=None)
    limiter: Limiter = field(default=LENIENT)
    understood: bool = field(default=True)
    unheard: str | None = field(default=None)

    @property
    def local_now(self) -> datetime:
        """The turn's instant in the campaign's time zone."""
        return self.now.astimezone(ZoneInfo(self.campaign.business.time_zone))


_current: ContextVar[Turn | None] = ContextVar("turn", default=None)


def current_turn() -> Turn | None:
    """The turn that this code runs in, or None."""
    return _current.get()


@contextmanager
def running(turn: Turn) -> Iterator[Turn]:
    """Make `turn` the current one for the block."""
    token = _current.set(turn)
    try:
        yield turn
    finally:
        _current.reset(token)


_campaigns: dict[tuple[str, int], Campaign] = {}


def campaign_of(connection: Connection, definition_id: int) -> Campaign:
    """The campaign as this definition says; definitions never change, so each is built once.

    Raises RowUnreadable.
    """
    key = (str(connection.engine.url), definition_id)
    if key not in _campaigns:
        with reading_row("definition", definition_id):
            body = campaigns.get_definition(connection, definition_id)["body"]
            _campaigns[key] = campaign_from_json(body)
    return _campaigns[key]


def campaign_today(connection: Connection, campaign_id: str) -> Campaign:
    """The campaign as it is published now, for what no conversation decides.

    Its operator may have put a number right since. Raises CampaignUnknown, RowUnreadable.
    """
    published = campaigns.get_named(connection, campaign_id)
    if published is None:
        raise CampaignUnknown(campaign_id)
    return campaign_of(connection, published.definition_id)


@contextmanager
def joined_turn(campaign_id: str | None, conversation_id: str) -> Iterator[Turn]:
    """The current turn; or, where the dialogue runs outside `leadbell` (`rasa shell`, `rasa run
    actions`), a transaction of its own on the campaign named, or LEADBELL_CAMPAIGN.

    Raises CampaignUnknown.
    """
    turn = current_turn()
    if turn is not None:
        yield turn
        return
    with transaction(_own_engine()) as connection:
        yield _standalone(connection, campaign_id, conversation_id)


def _standalone(connection: Connection, campaign_id: str | None, conversation_id: str) -> Turn:
    wanted = campaign_id or os.environ.get("LEADBELL_CAMPAIGN", "roofing")
    published = campaigns.get_campaign(connection, wanted)
    if published is None:
        raise CampaignUnknown(wanted)
    now = clock.now()
    if conversations.get_conversation(connection, conversation_id) is None:
        conversations.add_conversation(
            connection,
            conversation_id,
            published.id,
            published.definition_id,
            "shell",
            None,
            {},
            now,
        )
    conversation = conversations.lock_conversation(connection, conversation_id)
    assert conversation is not None
    return Turn(connection, conversation, campaign_of(connection, published.definition_id), now)


@cache
def _own_engine() -> Engine:
    settings = load_settings()
    clock.fix(settings.fixed_now)
    engine = open_database(settings.database_url)
    migrate(engine)
    return engine
