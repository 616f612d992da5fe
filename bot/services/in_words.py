"""Answers in words, for the prospect to hear back and for the business to read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.leads.campaign import Campaign, QuestionType
from bot.services.facts import shorten, written
from bot.values import budget, phone, timeframe

LONGEST_QUOTED = 60  # characters
CONTACT_WISH = "contact_wish"
"""Among the answers stands how to reach them, where they said so after the end."""
AND_ALSO = "; "
"""Between the conditions of several messages."""


def quotable(words: str, longest: int = LONGEST_QUOTED) -> str:
    """A prospect's own words for a text of ours: on one line, short, and with no link in it.

    >>> quotable("text only, see https://x.example.com/a or evil.example/b")
    'text only, see x dot example dot com/a or evil dot example/b'
    """
    return shorten(written(words).replace('"', "'"), longest)


def in_words(campaign: Campaign, question: str, answer: Mapping[str, Any]) -> str:
    """The value of an answer (JSON) to `question`, as a reader of the campaign's locale says it."""
    value = answer["value"]
    asked = campaign.question(question)
    if value is None:
        return "not known"
    if question == "phone":
        return phone_in_words(campaign, value, {"phone": answer})
    if asked is None:
        return str(value)
    if asked.type is QuestionType.BUDGET:
        return budget.format(budget.from_json(value), campaign.locale)
    if asked.type is QuestionType.TIMEFRAME:
        return timeframe.format(timeframe.from_json(value), campaign.locale)
    return asked.choices.get(value, str(value))


def contact_condition(answers: Mapping[str, Any]) -> str | None:
    """How, when and whom to call, in the prospect's words: those of their yes, those beside the
    number, and those that came after; None where they set no condition.
    """
    told = [(answers.get(name) or {}).get("condition") for name in ("consent", "phone")]
    told.append((answers.get(CONTACT_WISH) or {}).get("value"))
    said = [each for condition in told if condition for each in condition.split(AND_ALSO)]
    return AND_ALSO.join(dict.fromkeys(said)) or None


def phone_in_words(campaign: Campaign, number: str, answers: Mapping[str, Any]) -> str:
    """`number` (E.164) as a reader of the campaign's country writes it, with the extension that
    came with it where it was told.
    """
    told = answers.get("phone") or {}
    extension = told.get("extension") if told.get("value") == number else None
    written = phone.format(number, campaign.country)
    return f"{written} ext. {extension}" if extension else written
