"""What a message does, given what was asked: a guess alone ends nothing and offends nobody."""

from __future__ import annotations

import pytest

from bot.language.intents import FALLBACK, Guess, Scene, decide_intent, says, urgent_words


@pytest.mark.parametrize(
    ("asks", "guess", "text"),
    [
        ("credit", "minor", "im 3 months behind on my car"),
        ("degree", "minor", "im 2 classes short"),
        ("postcode", "minor", "im 5 minutes from downtown"),
        ("details", "minor", "im 17 years without a ticket"),
        ("details", "minor", "i'm 15 minutes away"),
        ("need", "minor", "my car is 16 years old"),
        ("need", "job", "do you guys insure motorcycles"),
        ("need", "sales", "we put an offer in on a 3br"),
        ("need", "start_over", "new"),
        ("need", "ask_cost", "what's your license number"),
        ("timeframe", "goodbye", "when the kids start"),
        ("owner", "human", "it belongs to my aunt"),
        ("need", "emergency", "i need a roof"),
        ("need", "complaint", "the gutters need cleaning"),
    ],
)
def test_what_ends_or_offends_needs_words_of_its_own(asks: str, guess: str, text: str) -> None:
    assert decide_intent(Scene(text, asks, Guess(guess, 0.9))) == FALLBACK


@pytest.mark.parametrize(
    ("guess", "text"),
    [
        ("minor", "im only 15"),
        ("minor", "i turn 16 next week"),
        ("minor", "i'm in 7th grade"),
        ("job", "are you hiring"),
        ("sales", "we offer seo services"),
        ("rude", "you are useless"),
        ("start_over", "let's start again"),
        ("goodbye", "ok bye"),
        ("human", "get me a person"),
        ("ask_cost", "how much is it"),
    ],
)
def test_with_them_the_guess_stands(guess: str, text: str) -> None:
    assert decide_intent(Scene(text, "need", Guess(guess, 0.9))) == guess


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("is Mike still coming thursday?", "existing_customer"),
        ("is anyone still coming today", "existing_customer"),
        ("where is the crew", "existing_customer"),
        ("i have a policy with you and need my id card", "existing_customer"),
        ("you guys did my roof last year and it leaks", "complaint"),
        ("your crew left nails all over my driveway", "complaint"),
        ("I want my money back", "complaint"),
        ("I need to move my appointment", "reschedule"),
        ("could we push my appointment to next week", "reschedule"),
        ("never mind i found one", "goodbye"),
        ("we went with another company", "goodbye"),
        ("i smell gas", "emergency"),
        ("I can't breathe", "emergency"),
        ("my house is on fire", "emergency"),
    ],
)
def test_some_phrases_say_by_themselves_what_is_done(text: str, intent: str) -> None:
    """Whatever was guessed."""
    assert decide_intent(Scene(text, "need", Guess("inform", 0.9))) == intent


@pytest.mark.parametrize(
    "text",
    [
        "we had a fire last year",
        "my tooth is on fire",
        "there's fire damage in the attic",
        "i need a fireplace",
        "my gums bleed a little",
        "i had a heart attack two years ago",
    ],
)
def test_what_only_sounds_like_danger_is_none(text: str) -> None:
    assert not says(text, "emergency")


@pytest.mark.parametrize(
    "text",
    [
        "my last roofer did a bad job",
        "i want to change my policy",
        "i have an old roof and it leaks",
        "i need an appointment",
        "can i book an appointment",
        "we found a leak in the attic",
        "not interested in solar",
        "i got another quote for 9k",
    ],
)
def test_a_prospect_is_no_customer_and_leaves_not(text: str) -> None:
    intent = decide_intent(Scene(text, "need", Guess("inform", 0.9)))
    assert intent in (FALLBACK, "greet")


@pytest.mark.parametrize("text", ["there's water pouring in right now", "a pipe just burst"])
def test_what_cannot_wait_is_heard(text: str) -> None:
    assert urgent_words(text) is not None


def test_what_can_wait_is_not_urgent() -> None:
    assert urgent_words("no emergency, water came in last spring") is None
