"""A language's words and phrases, each of a kind and with a value, found in a message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.language.chart import Item
from bot.language.doc import Doc, read

Words = Mapping[str, Mapping[Any, Sequence[str]]]
"""kind → value → the words and phrases that have it, as they would be typed."""


class Lexicon:
    """Finds the phrases of `words` by spaCy's PhraseMatcher, over our own tokens."""

    def __init__(self, words: Words) -> None:
        import spacy
        from spacy.matcher import PhraseMatcher

        self._nlp = spacy.blank("xx")
        self._matcher = PhraseMatcher(self._nlp.vocab)
        self._meanings: dict[str, list[tuple[str, Any]]] = {}
        for kind, values in words.items():
            for value, phrases in values.items():
                for phrase in phrases:
                    self._add(phrase, kind, value)

    def _add(self, phrase: str, kind: str, value: Any) -> None:
        tokens = [token.low for token in read(phrase).tokens]
        meanings = self._meanings.setdefault(" ".join(tokens), [])
        if not meanings:
            self._matcher.add(" ".join(tokens), [self._spacy(tokens)])
        meanings.append((kind, value))

    def _spacy(self, tokens: Sequence[str]) -> Any:
        from spacy.tokens import Doc as SpacyDoc

        return SpacyDoc(self._nlp.vocab, words=list(tokens))

    def find(self, doc: Doc) -> list[Item]:
        """Every phrase in `doc`, the shorter within the longer, too."""
        if not doc.tokens:
            return []
        with self._nlp.memory_zone():  # a stranger's words are forgotten with the message
            found = self._matcher(self._spacy([token.low for token in doc.tokens]))
            names = [(self._nlp.vocab.strings[key], first, last) for key, first, last in found]
        return [
            Item(kind, value, first, last)
            for name, first, last in names
            for kind, value in self._meanings[name]
        ]
