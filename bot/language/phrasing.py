"""What is said in phrases that a YAML file lists: words by kind, and what phrases of them say.

```yaml
words: {i_am: [i'm, im, i am]}
says:
  minor:
    - {name: an_age, phrases: ["<i_am> (only|just)? <under_18>"], examples: [im only 15]}
```
Phrases are patterns as the chart has them. Beside the file's own kinds they may hold `<start>` and
`<stop>`, the ends of the message and its pauses; `<begin>` and `<end>`, the message's alone;
`<number>`; and `<few>`, one to four words within a sentence. What several phrases claim goes to
the longest one: one of `nothing` shields its words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from bot.language import word_files
from bot.language.chart import Symbol, written_out
from bot.language.doc import Doc, Token, blanked, read

NOTHING = "nothing"
MOST_STEPS = 20_000
"""Tokens tried in one message: people's messages stay far below, others are cut off there."""
MOST_FEW = 4

_PAUSES = frozenset('.,;:!?()-"*\n')
_SENTENCE_ENDS = frozenset(".;!?")
_FIRST, _LAST = "\x02", "\x03"  # no message holds them once it is cleaned
_STOPS = _SENTENCE_ENDS | {_FIRST, _LAST}
_EDGES = _PAUSES | {_FIRST, _LAST}
_GROUP = re.compile(r"\(([^()<>]*)\)")


@dataclass(frozen=True, slots=True)
class Found:
    """`message[start:end]` says `kind`, by the rule of this name.

    `first` and `last` count its tokens, the message's start being one.
    """

    kind: str
    rule: str
    start: int
    end: int
    first: int
    last: int


@dataclass(slots=True)
class _Node:
    """What may come next in the phrases that begin alike, and what is said where they end here."""

    words: dict[str, _Node] = field(default_factory=dict)
    kinds: dict[str, _Node] = field(default_factory=dict)
    said: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()  # the kinds of the words that end here

    def after(self, symbol: Symbol) -> _Node:
        name, slot = symbol
        if slot >= 0:
            return self.kinds.setdefault(name, _Node())
        return self.after_words(name.removeprefix("="))

    def after_words(self, words: str) -> _Node:
        node = self
        for token in read(words).tokens:
            node = node.words.setdefault(token.low, _Node())
        return node


class Phrasing:
    """The phrases of a language's file of this name, read when they are first looked for.

    They may hold the words of the files `beside` it, too; what is `nothing` there is nothing here.
    """

    def __init__(self, name: str, *beside: Phrasing, language: str = "en") -> None:
        self._name, self._beside, self._language = name, beside, language

    @property
    def file(self) -> Mapping[str, Any]:
        """The file as it stands."""
        return word_files.load(self._language, self._name)

    def find(self, message: str) -> tuple[Found, ...]:
        """What `message` says, in order; where phrases overlap, the longest, then the first."""
        return longest(_find(self, message))

    def all(self, message: str) -> tuple[Found, ...]:
        """All that phrases say in `message`, one within another, too, and what says nothing."""
        return _find(self, message)

    def said(self, message: str, *kinds: str) -> tuple[Found, ...]:
        """What in `message` says one of `kinds`, each whatever else is said, too."""
        return tuple(each for kind in kinds for each in self._said(message, kind))

    def tells(self, message: str, *kinds: str) -> bool:
        """Whether anything in `message` says one of `kinds`."""
        return any(self._said(message, kind) for kind in kinds)

    def _said(self, message: str, kind: str) -> tuple[Found, ...]:
        heads = self.made[2][kind]
        if None not in heads and heads.isdisjoint(_words_in(message)):
            return ()
        return longest(each for each in _find(self, message) if each.kind in (kind, NOTHING))

    @cached_property
    def lists(self) -> Mapping[str, frozenset[str]]:
        """The words and phrases of each kind that the file has."""
        return {kind: frozenset(flat(ways)) for kind, ways in self.file["words"].items()}

    @cached_property
    def made(self) -> tuple[_Node, _Node, dict[str, set[str | None]]]:
        """The words that have a kind, and the phrases: trees that begin at their first words. And
        those words by what is said, among them None where a phrase may begin with any word.

        A lexicon of spaCy's would take five times as long for a message of a few words.
        """
        files = [each.file for each in (*self._beside, self)]
        words = {kind: flat(ways) for file in files for kind, ways in file["words"].items()}
        shields = [(NOTHING, file["says"].get(NOTHING, ())) for file in files[:-1]]
        root = _Node()
        heads: dict[str, set[str | None]] = defaultdict(set)
        for kind, rules in (*self.file["says"].items(), *shields):
            for rule in rules:
                for pattern in rule["phrases"]:
                    for sequence in written_out(_GROUP.sub(_as_kind(words), pattern))[0]:
                        node = root
                        for symbol in sequence:
                            node = node.after(symbol)
                        heads[kind] |= _heads(sequence, words)
                        if kind not in dict(node.said):
                            node.said = (*node.said, (kind, rule["name"]))
        return _tree(words), root, dict(heads)


@lru_cache(maxsize=64)
def _words_in(message: str) -> frozenset[str]:
    return frozenset([token.low for token in read(message).tokens])


def flat(ways: Iterable[str | list[str]]) -> list[str]:
    """The words of a kind; it may hold those of other kinds, which YAML makes lists within it."""
    return [word for way in ways for word in ([way] if isinstance(way, str) else way)]


def _heads(sequence: Sequence[Symbol], words: Mapping[str, list[str]]) -> set[str | None]:
    """The first words of a phrase; None for any word."""
    for name, slot in sequence:
        if slot < 0:
            return {read(name.removeprefix("=")).tokens[0].low}
        if name not in ("start", "begin"):
            return {read(way).tokens[0].low for way in words[name]} if name in words else {None}
    return {None}


def _tree(words: Mapping[str, list[str]]) -> _Node:
    root = _Node()
    for kind, ways in words.items():
        for way in ways:
            node = root.after_words(way)
            node.names = (*node.names, kind)
    return root


def _as_kind(words: dict[str, list[str]]) -> Callable[[re.Match[str]], str]:
    """Makes a kind of each group of words: so the ways to write a phrase out stay few."""

    def kind(group: re.Match[str]) -> str:
        name = "group:" + "+".join(sorted(each.replace(" ", "_") for each in group[1].split("|")))
        words[name] = group[1].split("|")
        return f"<{name}>"

    return kind


@lru_cache(maxsize=256)  # what a message says is asked again and again
def _find(phrasing: Phrasing, message: str) -> tuple[Found, ...]:
    """All that the phrases say, one within another, too."""
    doc, ends = framed(message)
    words, root, _ = phrasing.made
    at: dict[int, list[tuple[str, int]]] = defaultdict(list, {k: [*v] for k, v in ends.items()})
    lows = [token.low for token in doc.tokens]
    for first, kind, last in _words_of_a_kind(lows, words):
        at[first].append((kind, last))
    return tuple(
        Found(
            *said,
            *doc.span(first + (lows[first] in _EDGES and first + 1 < last), last),
            first,
            last,
        )
        for first, last, said in _all(lows, root, at)
    )


def longest(found: Iterable[Found]) -> tuple[Found, ...]:
    """Those that no longer one overlaps, in order, less what says nothing."""
    kept: list[Found] = []
    taken: set[int] = set()
    for one in sorted(found, key=lambda each: each.first - each.last):
        if taken.isdisjoint(range(one.first, one.last)):
            kept.append(one)
            taken.update(range(one.first, one.last))
    return tuple(one for one in sorted(kept, key=lambda each: each.first) if one.kind != NOTHING)


def without(text: str, found: Iterable[Found]) -> str:
    """`text` with what was found in it blank, place for place."""
    return blanked(text, [(each.start, each.end) for each in found])


def _all(
    lows: Sequence[str], root: _Node, at: Mapping[int, list[tuple[str, int]]]
) -> Iterator[tuple[int, int, tuple[str, str]]]:
    """Every phrase of the words, from its first to before its last."""
    steps = 0
    anything = "few" in root.kinds
    for first, low in enumerate(lows):
        kinds = at.get(first, ())
        if not (low in root.words or anything or any(kind in root.kinds for kind, _ in kinds)):
            continue
        open_now = _following(lows, root, first, at)
        if not open_now:
            continue
        seen: set[tuple[int, int]] = set()
        while open_now and steps < MOST_STEPS:
            steps += 1
            node, here = open_now.pop()
            if (id(node), here) in seen:
                continue
            seen.add((id(node), here))
            for said in node.said:
                yield first, here, said
            if here < len(lows):
                open_now += _following(lows, node, here, at)


def _following(
    lows: Sequence[str], node: _Node, here: int, at: Mapping[int, list[tuple[str, int]]]
) -> list[tuple[_Node, int]]:
    """Where the phrases go on from `node`, and to which token."""
    word = node.words.get(lows[here])
    found = [(word, here + 1)] if word else []
    kinds = node.kinds
    if not kinds:
        return found
    for kind, last in at.get(here, ()):
        if kind in kinds:
            found.append((kinds[kind], last))
    few = kinds.get("few")
    if few is not None:
        for last in range(here, min(here + MOST_FEW, len(lows))):
            if lows[last] in _STOPS:
                break
            if few.kinds or few.said or lows[last + 1] in few.words:
                found.append((few, last + 1))
    return found


@lru_cache(maxsize=64)  # for each file of phrases
def framed(message: str) -> tuple[Doc, Mapping[int, list[tuple[str, int]]]]:
    """The message between two tokens of no length, its start and its end; and where it pauses,
    begins, ends and has a number.
    """
    doc = read(message)
    if not doc.tokens:
        return doc, {}
    end = doc.tokens[-1].end
    tokens = [Token(_FIRST, 0, 0, False, 0, 0)]
    for token in doc.tokens:
        if token.clause != tokens[-1].clause and tokens[-1].low not in _PAUSES:
            tokens.append(token._replace(low="\n", end=token.start))  # a new line is a pause
        tokens.append(token)
    tokens.append(tokens[-1]._replace(low=_LAST, start=end, glued=False))
    ends: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for first, kind, last in _ends(tokens):
        ends[first].append((kind, last))
    return Doc(message, tuple(tokens)), ends


def _ends(tokens: Sequence[Token]) -> Iterator[tuple[int, str, int]]:
    words = [at for at, token in enumerate(tokens) if token.low[:1].isalnum()] or [0]
    first, last = words[0], words[-1]
    for at, token in enumerate(tokens):
        if token.low in _PAUSES or token.low in (_FIRST, _LAST):
            yield at, "start", at + 1
            yield at, "stop", at + 1
            if at < first:
                yield 0, "begin", at + 1
            if at > last:
                yield at, "end", len(tokens)
        if token.low.isdecimal():
            yield at, "number", at + 1


def _words_of_a_kind(lows: Sequence[str], root: _Node) -> Iterator[tuple[int, str, int]]:
    begin = root.words
    for first, low in enumerate(lows):
        node = begin.get(low)
        last = first + 1
        while node:
            for kind in node.names:
                yield first, kind, last
            node = node.words.get(lows[last]) if last < len(lows) else None
            last += 1
