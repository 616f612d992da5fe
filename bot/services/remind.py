"""Gentle reminders: to a prospect who fell silent mid-way, to a business that has not answered.

They wait in the outbox for their hour, and are taken back when they are not needed any more. Both
keep to the recipient's quiet hours; one each, never more.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.leads.campaign import Campaign
from bot.leads.quiet_hours import next_allowed
from bot.services.facts import written
from bot.services.fall_back import has_backup, to_backup
from bot.services.in_words import phone_in_words
from bot.services.judge_text import ANSWERED, NO_LONGER_SILENT, number_for_texts
from bot.services.lead_now import lead_now
from bot.services.queue_text import queue_text
from bot.services.text_keys import follow_up_key, reminder_key
from bot.services.turn import campaign_today
from bot.services.wording import say
from bot.store import leads, outbox
from bot.store.conversations import Conversation
from bot.store.database import Connection
from bot.store.opt_outs import refuses_started_texts
from bot.store.outbox import Outbound
from bot.values import sms_text, time_zones


def remind_business(connection: Connection, handoff: Outbound, now: datetime) -> None:
    """The carrier has a handoff: remind the business later, and then its backup number.

    Each waits its campaign's minutes for an answer by text. A repeated report changes nothing.
    """
    campaign = campaign_today(connection, handoff.campaign_id)
    minutes = campaign.follow_up.business_after_minutes
    if not minutes or handoff.recipient != campaign.business.sms:
        return
    zone = campaign.business.time_zone
    queue_text(
        connection,
        campaign,
        key=reminder_key(handoff.key),
        kind="reminder",
        lead_id=handoff.lead_id,
        recipient=handoff.recipient,
        body=reminder_text(connection, campaign, handoff.lead_id or 0),
        now=now,
        run_at=next_allowed(now + timedelta(minutes=minutes), [zone]),
    )
    if has_backup(campaign, handoff):
        later = next_allowed(now + timedelta(minutes=2 * minutes), [zone])
        to_backup(connection, campaign, handoff, now, run_at=later)


def business_answered(connection: Connection, campaign: Campaign, now: datetime) -> None:
    """A text came from the business: it knows of its leads."""
    outbox.drop_reminders(connection, campaign.id, ANSWERED, now)


def reminder_text(connection: Connection, campaign: Campaign, lead_id: int) -> str:
    """What reminds a business of a lead, with who it is and their number as it is now."""
    saved = leads.get_lead(connection, lead_id)
    lead = lead_now(connection, saved) if saved else None
    number = phone_in_words(campaign, lead.phone, lead.answers) if lead and lead.phone else ""
    who = ", ".join(fact for fact in (written(lead.name or "") if lead else "", number) if fact)
    text = say("business_reminder", campaign, lead=str(lead_id), who=who[:60])
    if lead and lead.test:
        text = say("business_test", campaign, what=text)
    return sms_text.to_gsm7(text)


def follow_up(
    connection: Connection,
    campaign: Campaign,
    conversation: Conversation,
    question: str | None,
    now: datetime,
) -> None:
    """After a turn: remind a prospect who leaves `question` open, or take the reminder back.

    `question` is None when nothing is open. The prospect must be one who texts, or who has given
    a number and consent to be texted.
    """
    minutes = campaign.follow_up.prospect_after_minutes
    if not minutes:
        return
    answers: Mapping[str, Any] = (conversation.state or {}).get("slots", {})
    number = number_for_texts(conversation)
    if question is None or number is None or refuses_started_texts(connection, number):
        no_reminder(connection, conversation.id, now)
        return
    key = follow_up_key(conversation.id)
    body = sms_text.to_gsm7(say("follow_up", campaign, ask=question))
    run_at = next_allowed(now + timedelta(minutes=minutes), _zones(campaign, answers))
    added = queue_text(
        connection,
        campaign,
        key=key,
        kind="follow_up",
        recipient=number,
        body=body,
        now=now,
        run_at=run_at,
    )
    if not added:
        outbox.put_off_outbound(connection, key, body, run_at, now)


def no_reminder(connection: Connection, conversation_id: str, now: datetime) -> None:
    """Take a prospect's reminder back."""
    outbox.drop_outbound(connection, NO_LONGER_SILENT, now, key=follow_up_key(conversation_id))


def _zones(campaign: Campaign, answers: Mapping[str, Any]) -> tuple[str, ...]:
    """Where the prospect may be: by the postcode, else where the campaign is."""
    postcode = (answers.get("postcode") or {}).get("value") or ""
    return time_zones.of_postcode(postcode, campaign.country) or (campaign.business.time_zone,)
