"""Insert a row unless a unique constraint says that it is here already."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.sql.expression import Executable


def insert_once(connection: Connection, table: Table, **values: Any) -> bool:
    """Whether the row was added; False when one with the same unique key exists."""
    statement = _statement(connection.dialect.name, table)
    return bool(connection.execute(statement, values).rowcount)


@cache
def _statement(dialect: str, table: Table) -> Executable:
    insert = (postgresql if dialect == "postgresql" else sqlite).insert
    return insert(table).on_conflict_do_nothing()
