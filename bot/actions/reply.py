"""Answer what is no answer: a why, a thanks, a word that was not understood."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.asides import LEFT_AFTER, UNDERSTOOD, reply_after, reply_within
from bot.actions.learn import certain, in_their_words
from bot.actions.questions import can_stay_open, figure_of
from bot.actions.state import (
    answers_of,
    differs,
    heard_in,
    intent_of,
    keep,
    surely_heard_in,
    text_of,
    times_in_a_row,
)
from bot.leads.verdict import Outcome
from bot.services.answers import answer_to_json
from bot.services.correct_lead import correct_lead
from bot.services.hand_off import call_human
from bot.services.turn import Turn, joined_turn
from bot.services.wording import say

Events = list[dict[str, Any]]


class AnswerAside(Action):
    """One short sentence; in the middle of the form, the form then asks again."""

    def name(self) -> str:
        return "action_reply"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        with joined_turn(tracker.get_slot("campaign"), tracker.sender_id) as turn:
            intent, stage = _aside(tracker), tracker.get_slot("stage")
            times = times_in_a_row(tracker, intent)
            noted = SlotSet("aside", {"intent": intent, "times": times + 1})
            if intent == "picture":
                dispatcher.utter_message(text=say("no_pictures", turn.campaign, times))
                return [noted]
            if stage == "asking":
                return [noted, *_within(turn, dispatcher, tracker, times)]
            if stage == "stopped":
                text = say("still_stopped", turn.campaign, times)
                dispatcher.utter_message(text=text, done=True)
                return [noted]
            return [noted, *_after(turn, dispatcher, tracker, times)]


def _aside(tracker: Tracker) -> str:
    """What the message is, for counting how often the same comes in a row."""
    unsaid = (tracker.latest_message.get("metadata") or {}).get("unsaid")
    if unsaid == "picture":
        return "picture"
    intent = intent_of(tracker)
    if tracker.get_slot("stage") == "stopped" or intent not in UNDERSTOOD:
        return "nlu_fallback"
    return intent


def _within(turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker, times: int) -> Events:
    missed, asked = tracker.get_slot("missed") or 0, tracker.get_slot("asks")
    if intent_of(tracker) in UNDERSTOOD:
        text = reply_within(turn.campaign, tracker, missed, times)
        dispatcher.utter_message(text=text)
        return []
    words = text_of(tracker)  # none where there was nothing to read: emoji, a command
    if words and missed + 1 >= LEFT_AFTER and asked and can_stay_open(asked, turn.campaign):
        dispatcher.utter_message(text=say("left_open", turn.campaign))
        unknown = answer_to_json(None, words, turn.now)
        kept = keep({**answers_of(tracker), asked: unknown}, [asked])
        return [*kept, SlotSet("pending", None), SlotSet("missed", 0)]
    dispatcher.utter_message(text=reply_within(turn.campaign, tracker, missed, times))
    return [SlotSet("missed", missed + 1 if words else max(missed, 1))]


def _after(turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker, times: int) -> Events:
    answers, intent = answers_of(tracker), intent_of(tracker)
    pending, confirm = tracker.get_slot("pending"), heard_in(tracker).get("confirm")
    if pending and confirm and confirm["value"] == "yes":
        return _correct(turn, dispatcher, answers, {pending["question"]: pending["answer"]})
    if intent == "correct":
        return _put_right(turn, dispatcher, tracker, answers, times)
    if intent == "human":
        call_human(turn, answers)
    text = reply_after(turn.campaign, intent, _standing(tracker, answers), times)
    dispatcher.utter_message(text=text, done=True)
    return [SlotSet("pending", None)]


def _put_right(
    turn: Turn,
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    answers: dict[str, Any],
    times: int,
) -> Events:
    """What is heard clearly changes the lead; what is doubtful is read back first."""
    changed = _changes(surely_heard_in(tracker), answers)
    if changed:
        return _correct(turn, dispatcher, answers, changed)
    for name, answer in _changes(heard_in(tracker), answers).items():
        words = in_their_words(turn.campaign, name, answer)
        dispatcher.utter_message(text=say("read_back", turn.campaign, what=words), done=True)
        return [SlotSet("pending", {"question": name, "answer": certain(answer)})]
    figure = figure_of(turn.campaign)
    text = say("change_what", turn.campaign, times, figure=figure)
    dispatcher.utter_message(text=text, done=True)
    return []


def _changes(heard: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in heard.items() if differs(each, answers.get(name))}


def _correct(
    turn: Turn,
    dispatcher: CollectingDispatcher,
    answers: dict[str, Any],
    changed: dict[str, Any],
) -> Events:
    answers.update(changed)
    before, outcome = correct_lead(turn, answers, changed)
    words = ", ".join(in_their_words(turn.campaign, name, changed[name]) for name in changed)
    text = say(_changed_key(answers, before, outcome), turn.campaign, what=words)
    dispatcher.utter_message(text=text, done=True)
    return [
        *keep(answers, changed),
        SlotSet("pending", None),
        SlotSet("outcome", outcome.value),
    ]


def _changed_key(answers: Mapping[str, Any], before: Outcome, outcome: Outcome) -> str:
    if outcome is Outcome.UNQUALIFIED:
        return "changed_unqualified"
    if not _consents(answers):
        return "changed_no_consent"
    if outcome is Outcome.QUALIFIED and before is not outcome:
        return "changed_qualified"
    return "changed_after"


def _standing(tracker: Tracker, answers: Mapping[str, Any]) -> str:
    outcome = tracker.get_slot("outcome") or "review"
    return "no_consent" if not _consents(answers) and outcome != "unqualified" else str(outcome)


def _consents(answers: Mapping[str, Any]) -> bool:
    return (answers.get("consent") or {}).get("value") == "yes"
