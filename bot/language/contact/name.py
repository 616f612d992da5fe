"""A person's name in a message: announced ("this is Dana"), or alone when it was asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.language.contact.candidate import Candidate
from bot.language.contact.name_alone import alone, inverted
from bot.language.contact.name_announced import announced, in_parts, signed
from bot.language.contact.name_spelt import without_spelling
from bot.language.contact.name_whole import in_capitals, in_full, placed, whole_in
from bot.language.contact.name_words import (
    NameWords,
    ordinary_words,
    part_of,
)
from bot.language.contact.standing import Corrections
from bot.language.contact.words import phrases, words

LONGEST = 300  # characters: names come in short messages; of a longer one "my name is" tells it

_JOINED = re.compile(r"  ")
_IN_CAPITALS = re.compile(r"\b[A-Z][a-z'’-]+ [A-Z][a-z'’-]+")
_IN_LINE = re.compile(
    rf"(?<=\w) (?:{'|'.join(words('name_word', 'in_line'))})\b\W*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Scene:
    """Whether a name was asked for, the labels of the campaign's choices, and its business."""

    asked: bool = False
    labels: tuple[str, ...] = ()
    business: str = ""


def read(message: str, scene: Scene, corrections: Corrections) -> Candidate | None:
    """The prospect's name in `message`, tidied, or None.

    A name alone counts only where it was asked for; "yes", "skip", "roof repair", a question or
    the words of the campaign's own choices never do.
    """
    ordinary = ordinary_words(scene.labels)
    if len(message) > LONGEST:
        part = part_of(message, ordinary)
        named = announced(part, "mine", True, words("name_part", "my"))
        return next((placed(part, *one) for one in named), None)
    told = without_spelling(message)
    ordinal = _IN_LINE.search(told) if scene.asked else None
    told = told[: ordinal.start()].ljust(len(told)) if ordinal else told
    told = told.replace("*", " ") if corrections.turns(told) else told
    heard = corrections.read_last(
        told,
        lambda part: _in(part_of(part, ordinary), scene.asked),
        lambda part: None if _loses_capitals(told, part) else _in(part_of(part, ordinary), True),
    )
    if heard is None or _is_business(heard.value, scene.business):
        return None
    rest = part_of(told[heard.end :], ordinary)
    if phrases("name_lead.subject").at(rest.lows(), 0) and rest.gap(0).isspace():
        return None  # "premium should have been 180": what they put right
    if heard.role == "another" and not scene.asked:
        heard = replace(heard, doubtful=True)
    heard = in_full(told, _put_right(told, heard, ordinary, corrections), ordinary)
    if scene.asked and heard.rule == "name.weak" and _named(told, ordinary, heard.end):
        heard = replace(heard, doubtful=True)  # "under Ruth Hale, I'm her son, Joel Hale"
    own = _named(told[: heard.start], ordinary) if scene.asked and heard.role == "another" else None
    heard = replace(own, doubtful=True) if own else heard
    joined = told != message and _JOINED.search(told, heard.start, heard.end)
    if joined and heard.rule != "name.parts":
        heard = replace(heard, doubtful=True)  # "Eric, with a c, Hansen"
    return replace(heard, end=ordinal.end()) if ordinal else heard


def _named(message: str, ordinary: frozenset[str], start: int = 0) -> Candidate | None:
    """A whole name in capitals from `message[start]` on."""
    part = part_of(message[start:], ordinary)
    return next((placed(part, *one) for one in in_capitals(part)), None)


def _loses_capitals(message: str, part: str) -> bool:
    """Whether a later part has small letters alone, and no word of the name that the message has
    in capitals: "Nora Quist, no rank needed".
    """
    name = _IN_CAPITALS.search(message) if part.islower() else None
    return name is not None and set(name[0].lower().split()).isdisjoint(part.split())


def _in(part: NameWords, asked: bool) -> Candidate | None:
    """The name in a part of a message; theirs before another's, and whole before a short one."""
    whole = next(whole_in(part), None) if asked else None
    for readings in (
        in_parts(part),
        announced(part, "mine", asked),
        announced(part, "weak", asked),
        signed(part),
        inverted(part) if asked else (),
        alone(part) if asked else (),
        announced(part, "another", asked),
        announced(part, "relation", asked) if asked else (),
        in_capitals(part) if asked else (),
    ):
        for found, rule in readings:
            if whole and " " not in found.value and " " in whole[0].value:
                return placed(part, *whole)
            return placed(part, found, rule)
    return None


def _put_right(
    text: str, heard: Candidate, ordinary: frozenset[str], corrections: Corrections
) -> Candidate:
    """ "Tom Reed, no, Tim Reed", "Tom Reed, Tim Reed sorry": the second name."""
    rest = part_of(text[heard.end :], ordinary)
    lead = phrases("name_lead.correcting").skip(rest.lows(), 0)
    start = heard.end + (rest.words[lead].start if lead < len(rest.words) else 0)
    other = next(
        (placed(part, *one) for part in [part_of(text[start:], ordinary)] for one in alone(part)),
        None,
    )
    if other is None or _loses_capitals(text[: heard.end], text[start:]):
        return heard
    other = replace(other, start=other.start + start, end=other.end + start)
    return other if corrections.turned(text, heard.end, other.start, other.end) else heard


def _is_business(name: str, business: str) -> bool:
    """ "Bay Ridge" is no prospect of Bay Ridge Roofing."""
    return " " in name and f" {name.lower()} " in f" {business.lower()} "
