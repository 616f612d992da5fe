"""Amounts of money in a message, whosever they are: figures, currencies, bounds and periods.

Numbers and words are found first; what makes a number something else is put aside; the rules of
sums and bounds then join what is left, and the longest readings stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from bot.language import bounds, pairs, sums
from bot.language.amount import Amount, Bound, Rate, Sum
from bot.language.chart import Chart, Grammar, Item
from bot.language.currencies import marks
from bot.language.doc import Doc
from bot.language.joined import Joined
from bot.language.lexicon import Lexicon
from bot.language.not_money import looks_counted, others
from bot.language.numbers import Number, items
from bot.language.sums import Figure, Scene
from bot.language.word_files import by_word, load

__all__ = ["Amount", "Bound", "Rate", "Sum", "find_amounts", "in_scale_of"]

MOST_AMOUNTS = 12
"""In one message: nobody means more."""
MOST_FIGURES = 24
"""Of a message that are looked at."""
LARGEST = Decimal(10) ** 12
"""Beyond this it is a serial number."""

_WORDS = load("en", "money")
_UNDENIABLE = frozenset(by_word(_WORDS["undeniable"]))
_LEXICON = Lexicon({kind: words for kind, words in _WORDS.items() if kind != "undeniable"})
_POSITIONED = frozenset(("upper_behind", "lower_behind", "plus", "i_can", "give"))
"""Kinds whose value is the token behind them."""
_DENIED = 5
"""Words that a "no" may be away from its "more than"."""
_MARKS = frozenset(("sign", "code", "name", "sign_behind", "name_behind", "million_code", "coin"))
_MAY_BE_GLUED = frozenset("ish max tops pm p pcm pa mo mth k m yr to and or s".split())

grammar = Grammar()
sums.add_rules(grammar)
bounds.add_rules(grammar)


def find_amounts(doc: Doc, currency: str) -> list[Amount]:
    """Every number of `doc` that may be money, in order, ranges joined.

    `currency` (a code) is what "dollars" or "pounds" stand for where they can.
    """
    found = items(doc)
    named = marks(doc) if found or any(_names_one(token.low) for token in doc.tokens) else []
    if not found and not named:
        return []
    chart, scene = _parse(doc, found, named, currency)
    amounts: list[Amount] = []
    for item in chart.longest("changed", "amount"):
        amounts += _finished(scene, item)
    return amounts[:MOST_AMOUNTS]


def _names_one(word: str) -> bool:
    return word in ("a", "an")


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


def _parse(
    doc: Doc, found: Sequence[Item], named: Sequence[Item], currency: str
) -> tuple[Chart, Scene]:
    figures = list(islice(_figures(doc, found, named), MOST_FIGURES))
    words = [_positioned(item) for item in _LEXICON.find(doc)]
    starts = frozenset(item.first for item in [*figures, *named] if item.kind in ("figure", "sign"))
    scene = Scene(doc, currency, starts)
    given = [*figures, *named, *words, *_denied(doc, words), *_gaps(doc, words)]
    return grammar.parse(doc, given, scene), scene


def _positioned(item: Item) -> Item:
    return replace(item, value=item.last) if item.kind in _POSITIONED else item


def _denied(doc: Doc, words: Sequence[Item]) -> Iterator[Item]:
    """The words behind a "no" that it may deny, as "any"."""
    near = {
        at
        for item in words
        if item.kind in ("no", "if_it")
        for at in range(item.last, min(item.last + _DENIED, len(doc.tokens)))
    }
    for at in near:
        word = doc.tokens[at].low
        if word[0].isalpha() and word not in _UNDENIABLE:
            yield Item("any", word, at, at + 1)


def _gaps(doc: Doc, words: Sequence[Item]) -> Iterator[Item]:
    """What may stand between an amount and the one that it could stretch to, as "gap"."""
    for item in words:
        if item.kind == "stretch":
            for first in range(item.first - 1, max(0, item.first - _GAP) - 1, -1):
                low = doc.tokens[first].low
                if not (low[0].isalpha() or low in ",(-"):
                    break
                yield Item("gap", "", first, item.first)


_GAP = 7  # words


def _figures(doc: Doc, found: Sequence[Item], named: Sequence[Item]) -> Iterator[Item]:
    """The numbers that may be sums, as items of the kind "figure"."""
    numbers = [item for item in found if item.kind == "number" and item.rule not in _NO_SUMS]
    if not numbers:
        return
    other = others(doc, Joined(doc.tokens), found)
    ends = {item.value.last for item in named if item.kind in ("sign", "code", "name")}
    starts = {item.first for item in named if item.kind in _MARKS}
    begin = {item.first for item in found}
    for item in numbers:
        number: Number = item.value
        marked = item.first in ends or not starts.isdisjoint((item.last, item.last + 1))
        part = item.first in other or _is_part(doc, item, begin)
        if marked or not part:
            figure = Figure(
                number.value, number.scale, number.sure, number.unit, item.first, item.last
            )
            if number.value <= LARGEST and not _is_slip(doc, item.last):
                yield Item("figure", figure, item.first, item.last)


_NO_SUMS = ("told", "year")


def _is_slip(doc: Doc, last: int) -> bool:
    """10,0000: a slip, and nobody knows which."""
    figures, *behind = doc.tokens[last - 1 : last + 2]
    signs = [token.low for token in behind if token.glued]
    return figures.low.isdigit() and len(signs) == 2 and signs[0] == "," and signs[1].isdigit()


def _is_part(doc: Doc, item: Item, begin: set[int]) -> bool:
    """Whether a number runs into letters or more digits: b2b, 5x, 4.5.6, twenty-something."""
    tokens = doc.tokens
    before = tokens[item.first - 1].low[-1] if item.first and tokens[item.first].glued else ""
    zeros = len(tokens[item.first].low) > 1 and tokens[item.first].low.startswith("0")
    if before.isalpha() or (before and before in "#_@") or zeros:
        return True
    behind = tokens[item.last : item.last + 2]
    if not behind or not behind[0].glued:
        return False
    if behind[0].low[0].isalpha():
        return behind[0].low not in _MAY_BE_GLUED
    following = behind[1].low if len(behind) > 1 and behind[1].glued else ""
    if behind[0].low == "-" and following.isalpha():
        goes_on = following in _GOES_ON or item.last + 1 in begin
        return item.value.written == "words" and not goes_on
    return behind[0].low in (".", ":", "_") and following.isdigit()


_GOES_ON = frozenset(
    "ish max tops to or and dollar dollars buck bucks pound pounds euro euros".split()
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
    return not more and not end.money and scene.word(end.first) == "one" and end.value == 1


def _rule(item: Item) -> str:
    """The rule that says most of the reading, below those that only pass it on."""
    while item.rule in ("whole", "said", "timed") and item.parts:
        item = next(part for part in item.parts if part.kind in _PASSED_ON)
    return item.rule


_PASSED_ON = frozenset(("said", "most", "least", "timed", "core", "figures", "amount", "sum"))
