"""Whose texts are answered: phones of the campaign's countries, and never our own numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.engine import Engine

from bot.services.publish_campaigns import publish_campaigns
from bot.services.receive_text import InboundText, receive_text
from bot.store import opt_outs
from bot.store.database import reading
from tests.conftest import NOW, by_turns, read_sample
from tests.services.campaigns import ROOFING, publish_roofing
from tests.services.conftest import counts
from tests.services.test_receive_text import sent

NUMBER = "+14155550199"
# Of other countries, or such as nobody texts from who wants a roof.
OTHERS = {
    "Jamaica": "+18765550123",
    "the Bahamas": "+12425550123",
    "Toronto": "+14165550123",
    "London": "+442079460018",
    "Mexico City": "+525555555555",
    "a satellite": "+88213000000",
    "a premium number": "+19005550123",
    "pay per call": "+14159760123",
    "976 as an area": "+19765550123",
    "a short code": "72345",
    "a name": "MYBANK",
    "WhatsApp": "whatsapp:+14155550123",
    "too long": "+1415555012345",
    "nobody": "",
}
AT_HOME = {
    "California": "+14155550123",
    "a new area code": "+14575550123",
    "toll-free": "+18005550123",
    "Puerto Rico": "+17875550123",
    "Guam": "+16715550123",
}


def text(engine: Engine, sender: str, body: str = "my roof leaks", to: str = NUMBER) -> str | None:
    sid = f"SM{counts(engine)['text_message']}"
    return receive_text(engine, InboundText(sid, sender, to, body), NOW)


@pytest.mark.parametrize("sender", OTHERS.values(), ids=OTHERS)
def test_other_countries_and_what_is_no_phone_are_noted_and_not_answered(
    database: Engine, sender: str
) -> None:
    """Nor is HELP: each answer would cost, and go to nobody's prospect."""
    for body in ("my roof leaks", "HELP", "INFO", "hello?"):
        assert text(database, sender, body) is None
    after = counts(database)
    assert (after["text_message"], after["conversation"], after["outbox"]) == (4, 0, 0)


@pytest.mark.parametrize(
    "sender", [sender for sender in OTHERS.values() if sender], ids=[n for n in OTHERS if OTHERS[n]]
)
def test_their_stop_is_obeyed_all_the_same(database: Engine, sender: str) -> None:
    """In silence."""
    text(database, sender, "STOP")
    assert sent(database) == []
    with reading(database) as connection:
        assert opt_outs.is_opted_out(connection, sender[:20])


@by_turns("sender", AT_HOME.values())
def test_americans_are_answered_wherever_their_number_is_from(
    database: Engine, sender: str
) -> None:
    """The territories' numbers, and area codes that no list has yet."""
    assert text(database, sender) is not None


@by_turns(
    "countries,sender,answered",
    [
        (("US", "CA"), "+14165550123", True),
        (("US", "CA"), "+14155550123", True),
        (("CA",), "+14155550123", False),
        (("US", "JM"), "+18765550123", True),
        (("US", "GB"), "+447700900123", True),
        (("US", "GB"), "+441534960123", True),  # Jersey
        (("US",), "+447700900123", False),
    ],
)
def test_a_campaign_names_its_countries(
    database: Engine, countries: tuple[str, ...], sender: str, answered: bool
) -> None:
    publish_roofing(database, countries=countries)
    assert (text(database, sender) is not None) is answered


def test_two_campaigns_do_not_talk_with_each_other(database: Engine) -> None:
    """A text from one's number to the other's is noted."""
    with reading(database) as connection:
        other = connection.exec_driver_sql(
            "SELECT number FROM campaign WHERE id = 'mortgage'"
        ).scalar()
    for sender, to in ((other, NUMBER), (NUMBER, other), (NUMBER, NUMBER)):
        for body in ("Hi! What do you need done?", "HELP"):
            assert text(database, sender, body, to) is None
    assert counts(database)["outbox"] == 0


def test_a_number_that_a_campaign_had_is_ours_too(database: Engine) -> None:
    """Carriers deliver late, and a number that was given up may still be forwarded to us."""
    roofing = read_sample(ROOFING)
    assert text(database, "+14155550198") is not None
    for number in ("+14155550198", "+14155550197", NUMBER):
        publish_campaigns(database, [replace(roofing, number=number)], NOW)
    assert text(database, "+14155550197") is None
    assert text(database, "+14155550196") is not None


def test_a_business_abroad_is_heard(database: Engine) -> None:
    """Its own number is answered whatever its country."""
    roofing = read_sample(ROOFING)
    business = replace(roofing.business, sms="+442079460018")
    publish_campaigns(database, [replace(roofing, business=business)], NOW)
    text(database, "+442079460018", "OK")
    ((kind, recipient, _),) = sent(database)
    assert (kind, recipient) == ("reply", "+442079460018")
