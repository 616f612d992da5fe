"""What store tests share: a conversation to hang messages on."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import Engine

from bot.store import campaigns, conversations
from bot.store.database import transaction
from tests.conftest import NOW


@pytest.fixture
def conversation(database: Engine) -> str:
    """The id of a web conversation of the roofing campaign, on either database."""
    with transaction(database) as connection:
        roofing = campaigns.get_campaign(connection, "roofing")
        conversations.add_conversation(
            connection, "talk", "roofing", roofing.definition_id, "web", None, {}, NOW
        )
    return "talk"
