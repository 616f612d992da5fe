"""One caller causes few texts, however they go about it; what they are told is true."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from bot import clock
from bot.services.limiter import Limiter
from tests.conversations.harness import Talk

NUMBERS = {"number": "+14155550199", "business": "+14155550100"}
MORNING = datetime(2026, 11, 23, 18, 1, tzinfo=timezone.utc)
GIVEN = ("repair", "8k", "next week", "94110", "yes", "Dana Whitfield")


def chat(engine: Engine, dialogue: Any) -> Talk:
    visitor = Talk(engine, dialogue, "roofing", "web", NUMBERS, Limiter(now=lambda: MORNING))
    visitor.open()
    return visitor


def said(visitor: Talk, text: str) -> str:
    return " ".join(message["text"] for message in visitor.say(text))


def test_twenty_chats_that_want_a_person_are_no_twenty_texts(
    published: Engine, dialogue: Any
) -> None:
    """None without a number; ten at once with one, then all that follow in one."""
    for _ in range(20):
        assert "What number" in said(chat(published, dialogue), "I want a person")
    business = chat(published, dialogue)
    assert business.texts_to(NUMBERS["business"]) == []
    heard = []
    for n in range(16):
        visitor = chat(published, dialogue)
        said(visitor, "I want to talk to a person")
        heard.append(said(visitor, f"415 555 01{n:02d}"))
    assert len(business.texts_to(NUMBERS["business"])) == 10
    assert ["within the hour" in words for words in heard] == [False] * 10 + [True] * 6
    clock.fix(clock.now() + timedelta(hours=1))
    business.deliver()
    joined = business.texts_to(NUMBERS["business"])[10:]
    assert len(joined) == 1
    assert all(f"555-01{n}" in joined[0] for n in range(10, 16))


def test_who_goes_on_instead_is_called_once_they_give_their_number(
    published: Engine, dialogue: Any
) -> None:
    """The form asks for it; nothing is asked twice, and the lead comes all the same."""
    visitor = chat(published, dialogue)
    assert "What number" in said(visitor, "can I speak with someone please")
    assert "What do you need" in said(visitor, "hello?")
    for answer in GIVEN:
        visitor.say(answer)
    assert visitor.texts_to(NUMBERS["business"]) == []
    assert "passed your number on" in said(visitor, "415 555 0123")
    (call,) = visitor.texts_to(NUMBERS["business"])
    assert all(fact in call for fact in ("wants to talk", "Dana Whitfield", "(415) 555-0123"))
    visitor.say("skip")
    visitor.say("yes")
    assert len(visitor.texts_to(NUMBERS["business"])) == 2


@pytest.mark.parametrize("wish", ["can someone call me", "human please"])
def test_after_the_end_the_business_hears_of_it_once(
    published: Engine, dialogue: Any, wish: str
) -> None:
    """However often it is wished."""
    visitor = chat(published, dialogue)
    for answer in (*GIVEN, "415 555 0123", "skip", "yes"):
        visitor.say(answer)
    before = len(visitor.texts_to(NUMBERS["business"]))
    for _ in range(12):
        visitor.say(wish)
    assert len(visitor.texts_to(NUMBERS["business"])) <= before + 1


def test_forty_corrections_are_told_in_a_few_texts(published: Engine, dialogue: Any) -> None:
    """While the clock stands still; the number that counts is the last."""
    visitor = chat(published, dialogue)
    for answer in (*GIVEN, "415 555 0123", "skip", "yes"):
        visitor.say(answer)
    before = len(visitor.texts_to(NUMBERS["business"]))
    for n in range(40):
        assert "changed" in said(visitor, f"actually my number is 415 555 01{n + 24}").lower()
    assert len(visitor.texts_to(NUMBERS["business"])) == before + 3
    clock.fix(clock.now() + timedelta(hours=1))
    visitor.deliver()
    texts = visitor.texts_to(NUMBERS["business"])[before:]
    assert "(415) 555-0124" in texts[0]
    assert len([text for text in texts if "changed" in text and "(415) 555-0163" in text]) == 1
