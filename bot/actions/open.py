"""Open the conversation: who we are, and for texters what texting costs and how to stop."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.services.turn import joined_turn
from bot.services.wording import say


class Open(Action):
    def name(self) -> str:
        return "action_open"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        with joined_turn(tracker.get_slot("campaign"), tracker.sender_id) as turn:
            channel = turn.conversation.channel
            greeting = turn.campaign.greeting
            if channel == "sms":
                greeting = f"{greeting} {say('opening_sms', turn.campaign)}"
            dispatcher.utter_message(text=greeting)
            return [
                SlotSet("campaign", turn.campaign.id),
                SlotSet("channel", channel),
                SlotSet("stage", "asking"),
            ]
