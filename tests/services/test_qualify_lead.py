"""The verdict, the lead, its consent and the text to the business, in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from bot.errors import LeadNotInReview, LeadUnknown
from bot.leads.campaign import Campaign
from bot.services.answers import answer_to_json
from bot.services.approve_lead import approve_lead
from bot.services.hand_off import handoff_text
from bot.services.qualify_lead import qualify_lead
from bot.services.show_leads import list_leads, show_lead
from bot.services.start_conversation import start_web_conversation
from bot.services.turn import Turn, campaign_of
from bot.store import conversations, leads
from bot.store.database import reading, transaction
from bot.store.schema import consent as consent_table
from bot.store.schema import outbox as outbox_table
from bot.values import sms_text
from bot.values.budget import Budget
from bot.values.timeframe import Timeframe
from tests.conftest import NOW

GOOD: dict[str, Any] = {
    "need": "repair",
    "budget": Budget(800000, 1000000, "USD"),
    "timeframe": Timeframe(date(2026, 12, 1), date(2026, 12, 31)),
    "postcode": "94110",
    "owner": "yes",
    "name": "Maria Lopez",
    "phone": "+14155550123",
    "email": None,
    "consent": "yes",
}


def qualify(engine: Engine, **changed: Any) -> int:
    """Save the lead that GOOD, with changes, makes; returns its number."""
    id = start_web_conversation(engine, "roofing", {"page_url": "https://example.com"}, NOW)
    answers = {
        name: answer_to_json(value, f"heard {name}", NOW)
        for name, value in {**GOOD, **changed}.items()
    }
    with transaction(engine) as connection:
        talk = conversations.lock_conversation(connection, id)
        assert talk is not None
        campaign = campaign_of(connection, talk.definition_id)
        number, _ = qualify_lead(Turn(connection, talk, campaign, NOW), answers)
    return number


def handoffs(engine: Engine) -> list[tuple[int, str, str]]:
    with reading(engine) as connection:
        rows = connection.execute(outbox_table.select().order_by(outbox_table.c.id))
        return [(row.lead_id, row.recipient, row.body) for row in rows]


def test_a_qualified_lead_is_saved_whole_and_handed_off(database: Engine) -> None:
    """Exactly the lead of the interface, and one text to the business."""
    id = qualify(database)
    lead = show_lead(database, id)
    criteria = lead["verdict"].pop("criteria")
    assert lead["verdict"].pop("score") > 90
    assert {**lead, "definition": None, "consent": None} == {
        "id": id,
        "campaign": "roofing",
        "business": "Bay Ridge Roofing",
        "channel": "web",
        "definition": None,
        "created_at": "2026-11-23T18:00:00Z",
        "need": "repair",
        "budget": {"min": "8000.00", "max": "10000.00", "currency": "USD", "period": "once"},
        "timeframe": {"earliest": "2026-12-01", "latest": "2026-12-31", "flexible": False},
        "postcode": "94110",
        "details": {"owner": "yes"},
        "name": "Maria Lopez",
        "phone": "+14155550123",
        "phone_extension": None,
        "phone_verified": False,
        "email": None,
        "consent": None,
        "verdict": {"outcome": "qualified"},
        "signals": [],
        "test": False,
        "approved_at": None,
        "handoff": {"state": "queued", "to": "+14155550100", "at": "2026-11-23T18:00:00Z"},
        "corrected": [],
    }
    assert lead["definition"]["version"] == 1
    assert lead["consent"]["given"] is True
    assert len(lead["consent"]["text_sha256"]) == 64
    assert {c["name"]: c["result"] for c in criteria} == dict.fromkeys(
        ("need", "budget", "timeframe", "postcode", "owner"), "pass"
    )
    budget = next(c for c in criteria if c["name"] == "budget")
    assert budget["heard"] == "heard budget"
    assert budget["heard_at"] == "2026-11-23T18:00:00Z"
    ((lead_id, recipient, body),) = handoffs(database)
    assert (lead_id, recipient) == (id, "+14155550100")
    for words in ("Maria Lopez", "(415) 555-0123", "Roof repair", "94110", "$8,000 to $10,000"):
        assert words in body


def test_a_lead_without_consent_stays_here(database: Engine) -> None:
    """Qualified or not: a no to the question is a no."""
    lead = show_lead(database, qualify(database, consent="no"))
    assert lead["verdict"]["outcome"] == "qualified"
    assert lead["consent"]["given"] is False
    assert lead["handoff"] is None
    assert handoffs(database) == []


@pytest.mark.parametrize(
    ("changed", "outcome"),
    [
        ({"owner": "no"}, "unqualified"),
        ({"budget": Budget(None, 299999, "USD")}, "unqualified"),
        ({"budget": None}, "review"),
        ({"timeframe": Timeframe(None, None, flexible=True)}, "review"),
    ],
)
def test_only_a_qualified_lead_is_handed_off(
    published: Engine, changed: dict[str, Any], outcome: str
) -> None:
    """One failed criterion is a no; one unknown waits for a person."""
    lead = show_lead(published, qualify(published, **changed))
    assert lead["verdict"]["outcome"] == outcome
    assert handoffs(published) == []


def test_consent_is_kept_with_its_wording_and_where_it_came_from(published: Engine) -> None:
    """Evidence: what was shown, what was answered, on which page."""
    id = qualify(published)
    with reading(published) as connection:
        (row,) = connection.execute(consent_table.select()).all()
        saved = leads.get_lead(connection, id)
    assert saved is not None
    assert row.lead_id == id
    assert row.wording.startswith("Is it OK for Bay Ridge Roofing to call or text you")
    assert row.heard == "heard consent"
    assert row.evidence == {
        "channel": "web",
        "page_url": "https://example.com",
        "name": "Maria Lopez",
        "phone": "+14155550123",
        "request": {name: f"heard {name}" for name in GOOD},
        "definition_id": saved.definition_id,
        "answered_in": None,
    }


@pytest.mark.parametrize("change", ["UPDATE consent SET given = NOT given", "DELETE FROM consent"])
def test_consent_can_be_added_and_never_changed(database: Engine, change: str) -> None:
    """The database itself refuses, whoever asks."""
    qualify(database)
    with pytest.raises(DBAPIError, match="never changed"), transaction(database) as connection:
        connection.execute(text(change))
    with reading(database) as connection:
        assert [row.given for row in connection.execute(consent_table.select())] == [True]


def test_an_approved_lead_is_handed_off_once(database: Engine) -> None:
    """The second approval is refused and sends nothing."""
    id = qualify(database, budget=None)
    approve_lead(database, id, NOW)
    assert [lead for lead, *_ in handoffs(database)] == [id]
    assert show_lead(database, id)["approved_at"] == "2026-11-23T18:00:00Z"
    with pytest.raises(LeadNotInReview):
        approve_lead(database, id, NOW)
    assert len(handoffs(database)) == 1


def test_only_a_consenting_lead_in_review_can_be_approved(published: Engine) -> None:
    """And only one that exists."""
    for changed in ({}, {"owner": "no"}, {"budget": None, "consent": "no"}):
        with pytest.raises(LeadNotInReview):
            approve_lead(published, qualify(published, **changed), NOW)
    with pytest.raises(LeadUnknown):
        approve_lead(published, 4711, NOW)


def test_leads_are_listed_the_newest_first(published: Engine) -> None:
    """All of them, or one campaign's."""
    ids = [qualify(published) for _ in range(3)]
    assert [lead["id"] for lead in list_leads(published)] == ids[::-1]
    assert [lead["id"] for lead in list_leads(published, "roofing", 2)] == ids[:0:-1]
    assert list_leads(published, "mortgage") == []


LONG = {
    "name": "Maximiliana Wilhelmina Featherstonehaugh-Cholmondeley von Habsburg",
    "email": "maximiliana.wilhelmina.featherstonehaugh-cholmondeley@long-mail-provider.example.com",
    "budget": Budget(123456789, 987654321, "USD"),
    "timeframe": Timeframe(date(2026, 12, 31), date(2027, 9, 30)),
}


@pytest.mark.parametrize(
    "changed",
    [
        {},
        LONG,
        {**LONG, "name": "Владимир Александрович Рождественский"},
        {**LONG, "name": "María 🏠 López"},
        {"name": "Zoë Łukasz"},
    ],
)
@pytest.mark.parametrize("business", ["Bay Ridge Roofing", "B" * 80])
def test_a_handoff_takes_two_segments_at_most_and_says_who_and_what(
    published: Engine, changed: dict[str, Any], business: str
) -> None:
    """However long the values: the lead's number, the need and the phone are always there."""
    id = qualify(published, **changed)
    with reading(published) as connection:
        saved = leads.get_lead(connection, id)
        assert saved is not None
        campaign: Campaign = campaign_of(connection, saved.definition_id)
    named = replace(campaign, business=replace(campaign.business, name=business))
    body = handoff_text(named, saved)
    assert sms_text.segments(body) <= 2
    assert f"lead {id}" in body
    assert "(415) 555-0123" in body
    assert "Roof repair" in body
