"""Postcodes in each country's own writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ValueInvalid
from bot.values import postcode


@pytest.mark.parametrize(
    ("text", "country", "value"),
    [
        ("94110", "US", "94110"),
        (" 94110 ", "US", "94110"),
        ("94110-1234", "US", "94110"),
        ("94110 1234", "US", "94110"),
        ("941101234", "US", "94110"),
        ("00501", "US", "00501"),
        ("sw1a1aa", "GB", "SW1A 1AA"),
        ("SW1A  1AA", "GB", "SW1A 1AA"),
        ("m1 1ae", "GB", "M1 1AE"),
        ("ec1a-1bb", "GB", "EC1A 1BB"),
        ("w1a oax", "GB", "W1A 0AX"),
        ("gir 0aa", "GB", "GIR 0AA"),
        ("k1a0b1", "CA", "K1A 0B1"),
        ("K1A-0B1", "CA", "K1A 0B1"),
        ("1012ab", "NL", "1012 AB"),
        ("d02x285", "IE", "D02 X285"),
        ("2000", "AU", "2000"),
        ("10115", "DE", "10115"),
        ("123-4567", "JP", "123-4567"),
    ],
)
def test_a_postcode_is_written_as_its_country_does(text: str, country: str, value: str) -> None:
    assert postcode.parse(text, country) == value
    assert postcode.format(value, country) == value


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("9411", "US"),
        ("941100", "US"),
        ("00000", "US"),
        ("abcde", "US"),
        ("", "US"),
        ("94110", "GB"),
        ("99999", "US"),
        ("SW1A", "GB"),
        ("M1", "GB"),
        ("ZZ1 1ZZ", "GB"),
        ("SW1A 1CI", "GB"),
        ("94110", "CA"),
        ("123", "AU"),
        ("hello", "JP"),
        ("９４１１０", "US"),
        ("94110; 94111", "US"),
    ],
)
def test_what_is_no_postcode_is_invalid(text: str, country: str) -> None:
    with pytest.raises(ValueInvalid, match="send"):
        postcode.parse(text, country)


@given(st.text(max_size=20), st.sampled_from(["US", "GB", "CA", "NL", "IE", "DE", "JP"]))
def test_a_postcode_once_read_reads_the_same_again(text: str, country: str) -> None:
    try:
        value = postcode.parse(text, country)
    except ValueInvalid:
        return
    assert postcode.parse(postcode.format(value, country), country) == value
