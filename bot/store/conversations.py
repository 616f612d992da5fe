"""Conversations, and the dialogue's events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.engine import Connection

from bot.store.insert_once import insert_once
from bot.store.schema import conversation, dialogue_event
from bot.store.times import to_text


@dataclass(frozen=True, slots=True)
class Conversation:
    """`address` is the prospect's number (E.164) when they text, else None.

    `state` is the dialogue's, None before the first turn; `events` counts its events.
    """

    id: str
    campaign_id: str
    definition_id: int
    channel: str
    address: str | None
    origin: Mapping[str, Any]
    state: Mapping[str, Any] | None
    events: int
    closed: bool
    created_at: str
    updated_at: str


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What of a conversation can be read whatever is wrong with its state."""

    id: str
    campaign_id: str
    definition_id: int
    address: str | None
    closed: bool


_SELECT = select(conversation)
_BY_ID = _SELECT.where(conversation.c.id == bindparam("sought"))
_HELD = _BY_ID.with_for_update(key_share=True)
_WHEREABOUTS = (
    select(*(conversation.c[field.name] for field in fields(Whereabouts)))
    .where(conversation.c.id == bindparam("sought"))
    .with_for_update(key_share=True)
)
_OPEN = _SELECT.where(
    conversation.c.campaign_id == bindparam("campaign"),
    conversation.c.address == bindparam("from"),
    conversation.c.closed.is_(False),
)
_SAVE = (
    update(conversation)
    .where(conversation.c.id == bindparam("sought"))
    .values(
        state=bindparam("new_state", type_=conversation.c.state.type),
        events=bindparam("new_events"),
        updated_at=bindparam("new_at"),
    )
)
_APPEND = insert(dialogue_event)


def add_conversation(
    connection: Connection,
    id: str,
    campaign_id: str,
    definition_id: int,
    channel: str,
    address: str | None,
    origin: Mapping[str, Any],
    now: datetime,
) -> bool:
    """False when this number has an open conversation with the campaign already."""
    return insert_once(
        connection,
        conversation,
        id=id,
        campaign_id=campaign_id,
        definition_id=definition_id,
        channel=channel,
        address=address,
        origin=dict(origin),
        state=None,
        events=0,
        closed=False,
        created_at=to_text(now),
        updated_at=to_text(now),
    )


def get_conversation(connection: Connection, id: str) -> Conversation | None:
    row = connection.execute(_BY_ID, {"sought": id}).one_or_none()
    return Conversation(**row._mapping) if row else None


def lock_conversation(connection: Connection, id: str) -> Conversation | None:
    """The conversation, held until the transaction ends: one turn at a time.

    The key is left free: what is said meanwhile refers to it, and must not wait for the turn.
    """
    row = connection.execute(_HELD, {"sought": id}).one_or_none()
    return Conversation(**row._mapping) if row else None


def lock_whereabouts(connection: Connection, id: str) -> Whereabouts | None:
    """As `lock_conversation`, with nothing that might be damaged."""
    row = connection.execute(_WHEREABOUTS, {"sought": id}).one_or_none()
    return Whereabouts(**row._mapping) if row else None


def get_open_conversation(
    connection: Connection, campaign_id: str, address: str
) -> Conversation | None:
    """The conversation that a text from `address` goes on with."""
    row = connection.execute(_OPEN, {"campaign": campaign_id, "from": address}).one_or_none()
    return Conversation(**row._mapping) if row else None


def close_conversation(connection: Connection, id: str) -> None:
    """Nothing goes on here: the next text from this number begins a new conversation."""
    connection.execute(update(conversation).where(conversation.c.id == id).values(closed=True))


def list_open_of(connection: Connection, address: str) -> list[tuple[str, int]]:
    """The id and the definition of each open conversation with whoever texts from `address`."""
    sought = select(conversation.c.id, conversation.c.definition_id).where(
        conversation.c.address == address, conversation.c.closed.is_(False)
    )
    return [(id, definition) for id, definition in connection.execute(sought)]


def close_conversations_of(connection: Connection, address: str) -> None:
    connection.execute(
        update(conversation)
        .where(conversation.c.address == address, conversation.c.closed.is_(False))
        .values(closed=True)
    )


def save_dialogue(
    connection: Connection,
    id: str,
    state: Mapping[str, Any],
    first: int,
    events: Sequence[Mapping[str, Any]],
    now: datetime,
) -> None:
    """Keep the dialogue's state and append its new events, the first one numbered `first`."""
    connection.execute(
        _SAVE,
        {
            "sought": id,
            "new_state": dict(state),
            "new_events": first + len(events),
            "new_at": to_text(now),
        },
    )
    if events:
        connection.execute(
            _APPEND,
            [
                {"conversation_id": id, "number": first + n, "data": event}
                for n, event in enumerate(events)
            ],
        )


def list_dialogue_events(connection: Connection, id: str) -> list[Mapping[str, Any]]:
    rows = connection.execute(
        select(dialogue_event.c.data)
        .where(dialogue_event.c.conversation_id == id)
        .order_by(dialogue_event.c.number)
    )
    return [row.data for row in rows]
