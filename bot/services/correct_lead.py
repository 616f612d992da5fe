"""A prospect puts something right after the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.leads.standing import NEVER_HANDED_OVER, NOT_QUALIFIED, OPTED_OUT, WITHDRAWN
from bot.leads.verdict import Outcome
from bot.services.contact_keys import keep_contact_keys
from bot.services.hand_off import hand_off
from bot.services.in_words import CONTACT_WISH, contact_condition
from bot.services.lead_now import CONTACT, lead_now
from bot.services.qualify_lead import judge, keep_consent, keep_verdict
from bot.services.tell_corrections import tell_corrections
from bot.services.turn import Turn
from bot.store import corrections, leads, outbox
from bot.store.corrections import Correction
from bot.store.leads import SavedLead

# For these a handoff was dropped for its lead's sake: a correction may bring it back.
_FOR_THE_LEAD = (NEVER_HANDED_OVER, NOT_QUALIFIED, OPTED_OUT, WITHDRAWN)


def correct_lead(
    turn: Turn, answers: Mapping[str, Any], changed: Mapping[str, Any]
) -> tuple[Outcome, Outcome]:
    """Keep what changed; returns the outcome before and the one that holds now.

    Until the handoff goes out the verdict is taken anew on all `answers`: a lead that qualifies
    now is handed off, and a handoff that still waits says what holds now, or is dropped. After it
    the lead stays as the business got it; the corrections stand beside it, and are told.
    """
    lead = leads.get_lead_of(turn.connection, turn.conversation.id)
    if lead is None:
        raise LookupError("the conversation has no lead to correct")
    still_here = outbox.take_back_handoffs(turn.connection, lead.id, _FOR_THE_LEAD)
    made = _keep_corrections(turn, lead, changed)
    keep_contact_keys(turn, lead.id, answers)
    if "consent" in changed:
        keep_consent(turn, lead.id, changed["consent"])
    elif CONTACT_WISH in changed:  # the newest evidence says on what condition
        condition = contact_condition(answers)
        keep_consent(turn, lead.id, {**answers["consent"], "condition": condition})
    before = Outcome(lead.outcome)
    # Not by the dialogue: STOP may have come from the number's holder, by text, meanwhile.
    consent = leads.get_consent(turn.connection, lead.id)
    given = consent is not None and consent.given
    if not still_here:
        if given:
            tell_corrections(turn, lead, made)
        return before, before
    return before, _judge_anew(turn, lead.id, answers, given)


def _keep_corrections(turn: Turn, lead: SavedLead, changed: Mapping[str, Any]) -> list[Correction]:
    """A row for each; consent has evidence of its own."""
    now, first = lead_now(turn.connection, lead).answers, None
    for field, answer in changed.items():
        was = now.get(field) or {}
        if field == "consent" or was.get("value") == answer["value"]:
            continue
        id = corrections.add_correction(turn.connection, lead.id, field, was, answer, turn.now)
        first = first or id
    return corrections.list_corrections(turn.connection, lead.id, first) if first else []


def _judge_anew(turn: Turn, lead_id: int, answers: Mapping[str, Any], given: bool) -> Outcome:
    """An approval was of what the lead said then, so it is over; `given` is the consent."""
    judged = judge(turn, answers)
    value = {name: (answers.get(name) or {}).get("value") for name in CONTACT}
    contact = {**value, "phone": turn.conversation.address or value["phone"]}
    leads.update_lead(
        turn.connection,
        lead_id,
        answers=dict(answers),
        approved_at=None,
        **contact,
        **judged.columns,
    )
    keep_verdict(turn, lead_id, answers, judged)
    if judged.verdict.outcome is Outcome.QUALIFIED and given:
        hand_off(turn.connection, turn.campaign, lead_id, turn.now)
    return judged.verdict.outcome
