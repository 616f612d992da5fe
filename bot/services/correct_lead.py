"""A prospect puts something right after the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.leads.verdict import Outcome
from bot.services.hand_off import hand_off
from bot.services.qualify_lead import keep_consent, verdict_columns
from bot.services.tell_business import tell_correction
from bot.services.turn import Turn
from bot.store import leads, outbox


def correct_lead(
    turn: Turn, answers: Mapping[str, Any], changed: Mapping[str, Any]
) -> tuple[Outcome, Outcome]:
    """Save the answers with what changed; returns the outcome before and the one that holds now.

    Until the handoff goes out the verdict is taken anew: a lead that qualifies now is handed off,
    and a handoff that still waits says what holds now, or is dropped. After it the verdict stays
    as the business got it, and the business is told what changed.
    """
    lead = leads.get_lead_of(turn.connection, turn.conversation.id)
    if lead is None:
        raise LookupError("the conversation has no lead to correct")
    if "consent" in changed:
        keep_consent(turn, lead.id, changed["consent"])
    before = Outcome(lead.outcome)
    handoff = outbox.get_handoff(turn.connection, lead.id)
    if handoff and not outbox.take_back_outbound(turn.connection, handoff.id):
        leads.update_lead(
            turn.connection, lead.id, answers=dict(answers), **_contact(turn, answers)
        )
        tell_correction(turn, lead.id, changed, turn.message or turn.now.isoformat())
        return before, before
    verdict, columns = verdict_columns(turn, answers)
    leads.update_lead(
        turn.connection, lead.id, answers=dict(answers), **_contact(turn, answers), **columns
    )
    given = (answers.get("consent") or {}).get("value") == "yes"
    if verdict.outcome is Outcome.QUALIFIED and given:
        hand_off(turn.connection, turn.campaign, lead.id, turn.now)
    return before, verdict.outcome


def _contact(turn: Turn, answers: Mapping[str, Any]) -> dict[str, Any]:
    value = {name: (answers.get(name) or {}).get("value") for name in ("name", "phone", "email")}
    return {**value, "phone": turn.conversation.address or value["phone"]}
