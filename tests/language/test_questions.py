"""A visitor's own questions, and what only sounds like one."""

from __future__ import annotations

import pytest

from bot.language.questions import answer_to, asked_in


@pytest.mark.parametrize(
    "text",
    [
        "do you do financing?",
        "how long does a reroof take, 3 days?",
        "whats the apr on a 30 yr fixed",
        "can you do financing over 24 months",
        "are you open on saturday?",
        "what's your license number",
        "is there a warranty",
        "how do I know you are licensed",
        "9k, do you take cards?",
    ],
)
def test_a_question_of_the_business_or_its_work(text: str) -> None:
    (asked,) = asked_in(text)
    assert asked.names_matter and not asked.requests


@pytest.mark.parametrize("text", ["can you fix a leak next week?", "could someone come friday"])
def test_what_they_ask_to_be_done_may_answer(text: str) -> None:
    (asked,) = asked_in(text)
    assert asked.requests


@pytest.mark.parametrize(
    "text",
    [
        "how about june?",
        "is 8k enough?",
        "next month?",
        "are you free next week?",
        "can we do march?",
        "what i want is a new roof in june",
        "when the weather gets better",
    ],
)
def test_an_answer_in_the_clothes_of_a_question_is_none(text: str) -> None:
    assert asked_in(text) == ()


def test_the_longest_phrase_that_stands_in_it_names_the_answer() -> None:
    """Whole words alone count."""
    heard = {"area": ["do you serve", "areas"], "loans": ["do you serve veterans", "va loan"]}
    assert answer_to("Hi! Do you serve Oakland?", heard) == "area"
    assert answer_to("do you serve veterans", heard) == "loans"
    assert answer_to("what about subareas", heard) is None


def test_an_afterthought_belongs_to_the_question() -> None:
    asked = asked_in("How long does that take, 2 days? a week? I'd start in May")
    assert [each.words for each in asked] == ["How long does that take, 2 days?", "a week?"]
    assert asked_in("May 4? Or June?") == ()
