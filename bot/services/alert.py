"""Tell the operator what needs a person: a figure to watch, and a text where there is a number."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import datetime

from bot.errors import LeadbellError
from bot.metrics import ALERTS
from bot.services.turn import campaign_today
from bot.services.wording import say_plainly
from bot.store import campaigns, outbox
from bot.store.database import Connection
from bot.values import sms_text

logger = logging.getLogger(__name__)


def alert(
    connection: Connection,
    campaign_id: str,
    kind: str,
    sentence: str,
    now: datetime,
    operator: str | None,
    *,
    key: str | None = None,
    **facts: str,
) -> None:
    """Count an alert of this `kind`, and text `sentence` to `operator` (E.164, or None).

    `key` makes the text once; without one there is one an hour for each campaign and sentence. It
    needs no definition that can be read.
    """
    ALERTS.labels(kind).inc()
    campaign = campaigns.get_named(connection, campaign_id)
    if operator is None or campaign is None:
        return
    facts["reason"] = facts.get("reason", "")[:40]
    outbox.add_outbound(
        connection,
        key=key or f"alert:{campaign_id}:{sentence}:{now:%Y-%m-%dT%H}",
        kind="alert",
        campaign_id=campaign_id,
        sender=campaign.number,
        service=_service(connection, campaign_id),
        recipient=operator,
        body=sms_text.to_gsm7(say_plainly(sentence, business=campaign.business, **facts)),
        now=now,
    )


def _service(connection: Connection, campaign_id: str) -> str | None:
    with suppress(LeadbellError):
        return campaign_today(connection, campaign_id).messaging_service
    return None


def alert_of_text(
    connection: Connection, id: int, reason: str, now: datetime, operator: str | None
) -> None:
    """A text of which nothing can be read but which campaign it is of."""
    campaign_id = outbox.campaign_of(connection, id)
    logger.error("text %d (%s) reached nobody: %s", id, campaign_id, reason)
    alert(connection, campaign_id, "text", "operator_unsent", now, operator, reason=reason)
