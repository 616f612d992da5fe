"""YAML as plain JSON values, with the line of everything in it.

Only the part of YAML that a person needs to fill in a form: mappings, lists, text, numbers,
true, false and null. No anchors, aliases, tags or second documents, so that no file can
grow when it is read or mean something else than it shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from bot.campaign_files.text import UNPRINTABLE, problem, read_text, refuse
from bot.campaign_files.yaml_words import yaml_error_in_words
from bot.errors import Problem, Severity

Where = tuple[str | int, ...]
"""The keys and list positions that lead to a value from the top of the file."""

MAX_DEPTH = 20
NULLS = ("", "~", "null")
BOOLEANS = {"true": True, "false": False}
WHOLE = re.compile(r"[-+]?[0-9]{1,18}")
FRACTION = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)")


@dataclass
class YamlFile:
    """A file's `data`, the line of each value (the first is 1) and the problems found so far.

    The line of a value in a mapping is its key's. With `remarks` the file works all the same.
    """

    name: str
    data: Any = None
    lines: dict[Where, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)

    def line(self, where: Where) -> int:
        """The line of the value at `where`, or of the nearest one around it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def keys(self, where: Where) -> list[str]:
        """The keys of the mapping at `where` as written, whether their values are sound or not."""
        return [str(place[-1]) for place in self.lines if place and place[:-1] == where]

    def add(self, where: Where, reason: str) -> None:
        """Note a problem with the value at `where`."""
        self.problems.append(problem(self.name, self.line(where), reason))

    def remark(self, where: Where, reason: str, severity: Severity) -> None:
        """Note what is lacking at `where` though the file works."""
        noted = problem(self.name, self.line(where), reason)
        self.remarks.append(replace(noted, severity=severity))


def read_yaml(path: Path) -> YamlFile:
    """The file at `path`. Raises CampaignInvalid where nothing in it can be relied on."""
    file = YamlFile(str(path))
    text = read_text(path)
    # The events come one by one: a file nested without end is refused before it costs anything.
    events = YAML(typ="safe", pure=True).parse(text)
    try:
        _Reader(file, events).read()
    except MarkedYAMLError as error:
        line, reason = yaml_error_in_words(error)
        refuse(path, line, reason)
    except (YAMLError, ValueError):
        refuse(path, 1, "this can't be read as YAML")
    return file


class _Reader:
    """Builds plain values from the parser's events."""

    def __init__(self, file: YamlFile, events: Iterator[Event]) -> None:
        self.file = file
        self.events = events

    def read(self) -> None:
        documents = 0
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.refuse(event, "a second document starts here; one campaign a file")
                first = next(self.events)
                self.file.lines[()] = _line(first)
                self.file.data = self.value(first, ())

    def refuse(self, event: Event, reason: str) -> NoReturn:
        refuse(self.file.name, _line(event), reason)

    def value(self, event: Event, where: Where) -> Any:
        if len(where) > MAX_DEPTH:
            self.refuse(event, f"nested more than {MAX_DEPTH} levels deep; a campaign is flatter")
        if not isinstance(event, CollectionStartEvent | ScalarEvent) or event.anchor is not None:
            self.refuse(event, "anchors (&name) and aliases (*name) are not read; write it out")
        if event.tag is not None:
            self.refuse(event, f"the tag {event.tag} is not read; remove it")
        if isinstance(event, MappingStartEvent):
            return self.mapping(where)
        if isinstance(event, SequenceStartEvent):
            return self.sequence(where)
        assert isinstance(event, ScalarEvent)
        if UNPRINTABLE.search(event.value):
            self.refuse(event, "this text has an unprintable character; write it without")
        return _scalar(event)

    def mapping(self, where: Where) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(key_event := next(self.events), MappingEndEvent):
            if not isinstance(key_event, ScalarEvent):
                self.refuse(key_event, "a key must be a plain word")
            self.value(key_event, where)  # refuses an anchor or a tag on the key
            key = key_event.value
            place = (*where, key)
            event = next(self.events)
            if key in result:
                self.value(event, (*place, "again"))  # read past it; the first one counts
                reason = f"`{key}` is already set on line {self.file.lines[place]}; keep one"
                self.file.problems.append(problem(self.file.name, _line(key_event), reason))
            else:
                self.file.lines[place] = _line(key_event)
                result[key] = self.value(event, place)
        return result

    def sequence(self, where: Where) -> list[Any]:
        result: list[Any] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            place = (*where, len(result))
            self.file.lines[place] = _line(event)
            result.append(self.value(event, place))
        return result


def _line(event: Event) -> int:
    return int(event.start_mark.line) + 1


def _scalar(event: ScalarEvent) -> Any:
    """Quoted text stays text, trimmed. A fraction is a Decimal: no float comes from a file."""
    text = str(event.value).strip()
    if not event.implicit[0]:
        return text
    if text.lower() in NULLS:
        return None
    if text.lower() in BOOLEANS:
        return BOOLEANS[text.lower()]
    if WHOLE.fullmatch(text):
        return int(text)
    return Decimal(text) if FRACTION.fullmatch(text) else text
