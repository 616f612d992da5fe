"""Consent is evidence: rows are appended, and the database refuses to change what is there."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from bot.store import leads
from bot.store.database import reading, transaction
from tests.conftest import NOW

COLUMNS = "id, lead_id, given, wording, text_sha256, heard, at, evidence"
OVER_ITSELF = f"({COLUMNS}) SELECT {COLUMNS} FROM consent"
CHANGES = {
    "UPDATE consent SET heard = 'no'": ("sqlite", "postgresql"),
    "DELETE FROM consent": ("sqlite", "postgresql"),
    f"INSERT INTO consent {OVER_ITSELF} WHERE true ON CONFLICT (id) DO UPDATE SET heard = 'no'": (
        "sqlite",
        "postgresql",
    ),
    f"INSERT OR REPLACE INTO consent {OVER_ITSELF}": ("sqlite",),
    f"REPLACE INTO consent {OVER_ITSELF}": ("sqlite",),
    "UPDATE OR REPLACE consent SET id = 9": ("sqlite",),
    "TRUNCATE consent": ("postgresql",),
    "TRUNCATE lead CASCADE": ("postgresql",),
}


@pytest.fixture
def consenting(database: Engine, conversation: str) -> int:
    """The number of a lead whose prospect said yes."""
    with transaction(database) as connection:
        lead = leads.add_lead(
            connection,
            now=NOW,
            conversation_id=conversation,
            campaign_id="roofing",
            definition_id=1,
            channel="web",
            answers={},
            phone_verified=False,
            outcome="qualified",
            score=90,
            criteria=[],
        )
        leads.add_consent(connection, lead, True, "May we call?", "0" * 64, "yes", "now", {})
    return lead


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses_to_change_a_consent(
    database: Engine, consenting: int, change: str
) -> None:
    """In every way that either database has to do so."""
    if database.dialect.name not in CHANGES[change]:
        pytest.skip("the other database's way to say it")
    with pytest.raises(DBAPIError, match="evidence"), transaction(database) as connection:
        connection.execute(text(change))
    with reading(database) as connection:
        consent = leads.get_consent(connection, consenting)
    assert consent is not None
    assert (consent.given, consent.heard) == (True, "yes")


def test_a_withdrawal_is_a_row_of_its_own_and_the_newest_holds(
    database: Engine, consenting: int
) -> None:
    """What was said before stays as evidence."""
    with transaction(database) as connection:
        leads.add_consent(connection, consenting, False, "May we call?", "0" * 64, "STOP", "t", {})
        heard = connection.execute(text("SELECT heard FROM consent ORDER BY id")).scalars().all()
        consent = leads.get_consent(connection, consenting)
    assert heard == ["yes", "STOP"]
    assert consent is not None and not consent.given
