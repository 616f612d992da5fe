"""The texts that take a lead to its business: the handoff, a withdrawal, a call for a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.leads.campaign import STANDARD_QUESTIONS, Campaign
from bot.services.in_words import in_words, quotable
from bot.services.queue_text import queue_text
from bot.services.text_keys import handoff_key, human_key, human_number_key, withdrawal_key
from bot.services.turn import Turn
from bot.services.wording import say
from bot.store import leads
from bot.store.database import Connection
from bot.store.leads import SavedLead
from bot.store.outbox import Outbound
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
        key=handoff_key(lead_id),
        kind="handoff",
        lead_id=lead_id,
        recipient=campaign.business.sms,
        body=handoff_text(campaign, lead),
        now=now,
    )


def tell_withdrawal(
    connection: Connection, campaign: Campaign, handoff: Outbound, lead_id: int, now: datetime
) -> None:
    """Tell whoever got this handoff that its prospect wants no more contact, once."""
    queue_text(
        connection,
        campaign,
        key=withdrawal_key(handoff.key),
        kind="update",
        recipient=handoff.recipient,
        body=fit([say_to_business("business_withdrawn", campaign, lead_id)]),
        now=now,
    )


def call_human(turn: Turn, answers: Mapping[str, Any]) -> None:
    """Tell the business that a prospect wants a person, with what is known; once a conversation."""
    news = say_to_business("business_human", turn.campaign)
    _update(turn, human_key(turn.conversation.id), news, _known(turn, answers))


def tell_number(turn: Turn, answers: Mapping[str, Any]) -> None:
    """Tell the business the number of who wants a person, where it was lacking before."""
    news = say_to_business("business_human_number", turn.campaign)
    _update(turn, human_number_key(turn.conversation.id), news, _known(turn, answers))


def _known(turn: Turn, answers: Mapping[str, Any]) -> list[str]:
    campaign = turn.campaign
    number = turn.conversation.address or (answers.get("phone") or {}).get("value")
    reach = (
        phone.format(number, campaign.country) if number else say("business_no_number", campaign)
    )
    name = (answers.get("name") or {}).get("value") or ""
    return [name, reach, *_wanted(campaign, answers)]


def _update(turn: Turn, key: str, news: str, facts: list[str]) -> None:
    """Queue a text to the business that is no handoff, once for each `key`."""
    campaign = turn.campaign
    queue_text(
        turn.connection,
        campaign,
        key=key,
        kind="update",
        recipient=campaign.business.sms,
        body=fit([news, *facts]),
        now=turn.now,
    )


def handoff_text(campaign: Campaign, lead: SavedLead) -> str:
    """Who and what comes first, so that the rest is cut should two segments not do."""
    return fit(
        [
            say_to_business("business_new_lead", campaign, lead.id),
            shorten(lead.name or "name unknown", 40),
            phone.format(lead.phone, campaign.country) if lead.phone else "no phone",
            _contact_wish(campaign, lead.answers),
            *_wanted(campaign, lead.answers),
            lead.email or "",
        ]
    )


def _contact_wish(campaign: Campaign, answers: Mapping[str, Any]) -> str:
    """On what condition they may be called or texted, in their words."""
    condition = (answers.get("consent") or {}).get("condition")
    return say("business_contact", campaign, condition=quotable(condition)) if condition else ""


def say_to_business(key: str, campaign: Campaign, lead_id: int | None = None) -> str:
    """The first line of a text to the business, its name shortened so that the facts have room."""
    name = shorten(campaign.business.name, 30)
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


def shorten(text: str, length: int) -> str:
    """At most `length` characters, with dots where some are left out."""
    return text if len(text) <= length else text[: length - 3] + "..."
