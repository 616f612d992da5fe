"""Give a message up that can't be answered: an apology, an alert, and the next one's turn."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import datetime
from typing import Any

from bot.errors import CampaignUnknown, LeadbellError
from bot.leads.campaign import Campaign
from bot.services.alert import alert
from bot.services.aside import aside
from bot.services.dialogue import Reply
from bot.services.remind import no_reminder
from bot.services.text_reply import text_reply
from bot.services.turn import campaign_of
from bot.services.wording import say, say_plainly
from bot.store import campaigns, conversations, inbox, outbox
from bot.store.conversations import Whereabouts
from bot.store.database import Connection, Engine, transaction

logger = logging.getLogger(__name__)


def give_up(
    engine: Engine,
    conversation_id: str,
    message_id: int | None,
    reason: str,
    now: datetime,
    operator: str | None,
) -> bool:
    """The message is dead: its sender gets an apology, the operator (E.164, or None) hears of it.

    Without a `message_id` it is the one whose turn it is. `reason` carries no personal data.
    Nothing that is damaged is read on the way. False when it was answered, or given up, before.
    """
    with transaction(engine) as connection:
        where = conversations.lock_whereabouts(connection, conversation_id)
        id = message_id or inbox.oldest_waiting(connection, conversation_id)
        if where is None or id is None or not inbox.is_waiting(connection, id):
            return False
        answer: list[dict[str, Any]] = []
        with aside(connection, f"the apology for message {id}"):
            answer = _apologise(connection, where, id, now)
        inbox.mark_done(connection, id, answer, now, "dead")
        logger.error("message %d (%s) is given up: %s", id, where.campaign_id, reason)
        alert(
            connection,
            where.campaign_id,
            "message",
            "operator_unanswered",
            now,
            operator,
            reason=reason,
        )
    return True


def _apologise(
    connection: Connection, where: Whereabouts, message_id: int, now: datetime
) -> list[dict[str, Any]]:
    """The answer, as JSON; also by text to who texts. Nobody hears anything after an opt-out."""
    if where.closed:
        return []
    no_reminder(connection, where.id, now)
    campaign = _readable(connection, where.definition_id)
    reply = Reply(say("apology", campaign) if campaign else say_plainly("apology"))
    if where.address:
        outbox.add_outbound(
            connection,
            key=f"reply:{message_id}",
            kind="reply",
            campaign_id=where.campaign_id,
            sender=campaign.number if campaign else _number(connection, where.campaign_id),
            service=campaign.messaging_service if campaign else None,
            recipient=where.address,
            body=text_reply([reply]),
            now=now,
        )
    return [reply.to_json(f"{message_id}-1")]


def _readable(connection: Connection, definition_id: int) -> Campaign | None:
    with suppress(LeadbellError):
        return campaign_of(connection, definition_id)
    return None


def _number(connection: Connection, campaign_id: str) -> str:
    campaign = campaigns.get_named(connection, campaign_id)
    if campaign is None:
        raise CampaignUnknown(campaign_id)
    return campaign.number
