"""Opt-outs are events: what was said stays, and what holds now is asked."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from bot.store import opt_outs
from bot.store.database import transaction

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=timezone.utc)
PHONE = "+14155550111"
AGAIN = "(id, phone, kind, heard, at) SELECT id, phone, 'in', heard, at FROM opt_out"


def test_the_newest_event_holds_and_the_history_stays(database: Engine) -> None:
    """Out, in and out again: three rows, and each time the last one counts."""
    with transaction(database) as connection:
        assert opt_outs.add_opt_out(connection, PHONE, "STOP", NOW)
        assert not opt_outs.add_opt_out(connection, PHONE, "stop " * 100, NOW)
        assert opt_outs.is_opted_out(connection, PHONE)
        opt_outs.add_opt_in(connection, PHONE, "START", NOW)
        assert not opt_outs.is_opted_out(connection, PHONE)
        assert opt_outs.add_opt_out(connection, PHONE, "leave me alone", NOW)
        assert opt_outs.is_opted_out(connection, PHONE)
        heard = connection.execute(text("SELECT heard FROM opt_out ORDER BY id")).scalars().all()
    assert heard == ["STOP", "START", "leave me alone"]


def test_a_typed_number_stops_only_what_we_would_start(database: Engine) -> None:
    """Who typed it proved nothing; its holder goes on, and may text START."""
    with transaction(database) as connection:
        assert opt_outs.add_typed_opt_out(connection, PHONE, "stop texting me", NOW)
        assert not opt_outs.is_opted_out(connection, PHONE)
        assert opt_outs.refuses_started_texts(connection, PHONE)
        opt_outs.add_opt_in(connection, PHONE, "START", NOW)
        assert not opt_outs.refuses_started_texts(connection, PHONE)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE opt_out SET heard = 'nothing'",
        "DELETE FROM opt_out",
        f"INSERT OR REPLACE INTO opt_out {AGAIN}",
        f"INSERT INTO opt_out {AGAIN} WHERE true ON CONFLICT (id) DO UPDATE SET kind = 'in'",
        "TRUNCATE opt_out",
    ],
)
def test_the_database_refuses_to_change_an_opt_out(database: Engine, change: str) -> None:
    """In every way of either database to do so."""
    if change.startswith("TRUNCATE") and database.dialect.name == "sqlite":
        change = "DELETE FROM opt_out WHERE id > 0"
    if "REPLACE" in change and database.dialect.name == "postgresql":
        change = "UPDATE opt_out SET kind = 'in'"
    with transaction(database) as connection:
        opt_outs.add_opt_out(connection, PHONE, "STOP", NOW)
    with pytest.raises(DBAPIError, match="evidence"), transaction(database) as connection:
        connection.execute(text(change))
    with transaction(database) as connection:
        assert opt_outs.is_opted_out(connection, PHONE)
