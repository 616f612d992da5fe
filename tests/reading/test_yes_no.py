"""A yes beside a no: the last clear word counts, else neither does."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest

from bot.language.yes_no import contradicts, read_yes_no
from bot.nlu.intent_model import FALLBACK, Guess
from bot.reading.heard import Context
from bot.reading.understand import understand
from tests.conftest import read_sample

ROOFING = read_sample(Path(__file__).parents[2] / "campaigns" / "roofing.yml")
NOW = datetime(2026, 11, 23, tzinfo=timezone.utc)

YES = ["yes", "Yes I do", "yeah", "yep", "sure"]
NO = ["no", "No I don't", "nope", "nah"]
TURNS = [
    "oops",
    "oops I meant",
    "my bad",
    "sorry",
    "wait",
    "oh wait",
    "scratch that",
    "correction",
    "I mean",
    "typo",
    "actually",
    "hold on",
]


def said(text: str) -> str | None:
    heard = read_yes_no(text)
    return heard.value if heard else None


@pytest.mark.parametrize("turn", TURNS)
def test_what_follows_a_turn_counts(turn: str) -> None:
    """Whatever the first word was, and however the two are joined."""
    for first, last in [*itertools.product(YES, NO), *itertools.product(NO, YES)]:
        joined = [f"{first}, {turn}, {last}", f"{first}. {turn} {last}"]
        for text in joined + [f"{first} {turn} {last}"] * (" " not in first):
            assert said(text) == ("no" if last in NO else "yes"), text


@pytest.mark.parametrize("sorry", ["sorry", "sry", "wait"])
def test_a_turn_at_the_end_makes_the_last_word_count(sorry: str) -> None:
    assert said(f"yes, no {sorry}") == "no"
    assert said(f"no, yes {sorry}") == "yes"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("no I just rent it out for fun. yes I own it", "yes"),
        ("No. Yes we do own it", "yes"),
        ("yes. no we don't", "no"),
        ("yes, no problem", "yes"),
        ("yes, no mortgage on it", "yes"),
        ("no doubt, yes", "yes"),
        ("no no no", "no"),
        ("yes yes", "yes"),
        ("no, not yet", "no"),
    ],
)
def test_the_last_clear_word_counts(text: str, answer: str) -> None:
    assert said(text) == answer


@pytest.mark.parametrize(
    "text",
    [
        *(
            f"{first}{link}{last}"
            for first, last in [("yes", "no"), ("no", "yes")]
            for link in (" ", ", ", ". ", " and ", " or ", " but ", "\n")
        ),
        "YES or NO",
        "yeah no",
        "yes no yes no",
        "yes. Scratch that",
    ],
)
def test_a_contradiction_is_neither(text: str) -> None:
    """For the reader, and for a question whose own words might have answered it."""
    assert said(text) is None
    if "Scratch" not in text:
        assert contradicts(text)
        heard = understand(text, Context(NOW, "owner", ROOFING), Guess(FALLBACK, 0.0))
        assert "owner" not in heard.values or heard.values["owner"].doubtful


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("I rent, no wait I own it", "yes"),
        ("I own it, no wait I rent", "no"),
        ("I rent. oops, I own it", "yes"),
        ("yes, oops I rent", "no"),
    ],
)
def test_the_words_of_a_question_are_turned_alike(text: str, answer: str) -> None:
    heard = understand(text, Context(NOW, "owner", ROOFING), Guess(FALLBACK, 0.0))
    assert heard.values["owner"].value == answer


OWNER = next(question for question in ROOFING.questions if question.id == "owner")
FINANCING = {
    "yes": ("need financing", "need a loan", "finance it", "financing", "monthly payments"),
    "no": ("pay cash", "own money", "pay own money", "out of pocket", "no loan", "no lender"),
}
NEEDS_NONE = [
    "we don't need a loan",
    "we do not want a loan",
    "I'm not financing",
    "we won't borrow",
]
PAYS_ITSELF = ["we pay cash", "paying with our own money", "it's paid out of pocket", "no lender"]


def answered(text: str, ask: str, phrases: dict[str, tuple[str, ...]]) -> tuple[str, bool] | None:
    """What `text` answers to a yes/no question, and whether it is read back."""
    question = replace(OWNER, id="loan", ask=ask, phrases=phrases)
    campaign = replace(ROOFING, questions=(*ROOFING.questions, question))
    heard = understand(text, Context(NOW, "loan", campaign), Guess(FALLBACK, 0.0))
    value = heard.values.get("loan")
    return (value.value, value.doubtful) if value else None


@pytest.mark.parametrize("phrases", [{}, FINANCING], ids=["no phrases", "phrases"])
def test_a_no_with_its_reason_is_firm(phrases: dict[str, tuple[str, ...]]) -> None:
    for none, itself in itertools.product(NEEDS_NONE, PAYS_ITSELF):
        for text in (f"no {none}, {itself}", f"no, {none}", f"{none}, {itself}", f"nope, {itself}"):
            assert answered(text, "Do you need financing?", phrases) == ("no", False), text


@pytest.mark.parametrize("itself", PAYS_ITSELF)
def test_a_reason_answers_alone_where_a_phrase_says_it(itself: str) -> None:
    assert answered(f"{itself}, thanks", "Do you need financing?", FINANCING) == ("no", False)


def test_what_repeats_the_other_half_of_a_question_is_read_back() -> None:
    ask = "Do you need financing, or will you pay cash?"
    assert answered("we will pay in cash", ask, {}) == ("yes", True)
    assert answered("no we don't need a loan, we pay cash", ask, {}) == ("no", False)


@pytest.mark.parametrize("text", ["we don't rent", "I'm not renting", "we do not lease it"])
def test_who_denies_what_would_be_a_no_is_asked_again(text: str) -> None:
    heard = understand(text, Context(NOW, "owner", ROOFING), Guess(FALLBACK, 0.0))
    assert heard.values["owner"].doubtful
    firm = understand(f"no, {text[-4:]}", Context(NOW, "owner", ROOFING), Guess(FALLBACK, 0.0))
    assert not firm.values["owner"].doubtful


@pytest.mark.parametrize("value", ["yes", "no"])
def test_a_but_that_says_the_contrary_is_read_back(value: str) -> None:
    others = {"yes": "we don't", "no": "we do"}
    for word, rest in itertools.product(YES if value == "yes" else NO, ["it's a rental", "barely"]):
        assert answered(f"{word} but {rest}", "Do you own it?", {}) == (value, False)
        heard = answered(f"{word} but {others[value]}", "Do you own it?", {})
        assert heard is None or heard[1], word


@pytest.mark.parametrize(
    "text",
    ["No cash, but the bank pre-approved us", "no money down, but he gave us the letter"],
)
def test_a_no_to_one_thing_and_a_but_is_read_back(text: str) -> None:
    heard = understand(text, Context(NOW, "owner", ROOFING), Guess(FALLBACK, 0.0)).values["owner"]
    assert (heard.value, heard.doubtful) == ("no", True)


@pytest.mark.parametrize(
    "text", ["Yes I live there, but my aunt owns it", "yeah, but it's my dad's"]
)
def test_a_yes_that_turns_out_to_be_anothers_is_read_back(text: str) -> None:
    heard = understand(text, Context(NOW, "owner", ROOFING), Guess(FALLBACK, 0.0)).values["owner"]
    assert heard.doubtful


@pytest.mark.parametrize("text", ["mm no. i hate phone calls", "mm no", "eh no", "meh, no"])
def test_a_sound_before_a_no_is_no_yes(text: str) -> None:
    heard = understand(text, Context(NOW, "consent", ROOFING), Guess(FALLBACK, 0.0)).values
    assert "consent" not in heard or heard["consent"].value == "no"
    owner = understand(text, Context(NOW, "owner", ROOFING), Guess(FALLBACK, 0.0)).values
    assert "owner" not in owner or owner["owner"].value == "no"


def test_to_call_whenever_is_no_time_for_the_work() -> None:
    context = Context(NOW, "consent", ROOFING)
    heard = understand("No problem, call whenever", context, Guess(FALLBACK, 0.0)).values
    assert (heard["consent"].value, "timeframe" in heard) == ("yes", False)
