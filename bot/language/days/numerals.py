"""Numbers in a message as days are told with them: counts, days of a month, years, 3/4/27."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from bot.language.chart import Item
from bot.language.days.value import Count
from bot.language.doc import Doc, Token
from bot.language.en.number_runs import Composed, compose
from bot.language.en.number_words import NTH, SMALL, TENS
from bot.language.word_files import word_set

_APART, _OF, _HALVING, _LARGE = (
    word_set("figures", kind) for kind in ("apart", "of", "halving", "large")
)
_INSIDE = _APART | _OF | _HALVING | word_set("figures", "inside")
_WORDS = _LARGE.union(SMALL, TENS)
_ENDINGS = NTH | word_set("figures", "slip_of_th")
_SCALES = word_set("figures", "glued_scale")
_MONEY = frozenset("$£€#₹@")
_JOINING = frozenset(",./'-:")
_NEAREST = 2
"""How many times the first of two numbers in a row the second is at most: "ten twelve days"."""
_LONGEST = 4  # figures


def numerals(doc: Doc, counted: frozenset[int]) -> Iterator[Item]:
    """The numbers of `doc`. At the tokens in `counted` begins what makes a number no day of a
    month: "2 people".
    """
    tokens = doc.tokens
    for at, token in enumerate(tokens):
        if token.low.isdecimal() and len(token.low) <= _LONGEST and token.low.isascii():
            yield from _figures(tokens, at, counted)
    yield from _spelled(tokens)


def _figures(tokens: Sequence[Token], at: int, counted: frozenset[int]) -> Iterator[Item]:
    low, before = tokens[at].low, tokens[at - 1].low if at else ""
    glued = at > 0 and tokens[at].glued
    if before in _MONEY or (glued and before in "+%"):
        return
    within = glued and before in _JOINING and at > 1 and tokens[at - 1].glued
    after_figures = within and tokens[at - 2].low.isdecimal()
    if not (after_figures and before in ".,:'"):
        end = at + 1
        decimals = _glued(tokens, at + 1, ".") and _glued(tokens, at + 2)
        if decimals and tokens[at + 2].low.isdecimal():
            value, end = Decimal(f"{low}.{tokens[at + 2].low}"), at + 3
        else:
            value = Decimal(low)
        yield Item("number", Count(value, value), at, end)
    if after_figures and before in ",.:":
        return
    if len(low) == 4 and low.startswith(("19", "20")) and not _goes_on(tokens, at + 1):
        yield Item("year", int(low), at, at + 1)
    if len(low) == 2 and glued and before == "'":
        yield Item("year", 2000 + int(low), at - 1, at + 1)
    if len(low) > 2:
        return
    ending = _glued(tokens, at + 1) and tokens[at + 1].low in _ENDINGS
    if ending:
        yield Item("ordinal", int(low), at, at + 2)
    elif at + 1 not in counted and not _goes_on(tokens, at + 1):
        yield Item("bare_number", int(low), at, at + 1)


def _glued(tokens: Sequence[Token], at: int, sign: str | None = None) -> bool:
    return at < len(tokens) and tokens[at].glued and (sign is None or tokens[at].low == sign)


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number goes on: 10:30, 1,500, 50%."""
    if not _glued(tokens, at):
        return False
    sign = tokens[at].low
    if sign in "%$£€" or sign in _SCALES:
        return True
    return sign in ".,:'" and _glued(tokens, at + 1) and tokens[at + 1].low.isdecimal()


def _spelled(tokens: Sequence[Token]) -> Iterator[Item]:
    """Numbers in words, each run as the fewest numbers that it makes."""
    for is_run, group in groupby(
        range(len(tokens)), lambda at: tokens[at].low in _WORDS or tokens[at].low in _INSIDE
    ):
        run = list(group)
        while is_run and run and tokens[run[-1]].low not in _WORDS:
            run.pop()
        while run and is_run and not _may_begin(tokens, run):
            run.pop(0)
        if is_run and run and len(run) <= 16:
            yield from _composed(tokens, run)


def _may_begin(tokens: Sequence[Token], run: Sequence[int]) -> bool:
    low, following = tokens[run[0]].low, [tokens[at].low for at in run[1:4]]
    if low in _WORDS:
        return True
    if low in _APART | _OF:
        return False
    further = (low in _HALVING) + (not _OF.isdisjoint(following))
    return not _LARGE.isdisjoint(following[: 1 + further])


def _composed(tokens: Sequence[Token], run: Sequence[int]) -> Iterator[Item]:
    places = [at for at in run if tokens[at].low != "-"]
    words = [tokens[at].low for at in places]
    found = compose(words)
    if len(found) == 1 and not found[0].sure:
        found = _two(words) or found
        if len(found) == 2:
            yield _item(found[0].value, found[1].value, places[0], places[-1] + 1)
            return
    if len(found) > 2 or (len(found) == 2 and _APART.isdisjoint(words)):
        first, last = found[0].value, found[-1].value
        sure = len(found) == 2 and first < last <= 3 * first
        yield _item(first, last, places[0], places[-1] + 1, sure)
    for one in found:
        begin, end = places[one.first], places[one.last - 1] + 1
        yield _item(one.value, one.value, begin, end, one.sure)
        if one.value == int(one.value) and 2020 <= one.value < 2100:
            yield Item("year", int(one.value), begin, end)


def _two(words: Sequence[str]) -> tuple[Composed, ...]:
    """The numbers of "twenty thirty days", which are no price: near each other, the less first."""
    for at in range(1, len(words)):
        low, high = compose(words[:at]), compose(words[at:])
        if len(low) == len(high) == 1 and low[0].value < high[0].value <= _NEAREST * low[0].value:
            return low + high
    return ()


def _item(low: Decimal, high: Decimal, first: int, last: int, sure: bool = True) -> Item:
    return Item("number", Count(min(low, high), max(low, high), sure=sure), first, last)
