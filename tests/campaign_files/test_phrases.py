"""The words for a question's choices: the file's own, under either name, and a pack's."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.campaign_files import read_campaign
from bot.campaign_files.packs import pack_names, read_pack
from bot.leads.campaign import Question
from bot.leads.campaign_json import campaign_to_json
from tests.campaign_files.conftest import SOUND, told

OWN = "    synonyms:\n      repair: [leak, fix]\n"


def need(path: Path) -> Question:
    found = read_campaign(path).question("need")
    assert found is not None
    return found


def test_phrases_and_synonyms_are_one_thing(write) -> None:
    """And stored as one: two files that differ in the name alone are one definition."""
    old = read_campaign(write(SOUND))
    new = read_campaign(write(SOUND.replace("synonyms", "phrases")))
    assert new == old
    assert campaign_to_json(new)["questions"]["need"]["phrases"] == {"repair": ["leak", "fix"]}


def test_a_file_may_use_both_names(write) -> None:
    """What stands under the older one comes after."""
    both = SOUND.replace(OWN, "    phrases: {repair: [drip]}\n" + OWN)
    assert need(write(both)).phrases == {"repair": ("drip", "leak", "fix")}


def test_a_pack_adds_its_phrases_for_the_choices_there_are(write) -> None:
    """The file's own come first; what the pack knows of other choices is left."""
    found = need(write(SOUND.replace(OWN, OWN + "    pack: roofing\n"))).phrases
    assert list(found) == ["repair", "replacement"]
    assert found["repair"][:2] == ("leak", "fix")
    assert set(found["repair"]) == {"leak", "fix", *read_pack("roofing")["repair"]}
    assert len(set(found["repair"])) == len(found["repair"])
    assert found["replacement"] == read_pack("roofing")["replacement"]


def test_a_pack_alone_will_do(write) -> None:
    """For a choice question and for one of yes or no, too."""
    packed = SOUND.replace(OWN, "    pack: roofing\n") + "\n"
    packed = packed.replace("type: yes_no", "type: yes_no\n      pack: owner")
    campaign = read_campaign(write(packed))
    owner = campaign.question("owner")
    assert owner is not None
    assert owner.phrases == read_pack("owner")
    assert need(write(packed)).phrases["repair"] == read_pack("roofing")["repair"]


def test_what_a_file_says_of_a_phrase_counts_before_its_pack(write) -> None:
    """The pack has "hail" for a repair, and "Gutter" for gutters."""
    own = "    phrases: {replacement: [HAIL]}\n    pack: roofing\n"
    found = need(write(SOUND.replace(OWN, own).replace("New roof", "Storm"))).phrases
    assert "HAIL" in found["replacement"]
    assert "hail" not in found["repair"]
    assert "storm" not in found["repair"]
    assert "hail damage" in found["repair"]


def test_the_definition_holds_every_phrase_and_names_no_pack(write) -> None:
    """A lead is read again as it was, whatever the pack says by then."""
    data = campaign_to_json(read_campaign(write(SOUND.replace(OWN, "    pack: roofing\n"))))
    assert "pack" not in data["questions"]["need"]
    assert tuple(data["questions"]["need"]["phrases"]["repair"]) == read_pack("roofing")["repair"]


@pytest.mark.parametrize(
    ("find", "replace", "problem"),
    [
        (OWN, "    pack: rofing\n", '15: no pack is called "rofing"; there are auto-insurance, '),
        (OWN, "    pack: ../owner\n", '15: `questions.need.pack`: not "../owner"; write a pack'),
        (OWN, "    pack: [roofing]\n", "15: `questions.need.pack`: write a pack's name"),
        (OWN, "    pack: owner\n", "15: the pack has words for yes, no, which are no choices"),
        ("type: yes_no", "type: text\n      pack: owner", "24: a pack has words for choices"),
        ("type: yes_no", "pack: owner", "23: a pack has words for choices; give the question"),
        ("synonyms:", "phrases: {repair: x}\n    synonyms:", "15: `questions.need.phrases.repair`"),
        (
            "synonyms:",
            "phrases: {replacement: [leak]}\n    synonyms:",
            '17: "leak" already means `replacement`; keep it with one',
        ),
        ("synonyms:", "phrases: {repair: [help]}\n    synonyms:", "15: phone carriers act on"),
        ("synonyms:", "phrases: {repairs: [x]}\n    synonyms:", "15: `repairs` is not a choice"),
    ],
)
def test_each_mistake_is_told_by_its_line(write, find: str, replace: str, problem: str) -> None:
    assert find in SOUND
    (line, *_) = told(write(SOUND.replace(find, replace, 1)))
    assert line.startswith(problem)


def test_a_pack_that_is_not_there_is_told_with_all_that_are(write) -> None:
    (line,) = told(write(SOUND.replace(OWN, "    pack: plumbing\n")))
    assert line.endswith(f"there are {', '.join(pack_names())}")


def test_a_refused_type_is_told_alone(write) -> None:
    """Whether the pack fits nobody knows then."""
    bad = SOUND.replace("type: yes_no", "type: yesno\n      pack: owner")
    lines = [line for line in told(write(bad)) if "pack" in line]
    assert lines == []
