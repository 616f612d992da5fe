"""The text that takes a lead to its business."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.leads.campaign import STANDARD_QUESTIONS, Campaign
from bot.services.in_words import in_words
from bot.services.queue_text import queue_text
from bot.services.wording import say
from bot.store import leads
from bot.store.database import Connection
from bot.store.leads import SavedLead
from bot.values import phone, sms_text

MOST_SEGMENTS = 2


def hand_off(connection: Connection, campaign: Campaign, lead_id: int, now: datetime) -> None:
    """Queue the text to the business, once for each lead."""
    lead = leads.get_lead(connection, lead_id)
    if lead is None:
        raise ValueError(f"lead {lead_id} is not saved")
    queue_text(
        connection,
        campaign,
        key=f"handoff:{lead_id}",
        kind="handoff",
        lead_id=lead_id,
        recipient=campaign.business.sms,
        body=handoff_text(campaign, lead),
        now=now,
    )


def handoff_text(campaign: Campaign, lead: SavedLead) -> str:
    """Who and what comes first, so that the rest is cut should two segments not do."""
    news = say_to_business("business_new_lead", campaign, lead.id)
    name = lead.name or "name unknown"
    return fit([news, *known_facts(campaign, name, lead.phone, lead.answers), lead.email or ""])


def known_facts(
    campaign: Campaign, name: str | None, number: str | None, answers: Mapping[str, Any]
) -> list[str]:
    """Who to call, then what they want, a line each."""
    reach = phone.format(number, campaign.country) if number else "no phone"
    return [_shorten(name or "", 40), reach, *_wanted(campaign, answers)]


def say_to_business(key: str, campaign: Campaign, lead_id: int | None = None) -> str:
    """The first line of a text to the business, its name shortened so that the facts have room."""
    name = _shorten(campaign.business.name, 30)
    return say(key, campaign, business=name, lead=str(lead_id or ""))


def _wanted(campaign: Campaign, answers: Mapping[str, Any]) -> list[str]:
    """Need and place on one line, then budget, timeframe, and the campaign's own by name."""
    said = {
        q.id: in_words(campaign, q.id, answers[q.id]) for q in campaign.questions if q.id in answers
    }
    for name in STANDARD_QUESTIONS:
        if said.get(name) == "not known":
            said[name] = f"{name} not known"
    place = [said[name] for name in ("need", "postcode") if name in said]
    own = [f"{n.replace('_', ' ')}: {w}" for n, w in said.items() if n not in STANDARD_QUESTIONS]
    return [", ".join(place), said.get("budget", ""), said.get("timeframe", ""), *own]


def fit(facts: Iterable[str]) -> str:
    """As many facts, a line each and from the front, as two segments of GSM-7 hold."""
    lines = [fact for fact in facts if fact]
    while lines:
        text = sms_text.to_gsm7("\n".join(lines))
        if sms_text.segments(text) <= MOST_SEGMENTS:
            return text
        lines = lines[:-1]
    return ""


def _shorten(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 3] + "..."
