"""The sample campaigns: each reads cleanly, fits the phone, and says what the guide promises."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

from bot.campaign_files.phrases import with_phrases
from bot.leads.campaign import AtLeast, Campaign, OneOf, PriceBasis, StartsWith, WithinDays
from bot.leads.campaign_json import campaign_from_json, campaign_to_json
from bot.values.budget import Means, Period
from tests.conftest import read_sample

FOLDER = Path(__file__).parents[2] / "campaigns"
IDS = ("auto-insurance", "dental-implants", "home-buying", "mortgage", "online-mba", "roofing")
ONE_TEXT = 160


def sample(id: str) -> Campaign:
    return read_sample(FOLDER / f"{id}.yml")


def rules(id: str) -> dict[str, object]:
    return {c.name: c.rule for c in sample(id).qualified_when}


def test_these_six_ship():
    assert tuple(sorted(path.stem for path in FOLDER.glob("*.yml"))) == IDS


@pytest.mark.parametrize("id", IDS)
def test_the_file_is_named_after_its_campaign_and_fits_the_schema(id):
    data = YAML(typ="safe", pure=True).load(FOLDER / f"{id}.yml")
    schema = json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))
    Draft7Validator.check_schema(schema)
    assert list(Draft7Validator(schema).iter_errors(data)) == []
    assert sample(id).id == id


@pytest.mark.parametrize("id", IDS)
def test_the_json_of_a_sample_is_its_file(id):
    """With the words of its packs."""
    data = with_phrases(YAML(typ="safe", pure=True).load(FOLDER / f"{id}.yml"))
    assert campaign_to_json(sample(id)) == data
    assert campaign_from_json(data) == sample(id)


@pytest.mark.parametrize("id", IDS)
def test_every_question_fits_one_text_and_says_why_it_is_asked(id):
    for question in sample(id).questions:
        assert len(question.ask) <= ONE_TEXT
        assert question.why


@pytest.mark.parametrize("id", IDS)
def test_choices_have_other_words(id):
    for question in sample(id).questions:
        assert set(question.phrases) >= set(question.choices)


@pytest.mark.parametrize("id", IDS)
def test_the_consent_names_the_business_and_says_what_the_law_wants(id):
    campaign = sample(id)
    for part in (
        campaign.business.name,
        "not a condition",
        "data rates",
        "Reply STOP",
        "YES or NO",
    ):
        assert part in campaign.consent


@pytest.mark.parametrize("id", IDS)
def test_every_text_goes_in_the_plain_alphabet_of_the_phone(id):
    """One curly quote would halve what fits in a text."""
    text = json.dumps(campaign_to_json(sample(id)), ensure_ascii=False)
    assert text.isascii()
    assert "`" not in text


def test_no_two_samples_share_a_number_and_all_are_fictional():
    numbers = [n for id in IDS for n in (sample(id).number, sample(id).business.sms)]
    assert len(set(numbers)) == len(numbers)
    assert all(number[5:10] == "55501" for number in numbers)


def test_healthcare_and_mortgage_pay_flat_fees():
    flat = {id for id in IDS if sample(id).price.basis is PriceBasis.FLAT_PER_MONTH}
    assert flat == {"dental-implants", "mortgage"}


@pytest.mark.parametrize(
    ("id", "means"),
    [
        ("roofing", Means.PRICE),
        ("auto-insurance", Means.PREMIUM),
        ("mortgage", Means.LOAN),
        ("home-buying", Means.PRICE),
        ("dental-implants", Means.PRICE),
        ("online-mba", Means.TUITION),
    ],
)
def test_a_budget_says_what_the_amount_is_and_on_which_scale(id, means):
    """On which the least that qualifies lies well within."""
    budget = sample(id).question("budget")
    assert budget is not None
    assert budget.means is means
    assert budget.plausible is not None
    low, high = budget.plausible
    least = rules(id)["budget"]
    assert isinstance(least, AtLeast)
    assert low.minor * 2 <= least.amount * 100 <= high.minor / 5


@pytest.mark.parametrize(
    ("id", "wanted", "least", "period", "within", "places"),
    [
        ("roofing", "repair replacement", 3000, "once", 90, "940 941 944 945 946 947 948 949"),
        ("auto-insurance", "new_policy switch", 60, "month", 30, "90 91 92 93 94 95 96"),
        ("mortgage", "purchase refinance", 150000, "once", 120, ""),
        ("home-buying", "buy sell", 400000, "once", 180, "941"),
        ("dental-implants", "single multiple full_arch", 2500, "once", 180, "100 101 102 103 104"),
        ("online-mba", "full_time part_time executive", 15000, "once", 365, ""),
    ],
)
def test_the_definitions_are_the_documented_ones(id, wanted, least, period, within, places):
    found = rules(id)
    assert found["need"] == OneOf(tuple(wanted.split()))
    assert found["budget"] == AtLeast(Decimal(least))
    assert found["timeframe"] == WithinDays(within)
    assert found.get("postcode") == (StartsWith(tuple(places.split())) if places else None)
    budget = sample(id).question("budget")
    assert budget is not None
    assert budget.period is Period(period)
