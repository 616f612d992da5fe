"""A language's words and phrases, each of a kind and with a value, found in a message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.language.chart import Item
from bot.language.doc import Doc, read

Words = Mapping[str, Mapping[Any, Sequence[str]]]
"""kind → value → the words and phrases that have it, as they would be typed."""


@dataclass(slots=True)
class _Node:
    """What phrases that begin alike go on with, and the meanings of the one that ends here."""

    meanings: list[tuple[str, Any]] = field(default_factory=list)
    further: dict[str, _Node] = field(default_factory=dict)


class Lexicon:
    """Finds the phrases of `words` over our own tokens, in one pass."""

    def __init__(self, words: Words) -> None:
        self._begin = _Node()
        for kind, values in words.items():
            for value, phrases in values.items():
                for phrase in phrases:
                    self._add(phrase, kind, value)

    def _add(self, phrase: str, kind: str, value: Any) -> None:
        usual = tuple(token.low for token in read(phrase).tokens)
        # A word glued to its figure ("2wks") is found as it is listed.
        for words in dict.fromkeys([usual, tuple(phrase.split())]):
            node = self._begin
            for word in words:
                node = node.further.setdefault(word, _Node())
            node.meanings.append((kind, value))

    def find(self, doc: Doc, near: Iterable[int] | None = None) -> list[Item]:
        """Every phrase in `doc` (that begins at a `near` token), the shorter within the longer."""
        found: list[Item] = []
        tokens = doc.tokens
        begin = self._begin.further
        for first in range(len(tokens)) if near is None else near:
            node = begin.get(tokens[first].low)
            last = first + 1
            while node is not None:
                found += [Item(kind, value, first, last) for kind, value in node.meanings]
                node = node.further.get(tokens[last].low) if last < len(tokens) else None
                last += 1
        return found
