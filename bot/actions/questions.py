"""What is asked, in which order, and how: the campaign's questions, then contact and consent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from bot.actions.wording import say
from bot.leads.campaign import Campaign, QuestionType

STANDARD = ("need", "budget", "timeframe", "postcode")
CONTACT = ("name", "phone", "email", "consent")

Choices = list[tuple[str, str]]


def order(campaign: Campaign, channel: str) -> list[str]:
    """Every question's id in the order asked. A texter's number is known already."""
    contact = [name for name in CONTACT if not (name == "phone" and channel == "sms")]
    return [question.id for question in campaign.questions] + contact


def next_question(campaign: Campaign, channel: str, answers: Mapping[str, Any]) -> str | None:
    """The first question without an answer, or None when all are answered."""
    return next((id for id in order(campaign, channel) if answers.get(id) is None), None)


def slot_of(question: str) -> str:
    """The form's slot that a question fills: its own, or `details` for a campaign's own."""
    return question if question in STANDARD + CONTACT else "details"


def wording_of(question: str, campaign: Campaign, variant: int) -> str:
    """The question in words."""
    if question == "consent":
        return campaign.consent
    asked = campaign.question(question)
    return asked.ask if asked else say(f"ask_{question}", campaign, variant)


def choices_of(question: str, campaign: Campaign) -> Choices:
    """(title, value) of the quick replies."""
    yes_no = [(say("yes", campaign), "yes"), (say("no", campaign), "no")]
    if question == "consent":
        return yes_no
    if question == "email":
        return [(say("skip", campaign), "skip")]
    asked = campaign.question(question)
    if asked is None:
        return []
    if asked.type is QuestionType.YES_NO:
        return yes_no
    return [(label, value) for value, label in asked.choices.items()]


def ask(
    dispatcher: CollectingDispatcher,
    campaign: Campaign,
    question: str,
    before: str = "",
    variant: int = 0,
) -> None:
    """Put the question, after a short `before`."""
    text = f"{before} {wording_of(question, campaign, variant)}".strip()
    buttons = [
        {"title": title, "payload": value} for title, value in choices_of(question, campaign)
    ]
    dispatcher.utter_message(text=text, buttons=buttons, asks=question)


def is_optional(question: str, campaign: Campaign) -> bool:
    """Whether the question may be skipped."""
    asked = campaign.question(question)
    return question == "email" or (asked is not None and asked.optional)


def can_be_unsure(question: str, campaign: Campaign) -> bool:
    """Whether "not sure" is an answer: then the criterion is unknown, never guessed."""
    return campaign.question(question) is not None
