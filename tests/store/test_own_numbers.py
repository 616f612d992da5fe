"""Who has a number, by any definition that was ever published."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import Engine

from bot.store import campaigns
from bot.store.database import transaction
from bot.store.own_numbers import Holder, list_holders
from tests.conftest import NOW


def test_a_number_is_found_in_every_role_and_version(database: Engine) -> None:
    """As the campaign's own, or as one of its business's; now or before."""
    body = {
        "number": "+14155550170",
        "business": {"name": "Old Roofs", "sms": "+14155550171", "backup_sms": None},
    }
    newer = {**body, "business": {**body["business"], "backup_sms": "+14155550172"}}
    with transaction(database) as connection:
        for n, each in enumerate((body, newer)):
            campaigns.add_definition(connection, "old", str(n) * 64, each, NOW)
        found = {
            number: list_holders(connection, f"+1415555{number}")
            for number in ("0170", "0171", "0172", "0173", "0199", "0100", "0101")
        }
    business = Holder("old", "Old Roofs", False)
    assert found["0170"] == [Holder("old", "Old Roofs", True)]
    assert found["0171"] == [business]
    assert found["0172"] == [business]
    assert found["0173"] == []
    assert found["0199"] == [Holder("roofing", "Bay Ridge Roofing", True)]
    assert found["0100"] == found["0101"] == [Holder("roofing", "Bay Ridge Roofing", False)]


@pytest.mark.parametrize("number", ["", "+", "%", "+1415555%", "null", "' OR 1=1 --"])
def test_what_is_no_number_is_nobody_s(database: Engine, number: str) -> None:
    """Nor a pattern of many."""
    with transaction(database) as connection:
        assert list_holders(connection, number) == []
