"""A person is wanted: tell the business, then be quiet until asked back."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.state import answers_of, heard_in, intent_of
from bot.actions.wording import say
from bot.services.hand_off import call_human
from bot.services.turn import joined_turn

Events = list[dict[str, Any]]

# What asks the bot back; an answer to its open question does, too.
ASKS_BACK = frozenset("greet repeat affirm start_over go_back bot_challenge".split())


class CallHuman(Action):
    def name(self) -> str:
        return "action_call_human"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        with joined_turn(tracker.get_slot("campaign"), tracker.sender_id) as turn:
            call_human(turn, answers_of(tracker))
            dispatcher.utter_message(text=say("human", turn.campaign))
            return [SlotSet("stage", "quiet"), SlotSet("pending", None), ActiveLoop(None)]


class StayQuiet(Action):
    """Says nothing; goes on with the form when asked back."""

    def name(self) -> str:
        return "action_stay_quiet"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        asked_back = intent_of(tracker) in ASKS_BACK or tracker.get_slot("asks") in heard_in(
            tracker
        )
        return [SlotSet("stage", "asking" if asked_back else "quiet")]
