"""Two amounts that make one: "8k, max 10", "at least 8k but no more than 10k"."""

from __future__ import annotations

from dataclasses import replace

from bot.language.amount import Amount, Bound, Sum, pair
from bot.language.chart import Grammar
from bot.language.pairs import stretched
from bot.language.said import Scene
from bot.language.word_files import load

grammar = Grammar(words=load("en", "figures"))


@grammar.rule(
    "amount",
    "<least> (,)? ({to_most})? <most>",
    "<most> (,)? ({to_least}) <least>",
    examples={
        "at least 8k but no more than 10k": "8000-10000",
        "under 10k but over 5k": "5000-10000",
    },
)
def least_and_most(scene: Scene, one: Amount, other: Amount) -> Amount | None:
    least, most = (one, other) if one.bound is Bound.LOWER else (other, one)
    if least.low is None or most.high is None or most.low is not None:
        return None
    low, high = least.ends[0], most.ends[0]
    if low.scale == 1 < high.scale and low.value * 1000 <= high.value:
        low = replace(low, value=low.value * high.scale, scale=high.scale)
    elif high.scale == 1 < low.scale and high.value < low.value:
        high = replace(high, value=high.value * low.scale, scale=low.scale)
    if low.value > high.value or (low.currency or high.currency) != (high.currency or low.currency):
        return None
    low, high = sorted((low, high), key=lambda end: end.first)
    joined = pair(low, high, "both")
    return replace(
        joined,
        currency=low.currency or high.currency,
        money=True,
        bound=Bound.UPPER,
        period=least.period or most.period,
        rate=least.rate or most.rate,
    )


@grammar.rule(
    "amount",
    "(<said>|<most>) <filler>? (? ({stretching})? <filler>? <filler>? <most>",
    examples={"8k, max 10": "8000-10000", "8k but could go to 10k": "8000-10000"},
)
def stretching(
    scene: Scene, low: Amount, a: str | None, b: str | None, c: str | None, most: Amount
) -> Amount | None:
    return _stretched(low, most)


@grammar.rule(
    "amount",
    "(<said>|<most>) <gap> <most>",
    examples={"8k for the roof but could go to 10k": "8000-10000"},
)
def stretching_far(scene: Scene, low: Amount, gap: str, most: Amount) -> Amount | None:
    return _stretched(low, most)


@grammar.rule(
    "changed",
    "<changing> <thing>? ({changed_from})? <sum> ({till}) <said>",
    examples={"raise it from 6k to 7k": "7000"},
)
def changed(scene: Scene, words: str, thing: str | None, old: Sum, new: Amount) -> Amount:
    return replace(new, changed_from=old)


def _stretched(low: Amount, most: Amount) -> Amount | None:
    if most.low is not None and most.link is None:
        return None
    ends = stretched(low.ends[-1], most.ends[-1])
    if ends is None:
        return None
    joined = pair(*ends, "stretch")
    return replace(
        joined,
        low=low.low,
        ends=(*low.ends[:-1], *ends),
        bound=Bound.UPPER,
        period=low.period or most.period,
        rate=low.rate or most.rate,
        approx=low.approx or most.approx,
    )
