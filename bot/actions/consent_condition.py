"""The condition of a consent: kept through as many messages as it takes to get a yes or a no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker

from bot.actions.state import surely_heard_in, text_of
from bot.language.consent import read_consent
from bot.language.consent_condition import read_condition, sets_limits
from bot.services.answers import answer_to_json
from bot.services.in_words import AND_ALSO, CONTACT_WISH, quotable
from bot.services.turn import Turn
from bot.services.wording import variants

MOST_TOLD = 1_000  # characters, in however many messages


def joined(answer: Mapping[str, Any], before: Mapping[str, Any] | None) -> dict[str, Any]:
    """`answer` (JSON) to the question of consent, with the words and the condition that were told
    `before` it. A no has none.
    """
    if before is None or answer["value"] == "no":
        return dict(answer)
    return {
        **answer,
        "heard": _both(before["heard"], answer["heard"], " / "),
        "condition": _both(before["condition"], answer.get("condition"), AND_ALSO),
    }


def condition_told(turn: Turn, tracker: Tracker) -> dict[str, Any] | None:
    """The condition that the latest message sets (JSON), with what was told before; None if it
    sets none.
    """
    text, before = text_of(tracker), tracker.get_slot("condition")
    heard = read_consent(text)
    condition = heard.condition if heard else None
    if heard is None and (found := read_condition(text)):
        condition = text[found.start : found.end]
    if condition is None:
        return None
    told = answer_to_json(None, condition, turn.now)
    return joined({**told, "condition": condition}, before)


def wish_told(turn: Turn, tracker: Tracker, answers: Mapping[str, Any]) -> dict[str, Any] | None:
    """How to reach them, told after the end, with what was told so before; None where the latest
    message tells anything else.
    """
    text = text_of(tracker)
    told = condition_told(turn, tracker) if sets_limits(text) else None
    words = text if _tells_another_number(turn, tracker) else told["condition"] if told else None
    if words is None:
        return None
    before = (answers.get(CONTACT_WISH) or {}).get("value")
    return answer_to_json(AND_ALSO.join(filter(None, [before, words])), text, turn.now)


def _tells_another_number(turn: Turn, tracker: Tracker) -> bool:
    """A texter's lead stays at the number that they text from, which is proved."""
    address, phone = turn.conversation.address, surely_heard_in(tracker).get("phone")
    return bool(address and phone and phone["value"] != address)


def ways_to_ask(turn: Turn, told: Mapping[str, Any]) -> tuple[str, ...]:
    """The question of consent in full, then in words that tell back the condition `told`."""
    condition = quotable(told["condition"])
    return (turn.campaign.consent, *variants("on_condition", turn.campaign, condition=condition))


def _both(before: str, after: str | None, sign: str) -> str:
    told = sign.join(dict.fromkeys(filter(None, [*before.split(sign), after])))
    return told if len(told) <= MOST_TOLD else before
