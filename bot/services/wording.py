"""What the bot says: bot/wording.yml, with a campaign's own sentences in front."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.leads.campaign import Campaign
from bot.values import phone

FILE = Path(__file__).parents[1] / "wording.yml"


@cache
def sentences() -> Mapping[str, Any]:
    """Every sentence by its key: a text, or a list of variants."""
    with FILE.open(encoding="utf-8") as file:
        return dict(YAML(typ="safe").load(file))


def variants(key: str, campaign: Campaign, **facts: str) -> tuple[str, ...]:
    """Every way to say `key` in the campaign's wording or its country's, its facts filled in."""
    of_country = sentences().get(f"{key}_{campaign.country}")
    said = campaign.wording.get(key) or of_country or sentences()[key]
    known = {
        "business": campaign.business.name,
        "sms": _written(campaign.business.sms, campaign.country),
        "sms_plain": campaign.business.sms,
        **facts,
    }
    return tuple(_fill(each, known) for each in ([said] if isinstance(said, str) else said))


def say(key: str, campaign: Campaign, variant: int = 0, **facts: str) -> str:
    """One way to say `key`. `variant` picks among several: count it up and they take turns."""
    ways = variants(key, campaign, **facts)
    return ways[variant % len(ways)]


def say_plainly(key: str, **facts: str) -> str:
    """The same where there is no campaign, or none that can be read."""
    said = sentences()[key]
    return _fill(said if isinstance(said, str) else said[0], facts)


def _fill(sentence: str, facts: Mapping[str, str]) -> str:
    for name, fact in facts.items():
        sentence = sentence.replace("{" + name + "}", fact)
    return sentence


@cache
def _written(number: str, country: str) -> str:
    return phone.format(number, country)
