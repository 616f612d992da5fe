"""The tracker's slots and latest message, as the actions need them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from bot.leads.campaign import COMMON_QUESTIONS


def answers_of(tracker: Tracker) -> dict[str, Any]:
    """{question id: answer JSON} of everything answered so far."""
    named = {name: tracker.get_slot(name) for name in COMMON_QUESTIONS}
    known = {name: answer for name, answer in named.items() if answer is not None}
    return {**known, **(tracker.get_slot("answers") or {})}


def known_of(tracker: Tracker) -> dict[str, Any]:
    """`answers_of`, with a condition of the consent that has had no yes yet."""
    condition = tracker.get_slot("condition")
    return {**({"consent": condition} if condition else {}), **answers_of(tracker)}


def keep(answers: Mapping[str, Any], touched: Iterable[str]) -> list[dict[str, Any]]:
    """The events that keep what `answers` holds, or no longer holds, for the questions touched."""
    touched = list(touched)
    events = [SlotSet(name, answers.get(name)) for name in touched if name in COMMON_QUESTIONS]
    if len(events) < len(touched):
        own = {name: each for name, each in answers.items() if name not in COMMON_QUESTIONS}
        events.append(SlotSet("answers", own))
    return events


def heard_in(tracker: Tracker) -> dict[str, Any]:
    """{question id: answer JSON} of what the latest message holds; `confirm` is a yes or no."""
    entities = tracker.latest_message.get("entities") or []
    return {entity.get("role") or entity["entity"]: entity["value"] for entity in entities}


def surely_heard_in(tracker: Tracker) -> dict[str, Any]:
    """`heard_in` without what is doubtful, and without a yes or no to what was read back."""
    heard = heard_in(tracker)
    return {
        name: answer
        for name, answer in heard.items()
        if name != "confirm" and not answer.get("doubtful")
    }


def intent_of(tracker: Tracker) -> str:
    """The latest message's intent."""
    return (tracker.latest_message.get("intent") or {}).get("name") or "nlu_fallback"


def is_understood(tracker: Tracker) -> bool:
    """Whether the latest message says anything that we can make something of."""
    return bool(heard_in(tracker)) or intent_of(tracker) not in ("nlu_fallback", "inform")


def questions_of(tracker: Tracker) -> list[str]:
    """The intents of the questions that the latest message asks, in their order."""
    return list(tracker.latest_message.get("asked") or ())


def gave_our_number(tracker: Tracker) -> bool:
    """Whether the latest message gives a number for theirs that prospects text."""
    return bool(tracker.latest_message.get("our_number"))


def text_of(tracker: Tracker) -> str:
    """The latest message's words."""
    return tracker.latest_message.get("text") or ""


def masked_text_of(tracker: Tracker) -> str | None:
    """The latest message's words with what in them is a person's own masked, where nothing was
    heard in them.
    """
    return tracker.latest_message.get("masked") or None


def differs(answer: Mapping[str, Any], before: Mapping[str, Any] | None) -> bool:
    """Whether an answer says something else than the one before."""
    return before is not None and answer["value"] != before["value"]
