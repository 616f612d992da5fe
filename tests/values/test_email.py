"""E-mail addresses, checked by form alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ValueInvalid
from bot.values import email


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("dana@example.com", "dana@example.com"),
        ("Dana@Example.COM", "dana@example.com"),
        (" dana@example.com. ", "dana@example.com"),
        ("<dana@example.com>", "dana@example.com"),
        ("mailto:dana@example.com", "dana@example.com"),
        ("dana.whitfield+roof@mail.example.co.uk", "dana.whitfield+roof@mail.example.co.uk"),
        ("dana at example dot com", "dana@example.com"),
        ("dana (at) example (dot) com", "dana@example.com"),
        ("dana [at] example [dot] com", "dana@example.com"),
        ("dana dot w at example dot co dot uk", "dana.w@example.co.uk"),
        ("matt at example.com", "matt@example.com"),
        ("dana {at} example {dot} com", "dana@example.com"),
        ("dana underscore w at example dot com", "dana_w@example.com"),
        ("dana hyphen w plus roof at example dot com", "dana-w+roof@example.com"),
        ("dana four two at example dot com", "dana42@example.com"),
        ("d a n a at example dot com", "dana@example.com"),
        ("dana @ example . com", "dana@example.com"),
        ("o'neil@example.com", "o'neil@example.com"),
    ],
)
def test_an_address_is_read_typed_or_spoken(text: str, address: str) -> None:
    assert email.parse(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "dana",
        "dana@",
        "@example.com",
        "dana@localhost",
        "dana@example",
        "dana@example.c",
        "a..b@example.com",
        ".a@example.com",
        "dana@gmail,com",
        "dana@10.0.0.1",
        "a@b@example.com",
    ],
)
def test_half_an_address_is_invalid_and_shows_a_whole_one(text: str) -> None:
    with pytest.raises(ValueInvalid, match=r"like dana@example\.com"):
        email.parse(text)


def test_format_leaves_the_address_as_it_is() -> None:
    assert email.format("dana@example.com") == "dana@example.com"


@given(st.emails(domains=st.sampled_from(["example.com", "mail.example.co.uk", "ex-ample.org"])))
def test_format_and_parse_are_inverse(text: str) -> None:
    try:
        address = email.parse(text)
    except ValueInvalid:  # rules for the part before the @ that no mailbox needs
        return
    assert email.parse(email.format(address)) == address


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_invalid(text: str) -> None:
    try:
        assert "@" in email.parse(text)
    except ValueInvalid as error:
        assert error.kind == "email"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("dana@example.com", "Dana@Example.com", True),
        ("dana+roof@example.com", "dana@example.com", True),
        ("da.na@gmail.com", "dana+2@googlemail.com", True),
        ("da.na@example.com", "dana@example.com", False),
        ("dana@example.com", "dana@example.org", False),
        ("+dana@example.com", "+lena@example.com", False),
    ],
)
def test_one_mailbox_may_go_by_several_addresses(one: str, other: str, same: bool) -> None:
    """A tag after a plus, and dots where they don't count."""
    assert (email.mailbox(one) == email.mailbox(other)) is same
