"""Phone numbers: what people type, and the E.164 text it must give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ValueInvalid
from bot.values import phone
from bot.values.phone import Kind

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


@pytest.mark.parametrize("text", ["415 555 0123 ext. 22", "415-555-0123 x22", "(415) 555-0123 #22"])
def test_an_extension_is_told_apart_from_the_number(text: str) -> None:
    assert phone.extension(text) == "22"
    assert phone.parse(text, "US") == "+14155550123"


def test_a_number_without_an_extension_has_none() -> None:
    assert [phone.extension(text) for text in AT_HOME[:6]] == [None] * 6


# For a campaign at home in the country named, what each of these is.
KINDS = {
    ("US", Kind.TOLL_FREE): """800-555-0123, 1-833-555-0145, (888) 555-0199, 8775550100,
        844.555.0101, 1 (855) 555 0102, +80012345678, +44 800 1111, 011 44 808 157 0123""",
    ("US", Kind.PREMIUM): """900-555-0123, 1-900-976-0100, 415-976-0123, (212)976-5550,
        +1 900 555 0123, +44 906 123 4567, +33 891 23 45 67""",
    ("US", Kind.SHARED_COST): "+44 845 123 4567, +44 871 234 5678, +80812345678",
    ("US", Kind.PERSONAL): "500-555-0006, (533) 555-0123, 522.555.0123, +44 70 1234 5678",
    (
        "US",
        Kind.SATELLITE,
    ): "+870 772 001 234, +8816 1234 5678, +882 16 123 456 789, +883510012345678",
    ("US", Kind.FOREIGN): """876-555-0123, 658 555 0123, (809)555-0100, 829-555-0100, 849-555-0100,
        242-555-0101, 284-555-0102, 246-555-0123, 441-555-0123, 473-555-0123, 767-555-0123,
        649-555-0123, 868-555-0123, 345-555-0123, 664-555-0123, 416-555-0123, (604) 555-0188,
        +44 20 7946 0018, 00 33 6 44 44 44 44, 011 49 176 12345678, +52 55 1234 5678,
        +234 803 123 4567, +53 5 512 3456""",
    ("US", Kind.ORDINARY): """415-555-0123, (212) 555-0100, +1 628 555 0188, 787-555-0123,
        340-555-0123, 671-555-0123, 983-555-0123""",
    ("GB", Kind.TOLL_FREE): "0808 157 0123, 0800 1111",
    ("GB", Kind.PREMIUM): "0906 123 4567, 09012345678, +1 900 555 0123",
    ("GB", Kind.SHARED_COST): "0845 123 4567, 0871 234 5678",
    ("GB", Kind.PERSONAL): "070 1234 5678",
    ("GB", Kind.FOREIGN): "+1 212 555 0100, 07781 123456, +353 85 012 3456",
    (
        "GB",
        Kind.ORDINARY,
    ): "07700 900123, 020 7946 0018, 01632 960123, +44 7700 900123, 0300 123 4567",
    ("CA", Kind.ORDINARY): "416-555-0123, (604) 555-0188",
    ("CA", Kind.FOREIGN): "415-555-0123, 876-555-0123",
    ("JM", Kind.ORDINARY): "876-555-0123, 658-555-0123",
    ("PR", Kind.ORDINARY): "787-555-0123, 415-555-0123",
}


@pytest.mark.parametrize(
    ("text", "country", "kind"),
    [
        (text.strip(), country, kind)
        for (country, kind), texts in KINDS.items()
        for text in texts.split(",")
    ],
)
def test_whose_line_a_number_is(text: str, country: str, kind: Kind) -> None:
    """One that nobody answers in person, or that costs the caller dear, is told from a line."""
    assert phone.kind(phone.parse(text, country, in_use=False), [country]) is kind


def test_a_campaign_may_have_several_countries() -> None:
    numbers = ("+14155550123", "+14165550123", "+18765550123")
    kinds = [phone.kind(number, ["US", "CA"]) for number in numbers]
    assert kinds == [Kind.ORDINARY, Kind.ORDINARY, Kind.FOREIGN]


@given(st.from_regex(r"\A[2-9][0-9]{2}[2-9][0-9]{6}\Z"), st.sampled_from(["US", "GB", "CA"]))
def test_every_number_of_the_plan_has_a_kind(digits: str, country: str) -> None:
    """And all of them look the same to a country with another code: foreign or special."""
    kind = phone.kind(f"+1{digits}", [country])
    assert country != "GB" or kind is not Kind.ORDINARY
    assert (kind is Kind.PREMIUM) is (digits[:3] == "900" or is_976(digits))


def is_976(digits: str) -> bool:
    toll_free = digits[:3] in "800 822 833 844 855 866 877".split() or digits[:2] == "88"
    return digits[3:6] == "976" and not toll_free
