"""One criterion, one answer: what passes, what fails, and what nobody knows."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from bot.leads.campaign import AtLeast, Criterion, Is, OneOf, StartsWith, WithinDays
from bot.leads.criteria import evaluate, required_in_words
from bot.leads.lead import Answer
from bot.leads.verdict import Result
from bot.values.budget import Budget, Period
from bot.values.timeframe import Timeframe

TODAY = date(2026, 11, 23)
HEARD_AT = datetime(2026, 11, 23, 18, 0, tzinfo=timezone.utc)
PASS, FAIL, UNKNOWN = Result.PASS, Result.FAIL, Result.UNKNOWN


def said(value, heard="so they said"):
    return Answer(value, heard, HEARD_AT)


def usd(low, high, period=Period.ONCE):
    """A budget in whole dollars; None is an open end."""
    return Budget(low and low * 100, high and high * 100, "USD", period)


def days(earliest, latest, flexible=False):
    """A timeframe in days from today; None is an open end."""

    def day(n):
        return None if n is None else TODAY + timedelta(days=n)

    return Timeframe(day(earliest), day(latest), flexible)


@pytest.mark.parametrize(
    ("budget", "result"),
    [
        (usd(3000, 3000), PASS),
        (usd(1000, 3000), PASS),  # the most they would spend reaches it
        (usd(None, 3000), PASS),
        (usd(None, 2999), FAIL),
        (usd(2000, 2999), FAIL),
        (usd(8000, None), PASS),
        (usd(1000, None), PASS),  # "at least 1000": nothing says they would stop there
        (usd(None, None), UNKNOWN),
        (usd(0, 0), FAIL),
        (Budget(299999, 299999, "USD"), FAIL),  # a cent short
        (Budget(300000, 300000, "CAD"), UNKNOWN),
        (Budget(900000, None, "CAD"), UNKNOWN),
        (usd(3000, 3000, Period.MONTH), UNKNOWN),  # a month's sum is no sum paid once
        (usd(9000, None, Period.YEAR), UNKNOWN),
        ("3000 dollars", UNKNOWN),  # an answer of another kind
        (None, UNKNOWN),
    ],
)
def test_a_budget_passes_when_the_most_they_would_spend_reaches_it(campaign, budget, result):
    criterion = Criterion("budget", AtLeast(Decimal(3000)))
    assert evaluate(criterion, said(budget), campaign(), TODAY).result is result


@pytest.mark.parametrize(
    ("asked", "budget", "result"),
    [
        ("month", usd(60, 60, Period.MONTH), PASS),
        ("month", usd(720, 720, Period.YEAR), PASS),
        ("month", Budget(71999, 71999, "USD", Period.YEAR), FAIL),
        ("month", usd(60, 60, Period.ONCE), UNKNOWN),
        ("year", usd(5, 5, Period.MONTH), PASS),
        ("year", usd(4, 4, Period.MONTH), FAIL),
        ("year", usd(60, None, Period.ONCE), UNKNOWN),
    ],
)
def test_months_and_years_compare_but_never_with_a_sum_paid_once(
    campaign, questions, asked, budget, result
):
    asking = campaign(questions=questions | {"budget": {"ask": "How much?", "period": asked}})
    criterion = Criterion("budget", AtLeast(Decimal(60)))
    assert evaluate(criterion, said(budget), asking, TODAY).result is result


@pytest.mark.parametrize(
    ("timeframe", "result"),
    [
        (days(0, 7), PASS),
        (days(90, 90), PASS),
        (days(91, 91), FAIL),
        (days(80, 200), PASS),  # the earliest day decides
        (days(91, None), FAIL),
        (days(0, None), PASS),
        (days(None, 90), PASS),  # the latest, where that alone is known
        (days(None, 91), FAIL),
        (days(-22, 7), PASS),  # "this month": they could start today
        (days(-3, None), PASS),
        (days(-30, -1), UNKNOWN),  # over: it says nothing about when they would start
        (days(None, -1), UNKNOWN),
        (days(None, None, flexible=True), UNKNOWN),  # "no rush"
        (days(10, 20, flexible=True), PASS),
        (days(None, None), UNKNOWN),
        ("soon", UNKNOWN),
        (None, UNKNOWN),
    ],
)
def test_a_timeframe_passes_when_its_first_day_lies_within_the_limit(campaign, timeframe, result):
    criterion = Criterion("timeframe", WithinDays(90))
    assert evaluate(criterion, said(timeframe), campaign(), TODAY).result is result


@pytest.mark.parametrize(
    ("postcode", "prefixes", "result"),
    [
        ("94110", ("940", "941"), PASS),
        ("94210", ("940", "941"), FAIL),
        ("9411", ("94110",), FAIL),
        ("sw1a 1aa", ("SW1",), PASS),
        ("SW1A1AA", ("sw1a 1",), PASS),
        ("02139", ("021",), PASS),
        (None, ("941",), UNKNOWN),
    ],
)
def test_a_postcode_passes_by_its_first_characters(campaign, postcode, prefixes, result):
    criterion = Criterion("postcode", StartsWith(prefixes))
    assert evaluate(criterion, said(postcode), campaign(), TODAY).result is result


@pytest.mark.parametrize(
    ("rule", "value", "result"),
    [
        (OneOf(("repair", "replacement")), "repair", PASS),
        (OneOf(("repair", "replacement")), "gutters", FAIL),
        (OneOf(("repair",)), None, UNKNOWN),
        (Is("yes"), "yes", PASS),
        (Is("yes"), "no", FAIL),
        (Is("no"), "no", PASS),
        (Is("yes"), None, UNKNOWN),
    ],
)
def test_a_choice_passes_when_it_is_among_the_wanted(campaign, rule, value, result):
    assert evaluate(Criterion("need", rule), said(value), campaign(), TODAY).result is result


def test_a_question_never_answered_is_unknown_and_nothing_was_heard(campaign):
    result = evaluate(Criterion("owner", Is("yes")), None, campaign(), TODAY)
    assert (result.result, result.heard, result.heard_at) == (UNKNOWN, None, None)


def test_not_sure_is_unknown_and_keeps_their_words(campaign):
    result = evaluate(Criterion("owner", Is("yes")), said(None, "no idea"), campaign(), TODAY)
    assert (result.result, result.heard, result.heard_at) == (UNKNOWN, "no idea", HEARD_AT)


@pytest.mark.parametrize(
    ("name", "rule", "words"),
    [
        ("budget", AtLeast(Decimal(3000)), "at least USD 3000"),
        ("budget", AtLeast(Decimal("2999.5")), "at least USD 2999.50"),
        ("budget", AtLeast(Decimal("3E+3")), "at least USD 3000"),
        ("timeframe", WithinDays(90), "within 90 days"),
        ("timeframe", WithinDays(1), "within 1 day"),
        ("need", OneOf(("repair", "replacement")), "one of: Roof repair, New roof"),
        ("postcode", StartsWith(("940", "941")), "ZIP code starting with 940, 941"),
        ("owner", Is("yes"), "yes"),
        ("need", Is("repair"), "Roof repair"),
    ],
)
def test_what_is_required_is_said_in_words(campaign, name, rule, words):
    assert required_in_words(Criterion(name, rule), campaign()) == words


def test_what_is_required_names_the_month_and_the_local_postcode(campaign, questions):
    monthly = campaign(questions=questions | {"budget": {"ask": "How much?", "period": "month"}})
    assert required_in_words(Criterion("budget", AtLeast(Decimal(60))), monthly) == (
        "at least USD 60 a month"
    )
    british = campaign(locale="en_GB")
    assert required_in_words(Criterion("postcode", StartsWith(("SW",))), british) == (
        "postcode starting with SW"
    )
