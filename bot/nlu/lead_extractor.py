"""The Rasa component that puts typed entities, and the intent they imply, on a message."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import clock
from bot.errors import CampaignUnknown
from bot.failpoints import taste
from bot.language.en.number_words import MULTIPLIERS
from bot.language.en.words import words_of
from bot.language.intents import ASKING, FALLBACK, SURE, Guess
from bot.leads.campaign import COMMON_QUESTIONS
from bot.nlu.intent_classifier import QUESTION_INTENTS
from bot.reading.contact import read_extension, read_new_end
from bot.reading.heard import Context, Heard, why_of
from bot.reading.masked import masked
from bot.reading.offered import read_named, read_picked, refuses_both
from bot.reading.other_no import is_of_another
from bot.reading.trained_roles import train_roles, use_roles
from bot.reading.understand import understand
from bot.reading.version import reading_version
from bot.reading.yes_no import read_consent, read_yes_no
from bot.services.answers import answer_to_json
from bot.services.own_numbers import is_campaigns
from bot.services.turn import joined_turn

# Entities by their own name; a campaign's own questions come as `details`.
NAMED = (*COMMON_QUESTIONS, "confirm")

_MARK = re.compile(r"\s*\[[a-z-]+\]\W*")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class LeadExtractor(GraphComponent):
    """Reads a message against its campaign and the question that was asked.

    Each entity's value is an answer, `{"value", "heard", "at", "why"}`, a phone's with its
    "extension", if any; `why` is the rule, role and margin, and the version of the reading. A
    campaign's own questions come as entity `details` with the question's id as role. A campaign's
    own number is no prospect's: it is left out, and `our_number` says so.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LeadExtractor:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LeadExtractor:
        """Roles that can't be read stop the start: the readers would go without them."""
        with model_storage.read_from(resource) as folder:
            use_roles(folder)
        return cls(model_storage, resource)

    def __init__(self, model_storage: ModelStorage, resource: Resource) -> None:
        self._storage = model_storage
        self._resource = resource

    def train(self, training_data: TrainingData) -> Resource:
        """From data/roles, which `training_data` may hold as well: those go unused."""
        with self._storage.write_to(self._resource) as folder:
            train_roles(folder)
        return self._resource

    def process(
        self, messages: list[Message], tracker: DialogueStateTracker | None = None
    ) -> list[Message]:
        for message in messages:
            self._read(message, tracker)
        return messages

    def _read(self, message: Message, tracker: DialogueStateTracker | None) -> None:
        text = _completed(message.get(TEXT) or "", tracker)
        intent = message.get(INTENT) or {}
        guess = Guess(intent.get("name") or FALLBACK, float(intent.get("confidence") or 0))
        context = _context(tracker, text)
        questions = message.get(QUESTION_INTENTS) or ()
        taste("read", text)
        found = understand(text, context, guess, questions)
        asked = [each.intent for each in questions if each.confidence >= SURE]
        message.set("asked", [each for each in asked if each in ASKING], add_to_output=True)
        message.set(
            INTENT, {"name": found.intent, "confidence": found.confidence}, add_to_output=True
        )
        values = dict(found.values)
        known = values
        values = _with_new_end(text, tracker, known)
        if values is not known and found.intent in (FALLBACK, "inform"):
            found = replace(found, intent="correct")
            intent = {"name": "correct", "confidence": found.confidence}
            message.set(INTENT, intent, add_to_output=True)
        ours = "phone" in values and _is_ours(tracker, values["phone"].value)
        if ours:
            del values["phone"]
        message.set("our_number", ours, add_to_output=True)
        if not values and found.intent in (FALLBACK, "inform"):  # it may teach the campaign words
            rest = masked(text, context)
            message.set("masked", "" if _MARK.fullmatch(rest) else rest, add_to_output=True)
        if tracker and tracker.get_slot("pending"):
            values |= _to_pending(text, tracker.get_slot("pending"), context, values)
        message.set(
            ENTITIES,
            [_entity(name, heard, text, context) for name, heard in values.items()],
            add_to_output=True,
        )


def _is_ours(tracker: DialogueStateTracker | None, number: str) -> bool:
    """Whether prospects text this number: then nobody can be reached there."""
    campaign = tracker.get_slot("campaign") if tracker else None
    try:
        with joined_turn(campaign, tracker.sender_id if tracker else "test") as turn:
            return is_campaigns(turn.connection, number)
    except CampaignUnknown:  # `rasa test nlu` on a fresh checkout
        return False


def _entity(name: str, heard: Heard[Any], text: str, context: Context) -> dict[str, Any]:
    words = text[heard.start : heard.end]
    extension = read_extension(text, heard) if name == "phone" else None
    return {
        "entity": name if name in NAMED else "details",
        **({} if name in NAMED else {"role": name}),
        "start": heard.start,
        "end": heard.end,
        "value": {
            **answer_to_json(heard.value, words, context.now),
            **({"doubtful": True} if heard.doubtful else {}),
            **({"offered": list(heard.offered)} if heard.offered else {}),
            **({"extension": extension} if extension else {}),
            **({"condition": heard.condition} if heard.condition else {}),
            **({"why": _why(heard)} if heard.rule else {}),
        },
    }


def _why(heard: Heard[Any]) -> dict[str, Any]:
    """What read it and how surely, to stand beside a stored answer: later readings may differ."""
    return {**why_of(heard), "reading": reading_version()}


def _with_new_end(
    text: str, tracker: DialogueStateTracker | None, values: dict[str, Heard[Any]]
) -> dict[str, Heard[Any]]:
    """With the number that they gave before, where they tell its last digits anew."""
    if tracker is None or "phone" in values:
        return values
    pending = tracker.get_slot("pending") or {}
    told = pending.get("answer") if pending.get("question") == "phone" else None
    known = (told or tracker.get_slot("phone") or {}).get("value")
    heard = read_new_end(text, known) if known else None
    if heard is None:
        return values
    apart = {
        name: each
        for name, each in values.items()
        if each.end <= heard.start or heard.end <= each.start
    }
    return {**apart, "phone": heard}


def _completed(text: str, tracker: DialogueStateTracker | None) -> str:
    """A mere "k" or "million" completes the figure that is read back: it is no "ok" to it."""
    pending = tracker.get_slot("pending") if tracker else None
    figure = ((pending or {}).get("answer") or {}).get("heard") or ""
    told = [word.text for word in words_of(text)] if figure[-1:].isdigit() else []
    return f"{figure} {text.strip()}" if len(told) == 1 and told[0] in MULTIPLIERS else text


def _to_pending(
    text: str, pending: Mapping[str, Any], context: Context, values: Mapping[str, Heard[Any]]
) -> dict[str, Heard[Any]]:
    """The yes or no to what was read back, or to a consent that is asked for anew; of two that
    were offered, the one that is picked, or a no to both. "Not this month, the next", which tells
    a day, denies nothing else.
    """
    asked = context.campaign and context.campaign.question(pending["question"])
    if pending.get("offered") and asked:
        first, second = ((value, asked.choices[value]) for value in pending["offered"])
        picked = read_named(text, first, second) or read_picked(text, first[0], second[0])
        if picked:
            return {pending["question"]: picked}
        if refuses_both(text):
            return {"confirm": Heard("no", 0, len(text))}
    heard = read_consent(text) if pending["question"] == "consent" else read_yes_no(text)
    if heard and asked and pending["question"] not in values and _denies(text, heard):
        # "Not this month, the next": a day, where a sum is read back.
        heard = None if is_of_another(text, heard.end, asked, context) else heard
    return {"confirm": heard} if heard else {}


def _denies(text: str, heard: Heard[str]) -> bool:
    """Whether a no is the "not" before something."""
    return heard.value == "no" and text[heard.start : heard.end].lower() == "not"


def _opens(tracker: DialogueStateTracker | None) -> bool:
    """Whether nothing was told of their need yet."""
    return tracker is None or tracker.get_slot("need") is None


def _asked_again(tracker: DialogueStateTracker | None, asks: str | None) -> bool:
    """Whether an answer to the question was not understood already."""
    if tracker is None or tracker.get_slot("pending") or asks is None:
        return False
    return bool(tracker.get_slot("missed")) and asks == tracker.get_slot("asks")


def _context(tracker: DialogueStateTracker | None, text: str) -> Context:
    asks = tracker.get_slot("asks") if tracker else None
    pending = tracker.get_slot("pending") if tracker else None
    denied = read_yes_no(text) if pending else None
    if pending and pending["answer"] and denied and denied.value == "no":
        asks = pending["question"]  # "no, 140" puts right what was read back
    campaign = tracker.get_slot("campaign") if tracker else None
    try:
        with joined_turn(campaign, tracker.sender_id if tracker else "test") as turn:
            opens, again = _opens(tracker), _asked_again(tracker, asks)
            return Context(turn.local_now, asks, turn.campaign, opens, again)
    except CampaignUnknown:  # `rasa test nlu` on a fresh checkout
        return Context(clock.now(), asks)
