"""Every question is answered: save and score the lead, and say what comes next."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.state import answers_of
from bot.leads.verdict import Outcome, Verdict
from bot.services.qualify_lead import qualify_lead
from bot.services.turn import Turn, joined_turn
from bot.services.wording import say
from bot.values import phone


class SubmitLead(Action):
    def name(self) -> str:
        return "action_submit_lead"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        with joined_turn(tracker.get_slot("campaign"), tracker.sender_id) as turn:
            answers = answers_of(tracker)
            _, verdict = qualify_lead(turn, answers)
            dispatcher.utter_message(text=_farewell(turn, answers, verdict), done=True)
            return [SlotSet("stage", "done"), SlotSet("outcome", verdict.outcome.value)]


def _farewell(turn: Turn, answers: dict[str, Any], verdict: Verdict) -> str:
    """Who will call, or kindly and honestly that nobody will."""
    campaign = turn.campaign
    number = turn.conversation.address or answers["phone"]["value"]
    key = verdict.outcome.value
    if verdict.outcome is not Outcome.UNQUALIFIED and answers["consent"]["value"] != "yes":
        key = "no_consent"
    return say(
        key,
        campaign,
        name=answers["name"]["value"].split()[0],
        phone=phone.format(number, campaign.country),
    )
