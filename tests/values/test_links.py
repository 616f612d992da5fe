"""Links in free text: what phones would make something to tap, and what is left of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.values.links import defang

# As phones look for them (Android's Patterns, Apple's data detectors), and a little wider.
TAPPABLE = re.compile(
    r"[\w-]\.[a-z]{2,}|[\w-]\.xn--|[a-z][a-z0-9+.-]*://|\b\d+\.\d+\.\d+\.\d+\b|\bmailto:\S",
    re.IGNORECASE,
)
LINKS = [
    "https://example.com/login?id=1#top",
    "HTTP://EXAMPLE.COM",
    "http:////example.com",
    "www.example.com",
    "example.com",
    "Example.Com/x",
    "shop.example.co.uk:8080/a",
    "t.example/3xAb",
    "ftp://files.example.org",
    "intent://scan/#Intent",
    "mailto:sam@example.com",
    "sam@example.com",
    "http://203.0.113.7/x",
    "203.0.113.7",
    "xn--exmple-cua.com",
    "b\u00fccher.example",
    "\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444",
    "example\u3002com",
    "example\uff0ecom",
    "my-roof.example.com.",
    "a_b.example.com",
    "example..com",
]


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("around", ["{}", "see {} please", "({})", '"{}"', "x,{};y", "<{}>"])
def test_no_link_is_left_to_tap(link: str, around: str) -> None:
    """Whatever stands around it; a reader still sees where it would have led."""
    plain = defang(around.format(link))
    assert not TAPPABLE.search(plain), plain
    assert not re.search(r"[\w-][.\u3002\uff0e]+[^\W\d_]{2}", plain), plain


@pytest.mark.parametrize(
    "text",
    [
        "12 windows, 3.5 miles out, e.g. in Oakland",
        "9 a.m. to 5 p.m., no. 12",
        "U.S. made... or not",
        "$1.250,50 / 10:30 / 7-9",
        "Mrs. O'Neil & Sons - call me",
        "",
    ],
)
def test_plain_words_stay_as_they_are(text: str) -> None:
    """Abbreviations and decimals are no links."""
    assert defang(text) == text


@given(st.text(alphabet="ab.C1 -/:@_\u3002xn", max_size=40))
def test_any_text_is_made_harmless_and_only_once(text: str) -> None:
    """What was made harmless stays as it is."""
    plain = defang(text)
    assert not re.search(r"[\w-][.\u3002]+[^\W\d_]{2}", plain)
    assert defang(plain) == plain
