"""Score the answers against the business's definition, save the lead, hand it off."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from bot.leads.qualify import decide
from bot.leads.verdict import CriterionResult, Outcome, Verdict
from bot.services.answers import answers_from_json
from bot.services.hand_off import hand_off
from bot.services.turn import Turn
from bot.store import leads
from bot.store.times import to_text


def qualify_lead(turn: Turn, answers: Mapping[str, Any]) -> tuple[int, Verdict]:
    """Save the lead that `answers` ({question id: answer JSON}) make; returns its number.

    Contact and consent are among the answers: name, phone, email, consent. A qualified lead
    with consent is handed off in the same transaction.
    """
    campaign, conversation = turn.campaign, turn.conversation
    verdict = decide(campaign, answers_from_json(answers, campaign), turn.local_now.date())
    texted = conversation.address is not None
    lead_id = leads.add_lead(
        turn.connection,
        now=turn.now,
        conversation_id=conversation.id,
        campaign_id=campaign.id,
        definition_id=conversation.definition_id,
        channel=conversation.channel,
        answers=dict(answers),
        name=_value(answers, "name"),
        phone=conversation.address or _value(answers, "phone"),
        phone_verified=texted,
        email=_value(answers, "email"),
        outcome=verdict.outcome.value,
        score=verdict.score,
        criteria=[_criterion_to_json(result) for result in verdict.criteria],
    )
    given = _value(answers, "consent") == "yes"
    if "consent" in answers:
        _keep_consent(turn, lead_id, given, answers["consent"])
    if verdict.outcome is Outcome.QUALIFIED and given:
        hand_off(turn.connection, campaign, lead_id, turn.now)
    return lead_id, verdict


def _value(answers: Mapping[str, Any], name: str) -> Any:
    answer = answers.get(name)
    return answer["value"] if answer else None


def _keep_consent(turn: Turn, lead_id: int, given: bool, answer: Mapping[str, Any]) -> None:
    wording = turn.campaign.consent
    leads.add_consent(
        turn.connection,
        lead_id,
        given=given,
        wording=wording,
        text_sha256=hashlib.sha256(wording.encode()).hexdigest(),
        heard=answer["heard"],
        at=answer["at"],
        evidence={"channel": turn.conversation.channel, **turn.conversation.origin},
    )


def _criterion_to_json(result: CriterionResult) -> dict[str, Any]:
    return {
        "name": result.name,
        "result": result.result.value,
        "required": result.required,
        "heard": result.heard,
        "heard_at": to_text(result.heard_at) if result.heard_at else None,
    }
