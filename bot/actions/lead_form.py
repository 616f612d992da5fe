"""The lead form: take what was heard, ask what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.questions import (
    CONTACT,
    STANDARD,
    ask,
    can_be_unsure,
    is_optional,
    next_question,
    slot_of,
)
from bot.actions.state import answers_of, heard_in, intent_of
from bot.actions.wording import say
from bot.leads.campaign import Campaign
from bot.services.answers import answer_to_json
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
            answers = answers_of(tracker)
            came_from = _latest_action(tracker)
            learnt = {} if came_from == "action_reply" else _learn(turn, tracker, answers)
            if not learnt and came_from is None:
                return []
            answers.update(learnt)
            events = _remember(learnt, answers)
            question = next_question(turn.campaign, turn.conversation.channel, answers)
            if question is None:
                return [*events, SlotSet("asks", None), SlotSet("requested_slot", None)]
            before = _acknowledge(turn.campaign, tracker, learnt, len(answers))
            ask(dispatcher, turn.campaign, question, before, variant=len(answers))
            return [
                *events,
                SlotSet("tries", 0 if learnt else tracker.get_slot("tries")),
                SlotSet("asks", question),
                SlotSet("requested_slot", slot_of(question)),
            ]


def _latest_action(tracker: Tracker) -> str | None:
    """The action that ran since the latest message, the form aside."""
    for event in reversed(tracker.events):
        if event["event"] == "user":
            return None
        if event["event"] == "action" and event["name"] not in ("lead_form", "action_listen"):
            return str(event["name"])
    return None


def _learn(turn: Turn, tracker: Tracker, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What the latest message answers: what was asked, what is open, what is corrected."""
    asked, intent = tracker.get_slot("asks"), intent_of(tracker)
    heard = {
        name: answer
        for name, answer in heard_in(tracker).items()
        if name == asked or intent == "correct" or answers.get(name) is None
    }
    if asked and asked not in heard and not heard:
        heard = _without_value(turn, asked, intent, tracker)
    return heard


def _without_value(turn: Turn, asked: str, intent: str, tracker: Tracker) -> dict[str, Any]:
    """ "Not sure" and "skip" answer where the question allows it; a no skips an option."""
    unsure = intent == "unsure" and can_be_unsure(asked, turn.campaign)
    skips = intent in ("skip", "deny", "unsure") and is_optional(asked, turn.campaign)
    if not unsure and not skips:
        return {}
    return {asked: answer_to_json(None, tracker.latest_message.get("text") or "", turn.now)}


def _remember(learnt: Mapping[str, Any], answers: Mapping[str, Any]) -> Events:
    events = [SlotSet(n, a) for n, a in learnt.items() if n in STANDARD + CONTACT]
    if any(name not in STANDARD + CONTACT for name in learnt):
        own = {n: a for n, a in answers.items() if n not in STANDARD + CONTACT}
        events.append(SlotSet("answers", own))
    return events


def _acknowledge(
    campaign: Campaign, tracker: Tracker, learnt: Mapping[str, Any], count: int
) -> str:
    if learnt and intent_of(tracker) == "correct":
        return say("changed", campaign)
    # A short thanks now and then; after every answer it would sound like a form.
    return say("got_it", campaign, count) if learnt and count % 2 else ""
