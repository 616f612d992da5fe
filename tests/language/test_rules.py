"""Every rule of every grammar is hit by its own examples, as the longest reading there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from bot.language import money, not_money
from bot.language.chart import Chart, Grammar, Item, Rule
from bot.language.days import find as days
from bot.language.days.rules import grammar as days_grammar
from bot.language.days.value import Scene
from bot.language.doc import read
from bot.language.numbers import items


def _money(text: str) -> Chart:
    parsed = money.parse(read(text), "USD")
    assert parsed is not None
    return parsed[0]


def _not_money(text: str) -> Chart:
    doc = read(text)
    return not_money.parse(doc, items(doc))


def _days(text: str) -> Chart:
    return days.chart(read(text), Scene(date(2026, 11, 23)))


GRAMMARS: dict[str, tuple[Grammar, Callable[[str], Chart]]] = {
    "money": (money.grammar, _money),
    "not_money": (not_money.grammar, _not_money),
    "days": (days_grammar, _days),
}
"""What each grammar makes of a text; a new grammar is tested by an entry here."""


def rules() -> Iterator[tuple[str, Rule]]:
    for name, (grammar, _) in GRAMMARS.items():
        yield from ((name, rule) for rule in grammar.rules)


def examples() -> Iterator[tuple[str, Rule, str, str]]:
    for name, rule in rules():
        yield from ((name, rule, text, value) for text, value in rule.examples.items())


def _within(item: Item) -> Iterator[str]:
    yield item.rule
    for part in item.parts:
        yield from _within(part)


@pytest.mark.parametrize(
    ("name", "rule", "text", "value"), examples(), ids=lambda one: getattr(one, "name", None)
)
def test_an_example_is_read_by_its_rule(name: str, rule: Rule, text: str, value: str) -> None:
    longest = GRAMMARS[name][1](text).longest(rule.gives)
    won = [item for item in longest if rule.name in _within(item)]
    assert value in {str(item.value) for item in won}, [(i.rule, str(i.value)) for i in longest]


@pytest.mark.parametrize(("name", "rule"), rules(), ids=lambda one: getattr(one, "name", None))
def test_every_rule_has_an_example(name: str, rule: Rule) -> None:
    assert rule.examples, f"{name}: {rule.name}"
