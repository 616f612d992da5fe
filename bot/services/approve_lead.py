"""Approve a lead in review: someone has looked, and it goes to the business."""

from __future__ import annotations

from datetime import datetime

from bot.errors import LeadNotInReview, LeadUnknown
from bot.leads.verdict import Outcome
from bot.services.hand_off import hand_off
from bot.services.turn import campaign_of
from bot.store import leads
from bot.store.database import Engine, transaction


def approve_lead(engine: Engine, lead_id: int, now: datetime) -> None:
    """Hand a lead in review off, once.

    Raises LeadUnknown, and LeadNotInReview when its verdict is another, it was approved before
    or the prospect gave no consent.
    """
    with transaction(engine) as connection:
        lead = leads.get_lead(connection, lead_id)
        if lead is None:
            raise LeadUnknown(lead_id)
        if lead.outcome != Outcome.REVIEW.value:
            raise LeadNotInReview(lead_id, f"it is {lead.outcome}")
        consent = leads.get_consent(connection, lead_id)
        if consent is None or not consent.given:
            raise LeadNotInReview(lead_id, "the prospect gave no consent to be contacted")
        if not leads.mark_approved(connection, lead_id, now):
            raise LeadNotInReview(lead_id, "it was approved before")
        hand_off(connection, campaign_of(connection, lead.definition_id), lead_id, now)
