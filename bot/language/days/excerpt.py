"""What of a long message is read for days: its words around those that tell one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.language.chart import Item
from bot.language.doc import Doc, Token

LONGEST = 64
"""Tokens that are read as they come: of longer messages, those near a word that tells a day."""
MOST_LOOKED_AT = 320
"""Tokens: a thousand characters of words have fewer."""
MOST = 64
"""Tokens of a longer message that are read; in the sentences that tell best it is told by then."""
_BEFORE, _BEHIND = 10, 6
_TELLING = frozenset(
    "unit units month weekday weekdays season days_of feast edge over_today festive figures"
    " new_year_begun first_of q h vague".split()
)
_PAST = frozenset(["since", "ago"])


def excerpt(doc: Doc, words: Iterable[Item]) -> Doc:
    """`doc` where it is short; else its tokens around `words` that tell days, a stop between.

    Those of days that are gone by come last.
    """
    if len(doc.tokens) <= LONGEST:
        return doc
    kept: set[int] = set()
    for first, last in _places(doc, words):
        near = range(max(0, first - _BEFORE), min(len(doc.tokens), last + _BEHIND))
        if len(kept.union(near)) > MOST:
            break
        kept.update(near)
    return Doc(doc.message, tuple(_joined(doc.tokens, sorted(kept))))


def _places(doc: Doc, words: Iterable[Item]) -> list[tuple[int, int]]:
    """Where words tell days, the likeliest first."""
    found = {(item.first, item.last) for item in words if item.kind in _TELLING}
    past = [
        item.first
        for item in words
        if item.kind in _PAST or (item.kind == "bearing" and item.value == "last")
    ]
    return sorted(found, key=lambda one: (any(abs(one[0] - at) <= 2 for at in past), one))


def _joined(tokens: Sequence[Token], kept: Sequence[int]) -> list[Token]:
    """The tokens with a semicolon where some are left out."""
    found: list[Token] = []
    for before, at in zip([-1, *kept], kept, strict=False):
        token = tokens[at]
        if at > before + 1:
            found.append(Token(";", token.start, token.start, False, token.clause, token.sentence))
        found.append(token)
    return found
