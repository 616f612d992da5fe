"""Read a campaign file: YAML, shape, meaning; and tell every mistake by its line."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.campaign_files.meaning import check_meaning
from bot.campaign_files.openness import check_openness
from bot.campaign_files.phrases import with_phrases
from bot.campaign_files.schema import check_shape
from bot.campaign_files.text import refuse
from bot.campaign_files.understood import check_understood
from bot.campaign_files.yaml_lines import read_yaml
from bot.errors import CampaignInvalid, Problem
from bot.leads.campaign import Campaign
from bot.leads.campaign_json import campaign_from_json


@dataclass(frozen=True, slots=True)
class Checked:
    """A campaign that works, and what its file lacks all the same, in the order of lines."""

    campaign: Campaign
    remarks: tuple[Problem, ...]


def read_campaign(path: Path, sentences: Collection[str] | None = None) -> Campaign:
    """The campaign in the file at `path`, as `check_campaign` reads it."""
    return check_campaign(path, sentences).campaign


def check_campaign(path: Path, sentences: Collection[str] | None = None) -> Checked:
    """The campaign in the file at `path`, and what is to be said of the file.

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
        raise CampaignInvalid(*_in_order(file.problems))
    check_openness(file, file.data)
    campaign = campaign_from_json(with_phrases(file.data))
    check_understood(file, campaign)
    return Checked(campaign, _in_order(file.remarks))


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each once, in the order of lines."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.line))
