"""Choices told by their place in the list: "the second one", "2", "b"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.language.choosing import PHRASES
from bot.language.doc import Doc, Token, read
from bot.language.numbers import items
from bot.language.phrasing import without
from bot.language.word_files import word_set

_LETTERS = "abcdefghi"
_POINTING = word_set("choice_words", "pointing")
_ONE = word_set("choice_words", "one")
_LAST = word_set("choice_words", "last")


def place_in(text: str, count: int) -> tuple[int, int, int] | None:
    """The place from 1 to `count` that `text` names by number or letter, and where it stands.

    >>> place_in("I'd say the 2nd one please", 3), place_in("2 weeks", 3)
    ((2, 12, 19), None)
    """
    doc, rest = read(text), read(without(text, PHRASES.said(text, "picks")))
    said = [at for at, token in enumerate(rest.tokens) if token.low[0].isalnum()]
    found = [
        (place, *rest.span(first, last))
        for place, first, last in _places(rest, count)
        if said and (first, last) == (said[0], said[-1] + 1)
    ] or [
        (place, *doc.span(first, last))
        for place, first, last in _places(doc, count)
        if _is_the_one(doc.tokens, first, last)
    ]
    return found[0] if found and 1 <= found[0][0] <= count else None


def _is_the_one(tokens: Sequence[Token], first: int, last: int) -> bool:
    """ "I like the second one best": a place, whatever is said around it."""
    one = last - first > 1 and tokens[last - 1].low in _ONE
    return one and first > 0 and tokens[first - 1].low in _POINTING


def _places(doc: Doc, count: int) -> Iterator[tuple[int, int, int]]:
    """What may be a place in figures, words or letters, and its first token and that behind it."""
    tokens = doc.tokens
    nths = [(item.value, item.first, item.last) for item in items(doc) if item.kind == "ordinal"]
    nths += [(count, at, at + 1) for at, token in enumerate(tokens) if token.low in _LAST]
    for place, first, last in nths:
        yield place, first, last + (last < len(tokens) and tokens[last].low in _ONE)
    for item in items(doc):
        if item.kind == "number" and item.value.value % 1 == 0:
            yield int(item.value.value), item.first, item.last
    for at, token in enumerate(tokens):
        if len(token.low) == 1 and token.low in _LETTERS:
            yield _LETTERS.index(token.low) + 1, at, at + 1
