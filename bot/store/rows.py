"""Many rows, each with a try of its own: one that is damaged doesn't hide the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import TypeVar

from sqlalchemy import Column
from sqlalchemy.engine import Connection
from sqlalchemy.sql import Select

from bot.errors import RowUnreadable
from bot.store.database import is_away, reading_row

logger = logging.getLogger(__name__)

T = TypeVar("T")
Unreadable = Callable[[RowUnreadable], None]


def to_log(error: RowUnreadable) -> None:
    """Where nobody else is told what can't be read."""
    logger.error("%s", error)


def read_rows(
    connection: Connection,
    query: Select,
    id: Column,
    build: Callable[..., T],
    unreadable: Unreadable = to_log,
    asked: Mapping[str, object] | None = None,
) -> list[T]:
    """`build` of each row's columns; `unreadable` is told of the rows where that fails.

    `id` is the primary key of the table that is read, `asked` what the query's parameters are.
    """
    given = dict(asked or {})
    try:
        return [build(**row._mapping) for row in connection.execute(query, given)]
    except Exception as error:
        if is_away(error):
            raise
    found = []
    for each in connection.execute(query.with_only_columns(id), given).scalars().all():
        try:
            with reading_row(id.table.name, each):
                row = connection.execute(query.where(id == each), given).one()
                found.append(build(**row._mapping))
        except RowUnreadable as error:
            unreadable(error)
    return found
