"""The web chat's messages: kept once, answered once, shown again after a reload."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.errors import ConversationUnknown, TurnFailed
from bot.failpoints import reach
from bot.language.opt_out import opts_out
from bot.leads.keywords import Keyword
from bot.leads.keywords import parse as parse_keyword
from bot.services.admit import Visit, admit_chat, admit_message
from bot.services.message_text import LONGEST, storable
from bot.services.slots import stage_of
from bot.services.start_conversation import Opening, begin_conversation, opening_history
from bot.store import conversations, inbox
from bot.store.database import Connection, Engine, reading, transaction
from bot.store.times import to_seconds


def receive_chat_message(
    engine: Engine,
    conversation_id: str,
    key: str,
    text: str,
    now: datetime,
    opening: Opening | None = None,
    attempts: int = 0,
    visit: Visit = Visit(),  # noqa: B008
) -> bool:
    """Keep a message; whether it is new: the same `key` again changes nothing, and counts for no
    limit.

    The first one begins the conversation that was opened. `attempts` is 1 where its first try
    follows at once, and is counted in the same commit. Raises LimitReached, and ConversationUnknown
    where there is neither a conversation nor an opening.
    """
    with transaction(engine) as connection:
        if conversations.get_conversation(connection, conversation_id) is None:
            if opening is None:
                raise ConversationUnknown(conversation_id)
            campaign = begin_conversation(connection, opening)
            admit_chat(connection, visit, campaign, now)
        # One character over the limit is enough to know that it can't be read.
        kept = storable(text)[: LONGEST + 1]
        new = inbox.add_inbound(
            connection, key, "message", conversation_id, kept, now, attempts=attempts
        )
        if new and not _stops(connection, conversation_id, kept):
            admit_message(connection, visit, conversation_id)
        reach("inbox.before_commit")
    reach("inbox.committed")
    return new


def _stops(connection: Connection, conversation_id: str, text: str) -> bool:
    """Whether they want no more, and haven't said so yet: to that no limit applies."""
    if parse_keyword(text) is not Keyword.STOP and not opts_out(text[:LONGEST]):
        return False
    conversation = conversations.get_conversation(connection, conversation_id)
    return conversation is None or stage_of(conversation) != "stopped"


def message_answer(engine: Engine, key: str) -> list[Any]:
    """What the message was answered. Raises TurnFailed while it has no answer yet."""
    with reading(engine) as connection:
        message = inbox.get_inbound(connection, key)
    if message is None or message.answer is None:
        raise TurnFailed(message.attempts if message else 0)
    return list(message.answer)


def chat_history(
    engine: Engine, conversation_id: str, opening: Opening | None = None
) -> list[dict[str, Any]]:
    """Every message of both sides, the oldest first; before the first word, what the opening
    showed. Raises ConversationUnknown.
    """
    with reading(engine) as connection:
        if conversations.get_conversation(connection, conversation_id) is None:
            if opening is None:
                raise ConversationUnknown(conversation_id)
            return opening_history(connection, opening)
        kept = inbox.list_inbound(connection, conversation_id)
    messages: list[dict[str, Any]] = []
    for message in kept:
        if message.kind != "open":
            messages.append(_said(message))
        at = to_seconds(message.answered_at or message.received_at)
        messages += [{"from": "bot", "at": at, **answer} for answer in message.answer or ()]
    return messages


def _said(message: inbox.Inbound) -> dict[str, Any]:
    # The browser's own id for the message, so that it can tell which ones arrived.
    return {
        "from": "prospect",
        "at": to_seconds(message.received_at),
        "id": message.key.rpartition(":")[2],
        "text": message.text,
        "asks": None,
        "choices": [],
        "done": False,
    }
