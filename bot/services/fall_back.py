"""A text that reached nobody: to the business's second number, else to the operator.

A lead is never silent: whoever pays for it, or whoever runs the campaign, hears of it.
"""

from __future__ import annotations

import logging
from datetime import datetime

from bot.leads.campaign import Campaign
from bot.services.alert import alert
from bot.services.aside import aside
from bot.services.hand_off import handoff_text
from bot.services.judge_text import is_unwanted
from bot.services.lead_now import lead_now
from bot.services.queue_text import queue_text
from bot.services.text_keys import backup_key, reminder_key
from bot.services.turn import campaign_of, campaign_today
from bot.store import leads, outbox
from bot.store.database import Connection
from bot.store.outbox import Outbound

logger = logging.getLogger(__name__)

FOR_BUSINESS = ("handoff", "update")


def fall_back(
    connection: Connection, text: Outbound, reason: str, now: datetime, operator: str | None
) -> None:
    """See to a text that is dead, failed or dropped; `reason` carries no personal data.

    What was for the business goes to its backup number. Where there is none, or it failed too,
    the operator (E.164, or None) gets a text and the log a line. A prospect's phone that can't be
    reached alerts nobody; a reply that we could not send does, once an hour. What nobody needs any
    more, such as the lead of a prospect who has withdrawn, goes to nobody else either.
    """
    outbox.drop_outbound(connection, "it never arrived", now, key=reminder_key(text.key))
    if _nobody_wants(connection, text):
        return
    if text.kind in FOR_BUSINESS and _went_to_backup(connection, text, now):
        return
    if text.kind in FOR_BUSINESS or text.state == "dead":
        _alert(connection, text, reason, now, operator)


def _nobody_wants(connection: Connection, text: Outbound) -> bool:
    """Whether nobody needs the text any more; no where that can't be told."""
    with aside(connection, f"whether text {text.id} is wanted"):
        return is_unwanted(connection, text)
    return False


def _went_to_backup(connection: Connection, text: Outbound, now: datetime) -> bool:
    """Whether a second number gets the text now; no where the definition can't be read."""
    with aside(connection, f"the backup of text {text.id}"):
        campaign = campaign_today(connection, text.campaign_id)
        if not has_backup(campaign, text):
            return False
        if not to_backup(connection, campaign, text, now, run_at=now):  # it waits for its hour
            outbox.hasten_outbound(connection, backup_key(text.key), now)
        return True
    return False


def has_backup(campaign: Campaign, text: Outbound) -> bool:
    """Whether the business has a second number, other than the one that the text was for."""
    return campaign.business.backup_sms not in (None, text.recipient)


def to_backup(
    connection: Connection, campaign: Campaign, text: Outbound, now: datetime, run_at: datetime
) -> bool:
    """Queue a business's text once more, for its backup number; False when that was done before."""
    assert campaign.business.backup_sms is not None
    return queue_text(
        connection,
        campaign,
        key=backup_key(text.key),
        kind=text.kind,
        lead_id=text.lead_id,
        recipient=campaign.business.backup_sms,
        body=_body_now(connection, text),
        now=now,
        run_at=run_at,
    )


def _body_now(connection: Connection, text: Outbound) -> str:
    """A handoff's text with what was put right since; other texts as they were."""
    lead = leads.get_lead(connection, text.lead_id or 0)
    if text.kind != "handoff" or lead is None:
        return text.body
    return handoff_text(campaign_of(connection, lead.definition_id), lead_now(connection, lead))


def _alert(
    connection: Connection, text: Outbound, reason: str, now: datetime, operator: str | None
) -> None:
    logger.error(
        "text %d (%s, %s) reached nobody: %s", text.id, text.kind, text.campaign_id, reason
    )
    told = None if text.kind == "alert" else operator
    if text.kind not in FOR_BUSINESS:
        alert(connection, text.campaign_id, text.kind, "operator_unsent", now, told, reason=reason)
        return
    alert(
        connection,
        text.campaign_id,
        text.kind,
        "operator_lead" if text.kind == "handoff" else "operator_update",
        now,
        told,
        key=f"alert:{text.id}",
        lead=str(text.lead_id),
        reason=reason,
    )
