"""Short answers to what is no answer."""

from __future__ import annotations

import re
from datetime import timedelta

from rasa_sdk import Tracker

from bot.actions.questions import can_be_unsure
from bot.actions.wording import say, sentences
from bot.leads.campaign import Campaign
from bot.services.turn import Turn
from bot.store.times import to_datetime

# Questions and remarks that get an answer wherever they come, also beside an answer of theirs.
ANSWERED = frozenset(
    "ask_cost ask_privacy bot_challenge greet thank goodbye rude spanish job sales minor".split()
)
# Remarks that need no answer when an answer to our question comes with them.
PASSED_OVER = frozenset({"greet", "thank", "goodbye", "rude"})
AWAY = timedelta(hours=6)


def answer_aside(campaign: Campaign, intent: str) -> str | None:
    """The answer to an aside that came beside an answer, or None."""
    if intent == "human":
        return say("human_later", campaign)
    if intent in PASSED_OVER or intent not in ANSWERED:
        return None
    return _answered(campaign, intent)


# What was meant as this detail, and wasn't understood as one.
_ATTEMPT = {
    "phone": re.compile(r"(?:\d\D{0,3}){6}"),
    "email": re.compile(r"@|\bat\b.*\bdot\b", re.IGNORECASE),
    "postcode": re.compile(r"\d{3}|\b[a-z]{1,2}\d", re.IGNORECASE),
}


def reply_within(
    campaign: Campaign, intent: str, asked: str | None, missed: int, text: str = ""
) -> str:
    """What to say to an aside while a question is open; the question is put again after it."""
    if intent == "ask_why":
        return _why(campaign, asked)
    if intent == "repeat":
        return say("repeat", campaign)
    if asked == "consent" and intent not in ANSWERED:
        return say("consent_is_yours", campaign)
    if intent in ("skip", "unsure") and asked:
        allowed = can_be_unsure(asked, campaign)
        return say("unsure_is_fine" if allowed else "refused", campaign)
    if intent in ANSWERED:
        return _answered(campaign, intent, missed)
    attempt = _ATTEMPT.get(asked or "")
    if attempt and attempt.search(text):
        return say(f"wrong_{asked}", campaign, missed)
    if missed < 2:
        return say("not_understood", campaign, missed)
    return say("not_understood_again", campaign, missed)


def reply_after(campaign: Campaign, intent: str, outcome: str) -> str:
    """What to say once the conversation has come to its end."""
    if intent == "human":
        return say("human_after", campaign)
    if intent in ANSWERED and intent != "greet":
        return _answered(campaign, intent)
    return say(f"already_{outcome}", campaign)


def welcome_back(turn: Turn, tracker: Tracker) -> str:
    """A word for who comes back to an open conversation after hours."""
    if tracker.get_slot("asks") is None:
        return ""
    if turn.now - to_datetime(turn.conversation.updated_at) < AWAY:
        return ""
    return say("welcome_back", turn.campaign)


def _answered(campaign: Campaign, intent: str, variant: int = 0) -> str:
    if intent == "ask_privacy" and campaign.privacy:
        return campaign.privacy
    if intent == "ask_cost" and campaign.cost:
        return campaign.cost
    return say(intent, campaign, variant)


def _why(campaign: Campaign, asked: str | None) -> str:
    question = campaign.question(asked) if asked else None
    if question and question.why:
        return question.why
    key = f"ask_why_{asked}"
    return say(key if key in sentences() else "ask_why_other", campaign)
