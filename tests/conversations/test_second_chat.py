"""Who was turned down and comes back with other answers: a person looks first."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import Engine

from bot.services.dialogue import Dialogue
from tests.conversations.harness import Talk

NUMBERS = {"number": "+14155550199", "business": "+14155550100"}
FIREFOX = "0f6f2f36-27f4-4c86-b5b3-3a52f1f6a6d2"
LOW = "repair, 900 dollars, next week, 94110, I own it"
HIGH = "repair, 9000 dollars, next week, 94110, I own it"


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        (("415 555 0131", "skip", None), ("415 555 0131", "skip", None), "phone"),
        (
            ("415 555 0131", "ivo.lang@example.com", None),
            ("415 555 0132", "Ivo.Lang+2@example.com", None),
            "e-mail",
        ),
        (("415 555 0131", "skip", FIREFOX), ("415 555 0132", "skip", FIREFOX), "browser"),
    ],
    ids=["phone", "email", "browser"],
)
def test_a_second_chat_with_better_answers_waits_for_a_person(
    published: Engine,
    dialogue: Dialogue,
    first: tuple[str, str, str | None],
    second: tuple[str, str, str | None],
    shared: str,
) -> None:
    """The business gets nothing yet; the lead shows what it was, and of which lead."""
    talk = Talk(published, dialogue, "roofing", "web", NUMBERS)
    answer(talk, LOW, first)
    assert talk.lead()["verdict"]["outcome"] == "unqualified"
    last = answer(talk, HIGH, second)
    lead = talk.lead()
    assert lead["verdict"]["outcome"] == "review"
    assert [signal["because"] for signal in lead["signals"]] == [
        f"budget: was $900, now $9,000; it failed before (lead 1, same {shared})"
    ]
    assert "will look at this" in last
    assert talk.texts_to(NUMBERS["business"]) == []


def test_a_text_after_the_web_chat_is_the_same_prospect(
    published: Engine, dialogue: Dialogue
) -> None:
    """By the number that was typed there."""
    web = Talk(published, dialogue, "roofing", "web", NUMBERS)
    answer(web, LOW, ("415 555 0188", "skip", None))
    sms = Talk(published, dialogue, "roofing", "sms", NUMBERS)
    for text in (HIGH, "Ivo Lang", "skip", "yes"):
        sms.say(text)
    assert sms.lead()["channel"] == "sms"
    assert sms.lead()["verdict"]["outcome"] == "review"


def test_before_the_end_corrections_are_free(published: Engine, dialogue: Dialogue) -> None:
    """No verdict was given yet, so none was fished for."""
    talk = Talk(published, dialogue, "roofing", "web", NUMBERS)
    talk.open()
    for text in (LOW, "actually my budget is 9000", "Ivo Lang", "415 555 0131", "skip", "yes"):
        talk.say(text)
    assert talk.lead()["verdict"]["outcome"] == "qualified"
    assert talk.lead()["signals"] == []


def answer(talk: Talk, facts: str, contact: tuple[str, str, str | None]) -> str:
    """A whole chat; returns the bot's last words."""
    phone, email, browser = contact
    talk.open(browser)
    for text in (facts, "Ivo Lang", phone, email):
        talk.say(text)
    return str(talk.say("yes")[-1]["text"])
