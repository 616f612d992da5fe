"""Amounts of money in a message, whosever they are: figures, currencies, bounds and periods.

Numbers and words are found first; what makes a number something else is put aside; the rules of
sums and bounds then join what is left, and the longest readings stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.language import bounds, sums
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

__all__ = ["Amount", "Bound", "Rate", "Sum", "find_amounts"]

MOST_AMOUNTS = 12
"""In one message: nobody means more."""
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
_MAY_BE_GLUED = frozenset("ish max tops pm p pcm pa mo mth k m yr x to and or".split())

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


def _parse(
    doc: Doc, found: Sequence[Item], named: Sequence[Item], currency: str
) -> tuple[Chart, Scene]:
    figures = list(_figures(doc, found, named))
    words = [_positioned(item) for item in _LEXICON.find(doc)]
    starts = frozenset(item.first for item in [*figures, *named] if item.kind in ("figure", "sign"))
    scene = Scene(doc, currency, starts)
    given = [*figures, *named, *words, *_denied(doc, words)]
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


def _figures(doc: Doc, found: Sequence[Item], named: Sequence[Item]) -> Iterator[Item]:
    """The numbers that may be sums, as items of the kind "figure"."""
    numbers = [item for item in found if item.kind == "number" and item.rule not in _NO_SUMS]
    if not numbers:
        return
    other = others(doc, Joined(doc.tokens), found)
    ends = {item.value.last for item in named if item.kind in ("sign", "code", "name")}
    starts = {item.first for item in named if item.kind in _MARKS}
    for item in numbers:
        number: Number = item.value
        marked = item.first in ends or not starts.isdisjoint((item.last, item.last + 1))
        if marked or not (item.first in other or _is_part(doc, item)):
            figure = Figure(
                number.value, number.scale, number.sure, number.unit, item.first, item.last
            )
            if number.value <= LARGEST and not _is_slip(doc, item.last):
                yield Item("figure", figure, item.first, item.last)


_NO_SUMS = ("told", "year")


def _is_slip(doc: Doc, last: int) -> bool:
    """10,0000: a slip, and nobody knows which."""
    behind = doc.tokens[last : last + 2]
    return (
        len(behind) == 2
        and behind[0].low == ","
        and all(token.glued for token in behind)
        and behind[1].low.isdigit()
    )


def _is_part(doc: Doc, item: Item) -> bool:
    """Whether a number runs into letters or more digits: b2b, 5x, 4.5.6, twenty-something."""
    tokens = doc.tokens
    if item.first and tokens[item.first].glued and tokens[item.first - 1].low[-1].isalpha():
        return True
    if item.first and tokens[item.first].glued and tokens[item.first - 1].low in ("#", "_", "@"):
        return True
    behind = tokens[item.last : item.last + 2]
    if not behind or not behind[0].glued:
        return False
    if behind[0].low[0].isalpha():
        return behind[0].low not in _MAY_BE_GLUED
    following = behind[1].low if len(behind) > 1 and behind[1].glued else ""
    if behind[0].low == "-" and following.isalpha():
        return item.value.written == "words" and following not in _GOES_ON
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
