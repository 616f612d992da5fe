"""What the bot says stands in one file, in words that a text can carry."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from bot.campaign_files import read_campaign
from bot.leads.campaign import Campaign
from bot.services.wording import say, sentences, variants
from bot.settings import ROOT
from bot.values import sms_text
from bot.values.sms_text import Encoding

FACTS = """business contact ask figure number name phone what lead who reason count condition
emergency first second""".split()
BRITISH = ROOT / "tests" / "campaigns" / "boiler.yml"
AMERICAN = ROOT / "campaigns" / "roofing.yml"


def _ways(key: str) -> list[str]:
    said = sentences()[key]
    return [said] if isinstance(said, str) else list(said)


@pytest.mark.parametrize("key", sentences())
def test_every_sentence_fits_one_text_and_names_only_known_facts(key: str) -> None:
    """The business's name and number counted, as long as most are."""
    for way in _ways(key):
        assert set(re.findall(r"\{(\w+)\}", way)) <= set(FACTS)
        said = way.replace("{business}", "Bay Ridge Roofing").replace("{contact}", "(415) 555-0101")
        plain = sms_text.to_gsm7(said)
        assert sms_text.encoding(plain) is Encoding.GSM_7
        # The kindest no takes a few words more.
        assert len(plain) <= (190 if key == "unqualified" else 160), plain


def test_every_sentence_is_used() -> None:
    """A key that nothing says would be edited in vain."""
    code = "".join(path.read_text() for path in (ROOT / "bot").rglob("*.py"))
    rules = (ROOT / "data" / "rules").glob("*.yml")
    code += "".join(path.read_text() for path in rules)
    made = ("ask_why_", "already_", "again_", "ask_", "wrong_", "keyword_")
    for key in sentences():
        plain = key.removesuffix("_US")
        used = re.search(rf"\b{plain}\b", code) or plain.startswith(made)
        assert used or plain.endswith(("_after", "_spanish")), key


@pytest.mark.parametrize(
    ("file", "rates", "code"), [(AMERICAN, True, "ZIP code"), (BRITISH, False, "postcode")]
)
def test_a_country_may_say_it_in_its_own_words(file: object, rates: bool, code: str) -> None:
    """American rates and ZIP codes are named to Americans alone."""
    campaign: Campaign = read_campaign(file)  # type: ignore[arg-type]
    assert ("rates" in say("opening_sms", campaign)) is rates
    assert ("rates" in say("keyword_help", campaign)) is rates
    assert code in say("again_postcode", campaign)


def _with(wording: dict[str, str] | None = None, **contact: Any) -> Campaign:
    """The roofing campaign, its business known to the public by `contact` alone."""
    sample = read_campaign(AMERICAN)
    business = replace(sample.business, **{"phone": None, **contact})
    return replace(sample, business=business, wording=wording or {})


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        (
            {"phone": "+14155550101", "email": "owner@example.com", "site": "bay.example.com"},
            "(415) 555-0101",
        ),
        ({"email": "owner@example.com", "site": "bay.example.com"}, "owner@example.com"),
        ({"site": "https://bay.example.com/roofs"}, "https://bay.example.com/roofs"),
        ({}, None),
    ],
)
def test_prospects_are_told_a_public_contact_and_never_the_number_that_gets_the_leads(
    contact: dict[str, str], told: str | None
) -> None:
    """Phone, else e-mail, else site; a business without any is spoken of without one."""
    campaign = _with(**contact)
    for key, said in sentences().items():
        ways = variants(key, campaign)
        assert ways, "something is left to say, whatever the contact"
        assert all(way and "{contact}" not in way for way in ways)
        assert "5550100" not in re.sub(r"\D", "", "".join(ways))
        assert not told or "{contact}" not in str(said) or any(told in way for way in ways)


@pytest.mark.parametrize("contact", [{}, {"phone": "+14155550101"}])
def test_no_sentence_has_fewer_ways_than_its_turns_need(contact: dict[str, str]) -> None:
    """Where two or more take turns, two at least are left without a contact."""
    campaign = _with(**contact)
    for key, said in sentences().items():
        if isinstance(said, list):
            assert len(variants(key, campaign)) >= 2, key


def test_an_older_wording_that_says_sms_says_the_public_contact() -> None:
    """And the bot's own sentence where that leaves nothing."""
    wording = {"aside_again": "Text us: {sms}.", "human": "One moment! We are at {sms_plain}."}
    assert say("aside_again", _with(wording, phone="+14155550101")) == "Text us: (415) 555-0101."
    assert say("human", _with(wording)) == "One moment!"
    assert say("aside_again", _with(wording)) == "Bay Ridge Roofing can tell you more."


@pytest.mark.parametrize("country", ["", "_US"])
def test_help_names_the_contact_in_one_text(country: str) -> None:
    """Carriers ask for brand, contact and how to stop."""
    file = AMERICAN if country else BRITISH
    campaign = read_campaign(file)
    told = say("keyword_help", campaign)
    assert sms_text.segments(told) == 1
    assert all(words in told for words in (campaign.business.name, "STOP"))
    assert ("(415) 555-0101" if country else "020 7946 0020") in told
