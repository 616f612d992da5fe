"""Which numbers of a message may be sums: those that are nothing else, or bear a currency."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bot.language.chart import Item
from bot.language.doc import Doc
from bot.language.joined import Joined
from bot.language.not_money import others
from bot.language.numbers import Number
from bot.language.said import Figure
from bot.language.word_files import by_word, load

LARGEST = Decimal(10) ** 12
"""Beyond this it is a serial number."""

_WORDS = load("en", "not_money")
_MAY_BE_GLUED = frozenset(by_word(_WORDS["glued"]))
_GOES_ON = frozenset(by_word(_WORDS["goes_on"]))
_BEFORE_NAMES = frozenset(by_word(_WORDS["before_name"]))
_MARKS_BEHIND = frozenset(("code", "name", "sign_behind", "name_behind", "million_code", "coin"))


def figures_of_sums(doc: Doc, found: Sequence[Item], named: Sequence[Item]) -> Iterator[Item]:
    """The numbers that may be sums, as items of the kind "figure"."""
    numbers = [item for item in found if item.kind == "number" and item.rule not in _NO_SUMS]
    if not numbers:
        return
    other = others(doc, Joined(doc.tokens), found)
    ends = {item.value.last for item in named if item.kind in ("sign", "code", "name")}
    starts = {item.first for item in named if item.kind in _MARKS_BEHIND}
    begin = {item.first for item in found}
    for item in numbers:
        number: Number = item.value
        marked = item.first in ends or _past_hyphen(doc, item.last) in starts
        part = item.first in other or _is_part(doc, item, begin)
        if marked or not part:
            figure = Figure(
                number.value, number.scale, number.sure, number.unit, item.first, item.last
            )
            if number.value <= LARGEST and not _is_slip(doc, item.last):
                yield Item("figure", figure, item.first, item.last)


_NO_SUMS = ("told", "year")


def _past_hyphen(doc: Doc, last: int) -> int:
    """Where a currency may stand behind a number: 500-dollar, 5 grand in dollars."""
    between = doc.tokens[last].low if last < len(doc.tokens) else ""
    return last + (between in _BEFORE_NAMES)


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
