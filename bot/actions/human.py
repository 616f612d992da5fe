"""A person is wanted: tell the business, then be quiet until asked back."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.asides import attempts
from bot.actions.ends import waited_for
from bot.actions.state import (
    gave_our_number,
    heard_in,
    intent_of,
    keep,
    known_of,
    surely_heard_in,
    text_of,
)
from bot.actions.turn_action import Events, TurnAction
from bot.actions.voice import Voice
from bot.services.tell_business import PERSON, Call, call_person, last_words
from bot.services.turn import Turn

# What asks the bot back; an answer to a question of its does, too.
ASKS_BACK = frozenset("greet repeat affirm start_over go_back bot_challenge".split())
# What is said once the number is there that a call waited for.
WITH_NUMBER = {
    Call.TOLD: "human_number",
    Call.LATER: "human_number_later",
    Call.NOT_NOW: "human_number_not_now",
}


class CallHuman(TurnAction):
    """Keeps what was said along with the wish, so that the business hears that, too; and their
    own words, those before it where no need was understood in them.

    Without a number nobody can be called: then it is asked for, and the call waits for it.
    """

    def name(self) -> str:
        return "action_call_human"

    def act(
        self, turn: Turn, voice: Voice, dispatcher: CollectingDispatcher, tracker: Tracker
    ) -> Events:
        heard = surely_heard_in(tracker)
        answers = {**known_of(tracker), **heard}
        before = "" if answers.get("need") else last_words(turn)
        said = before or text_of(tracker)
        call = call_person(turn, answers, PERSON, said)
        waits = call is Call.NO_NUMBER
        text = _in_their_language(voice, call.value)
        dispatcher.utter_message(text=text, asks="phone" if waits else None)
        return [
            *keep(answers, heard),
            SlotSet("stage", "quiet"),
            SlotSet("pending", None),
            SlotSet("person", {"about": PERSON, "said": said} if waits else None),
            ActiveLoop(None),
        ]


class StayQuiet(TurnAction):
    """Says nothing; passes on a number that was lacking; goes on with the form when asked back."""

    def name(self) -> str:
        return "action_stay_quiet"

    def act(
        self, turn: Turn, voice: Voice, dispatcher: CollectingDispatcher, tracker: Tracker
    ) -> Events:
        heard = heard_in(tracker)
        answered = any(
            turn.campaign.question(name) or name == tracker.get_slot("asks") for name in heard
        )
        asked_back = intent_of(tracker) in ASKS_BACK or answered
        number = surely_heard_in(tracker).get("phone")
        if tracker.get_slot("person") and not asked_back:
            return _take_number(turn, voice, dispatcher, tracker, number)
        # The form, when it goes on, takes the number as its answer and calls the person then.
        return [SlotSet("stage", "asking" if asked_back else "quiet")]


def _take_number(
    turn: Turn,
    voice: Voice,
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    number: dict[str, Any] | None,
) -> Events:
    """The number that a call for a person waits for."""
    if number is None:
        if gave_our_number(tracker):
            dispatcher.utter_message(text=voice.say("our_number"), asks="phone")
        elif attempts("phone", text_of(tracker)):
            dispatcher.utter_message(text=voice.say("wrong_phone"), asks="phone")
        elif intent_of(tracker) == "human":
            dispatcher.utter_message(text=voice.say("human_number_first"), asks="phone")
        return [SlotSet("stage", "quiet")]
    answers = {**known_of(tracker), "phone": number}
    text = _in_their_language(voice, WITH_NUMBER[call_person(turn, answers, *waited_for(tracker))])
    dispatcher.utter_message(text=text)
    return [*keep(answers, ["phone"]), SlotSet("stage", "quiet"), SlotSet("person", None)]


def _in_their_language(voice: Voice, key: str) -> str:
    """Who was just answered in Spanish hears of the person in Spanish, too."""
    spanish = any(map(voice.has_just_said, ("spanish", "human_no_number_spanish")))
    return voice.say(f"{key}_spanish" if spanish else key)
