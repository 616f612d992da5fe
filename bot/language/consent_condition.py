"""The condition of a yes that is not understood: their words, to be read back with the question.

A bare yes that follows would lose them, and "only after the holidays" would be sold as a yes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.language.consent import is_of_something_else, is_question, listed, refuses_all
from bot.language.contact_wishes import PHRASES, Wishes, read_wishes
from bot.language.phrasing import framed, without
from bot.language.vectors import load_vectors
from bot.language.word_pieces import words_of
from bot.language.yes_no import Part, head_of, is_said, parts_of

# A ZIP code, a number, an address
_ANOTHER_ANSWER = re.compile(r"\b\d{5}\b|(?:\d\D{0,3}){7}|\S@\S")
_NO_CONDITION = ("waits", "asked_about", "takes_back", "declines", "halts")
_FEWEST_WORDS = 2  # that tell something, where no yes or a hedge stands beside them
_CONDITIONS = (
    "conditional",
    "asks_for_way",
    "whom",
    "limit",
    "not_then",
    "their_time",
    "spared",
    "threatens",
)


class Condition(NamedTuple):
    """The condition's words are `text[start:end]`. `agrees`: a yes stands beside them; `sets_one`:
    they sound like a condition; without either they are any words.
    """

    start: int
    end: int
    agrees: bool
    sets_one: bool


def read_condition(text: str) -> Condition | None:
    """The condition in `text`, which `read_consent` finds unclear; None for a mere hedge, a
    question, a no, and what takes a yes back.

    >>> text = "Yes but not during chemo, mornings only"
    >>> found = read_condition(text)
    >>> text[found.start : found.end], found.agrees
    ('not during chemo, mornings only', True)
    >>> read_condition("yes i guess"), read_condition("yes and no"), read_condition("why?")
    (None, None, None)
    """
    if any(part.is_void for part in parts_of(text)):
        return None
    wishes, part = read_wishes(text), Part(text, 0, False, False)
    agrees, hedges = _agrees(part, wishes), PHRASES.said(text, "hedge")
    if _sets_none(part, wishes, agrees):
        return None
    leaves = PHRASES.said(text, "leaves")
    beside = without(text, [*hedges, *leaves])
    sets_one = _sets_one(beside, wishes)
    if leaves and not sets_one:
        return None
    telling = _telling(beside)
    if not sets_one and len(telling) < (1 if agrees and not hedges else _FEWEST_WORDS):
        return None
    if not (sets_one or agrees or any(map(_is_known, words_of(beside)))):
        return None  # "blorp grmpf"
    if not agrees and _ANOTHER_ANSWER.search(text):
        return None
    head = head_of(text, PHRASES.said(text, "before_condition") if agrees else ())
    said = [token for token in framed(text)[0].tokens[head:-1] if is_said(token.low)]
    if all(token.low in listed("bare_negation") for token in said):
        return None
    agrees = agrees and not is_of_something_else(text)
    return Condition(said[0].start, said[-1].end, agrees, sets_one)


def _is_known(word: str) -> bool:
    return word in listed("harmless") or word in load_vectors("en").vocabulary


def _telling(text: str) -> list[str]:
    """Its words that mean something beside a yes."""
    words = [token.low for token in framed(text)[0].tokens[1:-1] if is_said(token.low)]
    return [word for word in words if word not in listed("harmless") | listed("bare_negation")]


def _sets_none(part: Part, wishes: Wishes, agrees: bool) -> bool:
    text = part.text
    asks = is_question(text) and not PHRASES.tells(text, "asks_for_way")
    if asks or (refuses_all(wishes) and not PHRASES.tells(text, "when")):
        return True
    if any(PHRASES.tells(text, kind) for kind in _NO_CONDITION):
        return True
    if PHRASES.tells(text, "puts_right") and not agrees:
        return True
    if PHRASES.tells(text, "otherwise_yes"):
        return False
    return "no" in {word.value for word in part.words} and not wishes.refused


def _agrees(part: Part, wishes: Wishes) -> bool:
    answer = part.read(slips=False)
    said = answer is not None and answer.value == "yes"
    return said or bool(wishes.allowed) or PHRASES.tells(part.text, "agrees")


def _sets_one(text: str, wishes: Wishes) -> bool:
    if any(PHRASES.tells(text, kind) for kind in _CONDITIONS):
        return True
    ways = any(PHRASES.tells(text, way) for way in ("call", "text", "either", "they_may_try"))
    return ways and wishes.limits


def sets_limits(text: str) -> bool:
    """Whether it says how or when to reach them, or how not."""
    wishes = read_wishes(text)
    way = bool(wishes.allowed or wishes.refused) or PHRASES.tells(text, "whom")
    return not is_question(text) and (way or (wishes.limits and _sets_one(text, wishes)))
