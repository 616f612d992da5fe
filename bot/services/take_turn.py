"""A turn: everything one inbound message causes, in one transaction.

A process killed at any instruction leaves the message either undone, then another turn does it
again, or everything done.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.errors import TurnFailed
from bot.failpoints import reach
from bot.leads.campaign import Campaign
from bot.services.dialogue import Dialogue, Reply, Unsaid
from bot.services.limiter import LENIENT, Limiter
from bot.services.loops import answer_unless_looping
from bot.services.message_text import readable
from bot.services.queue_text import queue_text
from bot.services.remind import follow_up
from bot.services.text_reply import text_reply
from bot.services.turn import Turn, campaign_of, running
from bot.services.wording import say
from bot.store import conversations, inbox, outbox
from bot.store.conversations import Conversation
from bot.store.database import Connection, Engine, transaction
from bot.store.inbox import Inbound

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Taken:
    """What turns gave: {message's key: the bot's messages as JSON}, and whether texts wait."""

    answers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    texts_queued: bool = False


async def take_turns(
    engine: Engine,
    conversation_id: str,
    dialogue: Dialogue,
    now: Callable[[], datetime],
    limiter: Limiter = LENIENT,
) -> Taken:
    """Answer every waiting message of the conversation, the oldest first.

    A turn that fails leaves nothing but a count on its message. Raises TurnFailed then; after
    the third time the message gets an apology instead, and the conversation goes on.
    """
    taken = Taken()
    while await _take_turn(engine, conversation_id, dialogue, now(), taken, limiter):
        pass
    return taken


async def _take_turn(
    engine: Engine,
    conversation_id: str,
    dialogue: Dialogue,
    now: datetime,
    taken: Taken,
    limiter: Limiter,
) -> bool:
    """Answer the oldest waiting message; whether another waits."""
    message: Inbound | None = None
    try:
        with transaction(engine) as connection:
            conversation = conversations.lock_conversation(connection, conversation_id)
            message, more = inbox.next_inbound(connection, conversation_id)
            if conversation is None or message is None:
                return False
            reach("turn.begun")
            replies = await _respond(connection, conversation, message, dialogue, now, limiter)
            reach("turn.answered")
            kind = _kind(connection, conversation)
            answer = _keep(connection, conversation, message, replies, now, limiter, kind=kind)
            queued = connection.info.pop(outbox.TEXTS_QUEUED, False)
            reach("turn.before_commit")
        reach("turn.committed")
        taken.answers[message.key] = answer
        taken.texts_queued |= queued
        return more
    except (KeyboardInterrupt, SystemExit, asyncio.CancelledError):
        raise
    except BaseException as error:  # a panic of a native library is no Exception
        if message is None:
            raise
        logger.exception("turn failed", extra={"inbox": message.id})
        _give_up_or_raise(engine, conversation, message, error, now, limiter)
    return True


async def _respond(
    connection: Connection,
    conversation: Conversation,
    message: Inbound,
    dialogue: Dialogue,
    now: datetime,
    limiter: Limiter,
) -> Sequence[Reply]:
    if conversation.closed:
        return ()  # opted out meanwhile: say nothing
    campaign = campaign_of(connection, conversation.definition_id)
    turn = Turn(connection, conversation, campaign, now, message.key, limiter=limiter)

    async def respond() -> Sequence[Reply]:
        with running(turn):
            replies = await dialogue.respond(conversation.id, _said(message))
        if turn.failure:
            raise turn.failure
        return replies

    return await answer_unless_looping(turn, message.text, respond)


def _said(message: Inbound) -> str | Unsaid:
    if message.kind == "open":
        return Unsaid.OPENING
    words = readable(message.text)
    if words is not None:
        return words
    return Unsaid.PICTURE if message.media else Unsaid.UNREADABLE


def _kind(connection: Connection, conversation: Conversation) -> str:
    """The one confirmation that someone who opts out gets is a notice, which goes all the same.

    A held conversation can only have been closed by its own turn. Whether the number has opted out
    says less: STOP may have come from elsewhere, in the turn's first moment or in the midst of it.
    """
    now = conversations.get_conversation(connection, conversation.id)
    return "notice" if now and now.closed and not conversation.closed else "reply"


def _keep(
    connection: Connection,
    conversation: Conversation,
    message: Inbound,
    replies: Sequence[Reply],
    now: datetime,
    limiter: Limiter,
    state: str = "done",
    kind: str = "reply",
) -> list[dict[str, Any]]:
    answer = [reply.to_json(f"{message.id}-{n}") for n, reply in enumerate(replies, 1)]
    inbox.mark_done(connection, message.id, answer, now, state)
    campaign = campaign_of(connection, conversation.definition_id)
    _follow_up(connection, campaign, conversation.id, replies, now)
    if conversation.address and replies and _may_text(connection, conversation, kind, limiter):
        queue_text(
            connection,
            campaign,
            key=f"reply:{message.id}",
            kind=kind,
            recipient=conversation.address,
            body=text_reply(replies),
            now=now,
        )
    return answer


def _may_text(
    connection: Connection, conversation: Conversation, kind: str, limiter: Limiter
) -> bool:
    """Whether the number gets one more answer today; who opts out gets the confirmation anyway."""
    if kind == "notice" or limiter.exempts_phones():
        return True
    return limiter.allows(connection, replies_per_number=conversation.address)


def _follow_up(
    connection: Connection,
    campaign: Campaign,
    conversation_id: str,
    replies: Sequence[Reply],
    now: datetime,
) -> None:
    if not campaign.follow_up.prospect_after_minutes:
        return
    conversation = conversations.get_conversation(connection, conversation_id)
    assert conversation is not None
    asking = (conversation.state or {}).get("slots", {}).get("stage") == "asking"
    open_now = [reply.text for reply in replies if reply.asks] if asking else []
    follow_up(connection, campaign, conversation, open_now[-1] if open_now else None, now)


def _give_up_or_raise(
    engine: Engine,
    conversation: Conversation | None,
    message: Inbound,
    error: BaseException,
    now: datetime,
    limiter: Limiter,
) -> None:
    with transaction(engine) as connection:
        attempts = inbox.mark_failed(connection, message.id)
        if attempts >= inbox.MOST_ATTEMPTS and conversation is not None:
            campaign = campaign_of(connection, conversation.definition_id)
            apology = Reply(say("apology", campaign))
            _keep(connection, conversation, message, [apology], now, limiter, state="dead")
            return
    raise TurnFailed(attempts) from error
