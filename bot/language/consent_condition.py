"""The condition of a yes that is not understood: their words, to be read back with the question.

A bare yes that follows would lose them, and "only after the holidays" would be sold as a yes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.language.consent import (
    CONDITIONS,
    NO,
    YES,
    is_of_something_else,
    is_question,
    refuses_all,
)
from bot.language.contact_wishes import TIMES, WISHES, Wishes, read_wishes
from bot.language.phrasing import framed, without
from bot.language.vectors import load_vectors
from bot.language.word_pieces import words_of
from bot.language.yes_no import Part, head_of, is_said, parts_of

# A ZIP code, a number, an address
_ANOTHER_ANSWER = re.compile(r"\b\d{5}\b|(?:\d\D{0,3}){7}|\S@\S")
_FEWEST_WORDS = 2  # that tell something, where no yes or a hedge stands beside them


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
    wishes, part = read_wishes(text), Part(text, 0, False, False)
    agrees = _agrees(part, wishes)
    if _sets_none(part, wishes, agrees):
        return None
    hedges, leaves = YES.said(text, "hedge"), YES.said(text, "leaves")
    beside = without(text, [*hedges, *leaves])
    sets_one = _sets_one(beside, wishes)
    fewest = 1 if agrees and not hedges else _FEWEST_WORDS
    if not sets_one and (leaves or not _tells_something(beside, fewest, agrees)):
        return None
    head = head_of(text, YES.said(text, "before_condition") if agrees else ())
    said = [token for token in framed(text)[0].tokens[head:-1] if is_said(token.low)]
    if all(token.low in NO.lists["bare_negation"] for token in said):
        return None
    agrees = agrees and not is_of_something_else(text)
    return Condition(said[0].start, said[-1].end, agrees, sets_one)


def _sets_none(part: Part, wishes: Wishes, agrees: bool) -> bool:
    """Whether it asks, refuses, takes back or answers another question."""
    text = part.text
    asks = is_question(text) and not CONDITIONS.tells(text, "asks_for_way")
    refuses = refuses_all(wishes) and not TIMES.tells(text, "when")
    another = not agrees and (_ANOTHER_ANSWER.search(text) or NO.tells(text, "puts_right"))
    return bool(
        asks
        or refuses
        or another
        or any(each.is_void for each in parts_of(text))
        or YES.tells(text, "waits", "asked_about", "takes_back")
        or NO.tells(text, "declines")
        or CONDITIONS.tells(text, "halts")
        or _is_plain_no(part, wishes)
    )


def _is_plain_no(part: Part, wishes: Wishes) -> bool:
    says_no = any(word.value == "no" for word in part.words)
    return says_no and not wishes.refused and not NO.tells(part.text, "otherwise_yes")


def _tells_something(text: str, fewest: int, agrees: bool) -> bool:
    """Whether it has the fewest words that mean something beside a yes; "blorp grmpf" has none."""
    little = YES.lists["harmless"] | NO.lists["bare_negation"]
    words = [token.low for token in framed(text)[0].tokens[1:-1] if is_said(token.low)]
    telling = [word for word in words if word not in little]
    return len(telling) >= fewest and (agrees or any(map(_is_known, words_of(text))))


def _is_known(word: str) -> bool:
    return word in YES.lists["harmless"] or word in load_vectors("en").vocabulary


def _agrees(part: Part, wishes: Wishes) -> bool:
    answer = part.read(slips=False)
    said = answer is not None and answer.value == "yes"
    return said or bool(wishes.allowed) or YES.tells(part.text, "agrees")


def _sets_one(text: str, wishes: Wishes) -> bool:
    return (
        CONDITIONS.tells(text, "conditional", "asks_for_way")
        or WISHES.tells(text, "whom", "limit", "spared")
        or TIMES.tells(text, "not_then", "their_time")
        or YES.tells(text, "threatens")
        or (wishes.limits and WISHES.tells(text, "call", "text", "either"))
        or (wishes.limits and CONDITIONS.tells(text, "they_may_try"))
    )


def sets_limits(text: str) -> bool:
    """Whether it says how or when to reach them, or how not."""
    wishes = read_wishes(text)
    way = bool(wishes.allowed or wishes.refused) or WISHES.tells(text, "whom")
    return not is_question(text) and (way or (wishes.limits and _sets_one(text, wishes)))
