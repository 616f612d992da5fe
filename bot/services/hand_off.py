"""The texts that take a lead to its business: the handoff and a withdrawal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.leads.campaign import STANDARD_QUESTIONS, Campaign
from bot.services.facts import Fact, fit, shorten, written
from bot.services.in_words import contact_condition, in_words, phone_in_words, quotable
from bot.services.own_numbers import number_of
from bot.services.queue_text import queue_text
from bot.services.text_keys import handoff_key, withdrawal_key
from bot.services.turn import Turn
from bot.services.wording import say
from bot.store import leads
from bot.store.database import Connection
from bot.store.leads import SavedLead
from bot.store.outbox import Outbound

MOST_ASKED, MOST_WISHED = 120, 100  # characters
ASKED = "asked_us"
"""Among the answers stands what the prospect asked and the bot could not answer."""


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
    news = _news("business_withdrawn", connection, campaign, lead_id)
    queue_text(
        connection,
        campaign,
        key=withdrawal_key(handoff.key),
        kind="update",
        recipient=handoff.recipient,
        body=fit([Fact(news, 0)]),
        now=now,
    )


def _news(key: str, connection: Connection, campaign: Campaign, lead_id: int) -> str:
    lead = leads.get_lead(connection, lead_id)
    return say_to_business(key, campaign, lead_id, test=lead is not None and lead.test)


def known_facts(turn: Turn, answers: Mapping[str, Any]) -> list[Fact]:
    """Who to call, then what they want, a line each: for a text that is no handoff."""
    campaign, number = turn.campaign, number_of(turn, answers)
    name = (answers.get("name") or {}).get("value") or ""
    lines = [
        written(name),
        phone_in_words(campaign, number, answers) if number else "",
        _contact_wish(campaign, answers),
        *_wanted(campaign, answers),
        *_own(campaign, answers),
        _asked(campaign, answers),
    ]
    return [Fact(line, rank, free=True) for rank, line in enumerate(lines, 1)]


def handoff_text(campaign: Campaign, lead: SavedLead) -> str:
    """Who they are and how to reach them comes first; then what they want.

    The number, the name and the need stand in it whatever else was said, and the e-mail before
    what is left.
    """
    name = shorten(written(lead.name or "name unknown"), 40)
    number = phone_in_words(campaign, lead.phone, lead.answers) if lead.phone else "no phone"
    what, budget, timeframe = _wanted(campaign, lead.answers)
    return fit(
        [
            Fact(say_to_business("business_new_lead", campaign, lead.id, test=lead.test), 0),
            Fact(name, 2),
            Fact(number, 1),
            Fact(shorten(lead.email or "", 100), 5),
            Fact(_contact_wish(campaign, lead.answers), 3),
            Fact(what, 4),
            Fact(budget, 6),
            Fact(timeframe, 7),
            *(Fact(own, 8 + n, free=True) for n, own in enumerate(_own(campaign, lead.answers))),
            Fact(_asked(campaign, lead.answers), 99, free=True),
        ]
    )


def _contact_wish(campaign: Campaign, answers: Mapping[str, Any]) -> str:
    """On what condition they may be called or texted, in their words."""
    condition = contact_condition(answers)
    return (
        say("business_contact", campaign, condition=quotable(condition, MOST_WISHED))
        if condition
        else ""
    )


def say_to_business(
    key: str, campaign: Campaign, lead_id: int | None = None, *, test: bool = False
) -> str:
    """The first line of a text to the business, its name shortened so that the facts have room.

    A `test` of the business's own is marked at the very start.
    """
    name = shorten(campaign.business.name, 30)
    line = say(key, campaign, business=name, lead=str(lead_id or ""))
    return say("business_test", campaign, what=line) if test else line


def _asked(campaign: Campaign, answers: Mapping[str, Any]) -> str:
    """Their own questions, which the business is to answer."""
    asked = answers.get(ASKED)
    words = quotable(str(asked["value"]), MOST_ASKED) if asked else ""
    return say("business_asked", campaign, what=words) if words else ""


def _wanted(campaign: Campaign, answers: Mapping[str, Any]) -> tuple[str, str, str]:
    """Need and place on one line, then budget and timeframe; empty where nothing was said."""
    said = {name: _said(campaign, name, answers) for name in STANDARD_QUESTIONS}
    place = [said[name] for name in ("need", "postcode") if said[name]]
    return ", ".join(place), said["budget"], said["timeframe"]


def _said(campaign: Campaign, name: str, answers: Mapping[str, Any]) -> str:
    if campaign.question(name) is None or name not in answers:
        return ""
    words = in_words(campaign, name, answers[name])
    return f"{name} {words}" if answers[name]["value"] is None else words


def _own(campaign: Campaign, answers: Mapping[str, Any]) -> list[str]:
    """The answers to the campaign's own questions, by name."""
    return [
        f"{id.replace('_', ' ')}: {for_business(campaign, id, answers[id])}"
        for id in (question.id for question in campaign.questions)
        if id not in STANDARD_QUESTIONS and id in answers
    ]


def for_business(campaign: Campaign, name: str, answer: Mapping[str, Any]) -> str:
    """An answer as the business reads it; an e-mail address stays one to write to."""
    words = in_words(campaign, name, answer)
    return words if name == "email" else written(words)
