"""What bounds an amount from before it: "up to", "no more than", "at least"."""

from __future__ import annotations

from dataclasses import replace

from bot.language.amount import Amount, Bound, single_of
from bot.language.chart import Grammar
from bot.language.currencies import Mark
from bot.language.said import Figure, Scene
from bot.language.sums import sum_of
from bot.language.word_files import load

grammar = Grammar(words=load("en", "figures"))


def bounded(amount: Amount, bound: Bound) -> Amount:
    """`amount` as the most or the least; a range stays what it is."""
    if amount.link is not None:
        return replace(amount, bound=bound)
    low, high = amount.ends[0].value, amount.ends[0].value
    return replace(
        amount,
        low=None if bound is Bound.UPPER else low,
        high=None if bound is Bound.LOWER else high,
        bound=bound,
    )


@grammar.rule(
    "most",
    "(<upper>|<less>|<no_more>|<most_i>|<if_more>|<stretch_to>) <filled>",
    examples={"up to about 8k": "<=8000", "my max would be 10k": "<=10000"},
)
def at_most(scene: Scene, words: str, amount: Amount) -> Amount:
    return bounded(amount, Bound.UPPER)


@grammar.rule(
    "no_less",
    "<no> <any>? <any>? <any>? <any>? <less_behind_no>",
    examples={"don't want to go lower than 5k": "no"},
)
@grammar.rule(
    "no_more",
    "<no> <any>? <any>? <any>? <any>? <more>",
    examples={"can't really go much over 8k": "no"},
)
def denied(
    scene: Scene, no: str, a: str | None, b: str | None, c: str | None, d: str | None, bound: str
) -> str:
    return "no"


@grammar.rule("if_more", "<if_it> <any>? <any>? <more>", examples={"not if it's way over 8k": "if"})
def if_more(scene: Scene, words: str, a: str | None, b: str | None, more: str) -> str:
    return "if"


@grammar.rule(
    "least_i",
    "<lowest> ({that})? <i_can> <give>?",
    examples={"the lowest i'd go is 8k": "4"},
)
@grammar.rule(
    "most_i",
    "<highest> ({that})? <i_can> <give>?",
    examples={"the most we can do is 8k": "5"},
)
def as_far_as_i_can(scene: Scene, end: str, who: int, give: int | None) -> int:
    return give or who


@grammar.rule("stretch_to", "<stretch> <soft>?", examples={"could go up to 8k": "stretch"})
def stretch_to(scene: Scene, words: str, soft: str | None) -> str:
    return "stretch"


@grammar.rule(
    "least",
    "(<lower>|<more>|<no_less>|<least_i>) <filled>",
    examples={"at least 8k": ">=8000", "no less than 5k": ">=5000"},
)
def at_least(scene: Scene, words: str, amount: Amount) -> Amount:
    return bounded(amount, Bound.LOWER)


@grammar.rule(
    "least",
    "<figure> ({or_more}) (<name>|<code>)",
    examples={"300+ dollars": ">=300 USD"},
)
def more_of_it(scene: Scene, figure: Figure, mark: Mark) -> Amount:
    return bounded(single_of(sum_of(scene, figure, mark)), Bound.LOWER)


@grammar.rule(
    "most",
    "<least> <seems>? <seems>? <refused>",
    examples={"over 20k is a no": "<=20000", "anything above 15k is too much": "<=15000"},
)
def refused(scene: Scene, amount: Amount, a: str | None, b: str | None, words: str) -> Amount:
    return bounded(amount, Bound.UPPER)
