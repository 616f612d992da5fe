"""Single sums: a number with its currency and its coins."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.language.amount import Sum
from bot.language.chart import Grammar
from bot.language.currencies import DOTTED, Mark
from bot.language.en.number_words import LETTERS
from bot.language.said import Figure, Scene
from bot.language.word_files import load, word_set
from bot.values.money import MINOR_DIGITS

_BILLION = 10**9
_MILS = frozenset(code for code, digits in MINOR_DIGITS.items() if digits == 3)
grammar = Grammar(words=load("en", "figures"))


def sum_of(scene: Scene, figure: Figure, mark: Mark | None = None) -> Sum:
    """The sum that a number is, perhaps with its currency."""
    currency = mark.code(scene.own) if mark else None
    value, sure = figure.value, figure.sure
    if _in_thousandths(figure) and currency not in _MILS:
        # 8.000: nobody counts money in thousandths, and half of Europe writes thousands so.
        value, sure = value * 1000, (currency or scene.own) in DOTTED
    if mark is None:
        money = figure.scale >= 1000 and LETTERS.get(figure.unit) != _BILLION
        return Sum(value, figure.first, figure.last, figure.scale, None, money, sure)
    first, last = min(figure.first, mark.first), max(figure.last, mark.last)
    return Sum(value * mark.worth, first, last, figure.scale, currency, True, sure)


def _in_thousandths(figure: Figure) -> bool:
    return figure.scale == 1 and figure.value >= 1 and figure.value.as_tuple().exponent == -3


@grammar.rule(
    "sum",
    "(<sign>|<code>|<name>|<million_code>) $? <figure>",
    examples={
        "£ 5k": "5000 GBP",
        "usd 800": "800 USD",
        "rs. 400": "400 INR",
        "maud 6": "6000000 AUD",
    },
)
def currency_before(scene: Scene, mark: Mark, figure: Figure) -> Sum:
    return sum_of(scene, figure, mark)


@grammar.rule(
    "sum",
    "<figure> ({ish})? -? ({in_currency})? (<name>|<name_behind>|<code>|<million_code>|<coin>)",
    "<figure> <sign_behind>",
    examples={"5 grand in dollars": "5000 USD", "20 quid": "20 GBP", "50 cents": "0.5 USD"},
)
def currency_behind(scene: Scene, figure: Figure, mark: Mark) -> Sum | None:
    """But not "and not one penny (more)"."""
    if figure.value == 1 and scene.word(figure.first - 1) in _NOT:
        return None
    return sum_of(scene, figure, mark)


@grammar.rule("sum", "<figure>", examples={"8k": "8000", "8000": "8000"})
def bare(scene: Scene, figure: Figure) -> Sum | None:
    return sum_of(scene, figure)


@grammar.rule("sum", "({article}) (<one>|<coin>)", examples={"a dollar": "1 USD"})
def one_of_it(scene: Scene, mark: Mark) -> Sum | None:
    if scene.word(mark.first - 2) in _NOT or scene.word(mark.last) in _OF_IT:
        return None
    return Sum(mark.worth, mark.first - 1, mark.last, 1, mark.code(scene.own), True)


@grammar.rule(
    "sum",
    "<sum> (,)? ({and})? <figure> <coin>",
    examples={"13 dollars 45 cents": "13.45 USD", "3 bucks and 5 dimes": "3.5 USD"},
)
def with_coins(scene: Scene, whole: Sum, figure: Figure, coin: Mark) -> Sum | None:
    small = _in_hundredths(whole, figure)
    if small is None:
        return None
    return replace(whole, value=whole.value + 100 * small * coin.worth, last=coin.last)


@grammar.rule(
    "sum",
    "<figure> <sign> <figure> <coin>",
    examples={"7 $ 20 cents": "7.2 USD"},
)
def with_sign_between(
    scene: Scene, figure: Figure, mark: Mark, small: Figure, coin: Mark
) -> Sum | None:
    return with_coins(scene, sum_of(scene, figure, mark), small, coin)


@grammar.rule(
    "sum",
    "<sum> ({and})? <figure>",
    examples={"13 dollars 45": "13.45 USD", "a buck fifty a month": "1.5 USD"},
)
def with_change(scene: Scene, whole: Sum, figure: Figure) -> Sum | None:
    small = _in_hundredths(whole, figure)
    if small is None or whole.value >= 1000 or scene.word(figure.last) not in _ENDS:
        return None
    # "A buck fifty" may be a hundred and fifty.
    slang = whole.value < 10 and scene.word(whole.last - 1) in _BUCK
    return replace(
        whole, value=whole.value + small, last=figure.last, sure=whole.sure and not slang
    )


_NOT, _OF_IT = word_set("figures", "not"), word_set("figures", "of_it")
_BUCK = word_set("figures", "buck")
_ENDS = word_set("figures", "behind_change") | {*".!?;,/)", ""}


def _in_hundredths(whole: Sum, figure: Figure) -> Decimal | None:
    if whole.currency is None or whole.value % 1 or whole.scale > 100:
        return None
    small = figure.scale == 1 and 0 < figure.value < 100 and not figure.value % 1
    return figure.value / 100 if small and figure.unit != "told" else None
