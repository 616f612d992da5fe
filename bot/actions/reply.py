"""Answer what is no answer: a why, a thanks, a word that was not understood."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.asides import LEFT_AFTER, UNDERSTOOD, reply_after, reply_within
from bot.actions.learn import START_OVER, certain, in_their_words, read_back
from bot.actions.questions import can_stay_open, figure_of, is_named_as_theirs
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
from bot.services.start_conversation import end_conversation
from bot.services.turn import Turn, joined_turn
from bot.services.wording import say

Events = list[dict[str, Any]]
WAYS = 4  # as many as are looked through for one that was not just said


class AnswerAside(Action):
    """One short sentence; in the middle of the form, the form then asks again."""

    def name(self) -> str:
        return "action_reply"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        with joined_turn(tracker.get_slot("campaign"), tracker.sender_id) as turn:
            campaign, stage = turn.campaign, tracker.get_slot("stage")
            if _aside(tracker) == "picture":
                return _tell(dispatcher, tracker, lambda n: say("no_pictures", campaign, n))
            if stage == "asking":
                return _within(turn, dispatcher, tracker)
            if stage == "stopped":
                return _tell(dispatcher, tracker, lambda n: say("still_stopped", campaign, n), True)
            return _after(turn, dispatcher, tracker)


def _tell(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    way: Callable[[int], str],
    done: bool = False,
) -> Events:
    """Say it in the first way, from as many as there were asides like this one, not just said."""
    intent, said = _aside(tracker), (tracker.get_slot("aside") or {}).get("said") or []
    times = times_in_a_row(tracker, intent)
    ways = [way(times + n) for n in range(WAYS)]
    text = next((each for each in ways if each not in said), ways[0])
    dispatcher.utter_message(text=text, done=done)
    return [SlotSet("aside", {"intent": intent, "times": times + 1, "said": [*said[-1:], text]})]


def _aside(tracker: Tracker) -> str:
    """What the message is, for counting how often the same comes in a row."""
    unsaid = (tracker.latest_message.get("metadata") or {}).get("unsaid")
    if unsaid == "picture":
        return "picture"
    intent = intent_of(tracker)
    if tracker.get_slot("stage") == "stopped" or intent not in UNDERSTOOD:
        return "nlu_fallback"
    return intent


def _within(turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    missed, asked = tracker.get_slot("missed") or 0, tracker.get_slot("asks")
    words = text_of(tracker)  # none where there was nothing to read: emoji, a command
    understood = intent_of(tracker) in UNDERSTOOD
    if (
        words
        and not understood
        and missed + 1 >= LEFT_AFTER
        and asked
        and can_stay_open(asked, turn.campaign)
    ):
        dispatcher.utter_message(text=say("left_open", turn.campaign))
        unknown = answer_to_json(None, words, turn.now)
        kept = keep({**answers_of(tracker), asked: unknown}, [asked])
        return [*kept, SlotSet("pending", None), SlotSet("missed", 0)]
    told = _tell(dispatcher, tracker, lambda n: reply_within(turn.campaign, tracker, missed, n))
    if understood:
        return told
    return [*told, SlotSet("missed", missed + 1 if words else max(missed, 1))]


def _after(turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    answers, intent = answers_of(tracker), intent_of(tracker)
    pending, confirm = tracker.get_slot("pending"), heard_in(tracker).get("confirm")
    if pending and pending["question"] == START_OVER and confirm:
        return _anew(turn, dispatcher, confirm["value"] == "yes")
    if pending and confirm and confirm["value"] == "yes":
        return _correct(turn, dispatcher, answers, {pending["question"]: pending["answer"]})
    if intent == "correct" or _speaks_of_theirs(tracker, answers):
        return _put_right(turn, dispatcher, tracker, answers)
    wants_more = intent == "start_over" or "need" in _changes(surely_heard_in(tracker), answers)
    if wants_more and turn.conversation.channel == "sms":
        dispatcher.utter_message(text=say("another_really", turn.campaign), done=True)
        return [SlotSet("pending", {"question": START_OVER, "answer": None})]
    if intent == "human":
        call_human(turn, answers)
    standing = _standing(tracker, answers)
    told = _tell(
        dispatcher, tracker, lambda n: reply_after(turn.campaign, intent, standing, n), True
    )
    return [*told, SlotSet("pending", None)]


def _anew(turn: Turn, dispatcher: CollectingDispatcher, yes: bool) -> Events:
    """A texter has but one number to write to: their next text begins a new conversation."""
    if yes:
        end_conversation(turn)
    key = "another" if yes else "another_not"
    dispatcher.utter_message(text=say(key, turn.campaign), done=True)
    return [SlotSet("pending", None)]


def _speaks_of_theirs(tracker: Tracker, answers: Mapping[str, Any]) -> bool:
    """ "My number is 510 555 0143": another than they gave."""
    changes = _changes(surely_heard_in(tracker), answers)
    return any(is_named_as_theirs(name, text_of(tracker)) for name in changes)


def _put_right(
    turn: Turn,
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    answers: dict[str, Any],
) -> Events:
    """What is heard clearly changes the lead; what is doubtful is read back first."""
    changed = _changes(surely_heard_in(tracker), answers)
    if changed:
        return _correct(turn, dispatcher, answers, changed)
    for name, answer in _changes(heard_in(tracker), answers).items():
        pending = {"question": name, "answer": certain(answer)}
        dispatcher.utter_message(text=read_back(turn, pending)[0], done=True)
        return [SlotSet("pending", pending)]
    figure = figure_of(turn.campaign)
    return _tell(
        dispatcher, tracker, lambda n: say("change_what", turn.campaign, n, figure=figure), True
    )


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
