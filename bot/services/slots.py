"""What services read of the dialogue's state: its slots, and how far it has come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.store.conversations import Conversation


def slots_of(conversation: Conversation) -> Mapping[str, Any]:
    """The slots by name; none before the first turn."""
    return slots_in(conversation.state)


def slots_in(state: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """As `slots_of`, of a conversation's state."""
    slots: Mapping[str, Any] = (state or {}).get("slots", {})
    return slots


def stage_of(conversation: Conversation) -> str | None:
    """`asking`, `done`, `left`, `stopped` ...; None before the first turn."""
    stage = slots_of(conversation).get("stage")
    return str(stage) if stage else None
