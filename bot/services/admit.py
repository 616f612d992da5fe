"""Who comes in: which limits of traffic hold for a chat, its messages and a text."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from bot.leads.campaign import Campaign
from bot.metrics import ALERTS
from bot.services.limiter import LENIENT, Count, Limiter, note, over, refuse
from bot.services.queue_text import queue_text
from bot.services.wording import say
from bot.store.database import Connection
from bot.values import sms_text

logger = logging.getLogger(__name__)

_OF_A_CAMPAIGN = ("chats_per_campaign", "texts_per_campaign")


@dataclass(frozen=True, slots=True)
class Visit:
    """A request of the web chat: the IP address that it comes from, and who counts it."""

    limiter: Limiter = LENIENT
    peer: str | None = None


def admit_chat(connection: Connection, visit: Visit, campaign: Campaign, now: datetime) -> None:
    """A conversation begins on the web. Raises LimitReached."""
    limiter = visit.limiter
    if limiter.exempts(visit.peer):
        return
    counts = limiter.count(
        connection,
        chats_per_address=limiter.address(visit.peer),
        chats_per_campaign=campaign.id,
    )
    if passed := over(counts):
        refuse(passed)
    _alert(connection, limiter, campaign, counts, now)


def admit_message(connection: Connection, visit: Visit, conversation_id: str) -> None:
    """A new message of the web chat. Raises LimitReached."""
    limiter = visit.limiter
    if limiter.exempts(visit.peer):
        return
    counts = limiter.count(
        connection,
        messages_per_address=limiter.address(visit.peer),
        messages_per_chat=conversation_id,
        messages_in_chat=conversation_id,
    )
    if passed := over(counts):
        refuse(passed)


def admit_text(
    connection: Connection,
    limiter: Limiter,
    campaign: Campaign,
    sender: str,
    peer: str | None,
    now: datetime,
) -> bool:
    """Whether a text gets its turn; `peer`: the address of who typed it on a simulator's phone."""
    if limiter.exempts(peer):
        return True
    # First the number's own: what it sends in vain must not use up what all others may.
    if not limiter.allows(connection, texts_per_number=sender, texts_per_number_a_day=sender):
        return False
    counts = limiter.count(connection, texts_per_campaign=campaign.id)
    _alert(connection, limiter, campaign, counts, now)
    if passed := over(counts):
        note(passed)
        return False
    return True


def _alert(
    connection: Connection,
    limiter: Limiter,
    campaign: Campaign,
    counts: list[Count],
    now: datetime,
) -> None:
    """The operator hears of a campaign that has all it may have, once in the limit's window."""
    for count in counts:
        if not count.is_last or count.limit not in _OF_A_CAMPAIGN:
            continue
        ALERTS.labels("limit").inc()
        logger.error("campaign %s has reached %s: %d", campaign.id, count.limit, count.most)
        if limiter.operator is not None:
            queue_text(
                connection,
                campaign,
                key=f"alert:{campaign.id}:{count.limit}:{limiter.now():%Y-%m-%dT%H}",
                kind="alert",
                recipient=limiter.operator,
                body=sms_text.to_gsm7(say("operator_limit", campaign, count=str(count.most))),
                now=now,
            )
