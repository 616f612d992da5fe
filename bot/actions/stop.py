"""Opt-out in any words: it ends here, at once."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.state import answers_of, surely_heard_in, text_of
from bot.actions.turn_action import Events, TurnAction
from bot.actions.voice import Voice
from bot.services.opt_out import end
from bot.services.turn import Turn


class Stop(TurnAction):
    def name(self) -> str:
        return "action_stop"

    def act(
        self, turn: Turn, voice: Voice, dispatcher: CollectingDispatcher, tracker: Tracker
    ) -> Events:
        return stop(turn, voice, dispatcher, tracker)


def stop(turn: Turn, voice: Voice, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Nobody contacts them any more; a business that has their request is told."""
    said = (answers_of(tracker).get("phone"), surely_heard_in(tracker).get("phone"))
    typed = {answer["value"] for answer in said if answer and answer["value"]}
    handed_off = end(turn, typed, text_of(tracker))
    key = "stopped_after_handoff" if handed_off else "stopped"
    if tracker.get_slot("stage") == "stopped":
        key = "still_stopped"
    dispatcher.utter_message(text=voice.say(key), done=True)
    return [SlotSet("stage", "stopped"), SlotSet("asks", None), ActiveLoop(None)]
