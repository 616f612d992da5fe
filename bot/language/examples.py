"""Annotated sentences in Rasa's own format: what the roles are learnt from.

    - text: |
        paying [310]{"entity": "amount", "role": "pays_now"}, want [250](amount)
      metadata: {asks: budget, campaign: auto-insurance}

An intent's examples may also be one block of `- sentence` lines under its own `metadata`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.language.doc import Doc
from bot.language.role_features import Candidate

NONE = "none"
"""The role of a candidate that no one has annotated."""

_MARKED = re.compile(r"\[([^\[\]]+)\](?:\((\w+)\)|(\{[^{}]*\}))")
_INDENTED = re.compile(r"^[ \t]*- ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Annotation:
    """`text[start:end]` is an `entity` in this role ("" where none is told)."""

    start: int
    end: int
    entity: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A sentence without its marks. `metadata`: what was asked, and by which campaign."""

    text: str
    annotations: tuple[Annotation, ...] = ()
    metadata: Mapping[str, Any] = field(default_factory=dict)


def read_annotated(path: Path) -> list[Annotated]:
    """Every sentence of a file, in order. Raises ValueError where a mark can't be read."""
    content = YAML(typ="safe").load(path.read_text(encoding="utf-8")) or {}
    return [
        annotated
        for group in content.get("nlu", ())
        for text, metadata in _sentences(group)
        for annotated in [parse(text, metadata)]
    ]


def parse(marked: str, metadata: Mapping[str, Any] | None = None) -> Annotated:
    """A sentence with marks as Rasa writes them.

    >>> parse('pay [310]{"entity": "amount", "role": "pays_now"} now').annotations
    (Annotation(start=4, end=7, entity='amount', role='pays_now'),)
    """
    text, done = "", 0
    found: list[Annotation] = []
    for match in _MARKED.finditer(marked):
        text += marked[done : match.start()]
        told = json.loads(match[3]) if match[3] else {"entity": match[2]}
        end = len(text) + len(match[1])
        found.append(Annotation(len(text), end, told["entity"], told.get("role", "")))
        text += match[1]
        done = match.end()
    return Annotated(text + marked[done:], tuple(found), metadata or {})


def roles_of(
    doc: Doc, candidates: Sequence[Candidate], annotations: Iterable[Annotation], entity: str
) -> tuple[str, ...]:
    """The role of each candidate: that of the annotation it overlaps, the last where there are two.

    Of a range one end may bear the mark: "[6] to [8k]" is one candidate.
    """
    marks = [each for each in annotations if each.entity == entity]
    roles = []
    for candidate in candidates:
        start, end = doc.span(candidate.first, candidate.last)
        over = [each.role for each in marks if each.start < end and start < each.end]
        roles.append(over[-1] if over else NONE)
    return tuple(roles)


def _sentences(group: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    shared = group.get("metadata") or {}
    examples = group.get("examples") or ()
    if isinstance(examples, str):
        for line in _INDENTED.split(examples):
            if line.strip():
                yield line.strip(), shared
        return
    for example in examples:
        yield example["text"].strip(), {**shared, **(example.get("metadata") or {})}
