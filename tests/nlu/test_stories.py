"""What another had, or is over, beside what they want themselves."""

from datetime import datetime, timezone
from pathlib import Path

import pytest

from bot.campaign_files.read import read_campaign
from bot.nlu.own_question import read_own
from bot.nlu.reading import Context, Heard

CAMPAIGNS = Path(__file__).parents[2] / "campaigns"
NOW = datetime(2026, 11, 23, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("campaign", "text", "value"),
    [
        ("roofing", "our neighbors had the whole roof replaced, mine only leaks", "repair"),
        ("roofing", "my uncle replaced his roof. for us it's the gutters", "gutters"),
        ("roofing", "done with patching, I need a new roof", "replacement"),
        ("home-buying", "renting is over for me. I want to buy a house", "buy"),
        ("home-buying", "my sister rents, I want to buy", "buy"),
        ("mortgage", "my brother refinanced, we are buying", "purchase"),
        ("online-mba", "a coworker did the executive one, I want part time", "part_time"),
        ("dental-implants", "my dad had a full arch done, I need just one implant", "single"),
    ],
)
def test_what_another_had_or_is_over_gives_way_to_their_own(
    campaign: str, text: str, value: str
) -> None:
    heard = _need(text, campaign)
    assert heard is not None and (heard.value, heard.doubtful) == (value, False)


@pytest.mark.parametrize(
    ("campaign", "text"),
    [
        ("roofing", "my neighbor got a new roof last month"),
        ("online-mba", "my boss has the executive one"),
        ("home-buying", "renting is over for us"),
    ],
)
def test_what_another_had_or_is_over_alone_is_in_doubt(campaign: str, text: str) -> None:
    heard = _need(text, campaign)
    assert heard is None or heard.doubtful


def _need(text: str, campaign: str) -> Heard[str] | None:
    read = read_campaign(CAMPAIGNS / f"{campaign}.yml")
    question = read.question("need")
    assert question is not None
    return read_own(text, question, Context(NOW, "need", read))
