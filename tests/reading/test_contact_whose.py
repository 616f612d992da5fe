"""Whose a name, a number or a place is: theirs, another's, a past one, the business's."""

from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest

from bot.reading.contact import read_email, read_extension, read_name, read_phone, read_postcode
from bot.reading.heard import Context
from tests.conftest import read_sample

ROOFING = read_sample(Path(__file__).parents[2] / "campaigns" / "roofing.yml")
BRITISH = replace(ROOFING, locale="en_GB", currency="GBP")
NOW = datetime(2026, 11, 23, tzinfo=timezone.utc)
READERS = {"phone": read_phone, "email": read_email, "postcode": read_postcode, "name": read_name}


def heard(text, asks, campaign=ROOFING, question=None):
    """The value heard, with a question mark behind one that would be read back, or None."""
    found = READERS[question or asks](text, Context(NOW, asks, campaign))
    return found and f"{found.value}{'?' * found.doubtful}"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("510 555 0144 is my husbands, mine is 415 555 0133", "+14155550133"),
        ("my husbands is 510 555 0144, mine 415 555 0133", "+14155550133"),
        ("415 555 0133 and if I don't pick up my wife is at 510 555 0144", "+14155550133"),
        ("call my husband at 510 555 0144", "+15105550144"),
        ("fax is 510 555 0144 and voice is 415 555 0133", "+14155550133"),
        ("510 555 0144 is his. 415 555 0133 is me", "+14155550133"),
        ("office 510-555-0144, cell 415-555-0133", "+14155550133"),
        ("510-555-0144 (work) or 415-555-0133 (cell)", "+14155550133"),
        ("my old number was 510-555-0144, the new one is 415-555-0133", "+14155550133"),
        ("510 555 0144 got disconnected, use 415 555 0133", "+14155550133"),
        ("someone called me from 510 555 0144, my number is 415 555 0133", "+14155550133"),
        ("same as this", None),
        ("the number I'm texting from", None),
        ("ending in 0123", None),
        ("four one five, double five five, oh one three three", "+14155550133"),
        ("+44 7700 900123", "+447700900123"),
    ],
)
def test_of_several_numbers_theirs_is_taken(text, number):
    assert heard(text, "phone") == number


@pytest.mark.parametrize(
    ("text", "number", "extension"),
    [
        ("415 555 0133 ext 22", "+14155550133", "22"),
        ("415.555.0133x9", "+14155550133", "9"),
        ("(415) 555-0133, extension number is 12", "+14155550133", "12"),
        ("415 555 0133", "+14155550133", None),
        ("415 555 0133 and 12 windows", "+14155550133", None),
    ],
)
def test_an_extension_is_told_with_its_number(text, number, extension):
    found = read_phone(text, Context(NOW, "phone", ROOFING))
    assert found
    assert (found.value, read_extension(text, found)) == (number, extension)


@pytest.mark.parametrize(
    ("text", "asks", "place"),
    [
        ("94110 but the rental im calling about is 94621", "postcode", "94621"),
        ("i live in 94110 but the house is in 94621", "postcode", "94621"),
        ("94110 is where i live, the property is 94621", "postcode", "94621"),
        ("its 94112 not 94110", "postcode", "94112"),
        ("we're in Oakland 94602", None, "94602"),
        ("were in san francisco 94110 and the roof leaks", None, "94110"),
        ("need a roof 12525", None, None),
        ("we have saved in cash 25125", None, None),
    ],
)
def test_of_several_places_the_works_is_taken(text, asks, place):
    assert heard(text, asks, question="postcode") == place


@pytest.mark.parametrize(
    ("text", "postcode"),
    [("flat's at LS1 4AP", "LS1 4AP"), ("were in sw1a1aa", "SW1A 1AA")],
)
def test_a_british_postcode_needs_no_question(text, postcode):
    assert heard(text, None, BRITISH, "postcode") == postcode


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("bob@example.com is my office one, use bob@example.org", "bob@example.org"),
        ("ann@example.com is my wife's, mine is bob@example.org", "bob@example.org"),
        ("dana dot reed at gmail dot com", "dana.reed@gmail.com"),
        ("dana.reed@hotmial.com", "dana.reed@hotmial.com?"),
        ("dont have", None),
        ("no email", None),
    ],
)
def test_of_several_addresses_theirs_is_taken(text, address):
    assert heard(text, "email") == address


@pytest.mark.parametrize(
    ("text", "asks", "name"),
    [
        ("my wife's name is Carol, I'm Ed", "name", "Ed"),
        ("my wifes name is carol, im ed", "name", "Ed"),
        ("Ed, my wife is Carol", "name", "Ed"),
        ("it's for my mom, Rosa Diaz", "name", "Rosa Diaz"),
        ("my mom needs a roof, her name is Rosa Diaz", None, "Rosa Diaz?"),
        ("Sunday Okafor", "name", "Sunday Okafor"),
        ("I'm Wednesday Addams", None, "Wednesday Addams"),
        ("Penny Price", "name", "Penny Price"),
        ("penny price", "name", "Penny Price"),
        ("will hope", "name", "Will Hope"),
        ("Sunday morning", "name", None),
        ("talking to lenders", "name", None),
        ("just browsing", "name", None),
        ('Ivan "Vanya" Petrov', "name", "Ivan Petrov"),
        ("Ian St. John", "name", "Ian St. John"),
        ("SINEAD O’NEIL", "name", "Sinead O’Neil"),
        ("Don Cole", "name", "Don Cole"),
        ("don't know", "name", None),
        ("अनिल कुमार", "name", "अनिल कुमार"),
        ("Tom Reed, oops Tim Reed", "name", "Tim Reed"),
        ("John Smith and my number is 415 555 0133", "name", "John Smith"),
        ("Last name Diaz first name Ana", "name", "Ana Diaz"),
        ("call me Sunday", "name", None),
    ],
)
def test_of_several_names_theirs_is_taken(text, asks, name):
    assert heard(text, asks, question="name") == name
