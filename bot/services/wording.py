"""What the bot says: bot/wording.yml, with a campaign's own sentences in front."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.leads.campaign import Campaign
from bot.values import phone

FILE = Path(__file__).parents[1] / "wording.yml"
# What stands for the business's contact. Wordings of older campaigns say `{sms}`; that number was
# never meant to be told.
_CONTACT = ("contact", "sms", "sms_plain")
_NAMES_CONTACT = re.compile(rf"\{{(?:{'|'.join(_CONTACT)})\}}")
# Who comes where life is in danger, by country; and nearly everywhere else.
EMERGENCY_NUMBERS = {"US": "911", "CA": "911", "MX": "911", "GB": "999", "IE": "999", "AU": "000"}
EMERGENCY_NUMBER = "112"
_BETWEEN_SENTENCES = re.compile(r"(?<=[.?!])\s+")


@cache
def sentences() -> Mapping[str, Any]:
    """Every sentence by its key: a text, or a list of variants."""
    with FILE.open(encoding="utf-8") as file:
        return dict(YAML(typ="safe").load(file))


def variants(key: str, campaign: Campaign, **facts: str) -> tuple[str, ...]:
    """Every way to say `key` in the campaign's wording or its country's, its facts filled in.

    A business without a public contact is spoken of without one.
    """
    of_country = sentences().get(f"{key}_{campaign.country}")
    ours = of_country or sentences()[key]
    contact = contact_of(campaign)
    ways = _ways(campaign.wording.get(key) or ours, contact) or _ways(ours, contact)
    known = {
        "business": campaign.business.name,
        **dict.fromkeys(_CONTACT, contact or ""),
        "emergency": EMERGENCY_NUMBERS.get(campaign.country, EMERGENCY_NUMBER),
        **facts,
    }
    return tuple(_fill(way, known) for way in ways)


def say(key: str, campaign: Campaign, variant: int = 0, **facts: str) -> str:
    """One way to say `key`. `variant` picks among several: count it up and they take turns."""
    ways = variants(key, campaign, **facts)
    return ways[variant % len(ways)]


def contact_of(campaign: Campaign) -> str | None:
    """How prospects may reach the business itself, as a reader writes it, or None.

    Never the number that gets the leads: it is private, and a way past verdict and bill.
    """
    business = campaign.business
    if business.phone:
        return _written(business.phone, campaign.country)
    return business.email or business.site


def say_plainly(key: str, **facts: str) -> str:
    """A sentence where there is no campaign, or none that can be read."""
    said = sentences()[key]
    return _fill(said if isinstance(said, str) else said[0], facts)


def _ways(said: str | Sequence[str], contact: str | None) -> list[str]:
    """The ways to say it; without a contact, what is left of each without the sentences of one."""
    ways = [said] if isinstance(said, str) else list(said)
    if contact is not None:
        return ways
    return list(dict.fromkeys(filter(None, map(_without_contact, ways))))


def _without_contact(way: str) -> str:
    kept = [each for each in _BETWEEN_SENTENCES.split(way) if not _NAMES_CONTACT.search(each)]
    return " ".join(kept)


def _fill(sentence: str, facts: Mapping[str, str]) -> str:
    for name, fact in facts.items():
        sentence = sentence.replace("{" + name + "}", fact)
    return sentence


@cache
def _written(number: str, country: str) -> str:
    return phone.format(number, country)
