"""The one door to understanding: a sentence in, typed values with their words out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.leads.campaign import Question, QuestionType
from bot.nlu.budget import read_budget
from bot.nlu.choice import read_choice
from bot.nlu.contact import read_email, read_name, read_phone, read_postcode
from bot.nlu.intent_model import Guess
from bot.nlu.reading import Context, Heard
from bot.nlu.timeframe import read_timeframe
from bot.nlu.yes_no import read_yes_no

FALLBACK = "nlu_fallback"

# What these say decides, whatever else the sentence holds.
DECISIVE = frozenset({"opt_out", "human", "start_over", "go_back"})
# Asked in a sentence that also answers, these wait: the answer comes first.
ANSWERING = frozenset({"inform", "affirm", "deny", "greet", "thank", "unsure", "correct", FALLBACK})

# A texter who has numbered choices before may number these, too.
YES_NO_BY_NUMBER = {"1": "yes", "2": "no"}


@dataclass(frozen=True, slots=True)
class Understanding:
    """`values` maps a question's id to what was heard for it; what was not said is not there."""

    text: str
    intent: str
    confidence: float
    values: Mapping[str, Heard[Any]] = field(default_factory=dict)


def understand(text: str, context: Context, guess: Guess) -> Understanding:
    """Read `text` against what the bot asked and the campaign. Any text is fine.

    `guess` is the intent model's; what was heard may overrule it.
    """
    # A doubtful value does not count: the question is asked again with an example.
    values = {name: heard for name, heard in _values(text, context) if not heard.doubtful}
    intent, confidence = guess.intent, guess.confidence
    if values and intent in ANSWERING and intent != "correct":
        return Understanding(text, "inform", max(confidence, 0.5), values)
    if not values and intent == "inform":
        # It sounds like an answer, but nothing was understood: say so rather than guess.
        return Understanding(text, FALLBACK, 1 - confidence)
    if intent in DECISIVE:
        values = {}
    return Understanding(text, intent, confidence, values)


def _values(text: str, context: Context) -> Iterator[tuple[str, Heard[Any]]]:
    campaign = context.campaign
    readers: dict[str, Callable[[str, Context], Heard[Any] | None]] = {
        "budget": read_budget,
        "timeframe": read_timeframe,
        "postcode": read_postcode,
        "name": read_name,
        "phone": read_phone,
        "email": read_email,
    }
    for name, read in readers.items():
        heard = read(text, context)
        if heard is not None and heard.value is not None:
            yield name, heard
    for question in campaign.questions if campaign else ():
        if question.id not in readers:
            heard = _read_own(text, question, context)
            if heard is not None:
                yield question.id, heard
    if context.asks == "consent":
        heard = read_yes_no(text)
        if heard is not None:
            yield "consent", heard


def _read_own(text: str, question: Question, context: Context) -> Heard[Any] | None:
    asked = context.asks == question.id
    if question.type is QuestionType.CHOICE:
        return read_choice(text, question, context)
    if question.type is QuestionType.YES_NO and asked:
        numbered = YES_NO_BY_NUMBER.get(text.strip(" .)"))
        if numbered:
            return Heard(numbered, 0, len(text))
        return read_yes_no(text) or read_choice(text, question, context)
    if question.type is QuestionType.TEXT and asked and text.strip():
        return Heard(text.strip(), 0, len(text))
    return None
