"""What a message puts right, and what it takes back of what it tells itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from bot.language.doc import read as doc_of
from bot.language.numbers import items
from bot.language.stories import stories_in
from bot.reading.budget import read_budget
from bot.reading.choice.choice import read_described
from bot.reading.contact import read_zip_beside
from bot.reading.corrections import read_last
from bot.reading.denied import rejected
from bot.reading.heard import Context, Heard
from bot.reading.own_question import read_own
from bot.reading.readers import READERS
from bot.reading.yes_no import read_consent

_MOST_COUNTED = 10


def put_right(text: str, context: Context) -> Iterator[tuple[str, Heard[Any]]]:
    """ "I meant May", "180, not 150": what is put right is told as briefly as if it were asked for.

    A figure alone may be of anything, so it is read back.
    """
    heard = read_zip_beside(text, context, ())
    if heard:
        yield "postcode", heard
        return
    for name in ("timeframe", "name"):
        heard = READERS[name](text, replace(context, asks=name))
        if heard and (name != "name" or rejected(text)):
            yield name, heard
            return
    for question in context.campaign.questions if context.campaign else ():
        chosen = read_last(text, partial(read_described, question=question))
        if chosen:
            told = any(start <= chosen.start < end for start, end in stories_in(text))
            yield question.id, replace(chosen, doubtful=chosen.doubtful or told)
            return
    figure = read_budget(text, replace(context, asks="budget"))
    if figure and figure.value and not _is_count(text[figure.start : figure.end]):
        yield "budget", replace(figure, doubtful=True)


def _is_count(words: str) -> bool:
    """Whether nothing but a small number was said: "actually two" is of anything but money."""
    numbers = [item.value.value for item in items(doc_of(words)) if item.kind == "number"]
    return len(words.split()) == 1 and len(numbers) == 1 and numbers[0] < _MOST_COUNTED


def rejects_another(text: str, context: Context, values: Mapping[str, Heard[Any]]) -> bool:
    """Whether `text` denies another value of what it tells: "a new roof, not just the gutters"."""
    other = rejected(text) if values else None
    if not other:
        return False
    for name, heard in values.items():
        denied = _value(name, other, replace(context, asks=name))
        if denied is not None and denied.value != heard.value:
            return True
    return False


def _value(name: str, text: str, context: Context) -> Heard[Any] | None:
    """What `text` tells for the question `name` alone."""
    if name in READERS:
        return READERS[name](text, context)
    if name == "consent":
        return read_consent(text)
    question = context.campaign.question(name) if context.campaign else None
    return read_own(text, question, context) if question else None
