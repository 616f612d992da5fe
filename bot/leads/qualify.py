"""The verdict on a lead: its campaign's definition, applied to what the prospect said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.leads.campaign import Campaign
from bot.leads.criteria import evaluate
from bot.leads.lead import Answers
from bot.leads.score import score
from bot.leads.verdict import CriterionResult, Outcome, Result, Verdict


def decide(campaign: Campaign, answers: Answers, today: date) -> Verdict:
    """The outcome, the score and every criterion's result, in the definition's order.

    `today` is the day in the campaign's time zone when the prospect was heard; the same
    answers and day always give the same verdict.
    """
    results = tuple(
        evaluate(c, answers.get(c.name), campaign, today) for c in campaign.qualified_when
    )
    return Verdict(outcome(results), score(campaign, answers, results, today), results)


def outcome(results: Iterable[CriterionResult]) -> Outcome:
    """One fails: unqualified. None fails and one is unknown: review. All pass: qualified."""
    found = {r.result for r in results}
    if Result.FAIL in found:
        return Outcome.UNQUALIFIED
    if Result.UNKNOWN in found:
        return Outcome.REVIEW
    return Outcome.QUALIFIED
