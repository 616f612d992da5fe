"""Phone numbers: what people type, and the E.164 text it must give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ValueInvalid
from bot.values import phone

AT_HOME = [
    "4155550123",
    "415-555-0123",
    "415.555.0123",
    "(415) 555-0123",
    "(415)5550123",
    "1 415 555 0123",
    "1-415-555-0123",
    "+1 415 555 0123",
    "+1(415)555-0123",
    "+14155550123",
    "415 555 0123 ext. 22",
    "415-555-0123 x9",
    "  415 555 0123  ",
    "415-555-0123;ext=9",
]


@pytest.mark.parametrize("text", AT_HOME)
def test_a_north_american_number_is_read_however_it_is_written(text: str) -> None:
    assert phone.parse(text, "US") == "+14155550123"


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("+44 20 7946 0018", "US", "+442079460018"),
        ("0044 20 7946 0018", "US", "+442079460018"),
        ("011 44 20 7946 0018", "US", "+442079460018"),
        ("020 7946 0018", "GB", "+442079460018"),
        ("07700 900123", "GB", "+447700900123"),
        ("01632 960123", "GB", "+441632960123"),
        ("0113 496 0123", "GB", "+441134960123"),
        ("00 1 415 555 0123", "GB", "+14155550123"),
        ("+49 176 12345678", "US", "+4917612345678"),
        ("+1 628 555 0100", "GB", "+16285550100"),
        ("+33 (0) 6 44 44 44 44", "US", "+33644444444"),
    ],
)
def test_other_countries_are_read_by_their_own_rules(text: str, country: str, number: str) -> None:
    assert phone.parse(text, country) == number


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("555-0123", "area code"),
        ("415 555 012", "9 digits"),
        ("41555501234", "11 digits"),
        ("123 456 7890", "no area code is 123"),
        ("911 555 0123", "no area code is 911"),
        ("415 155 0123", "no exchange is 155"),
        ("0415 555 0123", "11 digits"),
        ("07700 900123", "11 digits"),
        ("000 000 0000", "one digit ten times"),
        ("999 999 9999", "one digit ten times"),
        ("call me", "no letters"),
        ("1-800-FLOWERS", "no letters"),
        ("", "send its digits"),
        ("+", "send its digits"),
        ("+999 123 4567", "no country"),
        ("+44 20 7946", "no such number"),
        ("4" * 500, "too long"),
    ],
)
def test_what_is_no_number_says_what_to_mend(text: str, mend: str) -> None:
    with pytest.raises(ValueInvalid, match=mend):
        phone.parse(text, "US")


def test_a_number_not_known_to_be_in_use_passes_only_when_told() -> None:
    with pytest.raises(ValueInvalid):
        phone.parse("+420 123 456 789", "US")
    assert phone.parse("+420 123 456 789", "US", in_use=False) == "+420123456789"


def test_a_reader_sees_home_numbers_short_and_foreign_ones_whole() -> None:
    assert phone.format("+14155550123", "US") == "(415) 555-0123"
    assert phone.format("+14155550123", "GB") == "+1 415-555-0123"
    assert phone.format("+442079460018", "GB") == "020 7946 0018"


@given(st.text(max_size=80))
def test_any_text_is_a_number_or_invalid(text: str) -> None:
    try:
        assert phone.parse(text, "US").startswith("+")
    except ValueInvalid as error:
        assert error.kind == "phone"


def test_numbers_that_nobody_is_given_are_unlikely() -> None:
    assert [n for n in ("+14155550123", "+18009110123") if phone.is_unlikely(n)] == []
    for number in ("+19995550123", "+15552340123", "+14159110123"):
        assert phone.is_unlikely(number)


@given(
    st.one_of(
        st.from_regex(r"\A[2-9][0-8][0-9][2-9][0-9]{6}\Z").map(lambda digits: f"+1{digits}"),
        st.from_regex(r"\A7700900[0-9]{3}\Z").map(lambda digits: f"+44{digits}"),
        st.from_regex(r"\A20794[0-9]{5}\Z").map(lambda digits: f"+44{digits}"),
    ),
    st.sampled_from(["US", "GB"]),
)
def test_format_and_parse_are_inverse(number: str, country: str) -> None:
    try:
        assert phone.parse(number, country) == number
    except ValueInvalid:
        return
    assert phone.parse(phone.format(number, country), country) == number


@given(st.text(alphabet="0123456789 +-().x#ext", max_size=30), st.sampled_from(["US", "GB"]))
def test_a_number_has_no_digit_that_was_not_there(text: str, country: str) -> None:
    try:
        number = phone.parse(text, country)
    except ValueInvalid:
        return
    national = number.removeprefix("+1").removeprefix("+44").removeprefix("+")
    assert national in "".join(filter(str.isdigit, text))
