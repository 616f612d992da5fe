"""The migrations, held against the tables that the code uses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect
from sqlalchemy.engine import Engine

from bot.store.database import open_database
from bot.store.migrate import _config, is_current, migrate
from bot.store.schema import metadata
from tests.postgres import Postgres


def test_migrations_give_exactly_the_tables_of_the_schema(database: Engine) -> None:
    """Alembic finds nothing to add, drop or alter, on either database."""
    with database.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": _is_ours}
        )
        assert compare_metadata(context, metadata) == []


def _is_ours(name: str | None, *_: object) -> bool:
    return name != "sqlite_sequence"  # SQLite's own


def test_migrations_give_every_index_and_unique_constraint(database: Engine) -> None:
    """What guards against duplicates is there by name, partial indexes included."""
    inspector = inspect(database)
    for table in metadata.tables.values():
        found = {index["name"] for index in inspector.get_indexes(table.name)}
        found |= {unique["name"] for unique in inspector.get_unique_constraints(table.name)}
        wanted = {str(index.name) for index in table.indexes}
        wanted |= {str(c.name) for c in table.constraints if type(c).__name__ == "UniqueConstraint"}
        assert wanted <= found, table.name


def test_a_migrated_database_is_current_and_stays_as_it_is(database: Engine) -> None:
    """Migrating twice is the same as once."""
    assert is_current(database)
    before = sorted(inspect(database).get_table_names())
    migrate(database)
    assert sorted(inspect(database).get_table_names()) == before


def test_an_empty_database_is_not_current(tmp_path: Path, postgres: Postgres) -> None:
    """`doctor` and the health check tell a database that nobody has migrated."""
    for url in (f"sqlite:///{tmp_path / 'empty.db'}", postgres.new_database()):
        engine = open_database(url)
        assert not is_current(engine)
        engine.dispose()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_several_processes_may_migrate_a_new_database_at_once(
    kind: str, tmp_path: Path, postgres: Postgres
) -> None:
    """Two machines that start together: one creates the tables, the other waits and goes on."""
    url = f"sqlite:///{tmp_path / 'new.db'}" if kind == "sqlite" else postgres.new_database()
    code = (
        "import sys; from bot.store.database import open_database; "
        "from bot.store.migrate import migrate; "
        "engine = open_database(sys.argv[1]); print(flush=True); sys.stdin.readline(); "
        "migrate(engine)"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code, url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in processes:
        process.stdout.readline()  # all have begun
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    errors = [process.communicate(timeout=30)[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], errors
    engine = open_database(url)
    assert is_current(engine)
    engine.dispose()


def test_every_migration_can_be_taken_back_and_run_again(database: Engine) -> None:
    """Down to nothing, with a campaign published, and up to the same tables."""
    before = sorted(inspect(database).get_table_names())
    with database.begin() as connection:
        command.downgrade(_config(connection), "base")
    left = set(inspect(database).get_table_names()) - {"alembic_version", "sqlite_sequence"}
    assert left == set()
    migrate(database)
    assert sorted(inspect(database).get_table_names()) == before
