"""What all our actions share: they run within the turn and remember what they said."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.state import is_understood, masked_text_of
from bot.actions.voice import Voice, remember, voice_of
from bot.services.turn import Turn, joined_turn

Events = list[dict[str, Any]]


class TurnAction(Action, ABC):
    """An action of the dialogue; `act` is all that differs."""

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        with joined_turn(tracker.get_slot("campaign"), tracker.sender_id) as turn:
            turn.understood = is_understood(tracker)
            turn.unheard = None if turn.understood else masked_text_of(tracker)
            voice = voice_of(turn.campaign, tracker)
            events = self.act(turn, voice, dispatcher, tracker)
        said = [message["text"] for message in dispatcher.messages]
        return [*events, remember(tracker, said)] if said else events

    @abstractmethod
    def act(
        self, turn: Turn, voice: Voice, dispatcher: CollectingDispatcher, tracker: Tracker
    ) -> Events:
        """Answer, and return what changes."""
