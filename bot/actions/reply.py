"""Answer what is no answer: a why, a thanks, a word that was not understood."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.state import answers_of, intent_of
from bot.actions.wording import say, sentences
from bot.leads.campaign import Campaign
from bot.services.turn import joined_turn


class AnswerAside(Action):
    """One short sentence; in the middle of the form, the form then asks again."""

    def name(self) -> str:
        return "action_reply"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        with joined_turn(tracker.get_slot("campaign"), tracker.sender_id) as turn:
            intent, stage = intent_of(tracker), tracker.get_slot("stage")
            asked = tracker.get_slot("asks")
            tries = tracker.get_slot("tries") or 0
            if tracker.latest_message.get("metadata", {}).get("unsaid") == "picture":
                dispatcher.utter_message(text=say("no_pictures", turn.campaign))
                return []
            if stage == "asking":
                text = _within(turn.campaign, intent, asked, tries)
                dispatcher.utter_message(text=text)
                return [SlotSet("tries", tries + 1)]
            if stage == "stopped":
                dispatcher.utter_message(text=say("still_stopped", turn.campaign), done=True)
                return []
            text = _after(turn.campaign, intent, tracker)
            dispatcher.utter_message(text=text, done=True)
            return []


def _within(campaign: Campaign, intent: str, asked: str | None, tries: int) -> str:
    """The aside's answer while a question is open."""
    if intent == "ask_why":
        return _why(campaign, asked)
    if intent == "ask_privacy" and campaign.privacy:
        return campaign.privacy
    if intent == "ask_cost" and campaign.cost:
        return campaign.cost
    refused = {
        "skip": "skip_refused",
        "unsure": "unsure_refused",
        "start_over": "start_over_refused",
        "go_back": "go_back_refused",
    }
    key = refused.get(intent, intent)
    if intent == "repeat":
        return say("affirm", campaign)
    if key not in ("nlu_fallback", "inform", "correct", "affirm", "deny") and key in sentences():
        return say(key, campaign, tries)
    return f"{say('not_understood', campaign, tries)} {_hint(campaign, asked)}".strip()


def _why(campaign: Campaign, asked: str | None) -> str:
    question = campaign.question(asked) if asked else None
    if question and question.why:
        return question.why
    key = f"ask_why_{asked}"
    return say(key if key in sentences() else "ask_why_other", campaign)


def _hint(campaign: Campaign, asked: str | None) -> str:
    if asked == "postcode" and campaign.country != "US":
        return say("hint_postcode_other", campaign)
    key = f"hint_{asked}"
    return say(key if key in sentences() else "hint_other", campaign)


def _after(campaign: Campaign, intent: str, tracker: Tracker) -> str:
    """The answer once the conversation is done."""
    if intent in ("thank", "goodbye"):
        return say("thank", campaign)
    if intent == "ask_privacy" and campaign.privacy:
        return campaign.privacy
    if intent == "ask_cost" and campaign.cost:
        return campaign.cost
    if intent in ("bot_challenge", "ask_privacy", "ask_cost"):
        return say(intent, campaign)
    outcome = tracker.get_slot("outcome") or "review"
    consent = answers_of(tracker).get("consent")
    if outcome != "unqualified" and consent and consent["value"] != "yes":
        outcome = "no_consent"
    return say(f"already_{outcome}", campaign)
