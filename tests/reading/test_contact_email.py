"""E-mail addresses typed, spoken and spelt; and what only looks like one."""

from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.contact import read_email
from bot.reading.heard import Context
from tests.conftest import read_sample

ROOFING = read_sample(Path(__file__).parents[2] / "campaigns" / "roofing.yml")
BRITISH = replace(ROOFING, locale="en_GB", currency="GBP")
NOW = datetime(2026, 11, 23, tzinfo=timezone.utc)


def heard(text, asks="email", campaign=ROOFING):
    """The value heard, with a question mark behind one that would be read back, or None."""
    found = read_email(text, Context(NOW, asks, campaign))
    return found and f"{found.value}{'?' * found.doubtful}"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("dana@example.com", "dana@example.com"),
        ("Dana.Whitfield@Example.COM", "dana.whitfield@example.com"),
        ("dana at example dot com", "dana@example.com"),
        ("dana (at) example (dot) com", "dana@example.com"),
        ("dana [at] example [dot] com", "dana@example.com"),
        ("dana underscore w at example dot com", "dana_w@example.com"),
        ("it's dana@example.com.", "dana@example.com"),
        ("dana@example.com, thanks!", "dana@example.com"),
        ("mailto:dana@example.com", "dana@example.com"),
        ("<dana@example.com>", "dana@example.com"),
        ("dana+roof@example.com", "dana+roof@example.com"),
        ("dana@example.com or d.w@example.org", "dana@example.com"),
        ("dana dot whitfield at example dot co dot uk", "dana.whitfield@example.co.uk"),
        ("dana dash w at example dot org", "dana-w@example.org"),
        ("dana @ example.com", "dana@example.com"),
        ("dana @ example . com", "dana@example.com"),
        ("dana@ example.com", "dana@example.com"),
        ("dana at example.com", "dana@example.com"),
        ("dana@example dot com", "dana@example.com"),
        ("my email is dana at example.com", "dana@example.com"),
        ("email me at dana@example.com", "dana@example.com"),
        ("email me at dana at example dot com", "dana@example.com"),
        ("dana99@example.com", "dana99@example.com"),
        ("dana nine nine at example dot com", "dana99@example.com"),
        ("d a n a at example dot com", "dana@example.com"),
        ("dana@example,com", "dana@example.com?"),
        ("'dana@example.com'", "dana@example.com"),
        ("dana@mail.example.co.uk", "dana@mail.example.co.uk"),
        ("DANA AT EXAMPLE DOT COM", "dana@example.com"),
        ("dana_w@example.com is best", "dana_w@example.com"),
        ("dana AT example DOT com", "dana@example.com"),
        ("dana(at)example.com", "dana@example.com"),
        ("dana{at}example{dot}com", "dana@example.com"),
        ("dana@example.com/tom@example.com", "dana@example.com"),
        ("E-mail: dana@example.com Phone: 415-555-0123", "dana@example.com"),
        ("dana plus roof at example dot com", "dana+roof@example.com"),
        ("o'brien@example.com", "o'brien@example.com"),
        ("dana@example.com\nthanks", "dana@example.com"),
        ("dana@exämple.com", "dana@exämple.com"),
        ("12345@example.com", "12345@example.com"),
        ("theo.park@example.org", "theo.park@example.org"),
        ("Theo.Park@Example.org!", "theo.park@example.org"),
        ("theo dot park at example dot org", "theo.park@example.org"),
        ("theo underscore park at example dot org", "theo_park@example.org"),
        ("its theo at example.org", "theo@example.org"),
        ("theo[at]example[dot]org", "theo@example.org"),
        ("theo@ example .org", "theo@example.org"),
        ("theopark12@example.com", "theopark12@example.com"),
        ("theo five five at example dot com", "theo55@example.com"),
        ("t h e o at example dot org", "theo@example.org"),
        ("not theo@example.com, theo@example.org", "theo@example.org"),
        ("theo+leads@example.org", "theo+leads@example.org"),
        ("send it to theo@example.org please", "theo@example.org"),
        ("theo@example.org (work)", "theo@example.org"),
        ("lena@example.net", "lena@example.net"),
        ("LENA@EXAMPLE.NET", "lena@example.net"),
        ("lena.brandt at example dot net", "lena.brandt@example.net"),
        ("ok: lena at example dot net thanks", "lena@example.net"),
        ("lena hyphen b at example dot net", "lena-b@example.net"),
        ("lena@example.net,312-555-0166", "lena@example.net"),
        ("lena@exmaple.net", "lena@exmaple.net"),
        ("lena one at example dot net", "lena1@example.net"),
        ("lena@example.net. talk soon", "lena@example.net"),
        ("(lena@example.net)", "lena@example.net"),
        ("lena@gmail.con", "lena@gmail.con?"),
        ("lena 1 at example dot net", "lena1@example.net?"),
        ("lena brandt 7 at example dot net, all one word", "lenabrandt7@example.net?"),
        ("lena@gmial.com oops gmail.com", "lena@gmail.com"),
        ("lena@hotmail.con .. com i mean", "lena@hotmail.com"),
        ("lena@outlook.con ugh .com not .con", "lena@outlook.com"),
        ("lena@brandt.com. net! not com", "lena@brandt.net?"),
        ("lena@brandt.com, not .net", "lena@brandt.com"),
        ("lena at brandt dot com, is better than mine", "lena@brandt.com"),
        ("lena at g mail dot com", "lena@gmail.com"),
        ("lena at i cloud dot com", "lena@icloud.com"),
        ("it's lena at sign example dot net", "lena@example.net"),
    ],
)
def test_an_address_is_heard_however_it_is_told(text, address):
    assert heard(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "dana@examplecom",
        "dana@example",
        "don't have one",
        "no email",
        "skip",
        "dana@@example.com",
        "@dana",
        "dana@.com",
        "www.example.com",
        "I'm at home at the moment dot",
        "meet me at 5 at starbucks",
        "why do you need my email",
        "dana@example.c",
        "dana point w at example dot com",
        "theo@example",
        "theo.example.org",
        "I don't do email",
        "text is better",
        "same as before",
        "lena brandt at example dot net",
        "nope no mail",
        "@lena on insta",
        "lena@",
        "lena at example",
        "the site is example.net",
    ],
)
def test_half_an_address_or_none_is_none(text):
    assert heard(text) is None


@pytest.mark.parametrize(
    "text", ["look at example.com", "we met at example.org", "it's at example.com"]
)
def test_a_site_that_is_mentioned_is_no_address(text):
    assert heard(text, None) is None


@given(st.emails(domains=st.sampled_from(["example.com", "mail.example.org"])))
def test_an_address_is_heard_in_a_sentence_as_it_stands_alone(text):
    alone = heard(text)
    if alone:
        assert heard(f"sure, it's {text} thanks") == alone
