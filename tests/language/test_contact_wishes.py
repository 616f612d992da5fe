"""How, when and whom to call: beside a number, and beside a yes."""

from __future__ import annotations

import itertools

import pytest

from bot.language.contact_wishes import beside_number, read_wishes

NUMBER = "415 555 0133"
WISHES = [
    *("after 6pm only", "text only please", "mornings are best", "no calls before noon"),
    *(
        "call my husband Ray, he's home days",
        "ask for Ray",
        "my wife will answer",
        "not on sundays",
    ),
    *("please don't call at night", "evenings only", "leave a voicemail", "I prefer texts"),
    *("call after 5", "weekdays between 9 and 5", "no texts please", "text me, don't call"),
]
NO_WISHES = [
    *("my number is", "thats my cell", "I just got it", "my name is Ray", "it's a landline"),
    *("and my email is ray@example.com", "we own the house", "thanks", "the roof leaks", "cell"),
]


def kept(text: str) -> list[str]:
    start = text.index(NUMBER)
    return [text[slice(*place)] for place in beside_number(text, start, start + len(NUMBER))]


@pytest.mark.parametrize("wish", WISHES)
def test_a_wish_beside_a_number_is_kept_in_their_words(wish: str) -> None:
    for link in (" ", ", ", ". ", "\n", " - "):
        text = NUMBER + link + wish
        assert kept(text) == [wish]
    for lead in ("", "my number is ", "cell "):
        text = f"{wish}, {lead}{NUMBER}"
        assert kept(text) == [wish]


@pytest.mark.parametrize("words", NO_WISHES)
def test_what_is_no_wish_is_not_kept(words: str) -> None:
    assert kept(f"{NUMBER} {words}") == kept(f"{words} {NUMBER}") == []


WAYS = {"call": "call", "phone": "call", "ring": "call", "text": "text", "message": "text"}


def test_what_is_refused_is_never_allowed() -> None:
    """Whatever the words for not, and for the ways."""
    frames = ["don't {} me", "please do not {} me", "never {} me", "you can't {} me", "stop {}s"]
    for frame, (word, way) in itertools.product(frames, WAYS.items()):
        wishes = read_wishes(frame.format(word))
        assert (wishes.refused, wishes.allowed) == ({way}, frozenset()), frame.format(word)


def test_a_bid_allows_its_way_alone() -> None:
    for frame, (word, way) in itertools.product(
        ["{} me", "just {} me please", "you can {} me", "feel free to {}", "{} only"], WAYS.items()
    ):
        wishes = read_wishes(frame.format(word))
        assert (wishes.allowed, wishes.refused) == ({way}, frozenset()), frame.format(word)
