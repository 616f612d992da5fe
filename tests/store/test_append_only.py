"""What was judged, delivered and put right is evidence: no statement of SQL changes it."""

from __future__ import annotations

import pytest
from sqlalchemy import Table, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from bot.store import leads
from bot.store.database import reading, transaction
from bot.store.delivered import add_delivered
from bot.store.schema import correction, delivered, verdict
from tests.conftest import NOW
from tests.services.prospects import Prospect
from tests.services.test_correct_lead import Carrier, deliver

TABLES = [verdict, delivered, correction]


def _row_of(engine: Engine, table: Table) -> dict[str, object]:
    with reading(engine) as connection:
        return dict(connection.execute(select(table).order_by(table.c.id)).first()._mapping)


def _again(table: Table, **changed: str) -> str:
    names = [column.name for column in table.columns]
    values = ", ".join(changed.get(name, name) for name in names)
    return f"{table.name} ({', '.join(names)}) SELECT {values} FROM {table.name}"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_database_refuses_to_change_it(database: Engine, table: Table) -> None:
    """In every way of either database to do so, the row's own id and its lead's included."""
    prospect = Prospect(database)
    prospect.submit()
    deliver(database, Carrier())
    prospect.correct(name="Mara Lopez")
    before = _row_of(database, table)
    name = table.name
    changes = [
        f"UPDATE {name} SET at = '2020'",
        f"DELETE FROM {name}",
        f"INSERT INTO {_again(table)} WHERE true ON CONFLICT (id) DO UPDATE SET at = '2020'",
    ]
    if database.dialect.name == "postgresql":
        changes += [f"TRUNCATE {name}", f"TRUNCATE {name} CASCADE"]
    else:
        changes.append(f"INSERT OR REPLACE INTO {_again(table, at=repr('2020'))}")
    if table is delivered and database.dialect.name == "sqlite":
        again = _again(table, at=repr("2020"), id="id + 1000")
        changes.append(f"INSERT OR REPLACE INTO {again}")
    for change in changes:
        with pytest.raises(DBAPIError, match="evidence"), transaction(database) as connection:
            connection.execute(text(change))
    assert _row_of(database, table) == before


def test_a_lead_is_delivered_once(database: Engine) -> None:
    """The first snapshot counts; a second one is not even tried."""
    prospect = Prospect(database)
    prospect.submit()
    deliver(database, Carrier())
    first = _row_of(database, delivered)
    with transaction(database) as connection:
        lead = leads.get_lead(connection, prospect.lead)
        assert lead is not None
        assert not add_delivered(connection, lead, None, "+14155550101", "another text", NOW)
    assert _row_of(database, delivered) == first
