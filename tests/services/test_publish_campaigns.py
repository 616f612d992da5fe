"""Publishing: versions count up, the same file changes nothing, a number is one campaign's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update
from sqlalchemy.engine import Engine

from bot.errors import NumberTaken
from bot.leads.campaign import Question
from bot.leads.campaign_json import campaign_to_json, definition_sha256
from bot.services.publish_campaigns import publish_campaigns
from bot.settings import ROOT
from bot.store import campaigns
from bot.store.database import reading, transaction
from bot.store.schema import definition
from tests.conftest import NOW, read_sample
from tests.services.conftest import counts

ROOFING = read_sample(ROOT / "campaigns" / "roofing.yml")


def test_the_same_file_again_changes_nothing(database: Engine) -> None:
    """`make run` publishes the samples at every start."""
    before = counts(database)
    (done,) = publish_campaigns(database, [ROOFING], NOW)
    assert (done.version, done.changed) == (1, False)
    assert counts(database) == before


def test_an_upgrade_alone_is_no_new_version(database: Engine) -> None:
    """A definition as releases wrote it that knew neither phrases nor what an amount means: the
    same campaign leaves it as it is, so that its business need not agree to it once more.
    """
    plain = replace(ROOFING, questions=tuple(map(_without_scale, ROOFING.questions)))
    publish_campaigns(database, [plain], NOW)
    body = campaign_to_json(plain)
    del body["questions"]["budget"]["means"]
    for question in (body["questions"]["need"], *body["questions"]["details"]):
        question["synonyms"] = question.pop("phrases")
    old = definition_sha256(body)
    with transaction(database) as connection:
        connection.execute(
            update(definition)
            .where(definition.c.campaign_id == "roofing", definition.c.version == 2)
            .values(body=body, sha256=old)
        )
    before = counts(database)
    (done,) = publish_campaigns(database, [plain], NOW)
    assert (done.version, done.sha256, done.changed) == (2, old, False)
    (done,) = publish_campaigns(database, [replace(plain, greeting="Hello!")], NOW)
    assert (done.version, done.changed) == (3, True)
    assert counts(database)["definition"] == before["definition"] + 1


def _without_scale(question: Question) -> Question:
    return replace(question, plausible=None)


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
