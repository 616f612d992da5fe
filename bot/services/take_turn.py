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

from bot.errors import RowUnreadable, TurnFailed
from bot.failpoints import reach
from bot.leads.campaign import Campaign
from bot.services.dialogue import Dialogue, Reply, Unsaid
from bot.services.give_up import give_up
from bot.services.limiter import LENIENT, Limiter
from bot.services.loops import answer_unless_looping
from bot.services.message_text import LONGEST, readable
from bot.services.not_understood import note_not_understood
from bot.services.own_words import own_words_in
from bot.services.queue_text import queue_text
from bot.services.remind import follow_up
from bot.services.slots import stage_of
from bot.services.text_reply import opening_text, text_reply
from bot.services.tries import Tries, count_try, is_tried_alone
from bot.services.turn import Turn, campaign_of, running
from bot.services.wording import variants
from bot.store import conversations, inbox, outbox
from bot.store.conversations import Conversation
from bot.store.database import Connection, Engine, is_away, transaction
from bot.store.inbox import Inbound
from bot.store.times import to_datetime
from bot.watchdog import limit_cpu

logger = logging.getLogger(__name__)

UNREADABLE = "it can't be read"


@dataclass(slots=True)
class Taken:
    """What turns gave: {message's key: the bot's messages as JSON}, and whether texts wait.

    `alone` is the id of a message that must be tried alone before anything else is answered there.
    """

    answers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    texts_queued: bool = False
    alone: int | None = None


async def take_turns(
    engine: Engine,
    conversation_id: str,
    dialogue: Dialogue,
    now: Callable[[], datetime],
    tries: Tries | None = None,
    operator: str | None = None,
    limiter: Limiter = LENIENT,
) -> Taken:
    """Answer every waiting message of the conversation, the oldest first.

    A turn that fails, or that its process does not survive, leaves nothing but a count on its
    message, committed before it began; `tries` are those that are counted and not yet made. Raises
    TurnFailed, and what a database raises that is away. What can't be read is given up at once;
    see there for `operator` (E.164), who is never a prospect.
    """
    taking = _Taking(engine, conversation_id, dialogue, tries or Tries(), operator, limiter)
    while await taking.step(now()):
        pass
    return taking.taken


async def take_turn_alone(
    engine: Engine,
    conversation_id: str,
    message_id: int,
    dialogue: Dialogue,
    now: datetime,
    operator: str | None = None,
) -> None:
    """Answer this one message, if its turn is still to come; the try was counted before.

    Raises whatever the turn raises.
    """
    with transaction(engine) as connection, limit_cpu():
        conversation = conversations.lock_conversation(connection, conversation_id)
        message, _ = inbox.next_inbound(connection, conversation_id)
        if conversation and message and message.id == message_id:
            await _answer(connection, conversation, message, dialogue, now, operator, LENIENT)
    reach("turn.committed")


@dataclass(frozen=True, slots=True)
class _Due:
    """The message whose turn it is. `number` says which try was counted; None: none yet."""

    conversation: Conversation
    message: Inbound
    more: bool
    number: int | None


@dataclass(slots=True)
class _Taking:
    """A conversation's turns, a transaction a step."""

    engine: Engine
    conversation_id: str
    dialogue: Dialogue
    tries: Tries
    operator: str | None
    limiter: Limiter
    taken: Taken = field(default_factory=Taken)

    async def step(self, now: datetime) -> bool:
        """Count a try, or make the one that was counted; whether there is more to do."""
        due: _Due | None = None
        try:
            with transaction(self.engine) as connection, limit_cpu():
                due = self._due(connection, now)
                if due is None:
                    return False
                if due.number is None:
                    number = count_try(connection, due.message)
                else:
                    answer = await _answer(
                        connection,
                        due.conversation,
                        due.message,
                        self.dialogue,
                        now,
                        self.operator,
                        self.limiter,
                    )
                    queued = connection.info.pop(outbox.TEXTS_QUEUED, False)
        except (KeyboardInterrupt, SystemExit, asyncio.CancelledError):
            raise
        except BaseException as error:  # a panic of a native library is no Exception
            return self._failed(due, error, now)
        if due.number is None:
            self.tries.add(self.conversation_id, due.message.key, number)
            return True
        reach("turn.committed")
        self.taken.answers[due.message.key] = answer
        self.taken.texts_queued |= queued
        return due.more

    def _due(self, connection: Connection, now: datetime) -> _Due | None:
        """What this process may do now, its conversation locked."""
        conversation = conversations.lock_conversation(connection, self.conversation_id)
        message, more = inbox.next_inbound(connection, self.conversation_id)
        if conversation is None or message is None:
            self.tries.forget(self.conversation_id)
            return None
        if is_tried_alone(message, now):
            return None
        number = self.tries.take(self.conversation_id, message.key)
        if number is not None and number >= inbox.ALONE_FROM:
            self.tries.add(self.conversation_id, message.key, number)
            self.taken.alone = message.id
            return None
        return _Due(conversation, message, more, number)

    def _failed(self, due: _Due | None, error: BaseException, now: datetime) -> bool:
        """Whether the message was given up, so that the next one's turn comes; else raises."""
        if is_away(error):  # that is nobody's failed try
            if due is not None and due.number is not None:
                self.tries.add(self.conversation_id, due.message.key, due.number)
            raise error
        logger.error("turn failed", exc_info=error, extra={"inbox": due and due.message.id})
        if due is not None and not isinstance(error, RowUnreadable):
            raise TurnFailed(due.number or due.message.attempts) from error
        message_id = due.message.id if due else None
        given_up = give_up(
            self.engine, self.conversation_id, message_id, UNREADABLE, now, self.operator
        )
        self.taken.texts_queued |= given_up
        return given_up


async def _answer(
    connection: Connection,
    conversation: Conversation,
    message: Inbound,
    dialogue: Dialogue,
    now: datetime,
    operator: str | None,
    limiter: Limiter,
) -> list[dict[str, Any]]:
    """All that the turn does, within its transaction."""
    if message.kind == "open":  # it was shown then; whoever comes back later is welcomed
        now = to_datetime(message.received_at)
    reach("turn.begun")
    said = _said(connection, conversation, message)
    if said is None:  # a mere reaction: it changes nothing
        inbox.mark_done(connection, message.id, [], now)
        return []
    replies = await _respond(
        connection, conversation, message, said, dialogue, now, operator, limiter
    )
    reach("turn.answered")
    kind = _kind(connection, conversation)
    answer = _keep(connection, conversation, message, replies, now, limiter, kind)
    reach("turn.before_commit")
    return answer


async def _respond(
    connection: Connection,
    conversation: Conversation,
    message: Inbound,
    said: str | Unsaid,
    dialogue: Dialogue,
    now: datetime,
    operator: str | None,
    limiter: Limiter,
) -> Sequence[Reply]:
    if conversation.closed:
        return ()  # opted out meanwhile: say nothing
    campaign = campaign_of(connection, conversation.definition_id)
    turn = Turn(
        connection,
        conversation,
        campaign,
        now,
        message.key,
        operator=operator,
        limiter=limiter,
    )

    async def respond() -> Sequence[Reply]:
        with running(turn):
            replies = await dialogue.respond(conversation.id, said)
        if turn.failure:
            raise turn.failure
        return replies

    replies = await answer_unless_looping(turn, message.text, respond)
    if replies:  # what is looping gets none
        note_not_understood(turn)
    return replies


def _said(
    connection: Connection, conversation: Conversation, message: Inbound
) -> str | Unsaid | None:
    """The prospect's own words; None for a mere reaction to ours."""
    if message.kind == "open":
        return Unsaid.OPENING
    campaign = campaign_of(connection, conversation.definition_id)
    own = own_words_in(connection, campaign, conversation, message.text)
    if own is None:
        return None
    words = readable(own)
    if words is not None:
        return words
    if message.media:
        return Unsaid.PICTURE
    return Unsaid.TOO_LONG if len(own) > LONGEST else Unsaid.UNREADABLE


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
    kind: str,
) -> list[dict[str, Any]]:
    ids = conversation.id if message.kind == "open" else message.id  # as they were shown
    answer = [reply.to_json(f"{ids}-{n}") for n, reply in enumerate(replies, 1)]
    inbox.mark_done(connection, message.id, answer, now)
    campaign = campaign_of(connection, conversation.definition_id)
    _follow_up(connection, campaign, conversation.id, replies, now)
    if conversation.address and replies and _may_text(connection, conversation, kind, limiter):
        queue_text(
            connection,
            campaign,
            key=f"reply:{message.id}",
            kind=kind,
            recipient=conversation.address,
            body=_text(campaign, replies),
            now=now,
        )
    return answer


def _text(campaign: Campaign, replies: Sequence[Reply]) -> str:
    """The replies as one SMS; with the greeting it says for whom it is recorded, if that fits."""
    if replies[0].text.startswith(campaign.greeting):
        return opening_text(replies, variants("opening_recorded", campaign))
    return text_reply(replies)


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
    asking = stage_of(conversation) == "asking"
    open_now = [reply.text for reply in replies if reply.asks] if asking else []
    follow_up(connection, campaign, conversation, open_now[-1] if open_now else None, now)
