"""The chart parser: patterns, precedence, bounds."""

from __future__ import annotations

import time

import pytest

from bot.language.chart import MOST_OF_A_KIND, Grammar, Item, derivation
from bot.language.doc import read
from bot.language.lexicon import Lexicon

LEXICON = Lexicon(
    {"number": {2: ["two", "a couple of"], 3: ["three"]}, "unit": {"week": ["weeks", "week"]}}
)
grammar = Grammar()


@grammar.rule("span", "(in|within) <number> <unit> (from now)?")
def ahead(scene: str, number: int, unit: str) -> str:
    return f"{scene}: {number} {unit}"


@grammar.rule("span", "<span> (to|or so to) <span>")
def both(scene: str, low: str, high: str) -> str:
    return f"{low}..{high}"


@grammar.rule("length", "<number>? <unit>")
def length(scene: str, number: int | None, unit: str) -> str:
    return f"{number or 'some'} {unit}"


def spans(text: str, *kinds: str) -> list[Item]:
    """What is found in `text`."""
    doc = read(text)
    return grammar.parse(doc, LEXICON.find(doc), "now").longest(*(kinds or ("span",)))


def test_words_kinds_ways_and_what_may_be_missing() -> None:
    """All that a pattern may hold."""
    assert [one.value for one in spans("Within a couple of weeks from now!")] == ["now: 2 week"]
    assert [one.value for one in spans("weeks, three weeks", "length")] == ["some week", "3 week"]


def test_the_longest_reading_holds_the_shorter_ones() -> None:
    """They are its parts, and told below it."""
    doc = read("in two weeks or so to in three weeks")
    (found,) = spans(doc.message)
    assert found.value == "now: 2 week..now: 3 week"
    told = derivation(found, doc)
    assert told[0] == f"span {found.value}: “{doc.message}” by both"
    assert told[1] == "  span now: 2 week: “in two weeks” by ahead"


def test_a_function_that_does_not_fit_its_pattern_is_an_error() -> None:
    """When the grammar is made, not when a message is read."""
    with pytest.raises(TypeError, match="takes 0 values"):
        grammar.rule("x", "<number>")(lambda scene: None)
    with pytest.raises(ValueError, match="empty"):
        grammar.rule("x", "<number>?")(lambda scene, number: None)


def test_any_message_costs_little() -> None:
    """Items of a kind at one place are few, and so are the trials."""
    doc = read("in two weeks to " * 60)
    began = time.process_time()
    chart = grammar.parse(doc, LEXICON.find(doc), "now")
    assert time.process_time() - began < 1
    assert (
        max(sum(one.first == at for one in chart.items("span")) for at in range(len(doc.tokens)))
        <= MOST_OF_A_KIND
    )
