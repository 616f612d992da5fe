"""Open the conversation: who we are, and for texters what texting costs and how to stop."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.turn_action import Events, TurnAction
from bot.actions.voice import Voice
from bot.services.turn import Turn


class Open(TurnAction):
    def name(self) -> str:
        return "action_open"

    def act(
        self, turn: Turn, voice: Voice, dispatcher: CollectingDispatcher, tracker: Tracker
    ) -> Events:
        channel = turn.conversation.channel
        greeting = turn.campaign.greeting
        if channel == "sms":
            greeting = f"{greeting} {voice.say('opening_sms')}"
        dispatcher.utter_message(text=greeting)
        return [
            SlotSet("campaign", turn.campaign.id),
            SlotSet("channel", channel),
            SlotSet("stage", "asking"),
        ]
