"""Rasa's tracker store within the turn's transaction.

One read and two writes a turn, whatever the conversation's length: the conversation's row keeps
the dialogue's state (slots, active loop), and the tracker starts from that instead of from
every event since the beginning. The events themselves are all kept, for audit and replay.
A database error is an error here, never an empty conversation.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    Event,
    SessionStarted,
    SlotSet,
)
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Connection

from bot.store.conversations import get_conversation, save_dialogue


class TurnTrackerStore(TrackerStore):
    """`within` gives the turn under way: its open transaction and its instant."""

    def __init__(
        self, domain: Domain | None, within: Callable[[], tuple[Connection, datetime]]
    ) -> None:
        super().__init__(domain)
        self._within = within

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        connection, _ = self._within()
        conversation = get_conversation(connection, sender_id)
        if conversation is None or conversation.state is None:
            return None
        tracker = DialogueStateTracker.from_events(
            sender_id, _events(conversation.state), self.domain.slots
        )
        tracker.kept_events = len(tracker.events)  # those are not new when the turn is saved
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        new = list(tracker.events)[getattr(tracker, "kept_events", 0) :]
        if not new:
            return
        connection, now = self._within()
        conversation = get_conversation(connection, tracker.sender_id)
        if conversation is None:
            raise LookupError("the turn's conversation is not saved")
        save_dialogue(
            connection,
            tracker.sender_id,
            _state(tracker),
            conversation.events,
            [event.as_dict() for event in new],
            now,
        )
        tracker.kept_events = len(tracker.events)


def _state(tracker: DialogueStateTracker) -> dict[str, Any]:
    return {
        "slots": {
            name: slot.value
            for name, slot in tracker.slots.items()
            if slot.value is not None and slot.value != slot.initial_value
        },
        "loop": tracker.active_loop_name,
    }


def _events(state: dict[str, Any]) -> list[Event]:
    """The fewest events that bring a tracker into this state, listening."""
    return [
        ActionExecuted(ACTION_SESSION_START_NAME),
        SessionStarted(),
        *(SlotSet(name, value) for name, value in state["slots"].items()),
        ActiveLoop(state["loop"]),
        ActionExecuted(ACTION_LISTEN_NAME),
    ]
