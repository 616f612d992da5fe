"""A small chart parser: rules over tokens, bounded whatever comes; each item names its rule.

A rule's pattern holds words, `<kinds>`, `(one|or another)`, and `?` behind what may be missing;
`{name}` stands for the words that the grammar's language lists under that name:
`({in}) <number> <unit> ({from_now})?`. Its function makes the value out of those of its kinds,
None standing for one that is missing; where it gives None, the rule does not apply.
"""

from __future__ import annotations

import inspect
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, product
from typing import Any, NamedTuple, TypeVar

from bot.language.doc import Doc

MOST_STEPS = 20_000
"""Trials of a rule in one message: people's messages stay far below, others are cut off there."""
MOST_WAYS = 200
"""Ways to go on from one item."""
MOST_OF_A_KIND = 6  # that begin at one token
MOST_AT_A_TOKEN = 48

Make = TypeVar("Make", bound=Callable[..., Any])
Symbol = tuple[str, int]
"""A kind, or "=word"; and the place of its value among those of its rule, -1 for a word."""

_Places = tuple[int | None, ...]

_LISTED = re.compile(r"\{(\w+)\}")
_PIECE = re.compile(r"\(([^()]*)\)(\??)|(\S+?)(\??)(?=\s|$)")


class Item(NamedTuple):
    """`tokens[first:last]` are a `kind` with this value. `rule` made it of `parts`."""

    kind: str
    value: Any
    first: int
    last: int
    rule: str = ""
    parts: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One production. `examples` maps a message to its longest `gives`, as a string."""

    name: str
    gives: str
    pattern: str
    make: Callable[..., Any]
    examples: Mapping[str, str]
    kinds: int

    def places(self, sequence: Sequence[Symbol]) -> _Places:
        """Where the parts of its kinds stand in one way to write it out, None for a missing one."""
        at = {slot: place for place, (_, slot) in enumerate(sequence)}
        return tuple(map(at.get, range(self.kinds)))

    def value(self, scene: Any, places: _Places, parts: Sequence[Item]) -> Any:
        return self.make(scene, *[None if at is None else parts[at].value for at in places])


@dataclass(slots=True)
class _Node:
    """What the rules that begin with the same symbols go on with; `ends` are those that end."""

    ends: list[tuple[int, Rule, _Places]] = field(default_factory=list)
    further: dict[str, _Node] = field(default_factory=dict)

    def at(self, kinds: Iterable[str]) -> _Node:
        node = self
        for kind in kinds:
            node = node.further.setdefault(kind, _Node())
        return node


_Match = tuple[int, Rule, _Places, tuple[Item, ...]]


class Grammar:
    """Rules, in the order of their precedence: of readings as long as each other the first wins."""

    def __init__(self, *parts: Grammar, words: Mapping[str, Sequence[str]] | None = None) -> None:
        """With the rules of its `parts`, those of the first before those of the next; `words` are
        what patterns may name.
        """
        self._listed = words or {}
        self.rules: list[Rule] = []
        self._begin = _Node()
        self._written = 0
        self._words: set[str] = set()
        for part in parts:
            for rule in part.rules:
                self._include(rule)

    def rule(
        self, gives: str, *patterns: str, examples: Mapping[str, str] | None = None
    ) -> Callable[[Make], Make]:
        """Decorates a function of the scene and the pattern's kinds that makes a `gives`."""

        def add(make: Make) -> Make:
            for written in patterns:
                pattern = _LISTED.sub(lambda name: "|".join(self._listed[name[1]]), written)
                _, kinds = written_out(pattern)
                _check(make, pattern, kinds)
                self._include(Rule(make.__name__, gives, pattern, make, examples or {}, kinds))
            return make

        return add

    def _include(self, rule: Rule) -> None:
        self.rules.append(rule)
        for sequence in written_out(rule.pattern)[0]:
            self._add(rule, sequence)

    def _add(self, rule: Rule, sequence: tuple[Symbol, ...]) -> None:
        ends = self._begin.at(kind for kind, _ in sequence).ends
        self._words.update(kind[1:] for kind, _ in sequence if kind.startswith("="))
        if not any(other is rule for _, other, _ in ends):  # else the same, its values elsewhere
            ends.append((self._written, rule, rule.places(sequence)))
            self._written += 1

    def parse(
        self,
        doc: Doc,
        items: Iterable[Item],
        scene: Any = None,
        near: Iterable[int] | None = None,
        most_steps: int = MOST_STEPS,
    ) -> Chart:
        """Every item that the rules make of the words of `doc` and of `items`, found before.

        Nothing begins at a token that isn't `near`, where those are given. After `most_steps`
        trials of a rule the rest of the message, its beginning, is left.
        """
        given: dict[int, list[Item]] = defaultdict(list)
        for item in items:
            given[item.first].append(item)
        chart = Chart(len(doc.tokens))
        begin = self._begin.further
        tokens = range(len(doc.tokens)) if near is None else sorted(near)
        for at in reversed(tokens):
            low = doc.tokens[at].low
            agenda = given.get(at, [])
            if low in self._words:
                agenda.insert(0, Item("=" + low, low, at, at + 1))
            for item in agenda:  # it grows meanwhile
                if not chart.add(item):
                    continue
                chart.steps += 1
                node = begin.get(item.kind)
                if node is None:
                    continue
                for _, rule, places, parts in chart.matches(item, node):
                    chart.steps += 1
                    value = rule.value(scene, places, parts)
                    if value is not None:
                        last = parts[-1].last
                        agenda.append(Item(rule.gives, value, at, last, rule.name, parts))
                if chart.steps > most_steps:
                    return chart
        return chart


class Chart:
    """The items of a message, by where they begin."""

    def __init__(self, length: int) -> None:
        self._at: list[dict[str, list[Item]]] = [{} for _ in range(length + 1)]
        self._count = [0] * (length + 1)
        self.steps = 0

    def add(self, item: Item) -> bool:
        """Whether it is new, and there is room for it."""
        kind, value, first, last, *_ = item
        if self._count[first] >= MOST_AT_A_TOKEN:
            return False
        same = self._at[first].setdefault(kind, [])
        if len(same) >= MOST_OF_A_KIND:
            return False
        for other in same:
            if other.last == last and other.value == value:
                return False
        same.append(item)
        self._count[first] += 1
        return True

    def matches(self, item: Item, node: _Node) -> list[_Match]:
        """The rules that `item` begins, each with its parts, in their order; `node` is theirs."""
        if node.further.keys().isdisjoint(self._at[item.last]):  # as nearly always
            return [(written, rule, places, (item,)) for written, rule, places in node.ends]
        found: list[_Match] = []
        ways: list[tuple[_Node, tuple[Item, ...]]] = [(node, (item,))]
        for node, parts in ways:  # they grow meanwhile
            found += [(written, rule, places, parts) for written, rule, places in node.ends]
            if len(ways) > MOST_WAYS:
                break
            if node.further:
                behind = self._at[parts[-1].last]
                ways += [
                    (node.further[kind], (*parts, following))
                    for kind, same in behind.items()
                    if kind in node.further
                    for following in same
                ]
        found.sort(key=lambda match: match[0])
        return found

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
def written_out(pattern: str) -> tuple[list[tuple[Symbol, ...]], int]:
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
