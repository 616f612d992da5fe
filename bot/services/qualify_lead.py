"""Score the answers against the business's definition, save the lead, hand it off."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.leads.qualify import decide
from bot.leads.signal import Signal, to_json, weigh
from bot.leads.verdict import CriterionResult, Outcome, Verdict
from bot.services.answers import answers_from_json
from bot.services.contact_keys import keep_contact_keys
from bot.services.hand_off import hand_off
from bot.services.in_words import contact_condition
from bot.services.observe_lead import observe_lead
from bot.services.own_numbers import is_test
from bot.services.turn import Turn
from bot.store import leads, verdicts
from bot.store.times import to_text


def qualify_lead(turn: Turn, answers: Mapping[str, Any]) -> tuple[int, Verdict]:
    """Save the lead that `answers` ({question id: answer JSON}) make; returns its number.

    Contact and consent are among the answers: name, phone, email, consent. A qualified lead
    with consent is handed off in the same transaction.
    """
    conversation = turn.conversation
    judged = judge(turn, answers)
    lead_id = leads.add_lead(
        turn.connection,
        now=turn.now,
        conversation_id=conversation.id,
        campaign_id=turn.campaign.id,
        definition_id=conversation.definition_id,
        channel=conversation.channel,
        answers=dict(answers),
        name=_value(answers, "name"),
        phone=conversation.address or _value(answers, "phone"),
        phone_verified=conversation.address is not None,
        email=_value(answers, "email"),
        **judged.columns,
    )
    keep_verdict(turn, lead_id, answers, judged)
    keep_contact_keys(turn, lead_id, answers)
    if "consent" in answers:
        keep_consent(turn, lead_id, answers["consent"])
    if judged.verdict.outcome is Outcome.QUALIFIED and _value(answers, "consent") == "yes":
        hand_off(turn.connection, turn.campaign, lead_id, turn.now)
    return lead_id, judged.verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict, the signals weighed with it, and whether the business only tries its campaign."""

    verdict: Verdict
    signals: tuple[Signal, ...]
    test: bool

    @property
    def columns(self) -> dict[str, Any]:
        """The lead's columns that hold it."""
        return {
            "outcome": self.verdict.outcome.value,
            "signals": [to_json(signal) for signal in self.signals],
            "test": self.test,
            "score": self.verdict.score,
            "criteria": [_criterion_to_json(result) for result in self.verdict.criteria],
        }


def judge(turn: Turn, answers: Mapping[str, Any]) -> Judged:
    """The verdict on the answers, and what was seen of whether the lead is real."""
    campaign = turn.campaign
    verdict = decide(campaign, answers_from_json(answers, campaign), turn.local_now.date())
    signals = observe_lead(turn, answers, verdict)
    verdict = replace(verdict, outcome=weigh(verdict.outcome, signals))
    return Judged(verdict, signals, is_test(turn, answers))


def keep_verdict(turn: Turn, lead_id: int, answers: Mapping[str, Any], judged: Judged) -> None:
    """Append the judgement to the lead's history: what failed once is remembered."""
    asked = {question.id for question in turn.campaign.questions}
    columns = judged.columns
    verdicts.add_verdict(
        turn.connection,
        lead_id,
        turn.now,
        answers={name: each for name, each in answers.items() if name in asked},
        outcome=columns["outcome"],
        score=columns["score"],
        criteria=columns["criteria"],
    )


def keep_consent(turn: Turn, lead_id: int, answer: Mapping[str, Any]) -> None:
    """Append the evidence: who agreed to what, in which words, and where they came from.

    It stands for itself, should the lead be erased or put right one day: the number, the request
    as it was heard and the definition's version are copied into it.
    """
    wording = turn.campaign.consent
    lead = leads.get_lead(turn.connection, lead_id)
    assert lead is not None
    condition = contact_condition({**lead.answers, "consent": answer})
    leads.add_consent(
        turn.connection,
        lead_id,
        given=answer["value"] == "yes",
        wording=wording,
        text_sha256=hashlib.sha256(wording.encode()).hexdigest(),
        heard=answer["heard"],
        at=answer["at"],
        evidence={
            **turn.conversation.origin,
            "channel": turn.conversation.channel,
            "name": lead.name,
            "phone": lead.phone,
            "request": {name: given["heard"] for name, given in lead.answers.items()},
            **({"condition": condition} if condition else {}),
            "definition_id": lead.definition_id,
            "answered_in": turn.message,
        },
    )


def _value(answers: Mapping[str, Any], name: str) -> Any:
    answer = answers.get(name)
    return answer["value"] if answer else None


def _criterion_to_json(result: CriterionResult) -> dict[str, Any]:
    return {
        "name": result.name,
        "result": result.result.value,
        "required": result.required,
        "heard": result.heard,
        "heard_at": to_text(result.heard_at) if result.heard_at else None,
    }
