"""Definitions: immutable, numbered, found by number and id."""

from __future__ import annotations

from sqlalchemy.engine import Engine

from bot.store import campaigns
from bot.store.database import reading, transaction
from tests.conftest import NOW


def test_definitions_are_numbered_and_a_known_one_keeps_its_version(
    database: Engine,
) -> None:
    """The same content is the same version, whenever it comes back."""
    with transaction(database) as connection:
        first = campaigns.get_campaign(connection, "roofing")
        id_2, version_2 = campaigns.add_definition(connection, "roofing", "b" * 64, {"a": 1}, NOW)
        again = campaigns.add_definition(connection, "roofing", first.sha256, first.body, NOW)
        assert (version_2, again) == (2, (first.definition_id, 1))
        assert campaigns.get_definition(connection, id_2) == {
            "version": 2,
            "sha256": "b" * 64,
            "body": {"a": 1},
        }


def test_a_definition_comes_back_with_its_keys_in_order(database: Engine) -> None:
    """Choices are shown in the file's order, and the hash is over it."""
    body = {"zebra": 1, "apple": {"y": 1, "b": 2, "a": 3}}
    with transaction(database) as connection:
        id, _ = campaigns.add_definition(connection, "roofing", "c" * 64, body, NOW)
    with reading(database) as connection:
        kept = campaigns.get_definition(connection, id)["body"]
    assert list(kept) == ["zebra", "apple"]
    assert list(kept["apple"]) == ["y", "b", "a"]


def test_a_campaign_is_found_by_the_number_that_prospects_text(
    database: Engine,
) -> None:
    """And no campaign by a number that is nobody's."""
    with reading(database) as connection:
        found = campaigns.get_campaign_by_number(connection, "+14155550199")
        assert found is not None
        assert found.id == "roofing"
        assert campaigns.get_campaign_by_number(connection, "+14155550000") is None
