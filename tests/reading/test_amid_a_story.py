"""What is told beside an answer, and when an answer amid it is read back."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from bot.campaign_files import read_campaign
from bot.language.digressions import digressions
from bot.reading.heard import Context
from bot.reading.own_question import read_own
from tests.conftest import SAMPLES

CAMPAIGNS = {campaign.id: campaign for campaign in map(read_campaign, SAMPLES)}
NOW = datetime(2026, 11, 23, tzinfo=timezone.utc)


def doubt(campaign: str, text: str) -> bool | None:
    """Whether the need in `text` is read back; None where none is heard."""
    question = CAMPAIGNS[campaign].question("need")
    assert question is not None
    heard = read_own(text, question, Context(NOW, "need", CAMPAIGNS[campaign]))
    return heard and heard.doubtful


@pytest.mark.parametrize(
    ("campaign", "text"),
    [
        ("roofing", "Two roofers told me I need a new roof. I don't believe either of them"),
        ("home-buying", "He rents. I'd like to not, ever again"),
        ("dental-implants", "He'd want them all pulled and be done. The dentist said two, so two"),
        ("dental-implants", "is whitening safe if you have an implant"),
        ("mortgage", "is it even worth it to refinance now"),
    ],
)
def test_a_need_amid_a_story_is_read_back_or_not_heard(campaign: str, text: str) -> None:
    assert doubt(campaign, text) is not False


@pytest.mark.parametrize(
    ("campaign", "text"),
    [
        ("roofing", "the roof leaks"),
        ("roofing", "half my shingles came off in the wind, need somebody to patch it"),
        ("home-buying", "my sister rents, I want to buy"),
        ("online-mba", "full time, I do not work now"),
        ("mortgage", "we want to buy our first home"),
    ],
)
def test_a_need_told_plainly_is_not(campaign: str, text: str) -> None:
    assert doubt(campaign, text) is False


def test_each_kind_of_digression_counts_once() -> None:
    assert digressions("no no not never") == {"denial"}
    assert digressions("a new roof please") == frozenset()


def test_who_asks_to_have_it_explained_chooses_nothing() -> None:
    assert doubt("mortgage", "explain refinance to me like I'm five") is not False
