"""What the bot says stands in one file, in words that a text can carry."""

from __future__ import annotations

import re

import pytest

from bot.leads.campaign import Campaign
from bot.services.campaign_file import read_campaign
from bot.services.wording import say, sentences
from bot.settings import ROOT
from bot.values import sms_text
from bot.values.sms_text import Encoding

FACTS = "business sms sms_plain ask figure number name phone what lead who reason count".split()
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
        said = way.replace("{business}", "Bay Ridge Roofing").replace("{sms}", "(415) 555-0100")
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
