"""One criterion against one answer: pass, fail or unknown. What nobody knows is never guessed."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from bot.leads.campaign import (
    AtLeast,
    Campaign,
    Criterion,
    Is,
    OneOf,
    StartsWith,
    WithinDays,
)
from bot.leads.lead import Answer, Value
from bot.leads.verdict import CriterionResult, Result
from bot.values import money
from bot.values.budget import Budget, Period
from bot.values.timeframe import Timeframe

EVERY = {Period.ONCE: "", Period.MONTH: " a month", Period.YEAR: " a year"}


def evaluate(
    criterion: Criterion, answer: Answer | None, campaign: Campaign, today: date
) -> CriterionResult:
    """How `answer` meets `criterion`; `today` is the day in the campaign's time zone."""
    value = None if answer is None else answer.value
    met = None if value is None else _is_met(criterion, value, campaign, today)
    return CriterionResult(
        name=criterion.name,
        result=Result.UNKNOWN if met is None else Result.PASS if met else Result.FAIL,
        required=required_in_words(criterion, campaign),
        heard=None if answer is None else answer.heard,
        heard_at=None if answer is None else answer.heard_at,
    )


def required_in_words(criterion: Criterion, campaign: Campaign) -> str:
    """What the criterion asks for: "at least USD 3000", "within 90 days", "yes"."""
    rule = criterion.rule
    if isinstance(rule, AtLeast):
        amount = _amount_in_words(threshold(rule, campaign), campaign.currency)
        return f"at least {amount}{EVERY[period_asked(campaign, criterion.name)]}"
    if isinstance(rule, WithinDays):
        return f"within {rule.days} day" + ("" if rule.days == 1 else "s")
    if isinstance(rule, StartsWith):
        noun = "ZIP code" if campaign.country == "US" else "postcode"
        return f"{noun} starting with {', '.join(rule.prefixes)}"
    question = campaign.question(criterion.name)
    labels = question.choices if question else {}
    if isinstance(rule, OneOf):
        return "one of: " + ", ".join(labels.get(v, v) for v in rule.values)
    return labels.get(rule.value, rule.value)


def spend(budget: Budget, campaign: Campaign, period: Period) -> Fraction | None:
    """The most they would spend in `period`, in minor units; the least, where the top is open.

    None where it can't be compared with the campaign's amounts: no figure, another
    currency, or a sum paid once against a regular one.
    """
    amount = budget.min if budget.max is None else budget.max
    if amount is None or budget.currency != campaign.currency:
        return None
    if budget.period is period:
        return Fraction(amount)
    if Period.ONCE in (budget.period, period):
        return None
    return Fraction(amount) * 12 if period is Period.YEAR else Fraction(amount, 12)


def threshold(rule: AtLeast, campaign: Campaign) -> int:
    """The amount asked for, in minor units of the campaign's currency."""
    return money.to_minor(rule.amount, campaign.currency)


def period_asked(campaign: Campaign, name: str) -> Period:
    """Whether the campaign's question `name` is about a sum paid once, monthly or yearly."""
    question = campaign.question(name)
    return question.period if question else Period.ONCE


def days_away(timeframe: Timeframe, today: date) -> int | None:
    """Days from `today` to the day that decides, or None where nobody knows one.

    The earliest day decides; the latest, where that alone is known. A window that has
    begun counts as today; one that is over says nothing about when they would start.
    """
    if timeframe.latest is not None and timeframe.latest < today:
        return None
    day = timeframe.latest if timeframe.earliest is None else timeframe.earliest
    return None if day is None else max((day - today).days, 0)


def _is_met(criterion: Criterion, value: Value, campaign: Campaign, today: date) -> bool | None:
    rule = criterion.rule
    if isinstance(rule, AtLeast) and isinstance(value, Budget):
        most = spend(value, campaign, period_asked(campaign, criterion.name))
        if most is None:
            return None
        return value.max is None or most >= threshold(rule, campaign)
    if isinstance(rule, WithinDays) and isinstance(value, Timeframe):
        days = days_away(value, today)
        return None if days is None else days <= rule.days
    if isinstance(rule, StartsWith) and isinstance(value, str):
        return _squeezed(value).startswith(tuple(map(_squeezed, rule.prefixes)))
    if isinstance(rule, OneOf) and isinstance(value, str):
        return value in rule.values
    if isinstance(rule, Is) and isinstance(value, str):
        return value == rule.value
    return None  # an answer of another kind than the rule's says nothing about it


def _amount_in_words(minor: int, currency: str) -> str:
    amount = money.to_decimal(minor, currency)
    whole = amount.to_integral_value()
    return f"{currency} {whole if whole == amount else amount}"


def _squeezed(postcode: str) -> str:
    """Without spaces and in capitals: "sw1a 1aa" and "SW1A1AA" are one place."""
    return "".join(postcode.split()).upper()
