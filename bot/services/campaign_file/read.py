"""Read a campaign file: YAML, shape, meaning; and tell every mistake by its line."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from bot.errors import CampaignInvalid
from bot.leads.campaign import Campaign
from bot.leads.campaign_json import campaign_from_json
from bot.services.campaign_file.meaning import check_meaning
from bot.services.campaign_file.schema import check_shape
from bot.services.campaign_file.text import refuse
from bot.services.campaign_file.yaml_lines import read_yaml


def read_campaign(path: Path, sentences: Collection[str] | None = None) -> Campaign:
    """The campaign in the file at `path`.

    `sentences` are the keys that `wording` may replace; without them any key passes.
    Raises CampaignInvalid with every problem found, in the order of their lines, each
    `FILE:LINE: what and the mend`.
    """
    file = read_yaml(path)
    if file.data is None:
        refuse(path, 1, "the file is empty; start from a copy of campaigns/roofing.yml")
    if not isinstance(file.data, dict):
        refuse(path, file.line(()), "a campaign file holds keys and values, such as `id: roofing`")
    check_meaning(file, check_shape(file), sentences)
    if file.problems:
        unique = dict.fromkeys(file.problems)
        raise CampaignInvalid(*sorted(unique, key=lambda problem: problem.line))
    return campaign_from_json(file.data)
