"""The lead form: take what was heard, ask what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.asides import answer_aside, welcome_back
from bot.actions.learn import START_OVER, Learnt, learn
from bot.actions.questions import (
    choices_of,
    next_question,
    put,
    slot_of,
    yes_no,
)
from bot.actions.state import answers_of, intent_of
from bot.actions.wording import say
from bot.leads.campaign import COMMON_QUESTIONS
from bot.services.in_words import in_words
from bot.services.turn import Turn, joined_turn

Events = list[dict[str, Any]]


class ValidateLeadForm(Action):
    """Rasa calls this at every step of `lead_form`.

    No event means that nothing was learnt: the form then rejects, and a rule answers the aside.
    """

    def name(self) -> str:
        return "validate_lead_form"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        with joined_turn(tracker.get_slot("campaign"), tracker.sender_id) as turn:
            came_from = _latest_action(tracker)
            answers = answers_of(tracker)
            learnt = None if came_from == "action_reply" else learn(turn, tracker, answers)
            if learnt is None and came_from is None:
                return []
            if learnt is None:
                learnt = Learnt(pending=tracker.get_slot("pending"))
            return _go_on(turn, dispatcher, tracker, answers, learnt)


def _go_on(
    turn: Turn,
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    answers: dict[str, Any],
    learnt: Learnt,
) -> Events:
    """Keep what was learnt, then put the next question or end the form."""
    answers.update(learnt.answers)
    for name in learnt.forget:
        answers.pop(name, None)
    events = _remember(learnt, answers)
    question = next_question(turn.campaign, turn.conversation.channel, answers)
    if question is None:
        return [*events, SlotSet("asks", None), SlotSet("requested_slot", None)]
    again = question == tracker.get_slot("asks") and not learnt.forget
    puts = (tracker.get_slot("puts") or 0) + 1 if again else 0
    missed = (tracker.get_slot("missed") or 0) if _is_return(tracker) else 0
    before = " ".join(filter(None, _before(turn, tracker, learnt, len(answers))))
    # After a remark of theirs the same words do once more; after a misunderstanding others.
    way = puts if missed else max(0, puts - 1)
    if intent_of(tracker) == "repeat":
        way = 0
    _ask(turn, dispatcher, question, way, before, learnt.pending, len(answers))
    return [
        *events,
        SlotSet("puts", puts),
        SlotSet("missed", missed),
        SlotSet("pending", learnt.pending),
        SlotSet("asks", question),
        SlotSet("requested_slot", slot_of(question)),
    ]


def _before(turn: Turn, tracker: Tracker, learnt: Learnt, count: int) -> list[str]:
    """What comes before the question: a welcome back, an aside's answer, a short thanks."""
    aside = None if _is_return(tracker) else answer_aside(turn.campaign, intent_of(tracker))
    thanks = learnt.before
    # A thanks now and then; after every answer it would sound like a form.
    if not thanks and learnt.answers and count % 2:
        thanks = say("got_it", turn.campaign, count // 2)
    return [welcome_back(turn, tracker), thanks, aside or ""]


def _ask(
    turn: Turn,
    dispatcher: CollectingDispatcher,
    question: str,
    way: int,
    before: str,
    pending: Mapping[str, Any] | None,
    variant: int,
) -> None:
    campaign = turn.campaign
    if pending is None:
        text, choices = put(question, campaign, way, variant), choices_of(question, campaign)
    elif pending["question"] == START_OVER:
        text, choices = say("start_over_really", campaign), yes_no(campaign)
    else:
        words = in_words(campaign, pending["question"], pending["answer"])
        text, choices = say("read_back", campaign, what=words), yes_no(campaign)
    dispatcher.utter_message(
        text=f"{before} {text}".strip(),
        buttons=[{"title": title, "payload": value} for title, value in choices],
        asks=question,
    )


def _latest_action(tracker: Tracker) -> str | None:
    """The action that ran since the latest message, the form aside."""
    for event in reversed(tracker.events):
        if event["event"] == "user":
            return None
        if event["event"] == "action" and event["name"] not in ("lead_form", "action_listen"):
            return str(event["name"])
    return None


def _is_return(tracker: Tracker) -> bool:
    return _latest_action(tracker) == "action_reply"


def _remember(learnt: Learnt, answers: Mapping[str, Any]) -> Events:
    touched = [*learnt.answers, *learnt.forget]
    events = [SlotSet(n, answers.get(n)) for n in touched if n in COMMON_QUESTIONS]
    if any(name not in COMMON_QUESTIONS for name in touched):
        own = {n: a for n, a in answers.items() if n not in COMMON_QUESTIONS}
        events.append(SlotSet("answers", own))
    return events
