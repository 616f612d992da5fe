"""From amounts whose roles are known to the budget that they tell."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.language.decode_budget import Cues, Told, decode
from bot.language.doc import read
from bot.language.money import find_amounts
from bot.language.money_scene import MoneyScene
from bot.values.budget import Period

ROOF = MoneyScene(asks="budget", floor=Decimal(3000), plausible=(Decimal(300), Decimal(60000)))
HOME = MoneyScene(
    asks="budget", floor=Decimal(400000), plausible=(Decimal(300000), Decimal(5000000))
)
LOAN = MoneyScene(
    asks="budget",
    means="loan",
    floor=Decimal(150000),
    plausible=(Decimal(30000), Decimal(2000000)),
)
CAR = MoneyScene(
    asks="budget",
    means="premium",
    period=Period.MONTH,
    floor=Decimal(60),
    plausible=(Decimal(20), Decimal(600)),
)


NO_CUES = Cues()


def told(text: str, scene: MoneyScene, *roles: str, cues: Cues = NO_CUES) -> Told | None:
    doc = read(text)
    amounts = find_amounts(doc, scene.currency)
    assert len(amounts) == len(roles), [str(one) for one in amounts]
    return decode(doc, amounts, [{role: 1.0} for role in roles], scene, cues)


def words(found: Told | None) -> str:
    """`5000-7000?` with `?` where it is to be read back."""
    if found is None:
        return "-"
    low, high = ("" if end is None else f"{end:.0f}" for end in (found.low, found.high))
    return (low if low == high else f"{low}-{high}") + "?" * found.doubtful


@pytest.mark.parametrize(
    ("text", "scene", "roles", "right"),
    [
        ("9k", ROOF, "spend", "9000"),
        ("they want 14k, we have 10k", ROOF, "others_price spend", "10000"),
        ("they want 14k, hoping for 10", ROOF, "others_price spend", "10000?"),
        ("8k would be great and 10k is what we can", ROOF, "spend cap", "8000-10000"),
        ("5k would be a start. The end is 14k", ROOF, "spend cap", "5000-14000"),
        ("8k for one and 30k for all", ROOF, "spend spend", "8000?"),
        (
            "35k with the grant but don't count on that. Twenty thousand",
            ROOF,
            "spend spend",
            "20000?",
        ),
        ("I thought 20k, then the stock tanked, so 14k", ROOF, "spend spend", "14000?"),
        ("they released 6000, of which I'd use 3800", ROOF, "spend spend", "3800-6000?"),
        ("8k cash and 12k if you finance", ROOF, "spend spend", "8000-12000?"),
        ("20k is where I say no", ROOF, "cap", "-20000"),
        ("over 20k is a no", ROOF, "cap", "-20000"),
        ("more than 9k and we walk", ROOF, "cap", "9000-?"),
        ("12", ROOF, "spend", "12000?"),
        ("between ten and fifteen", ROOF, "spend", "10000-15000?"),
        ("1.2", HOME, "spend", "1200000?"),
        ("800-950", HOME, "spend", "800000-950000?"),
        ("350", LOAN, "spend", "350000?"),
        ("a quote for 14k", ROOF, "others_price", "-"),
        ("my last one was 9k", ROOF, "paid_before", "-"),
        ("I have 9k saved", ROOF, "saved", "9000?"),
        ("4k down and 4k later", ROOF, "down_payment part", "8000?"),
        ("he has 5k, i have 4k, so 9k", ROOF, "spend spend spend", "9000"),
        ("insurance pays 5k and i add 4k", ROOF, "part part", "9000?"),
        ("3k deposit, 12k total", ROOF, "down_payment spend", "12000"),
        ("500k house with 100k down", LOAN, "item_price down_payment", "400000?"),
        ("price is 500k, putting 20% down", LOAN, "item_price", "400000?"),
        ("owe 212k and want 50k out", LOAN, "owes extra", "262000?"),
        ("I make 90k", LOAN, "income", "-"),
        ("it's 165 now", CAR, "pays_now", "165?"),
        ("paying 3100 a year, want 2500", CAR, "pays_now spend", "2500"),
        ("$25 a week", CAR, "spend", "108?"),
        ("9k a month", CAR, "spend", "9000?"),
    ],
)
def test_budget_is_what_the_roles_tell(
    text: str, scene: MoneyScene, roles: str, right: str
) -> None:
    assert words(told(text, scene, *roles.split())) == right


def test_a_period_is_that_of_the_figure_it_replaces() -> None:
    found = told("paying 3100 a year, want 2500", CAR, "pays_now", "spend")
    assert found and found.period is Period.YEAR


def test_what_words_take_back_is_not_heard() -> None:
    turned = Cues(turned=lambda first, second: True)
    assert words(told("8k er 9k", ROOF, "spend", "spend", cues=turned)) == "9000"


def test_what_they_pay_is_read_back_only_where_it_was_asked() -> None:
    unasked = replace(CAR, asks=None)
    assert told("paying 212 a month", unasked, "pays_now") is None


@pytest.mark.parametrize(
    ("chance", "right"), [(0.9, "9000"), (0.6, "9000?"), (0.4, "9000?"), (0.2, "-")]
)
def test_the_margin_decides_between_firm_read_back_and_nothing(chance: float, right: str) -> None:
    doc = read("9k")
    chances = {"spend": chance, "others_price": 1 - chance}
    assert words(decode(doc, find_amounts(doc, "USD"), [chances], ROOF)) == right


def test_a_bare_figure_alone_answers_the_question_that_was_asked() -> None:
    phone = replace(ROOF, asks="phone")
    assert told("8000", phone, "spend") is None


@pytest.mark.parametrize("nine", ["refused", "spend"])
def test_a_total_that_is_taken_back_counts_no_more(nine: str) -> None:
    cues = Cues(turned=lambda first, second: second.high == 8000)
    roles = ("spend", "spend", nine, "spend")
    assert words(told("he has 5k, i have 4k, so 9k. no, 8k", ROOF, *roles, cues=cues)) == "8000"
