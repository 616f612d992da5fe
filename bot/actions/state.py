"""The tracker's slots and latest message, as the actions need them."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

from bot.leads.campaign import COMMON_QUESTIONS


def answers_of(tracker: Tracker) -> dict[str, Any]:
    """{question id: answer JSON} of everything answered so far."""
    named = {name: tracker.get_slot(name) for name in COMMON_QUESTIONS}
    known = {name: answer for name, answer in named.items() if answer is not None}
    return {**known, **(tracker.get_slot("answers") or {})}


def heard_in(tracker: Tracker) -> dict[str, Any]:
    """{question id: answer JSON} of what the latest message holds; `confirm` is a yes or no."""
    entities = tracker.latest_message.get("entities") or []
    return {entity.get("role") or entity["entity"]: entity["value"] for entity in entities}


def intent_of(tracker: Tracker) -> str:
    """The latest message's intent."""
    return (tracker.latest_message.get("intent") or {}).get("name") or "nlu_fallback"


def text_of(tracker: Tracker) -> str:
    """The latest message's words."""
    return tracker.latest_message.get("text") or ""


def differs(answer: dict[str, Any], before: dict[str, Any] | None) -> bool:
    """Whether an answer says something else than the one before."""
    return before is not None and answer["value"] != before["value"]
