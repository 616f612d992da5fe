"""What a sentence means among the choices of campaigns that ship nowhere."""

from __future__ import annotations

import time

import pytest

from bot.language.choices import Choice, Meanings, closeness, load_language
from bot.language.judges import Outcome

LABELS = [
    Choice("bed_bugs", "Bed bugs"),
    Choice("ants", "Ants and roaches"),
    Choice("rodents", "Rats and mice"),
    Choice("termites", "Termites"),
]
PHRASES = [
    Choice(
        "bed_bugs", "Bed bugs", ("bites in the morning", "spots on the mattress", "itchy welts")
    ),
    Choice("ants", "Ants and roaches", ("crawling in the kitchen", "trail of ants", "cockroach")),
    Choice("rodents", "Rats and mice", ("scratching in the walls", "droppings", "chewed wires")),
    Choice("termites", "Termites", ("hollow wood", "mud tubes", "swarm with wings")),
]


def meanings(choices: list[Choice]) -> Meanings:
    return Meanings("What is troubling you?", choices, load_language("en"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I hear scratching in the walls upstairs", "rodents"),
        ("the window frame is hollow", "termites"),
        ("we wake up with bites every morning", "bed_bugs"),
        ("roaches all over my kitchen", "ants"),
    ],
)
def test_with_phrases_a_need_told_in_other_words_is_heard(text: str, value: str) -> None:
    """It counts, or is read back."""
    decision = meanings(PHRASES).decide(text)
    assert decision
    assert decision.first == value
    assert decision.outcome in (Outcome.FIRM, Outcome.READ_BACK)


@pytest.mark.parametrize(
    "text", ["we wake up with bites every morning", "insects", "they eat the wood"]
)
def test_with_labels_alone_it_is_at_least_asked_about(text: str) -> None:
    """As one of two, or to be confirmed."""
    decision = meanings(LABELS).decide(text)
    assert decision
    assert decision.outcome in (Outcome.READ_BACK, Outcome.OFFERED)


@pytest.mark.parametrize(
    "text",
    ["hello", "how much is it", "are you licensed", "no idea", "thanks a lot", "my name is Daniel"],
)
@pytest.mark.parametrize("choices", [LABELS, PHRASES], ids=["labels", "phrases"])
def test_what_names_no_choice_is_asked_again(text: str, choices: list[Choice]) -> None:
    """Small talk and questions choose nothing."""
    decision = meanings(choices).decide(text)
    assert decision is None or decision.outcome is Outcome.ASKED


@pytest.mark.parametrize("text", ["", "🙂", "?!", "x" * 1000])
def test_a_text_without_words_means_nothing(text: str) -> None:
    """There is nothing to compare."""
    assert meanings(LABELS).decide(text) is None


def test_one_choice_alone_is_no_choice() -> None:
    """Whatever they say, nothing tells it from another."""
    assert meanings(LABELS[:1]).decide("bed bugs") is None


def test_two_choices_have_no_third() -> None:
    """They are judged all the same."""
    decision = meanings(PHRASES[:2]).decide("bites in the morning, spots on the sheets")
    assert decision
    assert (decision.first, decision.second) == ("bed_bugs", "ants")


def test_where_several_are_named_none_is_taken() -> None:
    """A sum of words has no order: "mice, no, termites" may mean either."""
    decision = meanings(LABELS).decide("mice, no, termites")
    assert decision
    assert decision.outcome is Outcome.OFFERED
    assert set(decision.pair) == {"rodents", "termites"}


def test_probabilities_are_rounded_and_in_order() -> None:
    """Two choices hold at least what one of them holds, but for the models' own errors."""
    decision = meanings(LABELS).decide("little brown bugs in the mattress")
    assert decision
    assert decision.one == round(decision.one, 4)
    assert decision.two >= decision.one - 0.05


def test_choices_that_read_alike_are_close() -> None:
    """Others are not, though they share a word."""
    language = load_language("en")
    alike = [
        Choice("a", "Carpet cleaning"),
        Choice("b", "Rug cleaning"),
        Choice("c", "Office cleaning"),
    ]
    close = closeness(alike, language)
    assert close["a", "b"] >= language.too_close
    assert close["a", "c"] < language.too_close
    assert close["b", "c"] < language.too_close


def test_the_longest_message_is_weighed_in_milliseconds() -> None:
    """Of the processor's time; a usual one takes a tenth of one."""
    made = meanings(PHRASES)
    took = []
    for _ in range(5):
        started = time.process_time()
        made.decide("scratching behind the wall " * 37)
        took.append(time.process_time() - started)
    assert min(took) < 0.01
