"""The bot's words: no sentence comes three answers running."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from bot.leads.campaign import Campaign
from bot.services.wording import variants

_BETWEEN_SENTENCES = re.compile(r"(?<=[.?!])\s+")
KEPT = 3  # answers: the two before this one, and this one as far as it is said


@dataclass(frozen=True, slots=True)
class Voice:
    """Says things in the campaign's words; `lately` are the sentences of the last two answers."""

    campaign: Campaign
    lately: tuple[frozenset[str], ...] = ()

    def say(self, key: str, first: int = 0, **facts: str) -> str:
        """One way to say `key`: the `first`, or the one after that which was just said."""
        return self.choose(variants(key, self.campaign, **facts), first)

    def choose(self, ways: Sequence[str], first: int = 0) -> str:
        """They take turns: the one after that which was just said, else the `first`; and never one
        that is worn while there is another.
        """
        just_said = self.lately[-1] if self.lately else frozenset()
        said = [n for n, way in enumerate(ways) if sentences_of(way) & just_said]
        start = said[-1] + 1 if said else first
        order = [ways[(start + n) % len(ways)] for n in range(len(ways))]
        return min(order, key=self.worn)

    def has_just_said(self, key: str, **facts: str) -> bool:
        """Whether the last answer holds one of the ways to say `key`."""
        ways = variants(key, self.campaign, **facts)
        return bool(self.lately) and any(sentences_of(way) <= self.lately[-1] for way in ways)

    def worn(self, text: str) -> int:
        """How many sentences of `text` would now come three answers running."""
        return len(sentences_of(text).intersection(*self.lately)) if len(self.lately) > 1 else 0


def sentences_of(text: str) -> frozenset[str]:
    return frozenset(_BETWEEN_SENTENCES.split(text.strip())) - {""}


def voice_of(campaign: Campaign, tracker: Tracker) -> Voice:
    """The voice that knows what was said in the last two answers of this conversation."""
    said = (tracker.get_slot("said") or [])[: -1 if _has_spoken(tracker) else None]
    lately = (frozenset().union(*map(sentences_of, texts)) for texts in said[1 - KEPT :])
    return Voice(campaign, tuple(lately))


def remember(tracker: Tracker, texts: Iterable[str]) -> dict[str, Any]:
    """The event that keeps what was said now, together with this answer's part before it."""
    said = list(tracker.get_slot("said") or [])
    now = said.pop() if _has_spoken(tracker) else []
    return SlotSet("said", [*said, [*now, *texts]][-KEPT:])


def _has_spoken(tracker: Tracker) -> bool:
    """Whether an action before this one has already answered the latest message in part."""
    for event in reversed(tracker.events):
        if event["event"] in ("user", "bot"):
            return bool(event["event"] == "bot")
    return False
