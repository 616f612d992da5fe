"""Which choices a whole sentence means, where few words or none have told it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.language.doc import blanked
from bot.language.intents import FALLBACK, SURE, Guess
from bot.language.stories import without_stories
from bot.leads.campaign import Question, QuestionType
from bot.reading.choice.meaning import read_meaning, tells_nothing
from bot.reading.heard import Context, Heard, Values

# What a message may seem to do though it tells what they need: "hi, the attic is full of bats".
MAY_MEAN = frozenset({"inform", "greet", "thank", "affirm", "deny", "correct", "minor", FALLBACK})


def with_meant(text: str, values: Values, context: Context, guess: Guess) -> Values:
    """`values` with what is meant by the choices that were heard by few words, and by the one that
    is asked.
    """
    return values | dict(_meant(text, values, context, guess))


def _meant(
    text: str, values: Values, context: Context, guess: Guess
) -> Iterator[tuple[str, Heard[Any]]]:
    for question in context.campaign.questions if context.campaign else ():
        if question.type is not QuestionType.CHOICE:
            continue
        heard = values.get(question.id)
        if heard or (_is_open(question, context, guess) and not tells_nothing(text)):
            others = [(v.start, v.end) for name, v in values.items() if name != question.id]
            meant = read_meaning(without_stories(blanked(text, others)), question, heard)
            if meant:
                yield question.id, meant


def _is_open(question: Question, context: Context, guess: Guess) -> bool:
    """Whether any sentence may answer `question`: it was asked, or nothing was asked yet."""
    if guess.intent not in MAY_MEAN and guess.confidence >= SURE:
        return False
    if context.asks is None:
        return question.id == "need" and context.opens
    return context.asks == question.id
