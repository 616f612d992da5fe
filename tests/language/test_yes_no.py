"""Yes and no in words, signs and slips; what is neither; what is only read back."""

from __future__ import annotations

import itertools
import time

import pytest

from bot.language.yes_no import is_undecided, read_yes_no

YES = ["yes", "yeah", "yep", "yup", "sure", "ok", "of course", "we do", "absolutely", "👍"]
NO = ["no", "nope", "nah", "we don't", "not yet", "not anymore", "never had one", "I haven't", "👎"]
OPENINGS = ["", "well, ", "oh ", "um ", "haha ", "honestly, "]
ENDINGS = ["", ".", "!", " sir", ", it's a house", "\n"]


def said(text: str) -> tuple[str, bool] | None:
    answer = read_yes_no(text)
    return (answer.value, answer.doubtful) if answer else None


@pytest.mark.parametrize("value", ["yes", "no"])
def test_an_answer_is_heard_whatever_stands_around_it(value: str) -> None:
    for word in YES if value == "yes" else NO:
        sign = not word.isascii()
        for opening, ending in itertools.product([""] if sign else OPENINGS, ENDINGS):
            text = f"{opening}{word}{ending}"
            assert said(text) == (value, False), text
            assert said(text.upper()) == (value, False), text


def test_its_place_is_that_of_its_words() -> None:
    text = "I rent, oops: Yeahhh I own it"
    found = read_yes_no(text)
    assert found is not None
    assert text[found.start : found.end].startswith("Yea")


def _slips(word: str) -> set[str]:
    """Neighbours swapped, a letter doubled, one put in: all but its first letter."""
    swapped = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(1, len(word) - 1)}
    doubled = {word[:i] + word[i] + word[i:] for i in range(1, len(word))}
    return (swapped | doubled | {word[0] + "a" + word[1:]}) - {word}


# Slips that are other words.
WORDS = {"yea", "yay", "nape", "naps", "nave", "noah", "noon", "naan"}


@pytest.mark.parametrize(
    ("word", "value"),
    [("yes", "yes"), ("yeah", "yes"), ("yep", "yes"), ("nope", "no"), ("nah", "no")],
)
def test_a_slip_of_one_letter_is_heard_alone_or_before_a_clause(word: str, value: str) -> None:
    for slip in _slips(word) - WORDS:
        for text in (slip, f"{slip}!", f"{slip}, I do", f"{slip} we have"):
            heard = said(text)
            assert heard is None or heard[0] == value, text
            assert heard, text
        if slip[-1] != slip[-2]:  # "yess" is as usual
            assert said(f"{slip} street 5") is None


@pytest.mark.parametrize("text", ["yet", "year", "note", "none of your business?", "yrs", "nose"])
def test_a_word_of_its_own_is_no_slip(text: str) -> None:
    assert said(text) in (None, ("no", False))
    assert said(text) is None or text.startswith("none")


@pytest.mark.parametrize("word", ["yesss", "yessssss", "YEAHHHH", "nooooo", "NOOO", "nopeeee"])
def test_a_word_may_be_drawn_out(word: str) -> None:
    assert said(f"{word}!!") == ("no" if word[0] in "nN" else "yes", False)


SUBJECTS = ["we", "I", "they"]
NEGATIONS = ["don't", "do not", "didn't", "haven't"]


def test_two_negations_are_read_back_as_a_yes() -> None:
    frames = ["it's not that {} {} own it", "it isn't that {} {} own it", "not like {} {} have it"]
    for frame, subject, negation in itertools.product(frames, SUBJECTS, NEGATIONS):
        assert said(frame.format(subject, negation)) == ("yes", True)
    for subject in SUBJECTS:
        assert said(f"{subject} don't not own it") == ("yes", True)
        assert said(f"{subject} don't own it") == ("no", False)
        assert said(f"{subject} can't say no") == ("yes", True)


@pytest.mark.parametrize(
    "text",
    [
        *("not sure", "I'm not really sure", "can't say", "I couldn't tell", "no idea", "dunno"),
        *("it depends", "we haven't decided", "can't be sure", "not 100% sure", "maybe yes"),
    ],
)
def test_who_does_not_know_says_neither(text: str) -> None:
    assert said(text) is None
    assert is_undecided(text) or text.startswith("maybe")


@pytest.mark.parametrize(
    "text", ["no rush", "what if I say no", "you can't be real", "K1A 0B1", "not only", "how so"]
)
def test_what_only_sounds_like_an_answer_is_none(text: str) -> None:
    assert said(text) in (None, ("no", False) if text == "not only" else None)


@pytest.mark.parametrize("text", ["yes no " * 140, "no, not that I don't " * 45, "y" * 1000])
def test_any_message_is_read_at_once(text: str) -> None:
    read_yes_no("warm up")
    took = []
    for again in " .!":  # a busy machine takes longer now and then
        began = time.process_time()
        read_yes_no(text[:999] + again)
        took.append(time.process_time() - began)
    assert min(took) < 0.1
