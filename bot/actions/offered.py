"""A choice of two: what is asked where an answer may mean either."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.actions.questions import Choices
from bot.services.turn import Turn
from bot.services.wording import variants


def offer(turn: Turn, pending: Mapping[str, Any]) -> tuple[tuple[str, ...], Choices]:
    """The ways to ask which of the two is meant, and the quick replies. A text names both itself,
    so it needs no numbers.
    """
    two = _labels(turn, pending)
    (first, _), (second, _) = two
    ways = variants("offered", turn.campaign, first=first, second=_amid(second))
    return ways, two if turn.conversation.channel == "web" else []


def settle(heard: dict[str, Any], offered: Sequence[str]) -> None:
    """Of the two that were offered, whatever they say for one counts; where they say again what
    may be either, the likelier one is read back.
    """
    if heard.get("offered"):
        if set(heard["offered"]) == set(offered):
            del heard["offered"]
    elif heard["value"] in offered:
        heard.pop("doubtful", None)


def _labels(turn: Turn, pending: Mapping[str, Any]) -> Choices:
    """(label, value) of the two."""
    asked = turn.campaign.question(pending["question"])
    labels = asked.choices if asked else {}
    return [(labels[value], value) for value in pending["offered"]]


def _amid(label: str) -> str:
    """A label as it stands within a sentence: "ants and roaches", but "EV charger".

    >>> _amid("Ants and roaches"), _amid("EV charger")
    ('ants and roaches', 'EV charger')
    """
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
