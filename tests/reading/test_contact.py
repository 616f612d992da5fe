"""Contact details in sentences: found where they stand, and nowhere else."""

from datetime import datetime, timezone
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.contact import read_email, read_name, read_phone, read_postcode
from bot.reading.heard import Context, Heard

NOW = datetime(2026, 11, 23, tzinfo=timezone.utc)


def asked(question: str | None) -> Context:
    return Context(now=NOW, asks=question)


def told(heard: Heard[str] | None, text: str) -> tuple[str, str] | None:
    """The value and the words it was heard in."""
    return (heard.value, text[heard.start : heard.end]) if heard else None


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("415-555-0123", "+14155550123", "415-555-0123"),
        ("call me at 4155550123 after 5", "+14155550123", "4155550123"),
        ("(415) 555 0123 or 415 555 0199", "+14155550123", "(415) 555 0123"),
        ("my cell: 415.555.0123x9", "+14155550123", "415.555.0123x9"),
        ("it's 415 555 0123.", "+14155550123", "415 555 0123"),
        ("415 555 0123 94110", "+14155550123", "415 555 0123"),
        ("tel:+14155550123", "+14155550123", "+14155550123"),
        ("my number is (415)5550123", "+14155550123", "(415)5550123"),
        ("office-1(415)555-0123", "+14155550123", "1(415)555-0123"),
        ("phone is 4155550123, zip 94110", "+14155550123", "4155550123"),
        ("Dana 4155550123 dana@example.com", "+14155550123", "4155550123"),
        ("I'm on +44 20 7946 0018 in London", "+442079460018", "+44 20 7946 0018"),
        ("0044 20 7946 0018", "+442079460018", "0044 20 7946 0018"),
        ("card number 12345678, phone 415 555 0123", "+14155550123", "415 555 0123"),
    ],
)
def test_a_phone_number_is_found_in_a_sentence(text: str, number: str, words: str) -> None:
    assert told(read_phone(text, asked(None)), text) == (number, words)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "8000 to 10000",
        "10000-15000",
        "10000 - 15000",
        "$4155550123",
        "4155550123 dollars",
        "1,500,000,000",
        "1.500.000.000",
        "94110-1234",
        "zip 941101234",
        "2026-11-23 18:04:11",
        "04/21/2020 12:37:30",
        "23.11.2026",
        "192.168.100.100",
        "4111 1111 1111 1111",
        "my card is 4155550123",
        "policy number 4155550123",
        "order #4155550123",
        "078-05-1120",
        "550e8400-e29b-41d4-a716-446655440000",
        "https://example.com/4155550123",
        "A4155550123",
        "4155550123kg",
        "415*555*0123",
        "555-0123",
        "123-456-7890",
        "911",
    ],
)
def test_what_only_looks_like_a_phone_number_is_left_alone(text: str) -> None:
    assert read_phone(text, asked(None)) is None


def test_any_grouping_of_ten_digits_will_do_when_the_number_was_asked_for() -> None:
    assert read_phone("41 55 55 01 23", asked(None)) is None
    heard = read_phone("41 55 55 01 23", asked("phone"))
    assert heard
    assert heard.value == "+14155550123"


def test_a_foreign_number_without_its_plus_or_not_known_to_be_in_use_is_doubtful() -> None:
    for text in ("971 4 223 4567", "+420 123 456 789"):
        heard = read_phone(text, asked("phone"))
        assert heard
        assert heard.doubtful


@pytest.mark.parametrize(
    ("asks", "text", "address", "doubtful"),
    [
        (None, "dana@example.com", "dana@example.com", False),
        (None, "It's Dana@Example.com.", "dana@example.com", False),
        (None, "dana@example.com,bob@example.com", "dana@example.com", False),
        (None, "write to <dana@example.com> please", "dana@example.com", False),
        (None, "dana at example dot com", "dana@example.com", False),
        (None, "my email is dana (at) example (dot) com", "dana@example.com", False),
        ("email", "sure, dana dot w at example dot com", "dana.w@example.com", False),
        ("email", "dana @ example.com", "dana@example.com", False),
        (None, "dana@gmial.com", "dana@gmial.com", True),
        (None, "dana@ymail.com", "dana@ymail.com", False),
    ],
)
def test_an_address_is_found_typed_or_spoken(
    asks: str | None, text: str, address: str, doubtful: bool
) -> None:
    heard = read_email(text, asked(asks))
    assert heard
    assert (heard.value, heard.doubtful) == (address, doubtful)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I looked at zillow.com",
        "meet me @ the house",
        "dana@",
        "a..b@example.com",
        "dana@10.0.0.1",
    ],
)
def test_what_is_no_address_is_left_alone(text: str) -> None:
    assert read_email(text, asked(None)) is None


@pytest.mark.parametrize(
    ("asks", "text", "value"),
    [
        ("postcode", "94110", "94110"),
        ("postcode", "94110.", "94110"),
        ("postcode", "I'm in 94110-1234.", "94110"),
        ("postcode", "12345 Main Street, 94110", "94110"),
        ("postcode", "not sure, 94110 maybe", "94110"),
        ("postcode", "94103, no wait, 94110", "94110"),
        (None, "it's in 94110", "94110"),
        (None, "zip 94110", "94110"),
        (None, "zip code is 94110", "94110"),
        (None, "my zip: 94110", "94110"),
        (None, "postal code: 94110", "94110"),
        (None, "San Francisco, CA 94110", "94110"),
        (None, "call 4155594110, zip 94110", "94110"),
        (None, "need a roof repair in 94110 next month, 8k", "94110"),
    ],
)
def test_a_zip_is_found_where_it_is_asked_for_or_announced(
    asks: str | None, text: str, value: str
) -> None:
    heard = read_postcode(text, asked(asks))
    assert heard
    assert heard.value == value
    assert text[heard.start : heard.end].startswith(value)


@pytest.mark.parametrize(
    ("asks", "text"),
    [
        (None, ""),
        (None, "94110"),
        (None, "in 10000 sq ft"),
        (None, "at 12345 Main Street"),
        (None, "my budget is around 20000"),
        (None, "we can pay up to 20000"),
        (None, "in 4155594110"),
        ("budget", "at 20000"),
        ("budget", "somewhere near 20000"),
        ("postcode", "20000 dollars"),
        ("postcode", "$94110"),
        ("postcode", "94110k"),
        ("postcode", "415 555 0123"),
        ("postcode", "why"),
        ("postcode", "00000"),
    ],
)
def test_five_digits_that_are_something_else_are_left_alone(asks: str | None, text: str) -> None:
    assert read_postcode(text, asked(asks)) is None


@pytest.mark.parametrize("asks", [None, "need", "budget", "timeframe", "postcode", "name"])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("budget is 9k, i live in 10463", "10463"),
        ("budget is 9k and i live in 10463", "10463"),
        ("i live in 10463", "10463"),
        ("my budget is 12000, i'm in 94110", "94110"),
        ("i'm in 94110, can pay 12000", "94110"),
        ("budget 9k in 10463", "10463"),
        ("9000, near 10463", "10463"),
        ("house is at 94110, around 9k", "94110"),
        ("9k; it's in zip 10463", "10463"),
    ],
)
def test_a_postcode_that_in_announces_is_heard_whatever_was_asked(
    text: str, value: str, asks: str | None
) -> None:
    heard = read_postcode(text, asked(asks))
    assert heard
    assert heard.value == value


@pytest.mark.parametrize("asks", [None, "need", "budget", "timeframe"])
@pytest.mark.parametrize(
    "text",
    [
        "around 20000, at 25000 most",
        "from 10000 to 25000",
        "somewhere in the 20000 range",
        "in 10000 to 20000",
        "i'm at 25000",
        "up to 25000",
        "budget is in 20000",
        "in 25000 dollars",
        "want to stay in 10050-20050",
    ],
)
def test_a_sum_of_five_digits_is_no_postcode(text: str, asks: str | None) -> None:
    assert read_postcode(text, asked(asks)) is None


@pytest.mark.parametrize(
    ("asks", "text", "name"),
    [
        (None, "it's dana whitfield here", "Dana Whitfield"),
        (None, "my name is dana whitfield and i need a roof", "Dana Whitfield"),
        (None, "my name is dana i need a roof", "Dana"),
        (None, "name: dana whitfield", "Dana Whitfield"),
        (None, "I'm Dana", "Dana"),
        (None, "Hi, I'm Dana. I want a new roof.", "Dana"),
        (None, "This is Dana from Oakland", "Dana"),
        (None, "hi this is Maria, my roof leaks", "Maria"),
        (None, "you can call me liz", "Liz"),
        ("name", "Maria Lopez", "Maria Lopez"),
        ("name", "maria lopez", "Maria Lopez"),
        ("name", "i'm dana", "Dana"),
        ("name", "it's dana", "Dana"),
        ("name", "Dana here", "Dana"),
        ("name", "sure, it's Tom Price", "Tom Price"),
        ("name", "ok Tom House", "Tom House"),
        ("name", "Dana Whitfield, 415-555-0123", "Dana Whitfield"),
        ("name", "dana 4155550123", "Dana"),
        ("name", "Mr. Smith", "Smith"),
        ("name", "Dr. Jane Smith thanks!", "Jane Smith"),
        ("name", "Will", "Will"),
        ("name", "may", "May"),
        ("name", "maria de la cruz", "Maria de la Cruz"),
        ("name", "O'Neil", "O'Neil"),
        ("name", "J. R. Smith", "J. R. Smith"),
        ("name", "José Ñandú", "José Ñandú"),
        ("name", "李小龙", "李小龙"),
    ],
)
def test_a_name_is_heard_where_it_is_announced_or_asked_for(
    asks: str | None, text: str, name: str
) -> None:
    heard = read_name(text, asked(asks))
    assert heard
    assert heard.value == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yes",
        "no thanks",
        "ok",
        "why",
        "why do you need that?",
        "What's yours?",
        "Dana?",
        "skip",
        "stop",
        "talk to a human",
        "I don't know",
        "not telling",
        "none of your business",
        "my name is not important",
        "you first",
        "roof repair",
        "Roof Repair",
        "next month",
        "asap",
        "lol",
        "😀",
        "4155550123",
        "94110",
        "8k",
        "dana@example.com",
        "example.com",
        "I'm interested",
        "I'm not sure",
        "call me later",
    ],
)
def test_an_answer_that_is_no_name_is_left_alone(text: str) -> None:
    assert read_name(text, asked("name")) is None


@pytest.mark.parametrize(
    "text", ["Maria Lopez", "i'm dana", "I'm looking for a roof", "it's urgent"]
)
def test_a_name_that_nobody_asked_for_needs_an_announcement(text: str) -> None:
    assert read_name(text, asked(None)) is None


@given(st.text(max_size=120), st.sampled_from([None, "name", "phone", "postcode", "email"]))
def test_any_text_is_read_without_failing_and_words_lie_inside_it(
    text: str, asks: str | None
) -> None:
    for read in (read_phone, read_email, read_postcode, read_name):
        heard = read(text, asked(asks))
        if heard:
            assert 0 <= heard.start < heard.end <= len(text)


@pytest.mark.parametrize(
    "piece",
    ["1", "1 ", "1-", "a@", "(", "dana ", "a.", "at dot ", "i'm ", "one ", "o-", "a b ", "4, "],
)
def test_long_nonsense_is_answered_at_once(piece: str) -> None:
    for length in (300, 1600, 5000):
        for read in (read_phone, read_email, read_postcode, read_name):
            began = process_time()
            read((piece * length)[:length], asked("phone"))
            assert process_time() - began < 1
