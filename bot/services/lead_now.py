"""How a lead stands now: its facts with all that was put right, and what allows texts about it."""

from __future__ import annotations

from dataclasses import replace

from bot.leads.standing import Standing
from bot.leads.verdict import Outcome
from bot.store import corrections, leads, opt_outs, outbox
from bot.store.database import Connection
from bot.store.leads import SavedLead
from bot.store.outbox import Outbound

CONTACT = ("name", "phone", "email")


def lead_now(connection: Connection, lead: SavedLead) -> SavedLead:
    """The lead as its prospect would have it: what was handed over with the corrections since."""
    made = corrections.list_corrections(connection, lead.id)
    answers = {**lead.answers, **{each.field: each.now for each in made}}
    contact = {each.field: each.now["value"] for each in made if each.field in CONTACT}
    return replace(lead, answers=answers, **contact)


def standing_of(
    connection: Connection, lead: SavedLead, in_hand: Outbound | None = None
) -> Standing:
    """What decides whether texts about the lead may go; `in_hand` is the one that is judged."""
    consent = leads.get_consent(connection, lead.id)
    numbers = {lead.phone, lead_now(connection, lead).phone} - {None}
    return Standing(
        outcome=Outcome(lead.outcome),
        approved=lead.approved_at is not None,
        consents=consent is not None and consent.given,
        opted_out=any(opt_outs.is_opted_out(connection, number or "") for number in numbers),
        handed_over=_is_handed_over(connection, lead.id, in_hand),
    )


def _is_handed_over(connection: Connection, lead_id: int, in_hand: Outbound | None) -> bool:
    """Whether the business may have got the lead: a text in hand counts as it was found."""
    handoffs = outbox.list_texts_about(connection, lead_id, "handoff")
    if in_hand is not None and in_hand.kind == "handoff":
        handoffs = [in_hand, *(text for text in handoffs if text.id != in_hand.id)]
    return any(text.may_have_gone_out for text in handoffs)
