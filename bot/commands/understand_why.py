"""`leadbell understand --why`: how a message was read, in lines for people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bot.language.intents import because
from bot.leads.campaign import Campaign
from bot.reading.explain import made_of, put_aside
from bot.reading.heard import Context, Heard
from bot.reading.understand import Understanding
from bot.services.answers import value_to_json
from bot.services.in_words import in_words


def rows(found: Understanding, context: Context) -> Iterator[str]:
    """The message, its intent, each value with what it was made of, and what was put aside."""
    yield found.text
    if found.scene is None:
        yield f"  {found.intent}: too long, a reaction, or our own words: it was not read"
        return
    text = found.scene.message
    yield f"  {found.intent}: {because(found.scene, found.intent)}"
    for name, heard in found.values.items():
        yield from _value(name, heard, text, context)
    for aside in put_aside(found, context):
        words = f"“{text[aside.start : aside.end]}”, {aside.kind} {aside.value}"
        yield f"  put aside: {words}: {_role(aside.role, aside.margin)}"


def _value(name: str, heard: Heard[Any], text: str, context: Context) -> Iterator[str]:
    values = heard.offered or (heard.value,)
    outcome = "offered" if heard.offered else "read back" if heard.doubtful else "firm"
    told = " or ".join(_in_words(context.campaign, name, each) for each in values)
    yield f"  {name}: {told}, {outcome}"
    yield f"    “{text[heard.start : heard.end]}” by {heard.rule}"
    yield f"    {_role(heard.role, heard.margin)}"
    for line in made_of(name, heard, text, context):
        yield f"      {line}"


def _role(role: str, margin: float | None) -> str:
    return role if margin is None else f"{role}, {margin:.2f} sure"


def _in_words(campaign: Campaign | None, name: str, value: Any) -> str:
    if value is None:
        return "none to tell"  # "money is no object"
    stored = value_to_json(value)
    if campaign and campaign.question(name):
        return in_words(campaign, name, {"value": stored})
    return stored if isinstance(stored, str) else json.dumps(stored)
