"""What is asked, in which order, and how: the campaign's questions, then contact and consent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.leads.campaign import (
    COMMON_QUESTIONS,
    CONTACT_QUESTIONS,
    AtLeast,
    Campaign,
    QuestionType,
)
from bot.services.wording import say, variants
from bot.values import budget, money, phone
from bot.values.budget import Budget

# What a prospect calls a question whose answer they want to change, without saying the new one.
NAMES = {
    "need": r"need|service|job|work|choice",
    "budget": r"budget|price|amount|money|cost|spend",
    "timeframe": r"date|time|timing|day|when|start|schedule|timeframe",
    "postcode": r"zip|post ?code|area|location|address",
    "name": r"name",
    "phone": r"phone|number|cell|mobile",
    "email": r"e-?mail",
    "consent": r"consent|permission",
}

# By these names an answer is told without "my": not by "price", which others have.
_TOLD_BY_NAME = {
    "budget": r"(?:new |total |max )?budget",
    "timeframe": r"(?:start(?:ing)? |move[ -]?in )?date|timeframe|timeline",
    "postcode": r"(?:correct |right )?(?:zip|post ?code)(?: ?code)?",
    "name": r"(?:correct |right )?name",
    "phone": r"(?:correct |right |phone |cell )?number|phone|cell",
    "email": r"(?:correct |right )?e-?mail(?: address)?",
}
_IS = (
    r"(?: ?[:=]|(?:['’]?s| is| are| should| shoulda| will| would| now| actually| has changed)\b)"
    r"(?![^.!\n]*\?)"
)
_FIGURE = r" [$£€]?\d(?![^.!\n]*\?)"  # "zip 94112 budget 9000"

LONGEST_ECHO = 4  # words
_OF_ANY_QUESTION = frozenset(
    "what when where which would like have your mind about roughly with this that need want help "
    "does done could will".split()
)

Choices = list[tuple[str, str]]


def order(campaign: Campaign, channel: str) -> list[str]:
    """Every question's id in the order asked. A texter's number is known already."""
    contact = [name for name in CONTACT_QUESTIONS if not (name == "phone" and channel == "sms")]
    return [question.id for question in campaign.questions] + contact


def next_question(campaign: Campaign, channel: str, answers: Mapping[str, Any]) -> str | None:
    """The first question without an answer, or None when all are answered."""
    return next((id for id in order(campaign, channel) if answers.get(id) is None), None)


def slot_of(question: str) -> str:
    """The form's slot that a question fills: its own, or `details` for a campaign's own."""
    return question if question in COMMON_QUESTIONS else "details"


def named_question(text: str, campaign: Campaign, channel: str) -> str | None:
    """The question that "change my budget" or "the zip is wrong" speaks of."""
    for id in order(campaign, channel):
        names = NAMES.get(id, re.escape(id.replace("_", " ")))
        if re.search(rf"\b(?:{names})\b", text.lower()):
            return id
    return None


def echoes(question: str, text: str, campaign: Campaign) -> bool:
    """Whether a short question of theirs is about ours: "whats budget", "month??", "my phone?"."""
    words = re.findall(r"[a-z]+", text.lower())
    if len(words) > LONGEST_ECHO:
        return False
    asked = campaign.question(question)
    ours = set(re.findall(r"[a-z]{4,}", asked.ask.lower())) - _OF_ANY_QUESTION if asked else set()
    names = NAMES.get(question, re.escape(question.replace("_", " ")))
    return not ours.isdisjoint(words) or bool(re.search(rf"\b(?:{names})\b", " ".join(words)))


def is_named_as_theirs(question: str, text: str) -> bool:
    """Whether "my budget is 12k" or "the zip is 94112" speaks of the answer to this question; of
    their work they say too much beside, and "is the budget 12k?" asks.
    """
    if question == "need":
        return False
    low = text.lower()
    names = NAMES.get(question, re.escape(question.replace("_", " ")))
    if re.search(rf"\b(?:my|our) (?:\w+ )?(?:{names})\b", low):
        return True
    told = _TOLD_BY_NAME.get(question, names)
    at = r"(?:^|[,.;!\n]|\b(?:the|and|oh|but|so|also))\W*(?:new )?"
    return bool(re.search(rf"{at}(?:{told})(?:{_IS}|{_FIGURE})", low))


def ways_to_put(question: str, campaign: Campaign, variant: int) -> tuple[str, ...]:
    """The question in words: the campaign's own, then others for when it is put again."""
    asked = campaign.question(question)
    if question == "consent":
        first = campaign.consent
    else:
        first = asked.ask if asked else say(f"ask_{question}", campaign, variant)
    again = variants(
        f"again_{asked.type.value if asked else question}",
        campaign,
        ask=first,
        figure=figure_of(campaign),
        number=phone.example(campaign.country),
    )
    return (first, *again)


def figure_of(campaign: Campaign) -> str:
    """An example of a budget, of this campaign's size: half as much again as it asks for."""
    rule = next((c.rule for c in campaign.qualified_when if c.name == "budget"), None)
    asked = campaign.question("budget")
    if not isinstance(rule, AtLeast) or asked is None:
        return "5,000"  # in whatever they pay with
    amount = money.to_minor(rule.amount * 3 / 2, campaign.currency)
    example = Budget(amount, amount, campaign.currency, asked.period)
    return budget.format(example, campaign.locale)


def choices_of(question: str, campaign: Campaign, channel: str) -> Choices:
    """(title, value) of the quick replies; one more skips what may be skipped.

    A text numbers its choices, and there the words do: "skip".
    """
    if question == "consent":
        return yes_no(campaign)
    asked = campaign.question(question)
    choices = list[tuple[str, str]]()
    if asked and asked.type is QuestionType.YES_NO:
        choices = yes_no(campaign)
    elif asked:
        choices = [(label, value) for value, label in asked.choices.items()]
    may_skip = is_optional(question, campaign) and (channel == "web" or not choices)
    return [*choices, *([(say("skip", campaign), "skip")] if may_skip else [])]


def yes_no(campaign: Campaign) -> Choices:
    return [(say("yes", campaign), "yes"), (say("no", campaign), "no")]


def is_optional(question: str, campaign: Campaign) -> bool:
    """Whether the question may be skipped."""
    asked = campaign.question(question)
    return question == "email" or (asked is not None and asked.optional)


def can_be_unsure(question: str, campaign: Campaign) -> bool:
    """Whether "not sure" is an answer: then the criterion is unknown, never guessed."""
    return campaign.question(question) is not None


def can_stay_open(question: str, campaign: Campaign) -> bool:
    """Whether the form may go on without an answer."""
    return can_be_unsure(question, campaign) or is_optional(question, campaign)
