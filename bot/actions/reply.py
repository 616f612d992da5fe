"""Answer what is no answer: a why, a thanks, a word that was not understood."""

from __future__ import annotations

import re

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.after_end import answer_after
from bot.actions.asides import (
    DECLINED_AFTER,
    DECLINING,
    LEFT_AFTER,
    UNDERSTOOD,
    is_question,
    reply_within,
    welcome_back,
)
from bot.actions.own_questions import question_to_keep
from bot.actions.questions import can_stay_open
from bot.actions.state import answers_of, gave_our_number, intent_of, keep, text_of
from bot.actions.turn_action import Events, TurnAction
from bot.actions.voice import Voice
from bot.services.answers import answer_to_json
from bot.services.turn import Turn

# What is said to a message without words that can be read.
_UNSAID = {"picture": "no_pictures", "too_long": "too_long"}


class AnswerAside(TurnAction):
    """One short sentence; in the middle of the form, the form then asks again."""

    def name(self) -> str:
        return "action_reply"

    def act(
        self, turn: Turn, voice: Voice, dispatcher: CollectingDispatcher, tracker: Tracker
    ) -> Events:
        stage = tracker.get_slot("stage")
        unsaid = (tracker.latest_message.get("metadata") or {}).get("unsaid")
        if unsaid in _UNSAID:
            dispatcher.utter_message(text=voice.say(_UNSAID[unsaid]))
            return []
        if stage == "asking":
            return _within(turn, voice, dispatcher, tracker)
        if stage == "left":
            dispatcher.utter_message(text=_last_word(voice, tracker), done=True)
            return []
        if stage == "stopped":
            dispatcher.utter_message(text=voice.say("still_stopped"), done=True)
            return []
        if gave_our_number(tracker) and intent_of(tracker) in ("inform", "correct"):
            dispatcher.utter_message(text=voice.say("our_number"), done=True)
            return []
        return answer_after(turn, voice, dispatcher, tracker)


def _last_word(voice: Voice, tracker: Tracker) -> str:
    thanked = intent_of(tracker) == "thank"
    return voice.say("thank" if thanked else "goodbye_after")


def _within(turn: Turn, voice: Voice, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    missed, asked = tracker.get_slot("missed") or 0, tracker.get_slot("asks")
    words = text_of(tracker)  # none where there was nothing to read: emoji, a command
    intent = intent_of(tracker)
    understood = intent in UNDERSTOOD - DECLINING
    most = DECLINED_AFTER if intent in DECLINING else LEFT_AFTER
    may_be_left = asked and can_stay_open(asked, turn.campaign)
    failed = words and not understood and not is_question(tracker)
    if failed and missed + 1 >= most and asked and may_be_left:
        dispatcher.utter_message(text=voice.say("left_open"))
        unknown = answer_to_json(None, words, turn.now)
        kept = keep({**answers_of(tracker), asked: unknown}, [asked])
        return [*kept, SlotSet("pending", None), SlotSet("missed", 0)]
    welcome, told = welcome_back(turn, voice, tracker), reply_within(voice, tracker, missed)
    if welcome and (intent == "greet" or not re.search(r"\w", words)):
        told = ""  # a hello to a hello would be one too many
    dispatcher.utter_message(text=f"{welcome} {told}".strip())
    asked = question_to_keep(turn, voice, tracker)
    question = keep({**answers_of(tracker), **asked}, asked)
    if understood or welcome:
        return [*question, *([SlotSet("ways", []), SlotSet("missed", 0)] if welcome else [])]
    return [*question, SlotSet("missed", missed + 1 if words else max(missed, 1))]
