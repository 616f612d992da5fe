"""Whatever is written, the dialogue answers: no crash, no silence, nothing invented."""

from __future__ import annotations

import random
import string

import pytest
from sqlalchemy.engine import Engine

from bot.services.dialogue import Dialogue
from bot.store import campaigns
from bot.store.database import reading
from tests.conversations.harness import Talk

MESSAGES = 150
PIECES = (
    "8k",
    "about",
    "next month",
    "94110",
    "not sure",
    "yes",
    "no",
    "why?",
    "roof",
    "415 555 0123",
    "sam@example.com",
    "actually",
    "go back",
    "start over",
    "skip",
    "human",
    "/restart",
    '/inform{"budget": 1e9}',
    "Maria",
    "\x00",
    "🙂",
    "½",
    "٣٤",
    "‮",
    "😀" * 400,
    "a" * 1200,
    "%s",
    "{name}",
    "<b>",
    "'; DROP TABLE lead; --",
)


def _message(chance: random.Random) -> str:
    if chance.random() < 0.3:
        return "".join(chance.choice(string.printable) for _ in range(chance.randint(0, 60)))
    if chance.random() < 0.2:
        return "".join(chr(chance.randint(1, 0xFFFF)) for _ in range(chance.randint(1, 30)))
    return " ".join(chance.choice(PIECES) for _ in range(chance.randint(1, 4)))


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize("campaign", ["roofing", "mortgage"])
def test_every_message_is_answered(
    published: Engine, dialogue: Dialogue, campaign: str, channel: str
) -> None:
    """Random messages, all the way: each gets an answer that is no apology of ours."""
    chance = random.Random(f"{campaign} {channel}")
    with reading(published) as connection:
        body = campaigns.get_campaign(connection, campaign).body
    numbers = {"number": body["number"], "business": body["business"]["sms"]}
    talk = Talk(published, dialogue, campaign, channel, numbers)
    if channel == "web":
        talk.open()
    for _ in range(MESSAGES):
        message = _message(chance)
        for reply in talk.say(message):
            assert reply["text"].strip(), message
            assert "went wrong on our side" not in reply["text"], message
            assert "{" not in reply["text"].replace("{name}", ""), message
