"""A small chart parser: rules over tokens, bounded whatever comes; each item names its rule.

A rule's pattern holds words, `<kinds>`, `(one|or another)`, and `?` behind what may be missing:
`(in|within) <number> <unit> (from now)?`. Its function makes the value out of those of its kinds,
None standing for one that is missing; where it gives None, the rule does not apply.
"""

from __future__ import annotations

import inspect
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, product
from typing import Any

from bot.language.doc import Doc

MOST_STEPS = 20_000
"""Trials of a rule in one message: people's messages stay far below, others are cut off there."""
MOST_OF_A_KIND = 6  # that begin at one token
MOST_AT_A_TOKEN = 48

Symbol = tuple[str, int]
"""A kind, or "=word"; and the place of its value among those of its rule, -1 for a word."""

_PIECE = re.compile(r"\(([^()]*)\)(\??)|(\S+?)(\??)(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Item:
    """`tokens[first:last]` are a `kind` with this value. `rule` made it of `parts`."""

    kind: str
    value: Any
    first: int
    last: int
    rule: str = ""
    parts: tuple[Item, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """One production. `examples` maps a message to its longest `gives`, as a string."""

    name: str
    gives: str
    pattern: str
    make: Callable[..., Any]
    examples: Mapping[str, str]
    kinds: int

    def value(self, scene: Any, sequence: Sequence[Symbol], parts: Sequence[Item]) -> Any:
        values: list[Any] = [None] * self.kinds
        for (_, slot), part in zip(sequence, parts, strict=True):
            if slot >= 0:
                values[slot] = part.value
        return self.make(scene, *values)


class Grammar:
    """Rules, in the order of their precedence: of readings as long as each other the first wins."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self._by_first: dict[str, list[tuple[Rule, tuple[Symbol, ...]]]] = defaultdict(list)

    def rule(
        self, gives: str, *patterns: str, examples: Mapping[str, str] | None = None
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Decorates a function of the scene and the pattern's kinds that makes a `gives`."""

        def add(make: Callable[..., Any]) -> Callable[..., Any]:
            for pattern in patterns:
                sequences, kinds = _sequences(pattern)
                _check(make, pattern, kinds)
                rule = Rule(make.__name__, gives, pattern, make, examples or {}, kinds)
                self.rules.append(rule)
                for sequence in sequences:
                    self._by_first[sequence[0][0]].append((rule, sequence))
            return make

        return add

    def parse(self, doc: Doc, items: Iterable[Item], scene: Any = None) -> Chart:
        """Every item that the rules make of the words of `doc` and of `items`, found before."""
        given: dict[int, list[Item]] = defaultdict(list)
        for item in items:
            given[item.first].append(item)
        chart = Chart(len(doc.tokens))
        steps = 0
        for at in reversed(range(len(doc.tokens))):
            token = doc.tokens[at]
            agenda = [Item("=" + token.low, token.low, at, at + 1), *given[at]]
            for item in agenda:  # it grows meanwhile
                if not chart.add(item):
                    continue
                for rule, sequence in self._by_first.get(item.kind, ()):
                    for parts in chart.continuations(item, sequence):
                        steps += 1
                        value = rule.value(scene, sequence, parts)
                        if value is not None:
                            last = parts[-1].last
                            agenda.append(Item(rule.gives, value, at, last, rule.name, parts))
                    steps += 1
                if steps > MOST_STEPS:
                    return chart
        return chart


class Chart:
    """The items of a message, by where they begin."""

    def __init__(self, length: int) -> None:
        self._at: list[dict[str, list[Item]]] = [{} for _ in range(length + 1)]
        self._count = [0] * (length + 1)

    def add(self, item: Item) -> bool:
        """Whether it is new, and there is room for it."""
        same = self._at[item.first].setdefault(item.kind, [])
        if len(same) >= MOST_OF_A_KIND or self._count[item.first] >= MOST_AT_A_TOKEN:
            return False
        if any(other.last == item.last and other.value == item.value for other in same):
            return False
        same.append(item)
        self._count[item.first] += 1
        return True

    def continuations(self, item: Item, sequence: Sequence[Symbol]) -> Iterator[tuple[Item, ...]]:
        """The ways to go on from `item` as the `sequence` wants, item included."""
        if len(sequence) == 1:
            yield (item,)
            return
        for following in self._at[item.last].get(sequence[1][0], ()):
            for rest in self.continuations(following, sequence[1:]):
                yield (item, *rest)

    def items(self, *kinds: str) -> list[Item]:
        """All of these kinds, in the order of their tokens."""
        return [item for at in self._at for kind in kinds for item in at.get(kind, ())]

    def longest(self, *kinds: str) -> list[Item]:
        """Of these kinds the longest items that don't overlap, in order.

        Of two as long as each other the one that begins first stays, then the one made first.
        """
        kept: list[Item] = []
        taken: set[int] = set()
        for item in sorted(self.items(*kinds), key=lambda one: one.first - one.last):
            if taken.isdisjoint(range(item.first, item.last)):
                kept.append(item)
                taken.update(range(item.first, item.last))
        return sorted(kept, key=lambda one: one.first)


def derivation(item: Item, doc: Doc, depth: int = 0) -> list[str]:
    """How an item was made, a line each, the parts below what they make; for people."""
    words = doc.words(item.first, item.last)
    lines = [
        f"{'  ' * depth}{item.kind} {item.value}: “{words}”" + f" by {item.rule}" * bool(item.rule)
    ]
    for part in item.parts:
        if not part.kind.startswith("="):
            lines += derivation(part, doc, depth + 1)
    return lines


def _check(make: Callable[..., Any], pattern: str, kinds: int) -> None:
    wanted = len(inspect.signature(make).parameters) - 1
    if wanted != kinds:
        raise TypeError(f"{make.__name__} takes {wanted} values, {pattern!r} has {kinds} kinds")


@lru_cache(maxsize=4096)
def _sequences(pattern: str) -> tuple[list[tuple[Symbol, ...]], int]:
    """Every way to write `pattern` out, as symbols with the place of their value (−1: a word)."""
    kinds = 0
    columns: list[list[tuple[Symbol, ...]]] = []
    for group, missing, single, absent in _PIECE.findall(pattern):
        column = []
        for way in (group or single).split("|"):
            column.append(tuple(_symbol(word, kinds) for word in way.split()))
        kinds += any(symbol[1] >= 0 for way in column for symbol in way)
        columns.append([*column, ()] if missing or absent else column)
    ways = [sum(way, ()) for way in product(*columns)]
    if not all(ways):
        raise ValueError(f"{pattern!r} may be empty")
    return list(islice(ways, 4096)), kinds


def _symbol(word: str, slot: int) -> tuple[str, int]:
    return (word[1:-1], slot) if word.startswith("<") and word.endswith(">") else ("=" + word, -1)
