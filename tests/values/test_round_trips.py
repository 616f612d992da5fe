"""Every value survives the way to its text or JSON and back: what is kept is what was said."""

from __future__ import annotations

import json
from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.campaign_files import read_campaign
from bot.errors import ValueInvalid
from bot.leads.campaign import (
    AtLeast,
    Business,
    Campaign,
    Criterion,
    Is,
    OneOf,
    Price,
    PriceBasis,
    Question,
    QuestionType,
    StartsWith,
    WithinDays,
)
from bot.leads.campaign_json import (
    campaign_from_json,
    campaign_to_json,
    canonical_json,
    definition_sha256,
)
from bot.leads.lead import Answer, Value
from bot.services.answers import answer_from_json, answer_to_json
from bot.services.dialogue import Reply
from bot.store import times
from bot.values import budget, email, money, person_name, phone, postcode, timeframe
from bot.values.budget import Budget, Period
from bot.values.money import Money
from bot.values.timeframe import Timeframe
from tests.conftest import SAMPLES

CURRENCIES = ["USD", "GBP", "EUR", "JPY", "KWD", "INR"]
minor = st.integers(0, 10**14)
words = st.text(min_size=1, max_size=30)
instants = st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1), timezones=st.just(timezone.utc))


def through_json(data: Any) -> Any:
    """As the database and the wire give it back."""
    return json.loads(json.dumps(data, ensure_ascii=False, allow_nan=False))


@st.composite
def budgets(draw: st.DrawFn) -> Budget:
    low, high = draw(st.none() | minor), draw(st.none() | minor)
    if low is not None and high is not None:
        low, high = sorted((low, high))
    return Budget(low, high, draw(st.sampled_from(CURRENCIES)), draw(st.sampled_from(Period)))


@st.composite
def timeframes(draw: st.DrawFn) -> Timeframe:
    if draw(st.booleans()):
        return Timeframe(None, None, flexible=True)
    first, last = sorted((draw(st.dates()), draw(st.dates())))
    ends = draw(st.sampled_from(["both", "first", "last"]))
    return Timeframe(first if ends != "last" else None, last if ends != "first" else None)


@given(st.integers(-(10**18), 10**18), st.sampled_from(CURRENCIES))
def test_money(amount: int, currency: str) -> None:
    """Minor units to a decimal in major ones, as a text, and back."""
    written = str(money.to_decimal(amount, currency))
    assert "E" not in written
    assert money.to_minor(written, currency) == amount


@given(minor, st.sampled_from(CURRENCIES), st.sampled_from(["en_US", "en_GB"]))
def test_money_in_words_keeps_every_digit(amount: int, currency: str, locale: str) -> None:
    words = money.format(Money(amount, currency), locale)
    figure = "".join(c for c in words if c.isdigit() or c == ".")
    assert money.to_minor(Decimal(figure), currency) == amount


@given(budgets())
def test_a_budget(value: Budget) -> None:
    assert budget.from_json(through_json(budget.to_json(value))) == value


@given(timeframes())
def test_a_timeframe(value: Timeframe) -> None:
    assert timeframe.from_json(through_json(timeframe.to_json(value))) == value


@given(st.from_regex(r"[2-9][0-9]{2}[2-9][0-9]{6}", fullmatch=True))
@pytest.mark.parametrize("country", ["US", "CA", "GB"])
def test_a_north_american_phone_number(country: str, digits: str) -> None:
    """For a reader at home and for one abroad."""
    assume(digits[1:3] != "11" and digits[4:6] != "11" and len(set(digits)) > 1)
    number = phone.parse(f"+1{digits}", country)
    assert phone.parse(phone.format(number, country), country) == number


@given(st.integers(0, 999))
@pytest.mark.parametrize("country", ["GB", "US"])
def test_a_british_phone_number(country: str, last: int) -> None:
    number = phone.parse(f"+447700900{last:03d}")
    assert phone.parse(phone.format(number, country), country) == number


CODES = {
    "US": r"(?!00[0-4]|00500)[0-8][0-9]{4}(-[0-9]{4})?",
    "GB": r"(SW|sw|EC|M|Ls|B|BT)[0-9][A-Za-z0-9]? ?[0-9][ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}",
    "CA": r"[ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z][ -]?[0-9][ABCEGHJ-NPRSTV-Z][0-9]",
    "NL": r"[1-9][0-9]{3} ?[A-Za-z]{2}",
    "DE": r"[0-9]{5}",
}


@given(st.data())
@pytest.mark.parametrize("country", CODES)
def test_a_postcode(country: str, data: st.DataObject) -> None:
    value = postcode.parse(data.draw(st.from_regex(CODES[country], fullmatch=True)), country)
    assert postcode.parse(postcode.format(value, country), country) == value


NAME = st.from_regex(r"[A-Za-zÀ-ÖØ-öø-ÿ][A-Za-zÀ-ÖØ-öø-ÿ'’. -]{0,40}", fullmatch=True)


@given(NAME | st.text(max_size=40))
def test_a_name(text: str) -> None:
    """Tidied once, it is tidy."""
    try:
        name = person_name.parse(text)
    except ValueInvalid:
        return
    assert person_name.parse(person_name.format(name)) == name


@given(st.emails() | st.from_regex(r"[A-Za-z.]{1,12}( at |@)[a-z-]{1,9}( dot |\.)[a-z]{2,5}"))
def test_an_e_mail_address(text: str) -> None:
    try:
        address = email.parse(text)
    except ValueInvalid:
        return
    assert email.parse(email.format(address)) == address


@given(instants)
def test_an_instant(instant: datetime) -> None:
    """As the database keeps it; texts sort as the instants do."""
    assert times.to_datetime(times.to_text(instant)) == instant


@given(instants, instants)
def test_instants_sort_as_texts(one: datetime, other: datetime) -> None:
    assert (times.to_text(one) < times.to_text(other)) == (one < other)


ANSWERED: list[tuple[QuestionType, st.SearchStrategy[Value]]] = [
    (QuestionType.BUDGET, budgets()),
    (QuestionType.TIMEFRAME, timeframes()),
    (QuestionType.TEXT, words),
]


@given(st.data(), words, instants)
@pytest.mark.parametrize(("type", "values"), ANSWERED, ids=lambda part: getattr(part, "value", ""))
def test_an_answer(
    type: QuestionType,
    values: st.SearchStrategy[Value],
    data: st.DataObject,
    heard: str,
    at: datetime,
) -> None:
    """Also the answer that they don't know."""
    value = data.draw(st.none() | values)
    kept = through_json(answer_to_json(value, heard, at))
    assert answer_from_json(kept, type) == Answer(value, heard, at)


@given(words, st.none() | words, st.lists(st.tuples(words, words), max_size=3), st.booleans())
def test_a_reply(text: str, asks: str | None, choices: list[tuple[str, str]], done: bool) -> None:
    reply = Reply(text, asks, tuple(choices), done)
    assert Reply.from_json(through_json(reply.to_json("7-1"))) == reply


@st.composite
def campaigns(draw: st.DrawFn) -> Campaign:
    """Any that a file could describe, odd words and amounts included."""
    values = draw(st.lists(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), min_size=2, unique=True))
    labels = {value: draw(words) for value in values[:6]}
    phrases = {value: tuple(draw(st.lists(words, min_size=1, max_size=2))) for value in labels}
    currency = draw(st.sampled_from(CURRENCIES))
    question = {"ask": draw(words), "why": draw(st.none() | words), "optional": draw(st.booleans())}
    standard = (
        Question(id="need", type=QuestionType.CHOICE, choices=labels, phrases=phrases, **question),
        Question(
            id="budget",
            type=QuestionType.BUDGET,
            period=draw(st.sampled_from(Period)),
            **question,
        ),
        Question(id="timeframe", type=QuestionType.TIMEFRAME, **question),
        Question(id="postcode", type=QuestionType.POSTCODE, **question),
    )
    own = (
        Question(id="owner", type=QuestionType.YES_NO, **question),
        Question(id="notes", type=QuestionType.TEXT, **question),
    )
    amount = draw(st.decimals(0, 10**7, places=2))
    rules = (
        Criterion("need", OneOf(tuple(labels))),
        Criterion("budget", AtLeast(amount)),
        Criterion("timeframe", WithinDays(draw(st.integers(0, 3650)))),
        Criterion("postcode", StartsWith(tuple(draw(st.lists(words, min_size=1, max_size=3))))),
        Criterion("owner", Is("yes")),
    )
    return Campaign(
        id="any",
        vertical=draw(words),
        business=Business(draw(words), "America/Los_Angeles", "+14155550100", draw(st.none())),
        number="+14155550199",
        locale=draw(st.sampled_from(["en_US", "en_GB"])),
        currency=currency,
        greeting=draw(words),
        questions=standard + own,
        qualified_when=rules,
        score={"budget": draw(st.integers(1, 100))},
        consent=draw(words),
        price=Price(Money(draw(minor), currency), draw(st.sampled_from(PriceBasis))),
        wording=draw(st.dictionaries(words, words, max_size=2)),
        privacy=draw(st.none() | words),
        cost=draw(st.none() | words),
    )


@given(campaigns())
def test_a_campaign(campaign: Campaign) -> None:
    """Its hash, which stands on every lead, stays the same, too."""
    data = campaign_to_json(campaign)
    kept = json.loads(canonical_json(data))
    assert campaign_from_json(kept) == campaign
    assert definition_sha256(campaign_to_json(campaign_from_json(kept))) == definition_sha256(data)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_campaign_file(path: Any) -> None:
    campaign = read_campaign(path)
    assert campaign_from_json(through_json(campaign_to_json(campaign))) == campaign


def test_the_first_and_the_last_day_there_are() -> None:
    """Years of fewer than four digits keep their zeros."""
    value = Timeframe(date.min, date.max)
    assert timeframe.from_json(through_json(timeframe.to_json(value))) == value
