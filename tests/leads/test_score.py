"""The score: what each answer earns, and that nothing unknown earns anything."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.leads.criteria import evaluate
from bot.leads.lead import Answer
from bot.leads.score import score
from bot.values.budget import Budget, Period
from bot.values.timeframe import Timeframe

TODAY = date(2026, 11, 23)
HEARD_AT = datetime(2026, 11, 23, 18, 0, tzinfo=timezone.utc)


def scored(campaign, **values):
    answers = {name: Answer(value, "…", HEARD_AT) for name, value in values.items()}
    results = [evaluate(c, answers.get(c.name), campaign, TODAY) for c in campaign.qualified_when]
    return score(campaign, answers, results, TODAY)


def usd(low, high, period=Period.ONCE):
    return Budget(low and low * 100, high and high * 100, "USD", period)


def starting(days):
    return Timeframe(TODAY + timedelta(days=days), None)


@pytest.mark.parametrize(
    ("budget", "points"),
    [
        (usd(3000, 3000), 50),
        (usd(4500, 4500), 75),
        (usd(1000, 4500), 75),  # the most they would spend counts
        (usd(6000, 6000), 100),
        (usd(90000, 90000), 100),
        (usd(1000, None), 50),  # passes; the most is not known, so it earns no more
        (usd(6000, None), 100),
        (usd(None, 2999), 0),
        (usd(3000, 3000, Period.MONTH), 0),
        (None, 0),
    ],
)
def test_a_budget_earns_half_at_the_threshold_and_all_at_twice_it(campaign, budget, points):
    assert scored(campaign(score={"budget": 1}), budget=budget) == points


def test_a_threshold_of_nothing_earns_all(campaign):
    free = campaign(score={"budget": 1}, qualified_when={"budget": {"at_least": 0}})
    assert scored(free, budget=usd(0, 0)) == 100


@pytest.mark.parametrize(
    ("timeframe", "points"),
    [
        (starting(0), 100),
        (starting(45), 75),
        (starting(90), 50),
        (starting(91), 0),
        (Timeframe(TODAY - timedelta(days=9), TODAY), 100),
        (Timeframe(None, TODAY + timedelta(days=45)), 75),
        (Timeframe(None, None, flexible=True), 0),
        (None, 0),
    ],
)
def test_a_timeframe_earns_all_today_and_half_at_the_limit(campaign, timeframe, points):
    assert scored(campaign(score={"timeframe": 1}), timeframe=timeframe) == points


def test_within_no_days_means_today_and_earns_all(campaign):
    at_once = campaign(score={"timeframe": 1}, qualified_when={"timeframe": {"within_days": 0}})
    assert scored(at_once, timeframe=starting(0)) == 100


@pytest.mark.parametrize(
    ("name", "value", "points"),
    [
        ("need", "repair", 100),
        ("need", "gutters", 0),
        ("owner", "yes", 100),
        ("owner", "no", 0),
        ("owner", None, 0),
        ("insured", "yes", 100),  # scored only: nothing is required of it
        ("insured", "no", 0),
        ("insured", None, 0),
        ("material", "tile", 100),
        ("material", None, 0),
    ],
)
def test_a_choice_earns_all_or_nothing(campaign, name, value, points):
    assert scored(campaign(score={name: 7}), **{name: value}) == points


def test_a_no_that_the_definition_wants_earns_all(campaign):
    wanted = campaign(score={"insured": 1}, qualified_when={"insured": {"is": "no"}})
    assert scored(wanted, insured="no") == 100


def test_weights_are_shares_of_their_sum(campaign):
    weighted = campaign(score={"need": 1, "owner": 3})
    assert scored(weighted, need="repair", owner="no") == 25
    assert scored(weighted, need="gutters", owner="yes") == 75


def test_halves_round_up(campaign):
    eighths = campaign(score={"need": 1, "owner": 7})
    assert scored(eighths, need="repair") == 13  # 12.5


def test_without_weights_every_criterion_counts_the_same(campaign):
    assert scored(campaign(score={}), need="repair", owner="yes") == 40  # two of five


def test_nothing_said_scores_nothing(campaign):
    assert scored(campaign()) == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(low=st.integers(0, 10**9), more=st.integers(0, 10**9), day=st.integers(-400, 4000))
def test_a_score_is_0_to_100_and_a_larger_budget_never_lowers_it(campaign, low, more, day):
    def with_budget(most):
        return scored(campaign(), budget=Budget(None, most, "USD"), timeframe=starting(day))

    assert 0 <= with_budget(low) <= with_budget(low + more) <= 100
