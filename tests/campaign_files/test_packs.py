"""The packs that ship: sound, and fit for any campaign that names one."""

from __future__ import annotations

import json

import pytest

from bot.campaign_files.packs import FOLDER, pack_names, read_pack
from bot.campaign_files.phrases import folded
from bot.campaign_files.questions import is_carrier_keyword
from bot.campaign_files.schema import SCHEMA
from bot.settings import ROOT

LIMITS = json.loads(SCHEMA.read_text(encoding="utf-8"))["definitions"]
LONGEST = LIMITS["phrases"]["additionalProperties"]["items"]["maxLength"]


def test_each_sample_names_packs_and_each_pack_is_named_by_one() -> None:
    """So none is untried: the samples' needs are read by tests of their own."""
    files = "".join(path.read_text() for path in (ROOT / "campaigns").glob("*.yml"))
    for name in pack_names():
        assert f"pack: {name}\n" in files, name
    assert "phrases:" not in files


@pytest.mark.parametrize("name", pack_names())
def test_a_pack_has_phrases_for_each_value_and_each_means_one_of_them(name: str) -> None:
    """As short as a file's own, none of which a phone carrier would act on."""
    meaning: dict[str, str] = {}
    for value, phrases in read_pack(name).items():
        assert len(phrases) >= 5, value
        for phrase in phrases:
            assert isinstance(phrase, str), phrase
            assert 0 < len(phrase) <= LONGEST, phrase
            assert not is_carrier_keyword(phrase), phrase
            assert meaning.setdefault(folded(phrase), value) == value, phrase


def test_the_guide_lists_every_pack_with_its_choices() -> None:
    """Whose names a campaign has to take over."""
    guide = (ROOT / "docs" / "campaigns.md").read_text(encoding="utf-8")
    rows = [line for line in guide.splitlines() if line.startswith("| `")]
    for name in pack_names():
        (row,) = [r for r in rows if f"`{name}`" in r.split("|")[1]]
        assert all(f"`{value}`" in row or f'`"{value}"`' in row for value in read_pack(name)), name


@pytest.mark.parametrize("name", pack_names())
def test_a_pack_says_what_it_is_for_in_its_first_line(name: str) -> None:
    """Whoever looks for one reads the folder."""
    assert (FOLDER / f"{name}.yml").read_text().startswith("# ")
