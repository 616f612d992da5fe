"""Ordinals in figures and in words: 21st, twenty-first, fifth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.language.chart import Item
from bot.language.doc import Token
from bot.language.en import number_words as words_of


def ordinals(tokens: Sequence[Token]) -> Iterator[Item]:
    """Each of `tokens`, as items whose value is an int."""
    for at, token in enumerate(tokens):
        if token.low.isdigit() and at + 1 < len(tokens):
            ending = tokens[at + 1]
            if ending.glued and ending.low in words_of.NTH and len(token.low) <= 3:
                yield Item("ordinal", int(token.low), at, at + 2, "figures")
        elif token.low in words_of.TENS and (end := _ones(tokens, at)):
            value = words_of.TENS[token.low] + words_of.ORDINALS[tokens[end - 1].low]
            yield Item("ordinal", value, at, end, "words")
        elif token.low in words_of.ORDINALS and not _after_tens(tokens, at):
            yield Item("ordinal", words_of.ORDINALS[token.low], at, at + 1, "words")


def _ones(tokens: Sequence[Token], at: int) -> int:
    """Behind the ones of an ordinal whose tens stand at `at`; 0 for none."""
    ones = at + 1 + hyphen(tokens, at + 1)
    if ones < len(tokens) and 1 <= words_of.ORDINALS.get(tokens[ones].low, 0) <= 9:
        return ones + 1
    return 0


def _after_tens(tokens: Sequence[Token], at: int) -> bool:
    before = at - 1 - (at > 1 and tokens[at - 1].low == "-")
    return before >= 0 and tokens[before].low in words_of.TENS and _ones(tokens, before) == at + 1


def hyphen(tokens: Sequence[Token], at: int) -> int:
    """1 for a hyphen that joins two words, as in twenty-five; else 0."""
    joins = at + 1 < len(tokens) and tokens[at].low == "-"
    return int(joins and tokens[at].glued and tokens[at + 1].glued)
