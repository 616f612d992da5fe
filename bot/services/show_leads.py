"""Leads as JSON, for people and programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from bot.errors import CampaignUnknown, LeadUnknown, RowUnreadable
from bot.leads.campaign import COMMON_QUESTIONS, STANDARD_QUESTIONS
from bot.services.turn import campaign_of
from bot.store import campaigns, delivered, leads, outbox
from bot.store.corrections import Correction, list_corrections
from bot.store.database import Connection, Engine, reading, reading_row
from bot.store.leads import SavedLead
from bot.store.rows import Unreadable, to_log
from bot.store.times import to_datetime, to_seconds

_PAGE = 200  # leads that are read at once
_FIRST_ZONE = timedelta(hours=14)  # the farthest east of UTC


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
    """What `stream_leads` gives, all at once."""
    return list(stream_leads(engine, campaign_id, limit, unreadable))


def stream_leads(
    engine: Engine,
    campaign_id: str | None = None,
    limit: int | None = None,
    unreadable: Unreadable = to_log,
    since: date | None = None,
) -> Iterator[dict[str, Any]]:
    """Leads as JSON, the newest first, a page at a time; `unreadable` hears of those that can't be
    shown.

    At most `limit` of them, and those from the day `since` on, as days are where the business is.
    Raises CampaignUnknown.
    """
    with reading(engine) as connection:
        if campaign_id is not None and campaigns.get_named(connection, campaign_id) is None:
            raise CampaignUnknown(campaign_id)
    below: int | None = None
    shown = 0
    while limit is None or shown < limit:
        size = _PAGE if limit is None else min(_PAGE, limit - shown)
        with reading(engine) as connection:
            made = leads.list_lead_times(connection, campaign_id, size, below)
            page = list(_shown(connection, campaign_id, size, below, unreadable, since))
        yield from page
        shown += len(page)
        if len(made) < size:
            return
        below, at = made[-1]
        if since and to_datetime(at) < _begins(since):  # ids grow with time
            return


def _shown(
    connection: Connection,
    campaign_id: str | None,
    size: int,
    below: int | None,
    unreadable: Unreadable,
    since: date | None,
) -> Iterator[dict[str, Any]]:
    for lead in leads.list_leads(connection, campaign_id, size, unreadable, below):
        try:
            with reading_row("lead", lead.id):
                if since is None or _day_of(connection, lead) >= since:
                    yield _to_json(connection, lead)
        except RowUnreadable:  # it, or its definition
            unreadable(RowUnreadable("lead", lead.id))


def _begins(day: date) -> datetime:
    """When a day begins where it begins first."""
    return datetime.combine(day, time(), timezone.utc) - _FIRST_ZONE


def _day_of(connection: Connection, lead: SavedLead) -> date:
    """The day on which it was made, where the business is."""
    zone = ZoneInfo(campaign_of(connection, lead.definition_id).business.time_zone)
    return to_datetime(lead.created_at).astimezone(zone).date()


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
