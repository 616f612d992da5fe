"""Opt-out in any words: it ends here, at once."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.state import answers_of, text_of
from bot.services.opt_out import opt_out, withdraw
from bot.services.turn import joined_turn
from bot.services.wording import say


class Stop(Action):
    def name(self) -> str:
        return "action_stop"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        with joined_turn(tracker.get_slot("campaign"), tracker.sender_id) as turn:
            answered = answers_of(tracker).get("phone")
            number = turn.conversation.address or (answered or {}).get("value")
            heard = text_of(tracker)
            if number:
                opt_out(turn.connection, number, heard, turn.now)
            key = "stopped_after_handoff" if withdraw(turn, heard) else "stopped"
            dispatcher.utter_message(text=say(key, turn.campaign), done=True)
            return [SlotSet("stage", "stopped"), SlotSet("asks", None), ActiveLoop(None)]
