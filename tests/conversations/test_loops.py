"""Machines that text: answered a few times, then silence, until there is something new."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from bot.services.limiter import Limiter
from bot.store import campaigns
from bot.store.database import reading
from tests.conversations.harness import Talk

# At the beginning of a window, so that none ends within a test.
MORNING = datetime(2026, 11, 23, 18, 1, tzinfo=timezone.utc)
# What phones and desks answer by themselves, in the words of several makers.
MACHINES = [
    "I'm driving and will call you back when I've arrived.",
    "I’m busy at the moment. Call me later?",
    "Sorry, can't talk now",
    "Out of office until the 7th, for urgent matters call the front desk",
    "Thanks for contacting Harbor Dental! We are closed and will answer in the morning.",
    "Auto reply: our mailbox is full",
    "Your message was received. Ticket #48213",
    "Hi! I'm away from my phone. Sent from my car at 10:42",
    "Hello! How can I help you today?",
    "Please hold on, an agent will be with you shortly.",
    "Invalid option. Reply 1 for sales, 2 for service.",
    "👍",
    "...",
]


class RealTime:
    def __init__(self) -> None:
        self.instant = MORNING

    def __call__(self) -> datetime:
        return self.instant


def talk(engine: Engine, dialogue: Any, campaign: str = "roofing", time: Any = None) -> Talk:
    with reading(engine) as connection:
        body = campaigns.get_campaign(connection, campaign).body
    numbers = {"number": body["number"], "business": body["business"]["sms"]}
    limiter = Limiter(now=time or RealTime())
    return Talk(engine, dialogue, campaign, "sms", numbers, limiter)


def answered(talk: Talk, *texts: str) -> int:
    """How many of these texts got an answer."""
    before = len(talk.texts_to(talk.prospect))
    for text in texts:
        talk.say(text)
    return len(talk.texts_to(talk.prospect)) - before


@pytest.mark.parametrize("campaign", ["roofing", "mortgage"])
@pytest.mark.parametrize("text", MACHINES)
def test_the_same_again_and_again_gets_few_answers_and_then_none(
    published: Engine, dialogue: Any, campaign: str, text: str
) -> None:
    """Whether it is understood or not; and whoever says something new is heard at once."""
    prospect = talk(published, dialogue, campaign)
    assert answered(prospect, *[text] * 20) <= 6  # what seems a choice is read back, too
    assert answered(prospect, *[text] * 10) == 0
    if text != "Sorry, can't talk now":  # that is a no, and leaves questions open
        assert prospect.lead() is None
    budget = {"roofing": "9 grand", "mortgage": "a loan of 300k"}[campaign]
    assert answered(prospect, f"my budget is {budget}") == 1


@pytest.mark.parametrize("at_answer", range(5))
def test_a_machine_that_answers_mid_way_is_not_answered_for_ever(
    published: Engine, dialogue: Any, at_answer: int
) -> None:
    """At whatever question: the person goes on where they were."""
    prospect = talk(published, dialogue)
    answers = ["a new roof", "9 grand", "next month", "94110", "yes"]
    for answer in answers[:at_answer]:
        assert answered(prospect, answer) == 1
    assert answered(prospect, *["I'm driving - sent by my car"] * 20) <= 2 + (not at_answer)
    for answer in answers[at_answer:]:
        assert answered(prospect, answer) == 1, answer


def test_numbers_and_punctuation_make_no_text_new(published: Engine, dialogue: Any) -> None:
    """A running number, the time of day."""
    prospect = talk(published, dialogue)
    assert answered(prospect, *[f"Queued as message {n}!" for n in range(20)]) <= 3


def test_many_words_that_say_nothing_get_a_few_answers(published: Engine, dialogue: Any) -> None:
    """Each another text: a machine with much to say, or a cat on the keys."""
    prospect = talk(published, dialogue)
    noise = [f"blorp {chr(97 + n)}x fnord {chr(122 - n)}q grmpf" for n in range(25)]
    assert answered(prospect, *noise) <= 8
    assert answered(prospect, "a new roof for about 9 grand") == 1


def test_two_machines_that_take_turns_are_both_found_out(published: Engine, dialogue: Any) -> None:
    """Two texts in turn are no news."""
    prospect = talk(published, dialogue)
    assert answered(prospect, *["I'm driving right now, sorry", "Do not disturb is on"] * 15) <= 8


def test_bots_of_two_campaigns_end_their_talk(published: Engine, dialogue: Any) -> None:
    """Another installation's bot answers each of our texts with one of its own."""
    ours, theirs = talk(published, dialogue), talk(published, dialogue, "home-buying")
    ours.prospect, theirs.prospect = "+14155550186", "+14155550187"
    said, exchanged = "Hello!", 0
    while said and exchanged < 120:
        for side in (ours, theirs):
            before = len(side.texts_to(side.prospect))
            side.say(said)
            said = "\n".join(side.texts_to(side.prospect)[before:])
            exchanged += bool(said)
            if not said:
                break
    assert exchanged < 90


@pytest.mark.parametrize("question", ["how much does a roof cost?", "are you a robot?", "hello?"])
def test_who_really_asks_again_is_answered(published: Engine, dialogue: Any, question: str) -> None:
    """A few times in a row; again after something else; and again after hours."""
    time = RealTime()
    prospect = talk(published, dialogue, time=time)
    prospect.say("hi")
    assert answered(prospect, question, question) == 2
    assert answered(prospect, "a new roof") == 1
    assert answered(prospect, question, question) == 2
    assert answered(prospect, *[question] * 10) <= 2
    time.instant += timedelta(hours=7)
    assert answered(prospect, question) == 1


@pytest.mark.parametrize("word", ["skip", "not sure", "go back"])
def test_the_same_word_that_moves_on_is_always_answered(
    published: Engine, dialogue: Any, word: str
) -> None:
    """Each is another answer."""
    prospect = talk(published, dialogue)
    for answer in ("new roof", "9 grand", "next month"):
        prospect.say(answer)
    assert answered(prospect, *[word] * 3) == 3


def test_stop_is_obeyed_in_the_midst_of_silence(published: Engine, dialogue: Any) -> None:
    """And in other words, too."""
    prospect = talk(published, dialogue)
    answered(prospect, *["I'm driving right now, sorry"] * 10)
    assert answered(prospect, "please stop texting me") == 1
    assert answered(prospect, "hello?") == 0


def test_on_the_web_each_message_gets_its_answer(published: Engine, dialogue: Any) -> None:
    """There it is asked for, and costs nobody a text."""
    visitor = talk(published, dialogue)
    visitor.channel = "web"
    visitor.open()
    assert all(visitor.say("I'm driving right now, sorry") for _ in range(8))
