import pytest

from bot.reading.corrections import read_last, turned, turns
from bot.reading.denied import corrects
from bot.reading.heard import Heard


@pytest.mark.parametrize(
    "text",
    [
        "Tom Reed, oops Tim Reed",
        "9am - opps, Tim Reed",
        "dana. My bad! Tim Reed",
        "dana, i take that back: Tim Reed",
        "dana. scrtach that, Tim Reed",
        "dana, acutally Tim Reed",
        "dana, actually no, Tim Reed",
        "Dana *Tim Reed",
        "dana, hold on, Tim Reed",
        "dana nvm Tim Reed",
        "dana… I ment to say Tim Reed",
        "dana should’ve been Tim Reed",
    ],
)
def test_what_stands_after_the_last_turn_counts(text: str) -> None:
    assert text[turns(text)[-1].end :].strip(" ,:!").removeprefix("no, ") == "Tim Reed"


@pytest.mark.parametrize(
    "text",
    [
        "we actually own it",
        "I don't actually know",
        "I can wait until spring",
        "can't wait, yes",
        "sorry for the delay, it leaks",
        "I would rather have a repair",
        "a repair instead of a new roof",
        "**yes**",
        "the wait time is fine",
    ],
)
def test_mere_talk_turns_nothing(text: str) -> None:
    assert turns(text) == ()


@pytest.mark.parametrize("between", [", no, ", " er ", " -> ", ", well, ", " no make it ", " now "])
def test_small_words_turn_between_two_values(between: str) -> None:
    assert turned(f"8k{between}9k", 2, 2 + len(between))


@pytest.mark.parametrize("between", [" or ", " to ", ", no problem, or ", " as well as ", " and "])
def test_links_do_not(between: str) -> None:
    assert not turned(f"8k{between}9k", 2, 2 + len(between))


def _digits(text: str) -> Heard[str] | None:
    at = next((i for i, character in enumerate(text) if character.isdigit()), None)
    return None if at is None else Heard(text[at], at, at + 1)


def test_the_last_part_that_says_anything_is_read_at_its_place() -> None:
    assert read_last("4, oops 5", _digits) == Heard("5", 8, 9)
    assert read_last("4, sorry for the noise", _digits) == Heard("4", 0, 1)


def test_what_is_taken_back_and_not_replaced_is_in_doubt() -> None:
    assert read_last("4. Scratch that", _digits) == Heard("4", 0, 1, doubtful=True)


def test_a_message_says_that_it_corrects() -> None:
    assert corrects("sorry, May") and corrects("not May but June") and corrects("*Tim")
    assert not corrects("I'd rather not say")
