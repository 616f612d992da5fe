"""Phrases out of files: what they say, each by its own examples, and in bounded time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bot.language.choosing import PHRASES as CHOOSING
from bot.language.consent import CONDITIONS, NO, YES
from bot.language.contact_wishes import TIMES, WISHES
from bot.language.intents import PHRASES, STEERING, TELLS
from bot.language.opt_out import PHRASES as OPT_OUT
from bot.language.phrasing import Phrasing
from bot.language.questions import PHRASES as QUESTIONS
from bot.language.stories import PHRASES as STORIES
from bot.language.taken_back import PHRASES as TAKEN_BACK
from bot.language.yes_no import PHRASES as YES_NO

FILES = {"intents": PHRASES, "tells": TELLS, "steering": STEERING, "questions": QUESTIONS}
FILES |= {"yes_no": YES_NO, "opt_out": OPT_OUT, "wishes": WISHES, "wish_times": TIMES}
FILES |= {"consent_yes": YES, "consent_no": NO, "consent_condition": CONDITIONS}
FILES |= {"choosing": CHOOSING, "stories": STORIES}
FILES |= {"taken_back": TAKEN_BACK}
EXAMPLES = [
    pytest.param(phrasing, kind, rule["name"], example, id=f"{name}-{kind}-{example}")
    for name, phrasing in FILES.items()
    for kind, rules in phrasing.file["says"].items()
    for rule in rules
    for example in rule["examples"]
]


@pytest.mark.parametrize(("phrasing", "kind", "rule", "example"), EXAMPLES)
def test_a_rule_is_hit_by_its_own_examples(
    phrasing: Phrasing, kind: str, rule: str, example: str
) -> None:
    """None is shadowed by what shields."""
    assert rule in {found.rule for found in phrasing.said(example, kind)}


@pytest.mark.parametrize("name", FILES)
def test_every_rule_that_says_something_has_an_example(name: str) -> None:
    for kind, rules in FILES[name].file["says"].items():
        assert kind == "nothing" or all(rule["examples"] for rule in rules), kind


def _phrasing(folder: Path, text: str) -> Phrasing:
    (folder / "words.yml").write_text(text, encoding="utf-8")
    return Phrasing("words", language=str(folder))


def test_the_longest_phrase_wins_and_nothing_shields(tmp_path: Path) -> None:
    """Places are those of what was typed."""
    phrasing = _phrasing(
        tmp_path,
        """
        words: {fire: [fire, flames]}
        says:
          danger: [{name: fire, phrases: ["<fire>", "<fire> in <few> <stop>"]}]
          nothing: [{name: place, phrases: ["<fire> (place|pit)"]}]
        """,
    )
    assert phrasing.find("my fire place") == ()
    (found,) = phrasing.find("Help: FIRE in the attic!")
    assert (found.kind, found.rule, found.start, found.end) == ("danger", "fire", 6, 24)


@pytest.mark.parametrize(
    "text",
    ["i'm 15 " * 140, "is the crew still coming " * 40, ", " * 490, "a " * 500, "you did my " * 90],
)
def test_any_message_costs_little(text: str) -> None:
    for phrasing in FILES.values():
        phrasing.find("warm up")
    began = time.process_time()
    for phrasing in FILES.values():
        phrasing.find(text[:1000])
    assert time.process_time() - began < 0.5
