"""Counts of what happened in a window of real time: one row for each kind, subject and window."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import delete, text
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import TextClause

from bot.store.schema import counter
from bot.store.times import to_text


@dataclass(frozen=True, slots=True)
class Window:
    """What is counted, and from when until when."""

    kind: str
    subject: str
    begins_at: datetime
    ends_at: datetime


def count_up(connection: Connection, windows: Iterable[Window]) -> dict[str, int]:
    """Add one to the count of each window (of different kinds); {kind: its count now}.

    One statement, so that two that count at once never lose one. Everyone locks rows in one
    order, so they can't deadlock either.
    """
    ordered = sorted(windows, key=lambda window: (window.kind, window.subject))
    if not ordered:
        return {}
    facts: dict[str, str] = {}
    for n, window in enumerate(ordered):
        facts |= {
            f"kind_{n}": window.kind,
            f"subject_{n}": window.subject,
            f"begins_{n}": to_text(window.begins_at),
            f"ends_{n}": to_text(window.ends_at),
        }
    rows = connection.execute(_upsert(len(ordered)), facts).mappings()
    return {row["kind"]: row["count"] for row in rows}


def forget_counters(connection: Connection, now: datetime) -> int:
    """Remove the windows that are over at `now`, real time; returns how many."""
    over = delete(counter).where(counter.c.ends_at <= to_text(now))
    return int(connection.execute(over).rowcount)


@cache
def _upsert(rows: int) -> TextClause:
    # SQLAlchemy 1.4 knows ON CONFLICT for each database apart; both understand this.
    values = ", ".join(f"(:kind_{n}, :subject_{n}, :begins_{n}, :ends_{n}, 1)" for n in range(rows))
    return text(
        "INSERT INTO counter (kind, subject, begins_at, ends_at, count) "  # noqa: S608
        f"VALUES {values} ON CONFLICT (kind, subject, begins_at) "
        "DO UPDATE SET count = counter.count + 1 RETURNING kind, count"
    )
