"""Publishing: versions count up, the same file changes nothing, a number is one campaign's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.engine import Engine

from bot.campaign_files import read_campaign
from bot.errors import NumberTaken
from bot.services.publish_campaigns import publish_campaigns
from bot.settings import ROOT
from bot.store import campaigns
from bot.store.database import reading
from tests.conftest import NOW
from tests.services.conftest import counts

ROOFING = read_campaign(ROOT / "campaigns" / "roofing.yml")


def test_the_same_file_again_changes_nothing(database: Engine) -> None:
    """`make run` publishes the samples at every start."""
    before = counts(database)
    (done,) = publish_campaigns(database, [ROOFING], NOW)
    assert (done.version, done.changed) == (1, False)
    assert counts(database) == before


def test_another_definition_is_the_next_version(database: Engine) -> None:
    """And going back to the first one is version 1 again, not a third."""
    changed = replace(ROOFING, greeting="Hello!")
    found = [
        publish_campaigns(database, [campaign], NOW)[0]
        for campaign in (changed, ROOFING, changed, replace(ROOFING, greeting="Hey!"))
    ]
    assert [(done.version, done.changed) for done in found] == [
        (2, True),
        (1, True),
        (2, True),
        (3, True),
    ]
    assert len({done.sha256 for done in found}) == 3
    with reading(database) as connection:
        current = campaigns.get_campaign(connection, "roofing")
    assert current is not None
    assert (current.version, current.body["greeting"]) == (3, "Hey!")


def test_a_number_belongs_to_one_campaign_and_then_nothing_is_published(
    database: Engine,
) -> None:
    """Texts to it could not be told apart; the good campaign beside it waits, too."""
    good = replace(ROOFING, greeting="Hello!")
    thief = replace(ROOFING, id="gutters")
    before = counts(database)
    with pytest.raises(NumberTaken) as caught:
        publish_campaigns(database, [good, thief], NOW)
    assert (caught.value.campaign, caught.value.holder) == ("gutters", "roofing")
    assert counts(database) == before
    with reading(database) as connection:
        assert campaigns.get_campaign(connection, "gutters") is None


def test_a_campaign_may_change_its_number(database: Engine) -> None:
    """From then on the old one is nobody's."""
    publish_campaigns(database, [replace(ROOFING, number="+14155550198")], NOW)
    with reading(database) as connection:
        assert campaigns.get_campaign_by_number(connection, "+14155550199") is None
        found = campaigns.get_campaign_by_number(connection, "+14155550198")
    assert found is not None
    assert found.id == "roofing"
