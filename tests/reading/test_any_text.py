"""Whatever is written, understanding gives plain values from it, soon, and invents nothing."""

from __future__ import annotations

import json
import random
import re
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.leads.campaign import CONTACT_QUESTIONS, Campaign
from bot.nlu.intent_model import IntentModel
from bot.nlu.sentences import questions
from bot.nlu.trained_intents import load_intents
from bot.reading.heard import Context
from bot.reading.understand import Understanding, understand
from bot.services.answers import value_to_json
from bot.values.budget import Budget
from bot.values.timeframe import Timeframe
from tests.conftest import NOW, SAMPLES, read_sample
from tests.fuzz.texts import ODD, any_text

SLOWEST = 5.0  # seconds of CPU, a full collection of the tests' own objects included
CAMPAIGNS = {path.stem: read_sample(path) for path in SAMPLES}
NUMBER_WORD = re.compile(
    r"zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|twent|thirt|fort|"
    r"fift|sixt|sevent|eight|ninet|hundred|thousand|grand|million|billion|trillion|lakh|lac|crore|"
    r"half|quarter|couple|few|dozen|double|oh|buck|figure|\b(?:a|an)\b|\b[kmb]\b|mil",
    re.IGNORECASE,
)

ANY_TEXT = st.one_of(
    st.text(max_size=300),
    st.integers(0, 10**6).map(lambda seed: any_text(random.Random(seed))),
    st.integers(0, 10**6).map(lambda seed: random.Random(seed).choice(ODD)(random.Random(seed))),
)
Read = Callable[[str, Campaign, "str | None"], Understanding]


@pytest.fixture(scope="module")
def intents(trained: Path) -> IntentModel:
    return load_intents(trained)


@pytest.fixture(scope="module")
def read(intents: IntentModel) -> Read:
    """Understanding as the dialogue does it, with the real intent model."""

    def understood(text: str, campaign: Campaign, asks: str | None) -> Understanding:
        now = NOW.astimezone(ZoneInfo(campaign.business.time_zone))
        asked = [intents.predict(question)[0] for question in questions(text)]
        return understand(text, Context(now, asks, campaign), intents.predict(text)[0], asked)

    return understood


def _asks(campaign: Campaign) -> list[str | None]:
    return [None, *(question.id for question in campaign.questions), *CONTACT_QUESTIONS]


@pytest.mark.parametrize("id", CAMPAIGNS)
def test_any_text_gives_plain_values_from_its_words(read: Read, id: str) -> None:
    """For every question of every sample campaign."""
    campaign = CAMPAIGNS[id]

    @settings(
        max_examples=120,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(ANY_TEXT, st.sampled_from(_asks(campaign)))
    def check(text: str, asks: str | None) -> None:
        begun = time.process_time()
        found = read(text, campaign, asks)
        assert time.process_time() - begun < SLOWEST
        assert found.text == text
        assert 0 <= found.confidence <= 1
        values = {name: value_to_json(heard.value) for name, heard in found.values.items()}
        json.dumps(values, allow_nan=False)
        for heard in found.values.values():
            assert 0 <= heard.start <= heard.end <= len(text)
            _check_value(heard.value)
        _check_digits(text, found)

    check()


def _check_value(value: object) -> None:
    """Ends in their order, days only where they are known."""
    if isinstance(value, Budget) and value.min is not None and value.max is not None:
        assert 0 <= value.min <= value.max
    if isinstance(value, Timeframe):
        assert not (value.flexible and (value.earliest or value.latest))
        if value.earliest and value.latest:
            assert value.earliest <= value.latest


def _check_digits(text: str, found: Understanding) -> None:
    """What was heard has only digits that were said: as digits, as words or by a multiplier."""
    said = "".join(
        str(unicodedata.digit(c)) for c in text if unicodedata.digit(c, None) is not None
    )
    if _has_number_words(text):
        return
    budget = found.values.get("budget")
    for amount in (budget.value.min, budget.value.max) if budget and budget.value else ():
        assert amount is None or _is_within(str(amount).rstrip("0"), said)
    for name, country_code in (("phone", 1), ("postcode", 0), ("email", 0), ("name", 0)):
        heard = found.values.get(name)
        if heard is not None and heard.value is not None:
            digits = re.sub(r"\D", "", str(heard.value))
            assert _is_within(digits, said) or _is_within(digits[country_code:], said)


def _has_number_words(text: str) -> bool:
    """Also signs that stand for a number: a half, a Roman eight."""
    plain = unicodedata.normalize("NFKC", text)
    signs = any(unicodedata.category(c) in ("Nl", "No") for c in text)
    return signs or NUMBER_WORD.search(plain) is not None


def _is_within(digits: str, said: str) -> bool:
    """Whether the digits were said in this order, others between them or not."""
    rest = iter(said)
    return all(digit in rest for digit in digits)


LONG = {
    "next week": "next week " * 1000,
    "amounts": "between 5k and 10k or " * 500,
    "one number": "9" * 100_000,
    "ranges": "5-" * 5000,
    "words": "one hundred and twenty three thousand " * 300,
    "spaces": "8" + " " * 50_000 + "k",
    "negations": "not " * 5000 + "8k",
    "brackets": "(" * 5000 + "415" + ")" * 5000,
    "an address": "a." * 5000 + "@" + "b." * 5000 + "com",
    "at and dot": "at dot " * 5000,
    "names": "my name is Anna " * 1000,
    "marks": "a" + "\u0301" * 20_000,
    "yes and no": "yes no " * 5000,
    "dates": "3/4/5/6/" * 2000,
    "letters": "a" * 100_000,
}


@pytest.mark.parametrize("asks", [None, "need", "budget", "timeframe", "name", "phone", "email"])
@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_a_long_text_is_read_soon(read: Read, text: str, asks: str | None) -> None:
    """What channels would refuse, too: `leadbell understand` takes lines of any length."""
    begun = time.process_time()
    read(text, CAMPAIGNS["roofing"], asks)
    assert time.process_time() - begun < SLOWEST
