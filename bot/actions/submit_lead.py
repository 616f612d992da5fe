"""Every question is answered: save and score the lead, and say what comes next."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.state import answers_of
from bot.actions.turn_action import Events, TurnAction
from bot.actions.voice import Voice
from bot.leads.verdict import Outcome
from bot.services.in_words import contact_condition, phone_in_words, quotable
from bot.services.qualify_lead import qualify_lead
from bot.services.turn import Turn


class SubmitLead(TurnAction):
    def name(self) -> str:
        return "action_submit_lead"

    def act(
        self, turn: Turn, voice: Voice, dispatcher: CollectingDispatcher, tracker: Tracker
    ) -> Events:
        answers = answers_of(tracker)
        _, verdict = qualify_lead(turn, answers)
        dispatcher.utter_message(text=farewell(turn, voice, answers, verdict.outcome), done=True)
        return [SlotSet("stage", "done"), SlotSet("outcome", verdict.outcome.value)]


def farewell(turn: Turn, voice: Voice, answers: dict[str, Any], outcome: Outcome) -> str:
    """Who will call, or kindly and honestly that nobody will."""
    campaign = turn.campaign
    number = turn.conversation.address or answers["phone"]["value"]
    key, condition = outcome.value, contact_condition(answers)
    if outcome is Outcome.QUALIFIED and condition:
        key = "qualified_on_condition"
    if outcome is not Outcome.UNQUALIFIED and answers["consent"]["value"] != "yes":
        key = "no_consent"
    return voice.say(
        key,
        name=answers["name"]["value"].split()[0],
        phone=phone_in_words(campaign, number, answers),
        condition=quotable(condition or ""),
    )
