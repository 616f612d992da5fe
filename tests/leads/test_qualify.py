"""The verdict: one failure decides, one unknown asks a person, the score decides nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.leads.lead import Answer
from bot.leads.qualify import decide, outcome
from bot.leads.verdict import CriterionResult, Outcome, Result
from bot.values.budget import Budget
from bot.values.timeframe import Timeframe

TODAY = date(2026, 11, 23)
HEARD_AT = datetime(2026, 11, 23, 18, 0, tzinfo=timezone.utc)
GOOD = {
    "need": "repair",
    "budget": Budget(800000, 1000000, "USD"),
    "timeframe": Timeframe(TODAY + timedelta(days=8), TODAY + timedelta(days=38)),
    "postcode": "94110",
    "owner": "yes",
}


def answers(**changes):
    """Good answers, save for the changes. None is "not sure"; `...` was never asked."""
    said = {name: value for name, value in (GOOD | changes).items() if value is not ...}
    return {name: Answer(value, f"my {name}", HEARD_AT) for name, value in said.items()}


def results(*found):
    return [CriterionResult(str(i), r, "", None, None) for i, r in enumerate(found)]


def test_all_pass_so_the_lead_is_qualified(campaign):
    verdict = decide(campaign(), answers(), TODAY)
    assert verdict.outcome is Outcome.QUALIFIED
    assert [c.name for c in verdict.criteria] == list(GOOD)
    assert {c.result for c in verdict.criteria} == {Result.PASS}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"owner": "no"}, Outcome.UNQUALIFIED),
        ({"postcode": "10001"}, Outcome.UNQUALIFIED),
        ({"budget": Budget(None, 200000, "USD")}, Outcome.UNQUALIFIED),
        ({"budget": None}, Outcome.REVIEW),
        ({"owner": ...}, Outcome.REVIEW),
        ({"timeframe": Timeframe(None, None, flexible=True)}, Outcome.REVIEW),
        ({"budget": None, "owner": "no"}, Outcome.UNQUALIFIED),  # a failure outweighs a doubt
        (dict.fromkeys(GOOD), Outcome.REVIEW),
        (dict.fromkeys(GOOD, ...), Outcome.REVIEW),
        ({"insured": "no"}, Outcome.QUALIFIED),  # nothing is required of it
    ],
)
def test_the_outcome_follows_from_the_results(campaign, changes, expected):
    assert decide(campaign(), answers(**changes), TODAY).outcome is expected


def test_a_review_can_score_high_and_stays_a_review(campaign):
    verdict = decide(campaign(), answers(postcode=None), TODAY)
    assert verdict.score > 90
    assert verdict.outcome is Outcome.REVIEW


def test_the_same_answers_on_the_same_day_give_the_same_verdict(campaign):
    assert decide(campaign(), answers(), TODAY) == decide(campaign(), answers(), TODAY)


def test_each_criterion_is_a_receipt(campaign):
    budget = decide(campaign(), answers(), TODAY).criteria[1]
    assert budget == CriterionResult(
        "budget", Result.PASS, "at least USD 3000", "my budget", HEARD_AT
    )


@given(st.lists(st.sampled_from(Result), min_size=1))
def test_only_passes_qualify_and_any_failure_disqualifies(found):
    verdict = outcome(results(*found))
    assert (verdict is Outcome.QUALIFIED) == (set(found) == {Result.PASS})
    assert (verdict is Outcome.UNQUALIFIED) == (Result.FAIL in found)
