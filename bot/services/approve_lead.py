"""Approve a lead in review: someone has looked, and it goes to the business."""

from __future__ import annotations

from datetime import datetime

from bot.errors import LeadNotInReview, LeadUnknown
from bot.leads.standing import why_unwanted
from bot.leads.verdict import Outcome
from bot.services.hand_off import hand_off
from bot.services.lead_now import standing_of
from bot.services.turn import campaign_of
from bot.store import conversations, leads
from bot.store.database import Connection, Engine, transaction
from bot.store.leads import SavedLead


def approve_lead(engine: Engine, lead_id: int, now: datetime) -> None:
    """Hand a lead in review off, once.

    Its conversation is held as by a turn, then the lead, and only then is anything looked at: no
    correction and no withdrawal can come in between. Raises LeadUnknown, and LeadNotInReview when
    its verdict is another, it was approved before, or the prospect wants no contact.
    """
    with transaction(engine) as connection:
        lead = _hold(connection, lead_id)
        if lead.outcome != Outcome.REVIEW.value:
            raise LeadNotInReview(lead_id, f"it is {lead.outcome}")
        reason = why_unwanted(standing_of(connection, lead))
        if reason:
            raise LeadNotInReview(lead_id, _in_words(connection, lead_id, reason))
        if not leads.mark_approved(connection, lead_id, now):
            raise LeadNotInReview(lead_id, "it was approved before")
        hand_off(connection, campaign_of(connection, lead.definition_id), lead_id, now)


def _hold(connection: Connection, lead_id: int) -> SavedLead:
    """Held in the order of a turn, so that the two can't wait for each other."""
    known = leads.get_lead(connection, lead_id)
    if known is None:
        raise LeadUnknown(lead_id)
    conversations.lock_conversation(connection, known.conversation_id)
    lead = leads.lock_lead(connection, lead_id)
    assert lead is not None
    return lead


def _in_words(connection: Connection, lead_id: int, reason: str) -> str:
    if leads.get_consent(connection, lead_id, given=True) is None:
        return "the prospect gave no consent to be contacted"
    return reason
