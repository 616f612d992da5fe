"""Which choices a whole sentence means, where few words or none have told it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.language.doc import blanked
from bot.language.en.words import words_of
from bot.language.intents import FALLBACK, SURE, Guess
from bot.language.stories import stories_in, without_stories
from bot.language.vectors import load_vectors
from bot.leads.campaign import Question, QuestionType
from bot.reading.choice.meaning import read_meaning, tells_nothing
from bot.reading.heard import Context, Heard, Values

_AN_ANSWER = 3  # words
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
            own = without_stories(blanked(text, others))
            again = context.again and context.asks == question.id and _tries_again(own, guess)
            meant = read_meaning(own, question, heard, again)
            if meant:
                unsure = meant.doubtful or _opens_with_a_story(text, context)
                yield question.id, replace(meant, doubtful=unsure)


def _tries_again(text: str, guess: Guess) -> bool:
    """Whether it may answer at all: no "hello", not one word of anything, no "blorp ax grmpf"."""
    words = [word.text for word in words_of(text)]
    known = sum(map(load_vectors("en").is_word, words))
    plain = len(words) >= _AN_ANSWER and 2 * known >= len(words)
    return plain and guess.intent in ("inform", FALLBACK)


def _opens_with_a_story(text: str, context: Context) -> bool:
    """Whether all that they open with is another's: "my neighbor used you for his gutters"."""
    return context.asks is None and without_stories(text) == text and bool(stories_in(text))


def _is_open(question: Question, context: Context, guess: Guess) -> bool:
    """Whether any sentence may answer `question`: it was asked, or nothing was asked yet."""
    if guess.intent not in MAY_MEAN and guess.confidence >= SURE:
        return False
    if context.asks is None:
        return question.id == "need" and context.opens
    return context.asks == question.id
