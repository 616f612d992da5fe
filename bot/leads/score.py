"""The score: 0 to 100, to rank leads. It never overrides the outcome.

Each weighted question earns its weight times a degree from 0 to 1; the sum is taken of
100. A failed or unknown criterion earns nothing: the score is never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from math import floor

from bot.leads.campaign import AtLeast, Campaign, Criterion, Question, QuestionType, WithinDays
from bot.leads.criteria import days_away, period_asked, spend, threshold
from bot.leads.lead import Answers, Value
from bot.leads.verdict import CriterionResult, Result
from bot.values.budget import Budget
from bot.values.timeframe import Timeframe

HALF = Fraction(1, 2)
ZERO = Fraction(0)
ONE = Fraction(1)


def score(
    campaign: Campaign, answers: Answers, results: Iterable[CriterionResult], today: date
) -> int:
    """The lead's score, halves rounded up. Exact arithmetic: the same answers, the same score.

    `results` are the campaign's criteria evaluated on `answers` on the same `today`.
    """
    total = sum(campaign.score.values())
    if total == 0:
        return 0
    result_of = {r.name: r.result for r in results}
    earned = ZERO
    for name, weight in campaign.score.items():
        answer = answers.get(name)
        value = None if answer is None else answer.value
        if value is not None and result_of.get(name, Result.PASS) is Result.PASS:
            earned += weight * _degree(campaign, name, value, today)
    return floor(earned / total * 100 + HALF)


def _degree(campaign: Campaign, name: str, value: Value, today: date) -> Fraction:
    criterion = next((c for c in campaign.qualified_when if c.name == name), None)
    if criterion is None:
        return _degree_unasked(campaign.question(name), value)
    return _degree_passed(campaign, criterion, value, today)


def _degree_passed(campaign: Campaign, criterion: Criterion, value: Value, today: date) -> Fraction:
    """A pass earns at least a half; more money and an earlier day earn up to the whole."""
    rule = criterion.rule
    if isinstance(rule, AtLeast) and isinstance(value, Budget):
        most = spend(value, campaign, period_asked(campaign, criterion.name))
        return _budget_degree(most or ZERO, threshold(rule, campaign))
    if isinstance(rule, WithinDays) and isinstance(value, Timeframe):
        days = days_away(value, today) or 0
        return ONE - HALF * Fraction(days, rule.days) if rule.days else ONE
    return ONE


def _budget_degree(most: Fraction, required: int) -> Fraction:
    """From a half at the required amount to one at twice it. "At least 1000" may lie below
    the required amount and pass; it earns the half that a pass is worth."""
    if required == 0:
        return ONE
    return min(ONE, max(HALF, HALF * most / required))


def _degree_unasked(question: Question | None, value: Value) -> Fraction:
    """For a question that nothing is required of: an answer counts, a plain no doesn't."""
    is_no = question is not None and question.type is QuestionType.YES_NO and value == "no"
    return ZERO if is_no else ONE
