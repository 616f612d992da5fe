"""The handoff: one text that takes a qualified lead to its business."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.leads.campaign import Campaign
from bot.leads.campaign_json import STANDARD_QUESTIONS
from bot.leads.lead import Answer
from bot.services.answers import answers_from_json
from bot.store import leads, outbox
from bot.store.database import Connection
from bot.store.leads import SavedLead
from bot.values import budget, phone, sms_text, timeframe
from bot.values.budget import Budget
from bot.values.timeframe import Timeframe

MOST_SEGMENTS = 2


def hand_off(connection: Connection, campaign: Campaign, lead_id: int, now: datetime) -> None:
    """Queue the text to the business, once for each lead."""
    lead = leads.get_lead(connection, lead_id)
    if lead is None:
        raise ValueError(f"lead {lead_id} is not saved")
    outbox.add_outbound(
        connection,
        key=f"handoff:{lead_id}",
        kind="handoff",
        campaign_id=campaign.id,
        lead_id=lead_id,
        sender=campaign.number,
        recipient=campaign.business.sms,
        body=handoff_text(campaign, lead),
        now=now,
    )


def handoff_text(campaign: Campaign, lead: SavedLead) -> str:
    """Need, place, budget, timeframe, name, phone and lead number, in at most two segments.

    Who and what comes first: should a very long name have to be cut, the rest stays.
    """
    answers = answers_from_json(lead.answers, campaign)
    facts = [
        f"{campaign.business.name}: new lead {lead.id}",
        _shorten(lead.name or "name unknown", 40),
        phone.format(lead.phone, campaign.country) if lead.phone else "no phone",
        ", ".join(filter(None, (_in_words(campaign, answers, q) for q in ("need", "postcode")))),
        _in_words(campaign, answers, "budget"),
        _in_words(campaign, answers, "timeframe"),
    ]
    facts += [
        f"{question.id.replace('_', ' ')}: {words}"
        for question in campaign.questions
        if question.id not in STANDARD_QUESTIONS
        and (words := _in_words(campaign, answers, question.id))
    ]
    if lead.email:
        facts.append(lead.email)
    return _fit([fact for fact in facts if fact])


def _fit(facts: list[str]) -> str:
    """As many facts, from the front, as two segments of GSM-7 hold."""
    while facts:
        text = sms_text.to_gsm7("\n".join(facts))
        if sms_text.segments(text) <= MOST_SEGMENTS:
            return text
        facts = facts[:-1]
    return ""


def _in_words(campaign: Campaign, answers: dict[str, Answer], name: str) -> str | None:
    answer, question = answers.get(name), campaign.question(name)
    if answer is None or question is None:
        return None
    value: Any = answer.value
    if value is None:
        return f"{name.replace('_', ' ')} not known"
    if isinstance(value, Budget):
        return budget.format(value, campaign.locale)
    if isinstance(value, Timeframe):
        return timeframe.format(value, campaign.locale)
    return str(question.choices.get(value, value))


def _shorten(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 3] + "..."
