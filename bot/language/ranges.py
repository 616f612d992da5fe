"""Sums as amounts: one alone, "8 to 10k", "three four thousand", "six figures"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.language.amount import Amount, Sum, pair, single_of
from bot.language.chart import Grammar
from bot.language.pairs import EITHER_WAY, in_a_row, joined
from bot.language.said import Figure, Scene
from bot.language.word_files import load

grammar = Grammar(words=load("en", "figures"))


@grammar.rule("core", "<sum>", examples={"8k": "8000"})
def single(scene: Scene, one: Sum) -> Amount:
    return single_of(one)


@grammar.rule(
    "core",
    "<sum> ({ish})? ({supposing})? <link> <soft>? <soft>? <sum>",
    examples={"8-10k": "8000-10000", "8k or maybe about 9k": "8000-9000"},
)
def range_of(
    scene: Scene, low: Sum, link: str, soft: str | None, more: str | None, high: Sum
) -> Amount | None:
    ends = joined(low, high, link)
    if ends is None or _falls(*ends, low, high, link):
        return None
    return pair(*ends, link)


@grammar.rule(
    "core",
    "<between> <soft>? <sum> ({ish})? ({of_between}) <soft>? <sum>",
    examples={"between 5 and 8k": "5000-8000"},
)
def between(
    scene: Scene, word: str, soft: str | None, low: Sum, more: str | None, high: Sum
) -> Amount | None:
    ends = joined(low, high, "and")
    return pair(*ends, "and") if ends else None


@grammar.rule(
    "core",
    "<sum> ({side_by_side})? <sum>",
    examples={"three four thousand": "3000-4000", "5k 6k": "5000-6000"},
)
def side_by_side(scene: Scene, low: Sum, high: Sum) -> Amount | None:
    ends = in_a_row(low, high, _in_words(scene, low, high), apart=high.first > low.last)
    return pair(*ends, "") if ends else None


def _in_words(scene: Scene, low: Sum, high: Sum) -> bool:
    tokens = scene.doc.tokens[low.first : high.last]
    return not any(token.low[0].isdigit() for token in tokens)


def _falls(low: Sum, high: Sum, said_low: Sum, said_high: Sum, link: str) -> bool:
    """Whether the second is less, which only some links allow."""
    return low.value > high.value and low.money == high.money and link not in EITHER_WAY


@grammar.rule(
    "figures",
    "<part>? <figure> -? ({figures})",
    examples={"six figures": "100000-999999"},
)
def figures(scene: Scene, part: str | None, count: Figure) -> Amount | None:
    if count.scale > 1 or not _FEWEST_FIGURES <= count.value <= _MOST_FIGURES:
        return None
    floor = Decimal(10) ** (int(count.value) - 1)
    low = Sum(floor, count.first, count.last, money=True, sure=part is None)
    return pair(low, replace(low, value=10 * floor - 1), "figures")


@grammar.rule(
    "core",
    "<figure> ({of_payments})? <payments> ({of}) <sum>",
    examples={"2 payments of 4k": "8000"},
)
def payments(scene: Scene, times: Figure, word: str, each: Sum) -> Amount | None:
    if times.scale > 1 or times.value % 1 or not 1 < times.value <= _MOST_PAYMENTS:
        return None
    whole = replace(each, value=each.value * times.value, sure=False)
    return replace(single_of(whole), first=times.first)


_FEWEST_FIGURES, _MOST_FIGURES = 3, 7
_MOST_PAYMENTS = 12
