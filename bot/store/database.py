"""The engine, and the transaction."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool

from bot.errors import LeadbellError, RowUnreadable
from bot.private import close_file, close_folder, make_file, make_folder
from bot.settings import ROOT

__all__ = [
    "UNAVAILABLE",
    "Connection",
    "Engine",
    "is_away",
    "open_database",
    "reading",
    "reading_row",
    "savepoint",
    "transaction",
    "why_unusable",
]

BUSY_SECONDS = 10
# What a database raises that is locked for too long, full, restarted or gone. Nothing is kept then.
UNAVAILABLE = (OperationalError, InterfaceError, PoolTimeout)
# The same family also says that a statement or a row is wrong. What is about the database itself:
# in SQLite's words, and by PostgreSQL's classes of codes (none: the connection broke).
_AWAY_IN_WORDS = ("locked", "full", "disk I/O", "unable to open", "readonly")
_AWAY_IN_CODES = ("08", "40", "53", "55P", "57P", "58")

_lines: WeakKeyDictionary[Engine, threading.Lock] = WeakKeyDictionary()


def open_database(url: str, lock_seconds: float | None = None) -> Engine:
    """An engine for `sqlite:///…` or `postgresql://…`; creates a SQLite file and its folder, which
    are for their owner alone.

    `lock_seconds` is how long PostgreSQL waits for a row that another holds, by default for ever.

    SQLite runs in WAL mode with full durability, and a transaction takes the write lock when
    it begins: two that read first and write later can't deadlock.
    """
    if make_url(url).get_backend_name() != "sqlite":
        engine = create_engine(
            url,
            future=True,
            pool_pre_ping=True,
            json_serializer=_to_json,
            hide_parameters=True,  # an error's text goes to the log: no personal data in it
        )
        if lock_seconds is not None:
            _limit_locks(engine, lock_seconds)
        return engine
    file = Path(make_url(url).database or "")
    make_folder(file.parent)
    make_file(file)
    engine = create_engine(
        url,
        future=True,
        json_serializer=_to_json,
        hide_parameters=True,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        poolclass=QueuePool,  # SQLAlchemy's default for files opens one anew for every use
    )

    _lines[engine] = threading.Lock()

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        _write_ahead(connection)
        _keep_private(file)  # now that it has proved to be a database
        for pragma in ("synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _keep_private(file: Path) -> None:
    """The file and its folder are for their owner; so is what SQLite lays beside the file, which
    takes its rights from it.
    """
    if file.parent == ROOT / "var":  # another folder may be shared, and is not ours to close
        close_folder(file.parent)
    for part in ("", "-wal", "-shm", "-journal"):
        close_file(file.parent / f"{file.name}{part}")


def _limit_locks(engine: Engine, seconds: float) -> None:
    @event.listens_for(engine, "connect")
    def _limit(connection: Any, _record: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {int(seconds * 1000)}")
        connection.commit()


def is_away(error: BaseException) -> bool:
    """Whether the database can't be used just now; a row or statement that is wrong is no such
    case, and comes again however often it is tried.
    """
    if isinstance(error, PoolTimeout):
        return True
    if not isinstance(error, UNAVAILABLE):
        return False
    if isinstance(error.orig, sqlite3.Error):
        return any(words in str(error.orig) for words in _AWAY_IN_WORDS)
    code = getattr(error.orig, "pgcode", None)
    return code is None or code.startswith(_AWAY_IN_CODES)


def _write_ahead(connection: Any) -> None:
    """Turn the WAL mode on, which a file keeps; for that alone SQLite waits for nobody itself."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


def why_unusable(error: Exception) -> str | None:
    """Why the database can't be used, in a line with the mend; None when that is not the reason.

    It quotes the database's own words, which hold no password and, here, no one's data.
    """
    is_no_database = type(error) is DatabaseError  # a file that is something else
    if not isinstance(error, UNAVAILABLE) and not is_no_database:
        return None
    said = str(getattr(error, "orig", None) or error).strip().splitlines()
    reason = said[0] if said else type(error).__name__
    return f"the database can't be used: {reason}; check DATABASE_URL and that it runs"


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """Commits at the end of the block; rolls back when it raises."""
    with _in_line(engine), engine.begin() as connection:
        yield connection


@contextmanager
def reading_row(table: str, id: object) -> Iterator[None]:
    """Raises RowUnreadable for whatever goes wrong in the block with what is stored there."""
    try:
        yield
    except LeadbellError:
        raise
    except Exception as error:
        if is_away(error):
            raise
        raise RowUnreadable(table, id) from error


@contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """A part of a transaction that is taken back alone when the block raises."""
    with connection.begin_nested():
        yield


@contextmanager
def _in_line(engine: Engine) -> Iterator[None]:
    """SQLite has one writer, and who finds it busy asks again later and later: a webhook would
    wait for seconds while one turn follows another. So a process's writers wait for each other.
    """
    line = _lines.get(engine)
    # Who has waited for so long asks SQLite itself, whose error says what is wrong.
    taken = line is not None and line.acquire(timeout=BUSY_SECONDS)
    try:
        yield
    finally:
        if line is not None and taken:
            line.release()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A snapshot to read from; takes no write lock."""
    with engine.connect().execution_options(reading=True) as connection:
        yield connection


def _to_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
