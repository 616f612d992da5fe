"""What the bot says: wording.yml, with a campaign's own sentences in front."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.leads.campaign import Campaign

FILE = Path(__file__).with_name("wording.yml")


@cache
def sentences() -> Mapping[str, Any]:
    """Every sentence by its key: a text, or a list of variants."""
    with FILE.open(encoding="utf-8") as file:
        return dict(YAML(typ="safe").load(file))


def say(key: str, campaign: Campaign, variant: int = 0, **facts: str) -> str:
    """The sentence `key` in the campaign's wording, its facts filled in.

    `variant` picks among variants, in turn: count it up and they alternate.
    """
    sentence = campaign.wording.get(key) or sentences()[key]
    if not isinstance(sentence, str):
        sentence = sentence[variant % len(sentence)]
    known = {"business": campaign.business.name, "sms": campaign.business.sms, **facts}
    for name, fact in known.items():
        sentence = sentence.replace("{" + name + "}", fact)
    return str(sentence)
