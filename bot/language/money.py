"""Amounts of money in a message, whosever they are: figures, currencies, bounds and periods.

Numbers and words are found first; what makes a number something else is put aside; the rules of
sums and bounds then join what is left, and the longest readings stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.language import bounds, bounds_behind, pairs, periods, ranges, stretches, sums
from bot.language.amount import Amount, Bound, Rate, Sum
from bot.language.chart import Chart, Grammar, Item
from bot.language.currencies import marks
from bot.language.doc import Doc
from bot.language.money_figures import figures_of_sums
from bot.language.money_words import near_to, words_around
from bot.language.not_money import looks_counted
from bot.language.numbers import items
from bot.language.said import Scene
from bot.language.word_files import word_set

__all__ = ["Amount", "Bound", "Rate", "Sum", "find_amounts", "in_scale_of"]

MOST_AMOUNTS = 8
"""In one message: nobody means more."""
MOST_FIGURES = 9
"""Of a message that are looked at."""
MOST_STEPS = 250
"""Of the grammar in one message: people's take fewer than 150."""

_ARTICLES, _ONE = word_set("figures", "article"), word_set("figures", "one")
_AMOUNTS = ("changed", "amount", "figures", "said", "most", "least")
"""The kinds that are amounts; of readings as long as each other the first kind wins."""
_STARTS = frozenset(("figure", "sign"))

grammar = Grammar(
    sums.grammar,
    ranges.grammar,
    periods.grammar,
    bounds.grammar,
    bounds_behind.grammar,
    stretches.grammar,
)


def find_amounts(doc: Doc, currency: str) -> list[Amount]:
    """Every number of `doc` that may be money, in order, ranges joined.

    `currency` (a code) is what "dollars" or "pounds" stand for where they can.
    """
    parsed = parse(doc, currency)
    if parsed is None:
        return []
    chart, scene = parsed
    amounts: list[Amount] = []
    for item in chart.longest(*_AMOUNTS):
        amounts += _finished(scene, item)
    return amounts[:MOST_AMOUNTS]


def readings(doc: Doc, currency: str) -> list[Item]:
    """What the amounts of `doc` were made of."""
    parsed = parse(doc, currency)
    return parsed[0].longest(*_AMOUNTS) if parsed else []


def parse(doc: Doc, currency: str) -> tuple[Chart, Scene] | None:
    """Every reading of the sums in `doc`, None where nothing looks like one."""
    found = items(doc)
    named = marks(doc) if found or any(token.low in _ARTICLES for token in doc.tokens) else []
    named = _behind_numbers(named, found)
    heads = _likeliest(list(figures_of_sums(doc, found, named)))
    heads += [item for item in named if item.kind == "one"][: MOST_FIGURES - len(heads)]
    if not heads:
        return None
    near = near_to(doc, heads)
    named = [item for item in named if item.first in near and item.kind != "one"]
    starts = frozenset(item.first for item in [*heads, *named] if item.kind in _STARTS)
    scene = Scene(doc, currency, starts)
    given = [*heads, *named, *words_around(doc, near)]
    return grammar.parse(doc, given, scene, near, MOST_STEPS), scene


def _behind_numbers(named: Sequence[Item], found: Sequence[Item]) -> list[Item]:
    """The names of currencies, each that follows a number as its own: "eleven dollars sixty"."""
    ends = {item.last for item in found if item.kind == "number"}
    behind = {item.last for item in named if item.first in ends}
    return [
        item._replace(kind="name_behind") if item.kind == "name" and item.last in behind else item
        for item in named
    ]


def _likeliest(figures: list[Item]) -> list[Item]:
    """Of many figures the first ones, small counts left out before others."""
    if len(figures) <= MOST_FIGURES:
        return figures
    chosen = sorted(figures, key=lambda item: item.value.value < 100)[:MOST_FIGURES]
    return sorted(chosen, key=lambda item: item.first)


def in_scale_of(said: Amount, amount: Amount) -> Amount | None:
    """A bare `amount` in the scale of one that was `said`: "12k is steep, 10?" is 10,000.

    None where that is no sum near the other. It is for the decoder to say whether it is meant.
    """
    ends = [pairs.in_scale_of(said.ends[-1], end) for end in amount.ends]
    if amount.counted or not all(ends):
        return None
    scaled = tuple(end for end in ends if end)
    values = [end.value for end in scaled]
    return replace(
        amount,
        low=None if amount.low is None else min(values),
        high=None if amount.high is None else max(values),
        ends=scaled,
        currency=amount.currency or said.currency,
        money=True,
        sure=False,
    )


def _finished(scene: Scene, item: Item) -> Iterator[Amount]:
    """The amount of `item`, with its tokens and its rule, and the one that it replaced."""
    amount: Amount = item.value
    if amount.changed_from is not None:
        old = amount.changed_from
        yield Amount(
            old.value, old.value, old.first, old.last, (old,), old.currency, money=old.money,
            sure=old.sure, rule="changed_from",
        )  # fmt: skip
    if _is_one(scene, amount):
        return
    bare = not (amount.money or amount.period or amount.rate or amount.bound)
    yield replace(
        amount,
        first=item.first,
        last=item.last,
        counted=bare and looks_counted(scene.doc, amount.ends[-1].last),
        rule=_rule(item),
    )


def _is_one(scene: Scene, amount: Amount) -> bool:
    """ "We haven't set one"."""
    (end, *more) = amount.ends
    return not more and not end.money and scene.word(end.first) in _ONE and end.value == 1


def _rule(item: Item) -> str:
    """The rule that says most of the reading, below those that only pass it on."""
    while item.rule in ("said", "timed") and item.parts:
        item = next(part for part in item.parts if part.kind in _PASSED_ON)
    return item.rule


_PASSED_ON = frozenset(("said", "most", "least", "timed", "core", "figures", "amount", "sum"))
