"""Answers in words, for the prospect to hear back and for the business to read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.leads.campaign import Campaign, QuestionType
from bot.values import budget, phone, timeframe

LONGEST_QUOTED = 60  # characters
_LINK = re.compile(r"\S*(?:://|www\.)\S*", re.IGNORECASE)
_INNER_DOT = re.compile(r"(?<=\w\w)\.(?=[^\W\d_]{2})")


def quotable(words: str) -> str:
    """A prospect's own words for a text of ours: on one line, short, and with no link in it.

    >>> quotable("text only, see https://x.example.com/a or evil.example/b")
    'text only, see or evil example/b'
    """
    plain = _INNER_DOT.sub(" ", _LINK.sub("", words.replace('"', "'")))
    line = " ".join(plain.split())
    return line if len(line) <= LONGEST_QUOTED else f"{line[: LONGEST_QUOTED - 3].rstrip()}..."


def in_words(campaign: Campaign, question: str, answer: Mapping[str, Any]) -> str:
    """The value of an answer (JSON) to `question`, as a reader of the campaign's locale says it."""
    value = answer["value"]
    asked = campaign.question(question)
    if value is None:
        return "not known"
    if question == "phone":
        return phone.format(value, campaign.country)
    if asked is None:
        return str(value)
    if asked.type is QuestionType.BUDGET:
        return budget.format(budget.from_json(value), campaign.locale)
    if asked.type is QuestionType.TIMEFRAME:
        return timeframe.format(timeframe.from_json(value), campaign.locale)
    return asked.choices.get(value, str(value))
