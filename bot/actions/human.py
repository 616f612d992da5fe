"""A person is wanted: tell the business, then be quiet until asked back."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.state import (
    answers_of,
    gave_our_number,
    heard_in,
    intent_of,
    keep,
    surely_heard_in,
)
from bot.actions.turn_action import Events, TurnAction
from bot.actions.voice import Voice
from bot.services.hand_off import call_human, tell_number
from bot.services.turn import Turn

# What asks the bot back; an answer to a question of its does, too.
ASKS_BACK = frozenset("greet repeat affirm start_over go_back bot_challenge".split())


class CallHuman(TurnAction):
    """Keeps what was said along with the wish, so that the business hears that, too."""

    def name(self) -> str:
        return "action_call_human"

    def act(
        self, turn: Turn, voice: Voice, dispatcher: CollectingDispatcher, tracker: Tracker
    ) -> Events:
        heard = surely_heard_in(tracker)
        answers = {**answers_of(tracker), **heard}
        call_human(turn, answers)
        key = "human" if _can_be_called(turn, answers) else "human_no_number"
        dispatcher.utter_message(text=_in_their_language(voice, key))
        return [
            *keep(answers, heard),
            SlotSet("stage", "quiet"),
            SlotSet("pending", None),
            ActiveLoop(None),
        ]


class StayQuiet(TurnAction):
    """Says nothing; passes on a number that was lacking; goes on with the form when asked back."""

    def name(self) -> str:
        return "action_stay_quiet"

    def act(
        self, turn: Turn, voice: Voice, dispatcher: CollectingDispatcher, tracker: Tracker
    ) -> Events:
        answers, heard = answers_of(tracker), heard_in(tracker)
        answered = any(
            turn.campaign.question(name) or name == tracker.get_slot("asks") for name in heard
        )
        asked_back = intent_of(tracker) in ASKS_BACK or answered
        number = surely_heard_in(tracker).get("phone")
        if gave_our_number(tracker) and not asked_back and not _can_be_called(turn, answers):
            dispatcher.utter_message(text=voice.say("our_number"))
        if not number or _can_be_called(turn, answers):
            return [SlotSet("stage", "asking" if asked_back else "quiet")]
        tell_number(turn, answers := {**answers, "phone": number})
        if asked_back:  # the form takes the number as its answer
            return [SlotSet("stage", "asking")]
        dispatcher.utter_message(text=_in_their_language(voice, "human_number"))
        return [*keep(answers, ["phone"]), SlotSet("stage", "quiet")]


def _in_their_language(voice: Voice, key: str) -> str:
    """Who was just answered in Spanish hears of the person in Spanish, too."""
    spanish = any(map(voice.has_just_said, ("spanish", "human_no_number_spanish")))
    return voice.say(f"{key}_spanish" if spanish else key)


def _can_be_called(turn: Turn, answers: dict[str, Any]) -> bool:
    return bool(turn.conversation.address or (answers.get("phone") or {}).get("value"))
