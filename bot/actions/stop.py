"""Opt-out in any words: it ends here, at once."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.state import answers_of, surely_heard_in, text_of
from bot.actions.turn_action import Events, TurnAction
from bot.actions.voice import Voice
from bot.services.opt_out import end, withdraw
from bot.services.start_conversation import end_conversation
from bot.services.turn import Turn


class Stop(TurnAction):
    def name(self) -> str:
        return "action_stop"

    def act(
        self, turn: Turn, voice: Voice, dispatcher: CollectingDispatcher, tracker: Tracker
    ) -> Events:
        said = (answers_of(tracker).get("phone"), surely_heard_in(tracker).get("phone"))
        typed = {answer["value"] for answer in said if answer and answer["value"]}
        text = _farewell(voice, end(turn, typed, text_of(tracker)))
        if tracker.get_slot("stage") == "stopped":
            text = voice.say("still_stopped")
        dispatcher.utter_message(text=text, done=True)
        return [SlotSet("stage", "stopped"), SlotSet("asks", None), ActiveLoop(None)]


def take_back(
    turn: Turn, voice: Voice, dispatcher: CollectingDispatcher, tracker: Tracker
) -> Events:
    """What they asked for ends here, and a business that has it is told. Their number is opted out
    of nothing: who texts again begins anew.
    """
    handed_off = withdraw(turn, text_of(tracker))
    dispatcher.utter_message(text=_farewell(voice, handed_off), done=True)
    if turn.conversation.channel == "sms":
        end_conversation(turn)
    # Else the rules would let the new stage answer the same message.
    listen = FollowupAction("action_listen")
    return [SlotSet("stage", "stopped"), SlotSet("pending", None), listen]


def _farewell(voice: Voice, handed_off: bool) -> str:
    return voice.say("stopped_after_handoff" if handed_off else "stopped")
