"""Fitting ends, with no form to fill: a goodbye, the business's own customer, a danger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.state import intent_of, keep, known_of, surely_heard_in, text_of
from bot.actions.turn_action import Events, TurnAction
from bot.actions.voice import Voice
from bot.language.intents import says
from bot.services.tell_business import PERSON, Call, call_person
from bot.services.turn import Turn

# The stages in which the form is gone already: a danger told then changes nothing else.
_OVER = frozenset({"quiet", "done", "stopped"})
COME_BACK = "action_come_back"
# What is said to whom nobody could call back.
_NO_NUMBER = {
    "existing_customer": "existing_customer_no_number",
    "complaint": "complaint_no_number",
    "reschedule": "reschedule_no_number",
}


class Leave(TurnAction):
    """Says goodbye and asks nothing more; whatever they write next takes the form up again."""

    def name(self) -> str:
        return "action_leave"

    def act(
        self, turn: Turn, voice: Voice, dispatcher: CollectingDispatcher, tracker: Tracker
    ) -> Events:
        dispatcher.utter_message(text=parting(voice, tracker), done=True)
        return _left()


class ComeBack(TurnAction):
    """Takes the form up again; the form itself says the rest."""

    def name(self) -> str:
        return COME_BACK

    def act(
        self, turn: Turn, voice: Voice, dispatcher: CollectingDispatcher, tracker: Tracker
    ) -> Events:
        return [SlotSet("stage", "asking")]


class PassOn(TurnAction):
    """Tells the business what its own customer wrote, then is quiet; never charged."""

    def name(self) -> str:
        return "action_pass_on"

    def act(
        self, turn: Turn, voice: Voice, dispatcher: CollectingDispatcher, tracker: Tracker
    ) -> Events:
        contact = {n: a for n, a in surely_heard_in(tracker).items() if n in ("name", "phone")}
        answers = {**known_of(tracker), **contact}
        call, text = passed_on(turn, voice, tracker, answers)
        waits = call is Call.NO_NUMBER
        dispatcher.utter_message(text=text, asks="phone" if waits else None)
        waiting = {"about": intent_of(tracker), "said": text_of(tracker)}
        return [
            *keep(answers, contact),
            SlotSet("stage", "quiet"),
            SlotSet("pending", None),
            SlotSet("person", waiting if waits else None),
            ActiveLoop(None),
        ]


class Emergency(TurnAction):
    """Says whom to call at once, and asks nothing."""

    def name(self) -> str:
        return "action_emergency"

    def act(
        self, turn: Turn, voice: Voice, dispatcher: CollectingDispatcher, tracker: Tracker
    ) -> Events:
        dispatcher.utter_message(text=voice.say("emergency"), done=True)
        return [] if tracker.get_slot("stage") in _OVER else _left()


def parting(voice: Voice, tracker: Tracker) -> str:
    """What is said to who leaves: for now, or as they need nothing any more."""
    return voice.say("no_need" if says(text_of(tracker), "no_need") else "goodbye")


def passed_on(
    turn: Turn, voice: Voice, tracker: Tracker, answers: Mapping[str, Any]
) -> tuple[Call, str]:
    """Tell the business what its customer wrote; what became of it, and what they are told."""
    about = intent_of(tracker)
    call = call_person(turn, answers, about, text_of(tracker))
    keys = {Call.TOLD: about, Call.NO_NUMBER: _NO_NUMBER[about]}
    return call, voice.say(keys.get(call, call.value))


def waited_for(tracker: Tracker) -> tuple[str, str]:
    """What a call for a person that waits for a number is about, and their words."""
    waiting = tracker.get_slot("person")
    if not isinstance(waiting, Mapping):
        return PERSON, ""
    return str(waiting["about"]), str(waiting["said"])


def _left() -> Events:
    return [
        SlotSet("stage", "left"),
        SlotSet("requested_slot", None),  # what was asked stays: they may answer it yet
        SlotSet("pending", None),
        ActiveLoop(None),
    ]
