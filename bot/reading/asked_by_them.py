"""What a question of theirs names: "how long does it take, 3 days?" tells no time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.language.intents import STEERING
from bot.language.questions import Asked, asked_in
from bot.reading.choice.meaning import tells_nothing
from bot.reading.free_text import is_free_text
from bot.reading.heard import Context, Heard, Values

# Who asks about a place means theirs ("do you serve 94110?"), and gives a number to be reached at.
TOLD_BY_ASKING = frozenset({"postcode", "phone", "email", "consent"})


def without_asked(text: str, values: Values, context: Context) -> Values:
    """`values` without those that are merely asked about.

    What they ask to be done is a wish, and what they open with a need, in doubt where they ask
    about the business ("what do you take when you sell?") or about the thing ("is the inspection
    free?"). Without a campaign nobody knows who is asked: then it is in doubt.
    """
    return dict(_told(text, values, context))


def _told(text: str, values: Values, context: Context) -> Iterator[tuple[str, Heard[Any]]]:
    asked = asked_in(text)
    for name, heard in values.items():
        within = next((a for a in asked if a.start <= heard.start and heard.end <= a.end), None)
        if within is None or _is_wished(name, within, context):
            yield name, heard
        elif name == "need" and context.asks in (None, "need"):
            about_us = not within.whether and tells_nothing(within.words)
            about_us = about_us or STEERING.tells(within.words, "asks_of_the_thing")
            yield name, replace(heard, doubtful=heard.doubtful or about_us)
        elif context.campaign is None:
            yield name, replace(heard, doubtful=True)


def _is_wished(name: str, asked: Asked, context: Context) -> bool:
    free_text = name == context.asks and is_free_text(context)
    return asked.requests or free_text or name in TOLD_BY_ASKING
