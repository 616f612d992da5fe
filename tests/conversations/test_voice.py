"""The bot's words take turns: whatever is to be said, no sentence comes three answers running."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.actions.voice import Voice, sentences_of
from bot.services.wording import sentences
from bot.settings import ROOT
from tests.conftest import read_sample

ROOFING = read_sample(ROOT / "campaigns" / "roofing.yml")
FACTS = {"what": "$500,000", "name": "Kay", "phone": "1", "figure": "1", "ask": "Why?"}
OF_SEVERAL = sorted(key for key, said in sentences().items() if isinstance(said, list))


def _told(keys: Sequence[str]) -> list[frozenset[str]]:
    """The sentences of so many answers, each with the voice that heard the two before it."""
    answers: list[frozenset[str]] = []
    for key in keys:
        voice = Voice(ROOFING, tuple(answers[-2:]))
        answers.append(sentences_of(voice.say(key, **FACTS)))
    return answers


@settings(deadline=None)
@given(st.lists(st.sampled_from(OF_SEVERAL), max_size=30))
def test_no_sentence_comes_three_answers_running(keys: list[str]) -> None:
    """In whatever order the keys come."""
    answers = _told(keys)
    for three in zip(answers, answers[1:], answers[2:], strict=False):
        assert not frozenset.intersection(*three)


@pytest.mark.parametrize("key", OF_SEVERAL)
def test_all_ways_have_their_turn(key: str) -> None:
    """The same again and again: each way once, then from the start."""
    ways = len(sentences()[key])
    answers = _told([key] * ways)
    assert len(set(answers)) == ways
    assert sentences_of(Voice(ROOFING).say(key, **FACTS)) == answers[0]
