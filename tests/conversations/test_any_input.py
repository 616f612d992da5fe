"""Whatever is written, the dialogue answers: no crash, no silence, no sentence thrice running."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from bot import clock
from bot.leads import keywords
from bot.services.dialogue import Dialogue
from bot.store import campaigns, conversations, opt_outs
from bot.store.database import reading, transaction
from tests.conversations.harness import PATIENT, PROSPECTS, Talk
from tests.fuzz.judge import Transcript
from tests.fuzz.texts import any_text

PROSPECT = PROSPECTS["+1"]
MESSAGES = 80
# Doubtful, vague and steering: a few of these over and over are what makes a bot repeat itself.
NO_PROGRESS = (
    "a few thousand", "i pay 130 now", "maybe 5k", "below 1.2", "soon", "maybe", "not sure",
    "thanks!", "lol", "what?", "ok", "no", "yes", "skip", "start over", "go back", "gutters", "buy",
    "$9,000", "change my budget", "why?", "do you work in the rain?", "are you a robot?",
)  # fmt: skip
# Hypothesis' own ideas of a text, and ours: shrinking makes a failure's sequence short.
ANY_TEXT = st.one_of(
    st.text(max_size=80),
    st.integers(0, 9999).map(lambda seed: any_text(random.Random(seed))),
)


@pytest.fixture(params=["web", "sms"])
def channel(request: pytest.FixtureRequest) -> Iterator[str]:
    yield request.param


def _talk(engine: Engine, dialogue: Dialogue, campaign: str, channel: str) -> Talk:
    with transaction(engine) as connection:
        opt_outs.add_opt_in(connection, PROSPECT, "START", clock.now())
        conversations.close_conversations_of(connection, PROSPECT)
    with reading(engine) as connection:
        body = campaigns.get_campaign(connection, campaign).body
    numbers = {"number": body["number"], "business": body["business"]["sms"]}
    return Talk(engine, dialogue, campaign, channel, numbers, PATIENT)


def _is_left_alone(talk: Talk, said: str) -> bool:
    """A texter's carrier keyword is no turn, and who has opted out hears nothing."""
    with reading(talk.engine) as connection:
        opted_out = opt_outs.is_opted_out(connection, PROSPECT)
    return talk.channel == "sms" and (opted_out or keywords.parse(said) is not None)


@pytest.mark.parametrize("campaign", ["roofing", "mortgage"])
def test_every_message_is_answered(
    published: Engine, dialogue: Dialogue, campaign: str, channel: str
) -> None:
    """A long random conversation, mostly of answers, through to its end and on."""
    chance = random.Random(f"{campaign} {channel}")
    talk = _talk(published, dialogue, campaign, channel)
    asks = talk.open()[-1]["asks"] if channel == "web" else None
    transcript = Transcript(f"{campaign} {channel}")
    for _ in range(MESSAGES):
        said = any_text(chance, asks)
        replies = talk.say(said)
        asks = replies[-1]["asks"] if replies else None
        if replies or not _is_left_alone(talk, said):
            transcript.add(said, [reply["text"] for reply in replies])
    assert transcript.faults() == []


@pytest.mark.parametrize("campaign", ["home-buying", "auto-insurance"])
def test_a_few_messages_over_and_over_are_never_answered_alike_thrice(
    published: Engine, dialogue: Dialogue, campaign: str, channel: str
) -> None:
    """Questions, read-backs and asides alike."""
    for seed in range(4):
        chance = random.Random(f"{seed} {campaign} {channel}")
        few = chance.sample(NO_PROGRESS, 3)
        talk = _talk(published, dialogue, campaign, channel)
        transcript = Transcript(f"{campaign} {channel} {few}")
        if channel == "web":
            transcript.add("", [reply["text"] for reply in talk.open()])
        for _ in range(20):
            said = chance.choice(few)
            transcript.add(said, [reply["text"] for reply in talk.say(said)])
        assert transcript.faults() == []


def test_what_is_too_long_is_told_so(published: Engine, dialogue: Dialogue, channel: str) -> None:
    talk = _talk(published, dialogue, "roofing", channel)
    if channel == "web":
        talk.open()
    talk.say("hello")
    said = talk.say("the roof leaks and leaks " * 41)
    assert {"long", "much"} & set(said[0]["text"].split())
    assert said[-1]["asks"] == "need"


def test_any_sequence_of_texts_is_answered(
    published: Engine, dialogue: Dialogue, channel: str
) -> None:
    """Whatever the order; who has opted out by text is left alone, all others hear something."""

    @settings(
        max_examples=15,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.sampled_from(["roofing", "home-buying"]), st.lists(ANY_TEXT, max_size=12))
    def check(campaign: str, said: list[str]) -> None:
        talk = _talk(published, dialogue, campaign, channel)
        transcript = Transcript(f"{campaign} {channel}")
        if channel == "web":
            transcript.add("", [reply["text"] for reply in talk.open()])
        for text in said:
            replies = [reply["text"] for reply in talk.say(text)]
            if replies or not _is_left_alone(talk, text):
                transcript.add(text, replies)
        assert transcript.faults() == []

    check()
