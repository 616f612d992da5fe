"""Answers between the dialogue's slots (JSON) and the rules' values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.leads.campaign import Campaign, QuestionType
from bot.leads.lead import Answer, Value
from bot.store.times import to_datetime, to_text
from bot.values import budget, timeframe
from bot.values.budget import Budget
from bot.values.timeframe import Timeframe


def answer_to_json(value: Value | None, heard: str, at: datetime) -> dict[str, Any]:
    """`{"value", "heard", "at"}`; a budget or timeframe is in its own JSON shape."""
    return {"value": value_to_json(value), "heard": heard, "at": to_text(at)}


def value_to_json(value: Value | None) -> Any:
    if isinstance(value, Budget):
        return budget.to_json(value)
    if isinstance(value, Timeframe):
        return timeframe.to_json(value)
    return value


def answer_from_json(data: Mapping[str, Any], type: QuestionType) -> Answer:
    """The inverse of `answer_to_json` for an answer to a question of this type."""
    value = data["value"]
    if value is not None and type is QuestionType.BUDGET:
        value = budget.from_json(value)
    elif value is not None and type is QuestionType.TIMEFRAME:
        value = timeframe.from_json(value)
    return Answer(value, data["heard"], to_datetime(data["at"]))


def answers_from_json(data: Mapping[str, Any], campaign: Campaign) -> dict[str, Answer]:
    """The answers to the campaign's questions among `data` ({question id: answer JSON})."""
    return {
        question.id: answer_from_json(data[question.id], question.type)
        for question in campaign.questions
        if data.get(question.id) is not None
    }
