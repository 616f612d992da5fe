"""How and when someone wants to be reached, and how not: "text only", "no calls before 9"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.language.phrasing import Found, Phrasing, framed, without
from bot.language.yes_no import is_said

WISHES = Phrasing("wishes")
TIMES = Phrasing("wish_times", WISHES)
CALL, TEXT = "call", "text"
LONGEST = 300  # characters: a story tells no one wish
# A wish beside a number: its words, its characters, and how many sentences off it may stand.
_FEWEST_WORDS, _LONGEST_WISH, _NEAR = 2, 100, 2
_SENTENCE = re.compile(r"[^.!?\n;]+(?:[.!?;](?!\s|$)[^.!?\n;]*)*")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


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
    at_times = [*TIMES.said(text, "not_then", "busy"), *WISHES.said(text, "spared")]
    left = without(text, [*at_times, *WISHES.said(text, "reproaches")])
    refused = WISHES.said(left, "refuses")
    beside = without(left, refused)
    allowed = [each for each in WISHES.said(beside, "allows") if not _is_a_name(beside, each)]
    limits = bool(refused or at_times) or TIMES.tells(text, "when", "their_time")
    return Wishes(
        _ways(beside, allowed),
        _ways(left, refused),
        limits or WISHES.tells(text, "limit"),
        any(each.rule == "forbids" for each in refused),
        without(beside, allowed),
    )


def prefers_another(text: str) -> bool:
    """Whether a refusal of one way names another, or why: "don't phone, I'm mute"."""
    wishes = read_wishes(text)
    named = {way.kind for way in _of_ways(text)} & {CALL, TEXT}
    return bool(wishes.refused and (named - wishes.refused or WISHES.tells(text, "unable")))


def is_only_when(text: str) -> bool:
    """Whether `text` says nothing but when to reach them: "weekdays after 5 please"."""
    when, beside = TIMES.said(text, "when"), TIMES.lists["beside_when"]
    known = {at for each in [*when, *_of_ways(text)] for at in range(each.first, each.last)}
    return bool(when) and all(
        at in known or token.low in beside or token.low.isdecimal() or not is_said(token.low)
        for at, token in enumerate(framed(text)[0].tokens)
    )


def beside_number(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where, right beside the number in `text[start:end]`, it tells whom to ask for, when or how.

    >>> text = "415 555 0133, call my husband Ray, he's home days"
    >>> [text[slice(*place)] for place in beside_number(text, 0, 12)]
    ["call my husband Ray, he's home days"]
    """
    near = [*_sentences(text, 0, start)[-_NEAR:], *_sentences(text, end, len(text))[:_NEAR]]
    return [place for place in near if _tells_how(text[slice(*place)])]


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Those of `text[start:end]`, without the signs around them and the "my number is" or "at" that
    lead to a number.
    """
    found = []
    for sentence in _SENTENCE.finditer(text, start, end):
        words = list(_WORD.finditer(text, *sentence.span()))
        while words and words[-1][0].lower() in WISHES.lists["leads_to_number"]:
            words.pop()
        if words:
            found.append((words[0].start(), words[-1].end()))
    return found


def _tells_how(text: str) -> bool:
    if len(text.split()) < _FEWEST_WORDS or len(text) > _LONGEST_WISH:
        return False
    if WISHES.tells(text, "whom", "refuses") or TIMES.tells(text, "not_then"):
        return True
    when, limit = TIMES.tells(text, "when"), WISHES.tells(text, "limit")
    return (when and limit) or ((when or limit) and bool(_of_ways(text))) or is_only_when(text)


def _is_a_name(text: str, allowed: Found) -> bool:
    """Whether it gives them a name: "call me Maria"."""
    tokens = framed(text)[0].tokens
    if tokens[allowed.last - 1].low not in WISHES.lists["me"]:
        return False
    behind = tokens[allowed.last].low if allowed.last < len(tokens) else ""
    no_name = WISHES.lists["after_me"] | TIMES.lists["part"] | TIMES.lists["day"]
    return behind.isalpha() and behind not in no_name


def _of_ways(text: str) -> tuple[Found, ...]:
    return WISHES.said(text, CALL, TEXT, "either")


def _ways(text: str, found: Iterable[Found]) -> frozenset[str]:
    within = {at for each in found for at in range(each.first, each.last)}
    said = {way.kind for way in _of_ways(text) if way.first in within}
    return frozenset([CALL, TEXT]) if "either" in said else frozenset(said)
