"""Leads as JSON, for people and programs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.errors import CampaignUnknown, LeadUnknown, RowUnreadable
from bot.leads.campaign import COMMON_QUESTIONS, STANDARD_QUESTIONS
from bot.services.turn import campaign_of
from bot.store import campaigns, delivered, leads, outbox
from bot.store.corrections import Correction, list_corrections
from bot.store.database import Connection, Engine, reading, reading_row
from bot.store.leads import SavedLead
from bot.store.rows import Unreadable, to_log
from bot.store.times import to_seconds


def show_lead(engine: Engine, lead_id: int) -> dict[str, Any]:
    """One lead. Raises LeadUnknown, RowUnreadable."""
    with reading(engine) as connection, reading_row("lead", lead_id):
        lead = leads.get_lead(connection, lead_id)
        if lead is None:
            raise LeadUnknown(lead_id)
        return _to_json(connection, lead)


def list_leads(
    engine: Engine,
    campaign_id: str | None = None,
    limit: int | None = None,
    unreadable: Unreadable = to_log,
) -> list[dict[str, Any]]:
    """Leads, the newest first; `unreadable` is told of those that can't be shown.

    Raises CampaignUnknown.
    """
    shown = []
    with reading(engine) as connection:
        if campaign_id is not None and campaigns.get_named(connection, campaign_id) is None:
            raise CampaignUnknown(campaign_id)
        for lead in leads.list_leads(connection, campaign_id, limit, unreadable):
            try:
                with reading_row("lead", lead.id):
                    shown.append(_to_json(connection, lead))
            except RowUnreadable:  # it, or its definition
                unreadable(RowUnreadable("lead", lead.id))
    return shown


def _to_json(connection: Connection, saved: SavedLead) -> dict[str, Any]:
    """A lead that was delivered is shown as it was delivered, its corrections beside it."""
    lead = _as_delivered(connection, saved)
    definition = campaigns.get_definition(connection, lead.definition_id)
    campaign = campaign_of(connection, lead.definition_id)
    values = {name: answer["value"] for name, answer in lead.answers.items()}
    return {
        "id": lead.id,
        "campaign": lead.campaign_id,
        "business": campaign.business.name,
        "channel": lead.channel,
        "definition": {"version": definition["version"], "sha256": definition["sha256"]},
        "created_at": to_seconds(lead.created_at),
        **{name: values.get(name) for name in STANDARD_QUESTIONS},
        "details": {k: v for k, v in values.items() if k not in COMMON_QUESTIONS},
        "name": lead.name,
        "phone": lead.phone,
        "phone_extension": (lead.answers.get("phone") or {}).get("extension"),
        "phone_verified": lead.phone_verified,
        "email": lead.email,
        "consent": _consent(connection, lead),
        "verdict": {
            "outcome": lead.outcome,
            "score": lead.score,
            "criteria": [
                {**c, "heard_at": to_seconds(c["heard_at"]) if c["heard_at"] else None}
                for c in lead.criteria
            ],
        },
        "signals": list(lead.signals),
        "test": lead.test,
        "approved_at": to_seconds(lead.approved_at) if lead.approved_at else None,
        "handoff": _handoff(connection, lead),
        "corrected": [_correction(each) for each in list_corrections(connection, lead.id)],
    }


def _as_delivered(connection: Connection, lead: SavedLead) -> SavedLead:
    snapshot = delivered.get_delivered(connection, lead.id)
    if snapshot is None:
        return lead
    return replace(lead, **{name: getattr(snapshot, name) for name in delivered.OF_LEAD})


def _correction(made: Correction) -> dict[str, Any]:
    return {
        "field": made.field,
        "was": made.was.get("value"),
        "now": made.now["value"],
        "at": to_seconds(made.at),
        "heard": made.heard,
    }


def _consent(connection: Connection, lead: SavedLead) -> dict[str, Any]:
    consent = leads.get_consent(connection, lead.id)
    if consent is None:
        return {"given": False, "at": None, "text_sha256": None, "condition": None}
    return {
        "given": consent.given,
        "at": to_seconds(consent.at),
        "text_sha256": consent.text_sha256,
        "condition": consent.condition if consent.given else None,
    }


def _handoff(connection: Connection, lead: SavedLead) -> dict[str, Any] | None:
    handoff = outbox.get_handoff(connection, lead.id)
    if handoff is None:
        return None
    return {
        "state": handoff.state,
        "to": handoff.recipient,
        "at": to_seconds(handoff.updated_at),
    }
