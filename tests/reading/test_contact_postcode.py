"""ZIP codes and British postcodes however they are told."""

from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.contact import read_postcode
from bot.reading.heard import Context
from tests.conftest import read_sample

ROOFING = read_sample(Path(__file__).parents[2] / "campaigns" / "roofing.yml")
BRITISH = replace(ROOFING, locale="en_GB", currency="GBP")
NOW = datetime(2026, 11, 23, tzinfo=timezone.utc)


def heard(text, asks="postcode", campaign=ROOFING):
    """The value heard, with a question mark behind one that would be read back, or None."""
    found = read_postcode(text, Context(NOW, asks, campaign))
    return found and f"{found.value}{'?' * found.doubtful}"


@pytest.mark.parametrize(
    ("text", "zip_code"),
    [
        ("94110", "94110"),
        ("I'm in 94110", "94110"),
        ("94110-1234", "94110"),
        ("zip is nine four one one zero", "94110"),
        ("San Francisco 94110, since 2019", "94110"),
        ("94110 1234", "94110"),
        ("its 94110 i think", "94110"),
        ("CA 94110", "94110"),
        ("94110.", "94110"),
        ("#94110", "94110"),
        ("1234 Mission St, San Francisco, CA 94110", "94110"),
        ("12345 Main St, Oakland CA 94601", "94601"),
        ("10001", "10001"),
        ("02134", "02134"),
        ("zip 02134", "02134"),
        ("9 4 1 1 0", "94110"),
        ("941 10", "94110"),
        ("12000", "12000"),
        ("94110 or 94112", "94110"),
        ("ninety four one ten", "94110"),
        ("nine four one one oh", "94110"),
        ("nine-four-one-one-zero", "94110"),
        ("zipcode:94110", "94110"),
        ("I moved from 10001 to 94110", "94110"),
        ("the property is in 94110, I live in 10001", "94110"),
        ("94110, need it by 12/01", "94110"),
        ("Postal code 94110", "94110"),
        ("９４１１０", "94110"),
        ("9411O", "94110"),
        ("94601", "94601"),
        ("it's 94601", "94601"),
        ("oakland, ca 94601", "94601"),
        ("94601-2210", "94601"),
        ("nine four six oh one", "94601"),
        ("ninety four six zero one", "94601"),
        ("94601 is the zip", "94601"),
        ("94601. built in 1925", "94601"),
        ("77 Elm Street, Oakland 94601", "94601"),
        ("10250 Elm Street, Oakland 94601", "94601"),
        ("zip's 94601 and i can spend 15000", "94601"),
        ("was in 94601 but now 94607", "94607"),
        ("not 94601, 94607", "94607"),
        ("60614", "60614"),
        ("60614, lincoln park", "60614"),
        ("chicago il 60614", "60614"),
        ("Chicago, IL, 60614-1122", "60614"),
        ("six oh six one four", "60614"),
        ("six zero six fourteen", "60614"),
        ("it's six-oh-six-one-four", "60614"),
        ("ZIP = 60614", "60614"),
        ("60614!", "60614"),
        ("around 60614 or so", "60614"),
        ("1200 N Clark St 60614", "60614"),
        ("15000 N Clark St 60614", "60614"),
        ("60614 i mean 60618", "60618"),
        ("zip60614", "60614"),
        ("the house is in 60614 but we live in 60618", "60614"),
        ("we live in 60618, house in 60614", "60614"),
    ],
)
def test_a_zip_is_heard_however_it_is_told(text, zip_code):
    assert heard(text) == zip_code


@pytest.mark.parametrize(
    "text",
    [
        "94,110",
        "9411",
        "941100",
        "Oakland",
        "San Francisco",
        "don't know",
        "$94110",
        "415-555-0123",
        "00000",
        "99999",
        "94110usa",
        "about 15000 dollars",
        "15000 sq ft",
        "SW1A 1AA",
        "K1A 0B1",
        "2019",
        "9460",
        "near the lake",
        "94600000",
        "606",
        "606142",
        "chicago",
    ],
)
def test_what_is_no_zip_is_none(text):
    assert heard(text) is None


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("SW1A 1AA", "SW1A 1AA"),
        ("sw1a1aa", "SW1A 1AA"),
        ("M1 1AE", "M1 1AE"),
        ("we're in b33 8th", "B33 8TH"),
        ("postcode is CR2 6XH thanks", "CR2 6XH"),
        ("dn55 1pd.", "DN55 1PD"),
        ("W1A 0AX", "W1A 0AX"),
        ("w1a oax", "W1A 0AX"),
        ("EC1A-1BB", "EC1A 1BB"),
        ("E C 1 A 1 B B", "EC1A 1BB"),
        ("10 Downing Street, London SW1A 2AA", "SW1A 2AA"),
        ("GIR 0AA", "GIR 0AA"),
        ("LS1 4AP", "LS1 4AP"),
        ("ls14ap", "LS1 4AP"),
        ("it's BS8 1TH, Bristol", "BS8 1TH"),
        ("flat 3, 20 High St, M4 5JD", "M4 5JD"),
        ("sw11 3tn", "SW11 3TN"),
        ("EH1 1YZ please", "EH1 1YZ"),
        ("my postcode's M20 2LN", "M20 2LN"),
        ("M1", None),
        ("94110", None),
        ("London", None),
        ("I need 2 by 4pm", None),
        ("ZZ1 1ZZ", None),
        ("N1", None),
        ("Leeds", None),
        ("2 bed flat, 3 floors", None),
    ],
)
def test_a_british_campaign_reads_postcodes(text, postcode):
    assert heard(text, campaign=BRITISH) == postcode


@given(st.text(alphabet="0123456789 -.,#in zp", max_size=40))
def test_a_zip_has_only_digits_of_the_text(text):
    found = heard(text)
    if found:
        assert found in "".join(filter(str.isdigit, text))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("94301 is my office. The car is kept in 94303", "94303"),
        ("leaving 90026 for good, the car will be kept in 89110", "89110"),
        ("the condo is in 94117", "94117"),
        ("94110, 94110", "94110"),
    ],
)
def test_of_two_places_the_first_is_never_taken_without_a_doubt(text: str, code: str) -> None:
    told = heard(text)
    assert told == code or told.endswith("?")
