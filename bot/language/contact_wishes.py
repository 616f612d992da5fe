"""How and when someone wants to be reached, and how not: "text only", "no calls before 9"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.language.phrasing import Found, Phrasing, framed
from bot.language.yes_no import is_said

PHRASES = Phrasing(Path(__file__).parent / "en" / "consent.yml")
CALL, TEXT = "call", "text"
LONGEST = 300  # characters: a story tells no one wish
_FEWEST_WORDS = 2  # of a wish beside a number


@dataclass(frozen=True, slots=True)
class Wishes:
    """`allowed` and `refused` are among CALL and TEXT. `limits`: they say how or when, or not how.

    `forbids`: the refusal is a whole one, "don't call me" and not "no calls". `rest` is the text
    without the wishes, place for place, for a yes or a no beside them.
    """

    allowed: frozenset[str]
    refused: frozenset[str]
    limits: bool
    forbids: bool
    rest: str


@lru_cache(maxsize=32)
def read_wishes(text: str) -> Wishes:
    """How and when whoever wrote `text` wants to be reached.

    >>> wishes = read_wishes("no phone calls please, texting is fine")
    >>> sorted(wishes.allowed), sorted(wishes.refused), wishes.limits
    (['text'], ['call'], True)
    """
    at_times = PHRASES.said(text, "not_then")
    left = _without(text, [*at_times, *PHRASES.said(text, "reproaches")])
    refused = PHRASES.said(left, "refuses")
    beside = _without(left, refused)
    allowed = [each for each in PHRASES.said(beside, "allows") if not _is_a_name(beside, each)]
    limits = bool(refused or at_times or PHRASES.tells(text, "when"))
    return Wishes(
        _ways(beside, allowed),
        _ways(left, refused),
        limits or PHRASES.tells(text, "limit"),
        any(each.rule == "forbids" for each in refused),
        _without(beside, allowed),
    )


def is_only_when(text: str) -> bool:
    """Whether `text` says nothing but when to reach them: "weekdays after 5 please"."""
    when = PHRASES.said(text, "when")
    beside = frozenset(PHRASES.file["words"]["beside_when"])
    known = {at for each in [*when, *_of_ways(text)] for at in range(each.first, each.last)}
    return bool(when) and all(
        at in known or token.low in beside or token.low.isdecimal() or not is_said(token.low)
        for at, token in enumerate(framed(text)[0].tokens)
    )


def read_beside_number(text: str, start: int, end: int) -> str | None:
    """The words beside the number in `text[start:end]` that tell whom to ask for, when or how.

    >>> read_beside_number("415 555 0133, call my husband Ray, he's home days", 0, 12)
    "call my husband Ray, he's home days"
    """
    told = [_bare(part) for part in (text[:start], text[end:])]
    return "; ".join(part for part in told if _tells_how(part)) or None


def _tells_how(text: str) -> bool:
    if len(text.split()) < _FEWEST_WORDS or len(text) > LONGEST:
        return False
    if any(PHRASES.tells(text, kind) for kind in ("whom", "not_then", "refuses")):
        return True
    when, limit, way = PHRASES.tells(text, "when"), PHRASES.tells(text, "limit"), _of_ways(text)
    return bool((when and (limit or way)) or (limit and way) or is_only_when(text))


def _bare(text: str) -> str:
    """Without the signs around it, and without the "my number is" or "at" that leads to one."""
    while True:
        text = text.strip(" \t\n.,;:!-()/")
        last = text.rpartition(" ")[2]
        if last.lower() not in PHRASES.file["words"]["leads_to_number"]:
            return text
        text = text[: len(text) - len(last)]


def _is_a_name(text: str, allowed: Found) -> bool:
    """Whether it gives them a name: "call me Maria"."""
    tokens, words = framed(text)[0].tokens, PHRASES.file["words"]
    if tokens[allowed.last - 1].low not in words["me"]:
        return False
    behind = tokens[allowed.last].low if allowed.last < len(tokens) else ""
    return behind.isalpha() and behind not in words["after_me"]


def _of_ways(text: str) -> list[Found]:
    return [each for kind in (CALL, TEXT, "either") for each in PHRASES.said(text, kind)]


def _ways(text: str, found: Iterable[Found]) -> frozenset[str]:
    within = {at for each in found for at in range(each.first, each.last)}
    said = {way.kind for way in _of_ways(text) if way.first in within}
    return frozenset([CALL, TEXT]) if "either" in said else frozenset(said)


def _without(text: str, found: Iterable[Found]) -> str:
    for each in found:
        text = text[: each.start] + " " * (each.end - each.start) + text[each.end :]
    return text
