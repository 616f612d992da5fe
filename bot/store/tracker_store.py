"""Rasa's tracker store within the turn's transaction.

One read and two writes a turn, whatever the conversation's length: the conversation's row keeps
the dialogue's state (slots, active loop), and the tracker starts from that instead of from
every event since the beginning. The events themselves are all kept, for audit and replay.
A database error is an error here, never an empty conversation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

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

from bot.store.conversations import Conversation, save_dialogue


class Within(Protocol):
    """The turn under way: its open transaction, its instant, its conversation as it began."""

    connection: Connection
    conversation: Conversation
    now: datetime


class TurnTrackerStore(TrackerStore):
    """`within` gives the turn under way."""

    def __init__(self, domain: Domain | None, within: Callable[[], Within]) -> None:
        super().__init__(domain)
        self._within = within

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        state = self._within().conversation.state
        if state is None:
            return None
        tracker = DialogueStateTracker.from_events(sender_id, _events(state), self.domain.slots)
        tracker.kept_events = len(tracker.events)  # those are not new when the turn is saved
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Rasa saves twice in a first turn: the empty tracker, then what the turn made of it."""
        new = list(tracker.events)[getattr(tracker, "kept_events", 0) :]
        if not new:
            return
        within = self._within()
        save_dialogue(
            within.connection,
            within.conversation.id,
            _state(tracker),
            within.conversation.events,
            [event.as_dict() for event in new],
            within.now,
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


def _events(state: Mapping[str, Any]) -> list[Event]:
    """The fewest events that bring a tracker into this state, listening."""
    return [
        ActionExecuted(ACTION_SESSION_START_NAME),
        SessionStarted(),
        *(SlotSet(name, value) for name, value in state["slots"].items()),
        ActiveLoop(state["loop"]),
        ActionExecuted(ACTION_LISTEN_NAME),
    ]
