"""The words around the sums of a message, as items for the rules of bounds and periods."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from bot.language.chart import Item
from bot.language.doc import Doc
from bot.language.lexicon import Lexicon
from bot.language.word_files import by_word, load

_WORDS = load("en", "money")
_UNDENIABLE = frozenset(by_word(_WORDS["undeniable"]))
CONDITIONS = frozenset(by_word(_WORDS["condition"]))
GOES_ON = frozenset(by_word(_WORDS["goes_on"]))
_APART = ("undeniable", "condition", "no_limit", "goes_on")
_LEXICON = Lexicon({kind: words for kind, words in _WORDS.items() if kind not in _APART})
_POSITIONED = frozenset(("upper_behind", "lower_behind", "plus", "i_can", "give"))
"""Kinds whose value is the token behind them."""
_DENIED = 5
"""Words that a "no" may be away from its "more than"."""


def near_to(doc: Doc, heads: Sequence[Item]) -> set[int]:
    """The tokens whose words may say something of the sums that begin with `heads`."""
    near = {at for head in heads for at in range(head.first - _BEFORE, head.last + _BEHIND)}
    return near.intersection(range(len(doc.tokens)))


_BEFORE, _BEHIND = 20, 14


def words_around(doc: Doc, near: Collection[int]) -> list[Item]:
    """The words that begin at `near` tokens, and what the rules know of those between."""
    found = _LEXICON.find(doc, near)
    words = [_positioned(item) for item in found if not _is_arrow(doc, item)]
    return [*words, *_denied(doc, words), *_gaps(doc, words), *_ahead(doc, words)]


def _is_arrow(doc: Doc, item: Item) -> bool:
    """Whether a ">" is of "6k -> 9k"."""
    sign = doc.tokens[item.first].low == ">" and item.first > 0
    return sign and doc.tokens[item.first - 1].low in ("-", "=")


def _positioned(item: Item) -> Item:
    return item._replace(value=item.last) if item.kind in _POSITIONED else item


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


def _ahead(doc: Doc, words: Sequence[Item]) -> Iterator[Item]:
    """A period with the words between it and its amount: "monthly payment (of 300)"."""
    bounds = {item.first for item in words if item.kind in _BOUNDS}
    for item in words:
        if item.kind == "ahead":
            for last in range(item.last, min(item.last + _FURTHER, len(doc.tokens))):
                low = doc.tokens[last].low
                if last in bounds or not (low[0].isalpha() or low in ":='-~"):
                    break
                yield item._replace(last=last + 1)


_GAP = 7  # words
_FURTHER = 5
_BOUNDS = frozenset(("upper", "lower", "less", "more", "no", "highest", "lowest"))
