"""Answer what is no answer: a why, a thanks, a word that was not understood."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.asides import ANSWERED, reply_after, reply_within
from bot.actions.state import answers_of, differs, heard_in, intent_of
from bot.actions.wording import say
from bot.leads.verdict import Outcome
from bot.services.correct_lead import correct_lead
from bot.services.in_words import in_words
from bot.services.turn import Turn, joined_turn

Events = list[dict[str, Any]]

UNDERSTOOD = ANSWERED | {"ask_why", "repeat", "skip", "unsure"}


class AnswerAside(Action):
    """One short sentence; in the middle of the form, the form then asks again."""

    def name(self) -> str:
        return "action_reply"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        with joined_turn(tracker.get_slot("campaign"), tracker.sender_id) as turn:
            stage = tracker.get_slot("stage")
            if (tracker.latest_message.get("metadata") or {}).get("unsaid") == "picture":
                dispatcher.utter_message(text=say("no_pictures", turn.campaign))
                return []
            if stage == "asking":
                return _within(turn, dispatcher, tracker)
            if stage == "stopped":
                dispatcher.utter_message(text=say("still_stopped", turn.campaign), done=True)
                return []
            return _after(turn, dispatcher, tracker)


def _within(turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    intent, missed = intent_of(tracker), tracker.get_slot("missed") or 0
    said = tracker.latest_message.get("text") or ""
    text = reply_within(turn.campaign, intent, tracker.get_slot("asks"), missed, said)
    dispatcher.utter_message(text=text)
    return [] if intent in UNDERSTOOD else [SlotSet("missed", missed + 1)]


def _after(turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    answers = answers_of(tracker)
    changed = {
        name: answer
        for name, answer in heard_in(tracker).items()
        if differs(answer, answers.get(name))
    }
    if intent_of(tracker) == "correct" and changed:
        return _correct(turn, dispatcher, answers, changed)
    if intent_of(tracker) == "correct":
        dispatcher.utter_message(text=say("change_what", turn.campaign), done=True)
        return []
    text = reply_after(turn.campaign, intent_of(tracker), _standing(tracker, answers))
    dispatcher.utter_message(text=text, done=True)
    return []


def _correct(
    turn: Turn,
    dispatcher: CollectingDispatcher,
    answers: dict[str, Any],
    changed: dict[str, Any],
) -> Events:
    answers.update(changed)
    outcome = correct_lead(turn, answers, changed)
    words = ", ".join(in_words(turn.campaign, name, changed[name]) for name in changed)
    key = "changed_after" if outcome is not Outcome.UNQUALIFIED else "changed_unqualified"
    dispatcher.utter_message(text=say(key, turn.campaign, what=words), done=True)
    named = [SlotSet(name, answer) for name, answer in changed.items()]
    return [*named, SlotSet("outcome", outcome.value)]


def _standing(tracker: Tracker, answers: dict[str, Any]) -> str:
    outcome = tracker.get_slot("outcome") or "review"
    refused = (answers.get("consent") or {}).get("value") != "yes"
    return "no_consent" if refused and outcome != "unqualified" else str(outcome)
