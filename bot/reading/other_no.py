"""A no to something else than the question: "not 8000, 5000" to "do you own it?"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from bot.language.contact_wishes import TIMES, WISHES, read_wishes
from bot.language.en.number_words import LETTERS
from bot.language.en.words import words_of
from bot.language.intents import STEERING
from bot.language.parted import parted
from bot.language.word_files import pattern, word_set
from bot.leads.campaign import Question, QuestionType
from bot.reading.choice.choice import NUMBER, read_choice, read_described, topics_of, values_named
from bot.reading.corrections import turns
from bot.reading.denied import without_discarded
from bot.reading.heard import Context
from bot.reading.readers import READERS
from bot.values.budget import Budget

# "Not now" and "not till May" are a no to any question.
_NO_DAY = pattern("corrections", r"\W*<just_now>\W*")
_NO_DAY_BEHIND = pattern("corrections", r"\W*<until>\b")
_TO_DENIED = word_set("corrections", "to_denied")
_FIGURE = re.compile(rf"[$£€]?\d(?:[\d,.]{{2,}}|\d? ?(?:{'|'.join(LETTERS)})\b)", re.I)
_NEAR = 3  # words
_LEAST = 10_000  # of a sum, in minor units: "not one" is none

_READERS = {name: READERS[name] for name in ("budget", "timeframe", "postcode")}


def is_of_another(text: str, end: int, question: Question, context: Context) -> bool:
    """Whether the no that ends at `end` denies a sum, a day, a place, another question's choice or
    a call, and so answers nothing of `question`.
    """
    wishes = read_wishes(text)
    of_contact = WISHES.tells(text, "call", "text", "either")
    if wishes.forbids or wishes.refused or (of_contact and TIMES.tells(text, "not_then")):
        return True
    made = [turn for turn in turns(text) if turn.start - 2 <= end <= turn.end]
    if made:  # "no wait, nine thousand"
        return _tells_another(text[made[0].end :], question, context, None)
    denied, pause, rest = parted(text[end:])
    if pause and not denied.strip():
        return _is_all_another(rest, question, context)
    if _NO_DAY.fullmatch(denied) or _NO_DAY_BEHIND.match(denied) or not denied.strip():
        return False
    if STEERING.tells(denied, "reason_of_a_no") or STEERING.tells(text, "no_at_last"):
        return False
    start = _begins(denied)
    return bool(_FIGURE.match(denied, max(start, 0))) or _tells_another(
        denied, question, context, start
    )


def _tells_another(text: str, question: Question, context: Context, start: int | None) -> bool:
    """Whether `text` tells a value of another question, from its `start` on, if one is given."""
    found = [read(text, replace(context, asks=name)) for name, read in _READERS.items()]
    named = " ".join(text[max(start or 0, 0) :].split()[:_NEAR])
    others = context.campaign.questions if context.campaign else ()
    return any(
        heard is not None and (start is None or heard.start <= start) and _counts(heard.value)
        for heard in found
    ) or any(
        other.choices and other.id != question.id and values_named(named, other) for other in others
    )


def _is_all_another(text: str, question: Question, context: Context) -> bool:
    """Whether `text` is nothing but a value of another question: "no, 9k", "no, a new roof"."""
    if without_discarded(text) != text:
        return True  # "no, forget the repair, gutters only"
    words = [word for word in words_of(text) if word.text not in _TO_DENIED]
    own = topics_of(question)
    if not words or _NO_DAY.fullmatch(text) or any(word.stem in own for word in words):
        return False
    if read_described(text, question):
        return False
    found = [read(text, replace(context, asks=name)) for name, read in _READERS.items()]
    for other in context.campaign.questions if context.campaign else ():
        if other.type is QuestionType.CHOICE:
            chosen = read_choice(text, other, replace(context, asks=other.id))
            found.append(chosen if chosen and chosen.rule != NUMBER else None)
    return any(
        heard is not None
        and _counts(heard.value)
        and all(heard.start <= word.start < heard.end for word in words)
        for heard in found
    )


def _begins(text: str) -> int:
    """Where the first word stands that tells something."""
    return next((word.start for word in words_of(text) if word.text not in _TO_DENIED), -1)


def _counts(value: Any) -> bool:
    if not isinstance(value, Budget):
        return True
    return max(value.min or 0, value.max or 0) >= _LEAST
