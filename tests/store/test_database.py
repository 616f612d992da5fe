"""The transaction: all or nothing, and no personal data in an error's text."""

from __future__ import annotations

import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from bot.store import conversations, opt_outs
from bot.store.database import is_away, open_database, reading, savepoint, transaction
from tests.conftest import NOW


def test_a_transaction_that_raises_leaves_nothing(database: Engine) -> None:
    """What was written before the error is gone."""
    with pytest.raises(ZeroDivisionError), transaction(database) as connection:
        opt_outs.add_opt_out(connection, "+14155550123", "stop", NOW)
        raise ZeroDivisionError
    with reading(database) as connection:
        assert not opt_outs.is_opted_out(connection, "+14155550123")


def test_an_error_of_the_database_does_not_quote_what_was_written(database: Engine) -> None:
    """Errors go to the log; phone numbers and messages don't."""
    with pytest.raises(IntegrityError) as caught, transaction(database) as connection:
        conversations.add_conversation(
            connection, "talk", "no-such", 1, "sms", "+14155550123", {"body": "secret"}, NOW
        )
    assert "+14155550123" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_sqlite_keeps_what_it_has_committed_through_a_power_cut(engine: Engine) -> None:
    """Write-ahead log, synchronised at every commit; references are checked."""
    with reading(engine) as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_writer_gets_its_turn_though_another_writes_without_a_break(engine: Engine) -> None:
    """A webhook beside a long queue of chat turns: SQLite alone would let it starve."""
    done = threading.Event()

    def one_after_the_other() -> None:
        while not done.is_set():
            with transaction(engine):
                time.sleep(0.02)

    busy = threading.Thread(target=one_after_the_other)
    busy.start()
    waits = []
    for _ in range(20):
        asked = time.monotonic()
        with transaction(engine):
            waits.append(time.monotonic() - asked)
    done.set()
    busy.join()
    assert max(waits) < 0.5, waits


def test_several_may_open_a_new_sqlite_file_at_once(tmp_path: Path) -> None:
    """Turning the WAL mode on fails at once where another just does it: it is tried again."""
    for attempt in range(10):
        url = f"sqlite:///{tmp_path / f'new{attempt}.db'}"
        engines = [open_database(url) for _ in range(4)]
        ready = threading.Barrier(len(engines))

        def begin(engine: Engine, ready: threading.Barrier = ready) -> int:
            ready.wait()
            with transaction(engine) as connection:
                return int(connection.exec_driver_sql("SELECT 1").scalar_one())

        with ThreadPoolExecutor(len(engines)) as at_once:
            assert list(at_once.map(begin, engines)) == [1] * len(engines)
        for engine in engines:
            engine.dispose()


def test_a_part_of_a_transaction_is_taken_back_alone(database: Engine) -> None:
    """What was written before and after it stays."""
    with transaction(database) as connection:
        opt_outs.add_opt_out(connection, "+14155550121", "stop", NOW)
        with pytest.raises(IntegrityError), savepoint(connection):
            opt_outs.add_opt_out(connection, "+14155550122", "stop", NOW)
            conversations.add_conversation(
                connection, "talk", "no-such", 1, "sms", "+14155550123", {}, NOW
            )
        opt_outs.add_opt_out(connection, "+14155550124", "stop", NOW)
    with reading(database) as connection:
        kept = [n for n in range(1, 5) if opt_outs.is_opted_out(connection, f"+1415555012{n}")]
    assert kept == [1, 4]


@pytest.mark.parametrize(
    "statement",
    ["SELECT * FROM no_such_table", "SELEC 1", "SELECT 1 / (SELECT count(*) FROM no_such)"],
)
def test_a_wrong_statement_is_no_database_that_is_away(database: Engine, statement: str) -> None:
    """It is wrong however often it is tried."""
    with pytest.raises(DBAPIError) as caught, reading(database) as connection:
        connection.exec_driver_sql(statement)
    assert not is_away(caught.value)


def test_a_damaged_text_is_no_database_that_is_away(engine: Engine) -> None:
    """SQLite tells of both with the same error."""
    with pytest.raises(OperationalError) as caught, reading(engine) as connection:
        connection.exec_driver_sql("SELECT CAST(x'ff' AS TEXT)").all()
    assert not is_away(caught.value)


def test_a_sqlite_that_is_locked_is_away(engine: Engine) -> None:
    """Somebody writes, and writes on."""
    other = sqlite3.connect(engine.url.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError) as caught, reading(engine) as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 10")
        connection.exec_driver_sql("DELETE FROM opt_out")
    assert is_away(caught.value)
    other.close()


def test_a_postgresql_that_ends_a_session_or_waits_for_a_lock_is_away(postgres_url: str) -> None:
    """Restarted by its operator; a row that another holds for long."""
    one = open_database(postgres_url)
    other = open_database(postgres_url, lock_seconds=0.1)
    with one.connect() as holding:
        holding.exec_driver_sql("LOCK TABLE opt_out")
        for _ in range(2):  # the limit outlives a transaction that is rolled back
            with pytest.raises(OperationalError) as caught, transaction(other) as connection:
                connection.exec_driver_sql("DELETE FROM opt_out")
            assert is_away(caught.value)
        with transaction(other) as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        with pytest.raises(OperationalError) as caught:
            holding.exec_driver_sql("SELECT 1")
        assert is_away(caught.value)
    one.dispose()
    other.dispose()
