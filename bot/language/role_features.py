"""What the model of roles sees of a candidate: the words around it, and its place among others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2
from typing import NamedTuple

from bot.language.doc import Doc
from bot.language.en.words import stem
from bot.language.word_files import by_word, load

REACH = 9  # words on each side
_PLACED = 3  # of them have their exact place told
_NEAR = 5
_BIGRAMS = 4
_BETWEEN = 6  # words between two candidates that are told one by one
_OTHER = "#"  # another candidate, or a figure that is none
_WHO: dict[str, str] = by_word(load("en", "people"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value at `tokens[first:last]` whose role is wanted.

    `own` are features that only its finder knows ("bound upper"); `value` is its size, for
    comparing it with the other candidates of the message.
    """

    first: int
    last: int
    own: tuple[str, ...] = ()
    value: float | None = None


class _Unit(NamedTuple):
    """A word, or a whole candidate as one sign."""

    word: str
    stem: str
    clause: int
    sentence: int


def features(
    doc: Doc, candidates: Sequence[Candidate], frame: Sequence[str] = ()
) -> list[list[str]]:
    """The features of each candidate; they stand in order and don't overlap."""
    units, at = _units(doc, candidates)
    framed = [f"? {each}" for each in frame] + ["? " + " ".join(frame)] * (len(frame) > 1)
    rows = []
    for index, candidate in enumerate(candidates):
        own = [f"= {each}" for each in candidate.own]
        row = [*framed, *own, *(f"{each} {one}" for each in framed[:1] for one in own)]
        row += _inside(doc, candidate)
        row += _around(units, at[index], -1)
        row += _around(units, at[index], 1)
        row += _alone(units, at[index], framed[:1])
        row += _among(candidates, units, at, index)
        rows.append(row)
    return rows


def _units(doc: Doc, candidates: Sequence[Candidate]) -> tuple[list[_Unit], list[int]]:
    """The message with each candidate as one unit, and where those stand."""
    units: list[_Unit] = []
    at: list[int] = []
    done = 0
    for candidate in candidates:
        units += _plain(doc, done, candidate.first)
        at.append(len(units))
        token = doc.tokens[candidate.first]
        units.append(_Unit(_OTHER, _OTHER, token.clause, token.sentence))
        done = candidate.last
    return units + _plain(doc, done, len(doc.tokens)), at


def _plain(doc: Doc, first: int, last: int) -> list[_Unit]:
    """The words between two candidates, or as many as may be looked at from either."""
    tokens = doc.tokens[first:last]
    if len(tokens) > 2 * REACH:
        tokens = tokens[:REACH] + tokens[-REACH:]
    found = []
    for token in tokens:
        word = "0" if token.low.isdigit() else token.low
        found.append(_Unit(word, stem(word), token.clause, token.sentence))
    return found


def _inside(doc: Doc, candidate: Candidate) -> Iterator[str]:
    """Its own words: "up to … a month"."""
    for token in doc.tokens[candidate.first : candidate.last]:
        if not token.low.isdigit():
            yield f"in {token.low}"


def _around(units: Sequence[_Unit], at: int, step: int) -> Iterator[str]:
    """The words on one side: near ones with their place, all of them with their clause."""
    here = units[at]
    side = "<" if step < 0 else ">"
    who = ""
    last = here.word
    for distance in range(1, REACH + 1):
        index = at + step * distance
        if not 0 <= index < len(units):
            yield f"{side}{distance} end" if distance <= _PLACED else f"{side} end"
            break
        unit = units[index]
        place = str(distance) if distance <= _PLACED else "n" if distance <= _NEAR else "f"
        same = "c" if unit.clause == here.clause else "s" if unit.sentence == here.sentence else "o"
        yield f"{side}{place} {unit.word}"
        yield f"{side}{same} {unit.stem}"
        yield f"{side} {unit.stem}"
        yield f"~ {unit.stem}"
        if distance <= _BIGRAMS:
            yield f"{side}b {last} {unit.word}"
        last = unit.word
        if not who and unit.word in _WHO:
            who = _WHO[unit.word]
            yield f"{side}who {who} {same}"


def _alone(units: Sequence[_Unit], at: int, framed: Sequence[str]) -> Iterator[str]:
    """How much else the message says."""
    length = len(units) - 1
    told = str(length) if length < 3 else "few" if length < 8 else "many"
    yield f"words {told}"
    for each in framed:
        yield f"words {told} {each}"


def _among(
    candidates: Sequence[Candidate], units: Sequence[_Unit], at: Sequence[int], index: int
) -> Iterator[str]:
    """Its rank and its ratio to its neighbours, and the words between them."""
    count = len(candidates)
    if count == 1:
        yield "of 1"
        return
    place = "first" if not index else "last" if index == count - 1 else "mid"
    yield f"of {min(count, 3)} {place}"
    own = candidates[index].value
    sizes = [each.value for each in candidates if each.value is not None]
    if own is not None and len(sizes) == count:
        yield f"size {'top' if own == max(sizes) else 'low' if own == min(sizes) else 'mid'}"
    for other, side in ((index - 1, "<"), (index + 1, ">")):
        if not 0 <= other < count:
            continue
        yield f"{side}ratio {_ratio(own, candidates[other].value)}"
        between = units[min(at[index], at[other]) + 1 : max(at[index], at[other])]
        yield f"{side}apart {min(len(between), _BETWEEN + 1)}"
        if len(between) <= _BETWEEN:
            yield f"{side}all {' '.join(unit.word for unit in between)}"
            for unit in between:
                yield f"{side}between {unit.stem}"


def _ratio(own: float | None, other: float | None) -> str:
    """How `own` compares with `other`, in powers of about two."""
    if not own or not other or own < 0 or other < 0:
        return "?"
    return str(max(-4, min(4, round(log2(own / other)))))
