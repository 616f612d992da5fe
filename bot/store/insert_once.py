"""Insert a row unless a unique constraint says that it is here already."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Table, bindparam, text
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import TextClause


def insert_once(connection: Connection, table: Table, **values: Any) -> bool:
    """Whether the row was added; False when one with the same unique key exists."""
    return bool(connection.execute(_insert(table, tuple(values)), values).rowcount)


@cache
def _insert(table: Table, names: tuple[str, ...]) -> TextClause:
    # SQLAlchemy 1.4 compiles its own ON CONFLICT anew each time; SQLite and PostgreSQL both
    # understand this one.
    columns, places = ", ".join(names), ", ".join(f":{name}" for name in names)
    return text(
        f"INSERT INTO {table.name} ({columns}) VALUES ({places}) ON CONFLICT DO NOTHING"  # noqa: S608
    ).bindparams(*(bindparam(name, type_=table.c[name].type) for name in names))
