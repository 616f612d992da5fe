"""Clean-up: plain characters, usual spelling, and the way back to what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.clean import LONGEST, clean
from bot.language.en.spelling import usual


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("About £8k – nxt week", "about £8k - next week"),
        ("I can’t “wait”…", 'i can\'t "wait".'),
        ("１２ ０００", "12 000"),
        ("٨٠٠٠ dollars", "8000 dollars"),
        ("8\u00a0000", "8 000"),
        ("8k\0", "8k "),
        ("up\tto\n8k", "up to 8k"),
        ("½ a million", "½ a million"),
        ("5×", "5x"),
        ("ＡＢ", "ab"),
        ("café", "cafe"),
        ("👋 hi", "  hi"),
        ("upto 5 thosand", "up to 5 thousand"),
        ("tmrw or fri", "tomorrow or fri"),
        ("decmber", "december"),
        ("tommorrow", "tomorrow"),
        ("wk of teh 3rd", "week of the 3rd"),
    ],
)
def test_text_is_made_plain(typed: str, plain: str) -> None:
    assert clean(typed).text == plain


@pytest.mark.parametrize(
    "word", ["mouth", "marsh", "weak", "summary", "augusta", "month", "june", "roofing", "springs"]
)
def test_other_words_keep_their_spelling(word: str) -> None:
    assert usual(word) is None


@pytest.mark.parametrize(
    ("slip", "word"),
    [
        ("septmber", "september"),
        ("novmeber", "november"),
        ("tomorroww", "tomorrow"),
        ("budegt", "budget"),
        ("thousandd", "thousand"),
        ("saturady", "saturday"),
        ("mnoths", "months"),
    ],
)
def test_one_slip_is_mended(slip: str, word: str) -> None:
    assert usual(slip) == word


def test_a_long_message_is_cut_between_words() -> None:
    plain = clean("12345 " * 300)
    assert len(plain.text) <= LONGEST
    assert plain.text.endswith("12345")


@given(st.text(max_size=400))
def test_every_place_leads_back_into_the_message(message: str) -> None:
    plain = clean(message)
    assert len(plain.origin) == len(plain.text) + 1
    assert list(plain.origin) == sorted(plain.origin)
    for index in range(len(plain.text)):
        start, end = plain.span(index, index + 1)
        assert 0 <= start < end <= len(message)


@given(st.text(alphabet="0123456789 .,$-", max_size=60))
def test_digits_stay_as_they_are(message: str) -> None:
    assert clean(message).text == message
