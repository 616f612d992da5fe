"""What a text costs, and how it is made to fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.values import sms_text
from bot.values.sms_text import Encoding


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("é" * 160, 1),
        ("[" * 80, 1),
        ("[" * 81, 2),
        ("€" * 153, 3),  # 76 pairs a segment: an escape is never parted from its sign
        ("ê" * 70, 1),
        ("ê" * 71, 2),
        ("ê" * 134, 2),
        ("ê" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("a" * 69 + "’", 1),
        ("a" * 70 + "’", 2),
    ],
)
def test_segments_are_counted_as_carriers_count_them(text: str, count: int) -> None:
    assert sms_text.segments(text) == count


def test_one_curly_quote_changes_the_alphabet_of_the_whole_text() -> None:
    assert sms_text.encoding("it's") is Encoding.GSM_7
    assert sms_text.encoding("it’s") is Encoding.UCS_2


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“Hi” – it’s…", '"Hi" - it\'s...'),
        ("a\u00a0b\u200bc", "a bc"),
        ("Zoë", "Zoe"),
        ("café", "café"),
        ("cafe\u0301", "café"),
        ("½ price™", "1/2 priceTM"),
        ("Łukasz 😀", "Łukasz 😀"),
        ("£5 @ [home]", "£5 @ [home]"),
    ],
)
def test_typographic_signs_are_made_plain(text: str, plain: str) -> None:
    assert sms_text.to_gsm7(text) == plain


def test_a_text_that_fits_is_left_alone() -> None:
    assert sms_text.fit("New lead: Dana", 1) == "New lead: Dana"


def test_a_long_text_is_cut_at_a_word() -> None:
    cut = sms_text.fit("lead " * 60, 1)
    assert cut.endswith("lead...")
    assert sms_text.segments(cut) == 1


def test_one_endless_word_is_cut_inside() -> None:
    assert sms_text.fit("a" * 400, 1) == "a" * 157 + "..."


def test_no_segment_at_all_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one"):
        sms_text.fit("hi", 0)


@given(st.text(max_size=700), st.integers(1, 3))
def test_a_fitted_text_fits_and_starts_as_the_text_does(text: str, count: int) -> None:
    cut = sms_text.fit(text, count)
    assert sms_text.segments(cut) <= count
    assert cut == text or text.startswith(cut.removesuffix("..."))


@given(st.text(max_size=300))
def test_plain_text_is_plain_already(text: str) -> None:
    plain = sms_text.to_gsm7(text)
    assert sms_text.to_gsm7(plain) == plain
