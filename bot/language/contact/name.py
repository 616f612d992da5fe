"""A person's name in a message: announced ("this is Dana"), or alone when it was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.language.contact.candidate import Candidate
from bot.language.contact.name_alone import alone, inverted
from bot.language.contact.name_announced import announced, in_parts, signed
from bot.language.contact.name_words import (
    Named,
    NameWords,
    ordinary_words,
    words_of,
)
from bot.language.contact.standing import Corrections
from bot.language.contact.words import phrases, words
from bot.language.doc import blanked
from bot.language.en.words import owner

LONGEST = 300  # characters: names come in short messages; of a longer one "my name is" tells it

_COUNTS = words("spelt", "count")
_AGAIN = re.compile(r"\s*[,.]?\s*")
_IN_CAPITALS = re.compile(r"\b[A-Z][a-z'’-]+ [A-Z][a-z'’-]+")
_ALIKE = 2  # letters in a row
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
        part = _part(message, ordinary)
        named = announced(part, "mine", True, words("name_part", "my"))
        return next((_placed(part, *one) for one in named), None)
    told = _without_spelling(message)
    ordinal = _IN_LINE.search(told) if scene.asked else None
    told = told[: ordinal.start()].ljust(len(told)) if ordinal else told
    told = told.replace("*", " ") if corrections.turns(told) else told
    heard = corrections.read_last(
        told,
        lambda part: _in(_part(part, ordinary), scene.asked),
        lambda part: None if _loses_capitals(told, part) else _in(_part(part, ordinary), True),
    )
    if heard is None or _is_business(heard.value, scene.business):
        return None
    rest = _part(told[heard.end :], ordinary)
    if phrases("name_lead.subject").at(rest.lows(), 0) and rest.gap(0).isspace():
        return None  # "premium should have been 180": what they put right
    if heard.role == "another" and not scene.asked:
        heard = replace(heard, doubtful=True)
    heard = _in_full(told, _put_right(told, heard, ordinary, corrections), ordinary)
    return replace(heard, end=ordinal.end()) if ordinal else heard


def _loses_capitals(message: str, part: str) -> bool:
    """Whether a later part has small letters alone, and no word of the name that the message has
    in capitals: "Nora Quist, no rank needed".
    """
    name = _IN_CAPITALS.search(message) if part.islower() else None
    return name is not None and set(name[0].lower().split()).isdisjoint(part.split())


def _without_spelling(message: str) -> str:
    """`message` with blanks for "with an h" and "no h", which tell how a name is written."""
    told = words_of(message)
    lows = [word.low for word in told]
    if words("spelt", "lead").isdisjoint(lows):
        return message
    for at, low in enumerate(lows):
        if low in words("spelt", "lead"):
            letter = at + 1 + (lows[at + 1 : at + 2] != [] and lows[at + 1] in _COUNTS)
            if letter < len(lows) and len(owner(lows[letter])) == 1:
                message = blanked(message, [(told[at].start, told[letter].end)])
    return message


def _part(text: str, ordinary: frozenset[str]) -> NameWords:
    return NameWords(text, words_of(text), ordinary)


def _in(part: NameWords, asked: bool) -> Candidate | None:
    """The name in a part of a message; theirs before another's, and whole before a short one."""
    whole = next(_whole(part), None) if asked else None
    for readings in (
        in_parts(part),
        announced(part, "mine", asked),
        announced(part, "weak", asked),
        signed(part),
        inverted(part) if asked else (),
        alone(part) if asked else (),
        announced(part, "another", asked),
        announced(part, "relation", asked) if asked else (),
    ):
        for found, rule in readings:
            if whole and " " not in found.value and " " in whole[0].value:
                return _placed(part, *whole)
            return _placed(part, found, rule)
    return None


def _whole(part: NameWords) -> Iterator[tuple[Named, str]]:
    """ "I'm Robert Haines but everybody calls me Bo": what may well be more than a short name."""
    yield from alone(part)
    for kind in ("mine", "weak"):
        yield from (one for one in announced(part, kind, True) if " " in one[0].value)
    in_truth = _in_truth(part)
    if in_truth:
        yield in_truth, "name.mine"


def _placed(part: NameWords, found: Named, rule: str) -> Candidate:
    start, end = part.words[found.first].start, part.words[found.last - 1].end
    role = "another" if rule in ("name.another", "name.relation") else "theirs"
    return Candidate(found.value, start, end, rule, role=role)


def _put_right(
    text: str, heard: Candidate, ordinary: frozenset[str], corrections: Corrections
) -> Candidate:
    """ "Tom Reed, no, Tim Reed", "Tom Reed, Tim Reed sorry": the second name."""
    rest = _part(text[heard.end :], ordinary)
    lead = phrases("name_lead.correcting").skip(rest.lows(), 0)
    start = heard.end + (rest.words[lead].start if lead < len(rest.words) else 0)
    other = next(
        (_placed(part, *one) for part in [_part(text[start:], ordinary)] for one in alone(part)),
        None,
    )
    if other is None or _loses_capitals(text[: heard.end], text[start:]):
        return heard
    other = replace(other, start=other.start + start, end=other.end + start)
    return other if corrections.turned(text, heard.end, other.start, other.end) else heard


def _in_full(text: str, heard: Candidate, ordinary: frozenset[str]) -> Candidate:
    """ "Mike, Mike Delgado", "Mike from next door, Mike Delgado", "Billy, William Reed on paper":
    the name again, whole.
    """
    rest = _part(text[heard.end :], ordinary)
    last = _at_the_end(rest) if heard.role == "another" or " " not in heard.value else None
    if last and heard.role == "another":
        own = _placed(rest, last, "name.signed")
        return replace(own, start=own.start + heard.end, end=own.end + heard.end, doubtful=True)
    whole = _in_truth(rest) or _again(rest, heard.value) or last
    if whole is None:
        return _told_whole(_part(text[: heard.start], ordinary), heard)
    full = _placed(rest, whole, heard.rule)
    return replace(full, start=full.start + heard.end, end=full.end + heard.end)


def _at_the_end(rest: NameWords) -> Named | None:
    """ "(For my father, Boris Hale.) I handle it, Yana Hale", "(They call me Bo) but Robert Hale":
    a whole name behind a pause.
    """
    for at in range(1, max(1, len(rest.words) - 1)):
        apart = "," in rest.gap(at) or rest.words[at - 1].low in words("name_link", "but")
        found = rest.run(at) if apart and rest.words[at].typed[0].isupper() else None
        if found and found.last == len(rest.words) and " " in found.value:
            return found
    return None


def _told_whole(before: NameWords, heard: Candidate) -> Candidate:
    """ "Kyle and Renata Olsen, I'm Renata": the whole name that stands before it."""
    if " " in heard.value:
        return heard
    same = (at for at, word in enumerate(before.words) if word.typed.lower() == heard.value.lower())
    whole = next((each for each in map(before.run, same) if each and " " in each.value), None)
    return _placed(before, whole, heard.rule) if whole else heard


def _again(rest: NameWords, value: str) -> Named | None:
    first = phrases("name_lead.again").skip(rest.lows(), 0)
    whole = rest.run(first) if _AGAIN.fullmatch(rest.gap(0)) and rest.gap(0).strip() else None
    again = (rest.run(at) for at, word in enumerate(rest.words) if word.typed == value)
    whole = whole or next((each for each in again if each and " " in each.value), None)
    if whole is None:
        return None
    formal = " " in whole.value and phrases("name_lead.formal").at(rest.lows(), whole.last)
    return whole if formal or _is_of(value, whole.value.split()) else None


def _in_truth(rest: NameWords) -> Named | None:
    """ "(They call me Pudge,) but it's Deandre Simms": the whole name that a cue stands before."""
    cues = phrases("name_lead.in_truth").each(rest.lows())
    runs = (rest.run(end) for _, _, end in cues if end < len(rest.words))
    return next((each for each in runs if each and " " in each.value), None)


def _is_of(name: str, whole: list[str]) -> bool:
    """Whether a single name is the first or the last of a whole one, or short for the first."""
    short, first = name.lower()[:_ALIKE], whole[0].lower()
    nickname = len(whole) > 1 and " " not in name and short in first
    return name in (whole[0], whole[-1]) or nickname


def _is_business(name: str, business: str) -> bool:
    """ "Bay Ridge" is no prospect of Bay Ridge Roofing."""
    return " " in name and f" {name.lower()} " in f" {business.lower()} "
