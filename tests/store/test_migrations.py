"""The migrations, held against the tables that the code uses."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect
from sqlalchemy.engine import Engine

from bot.store.database import open_database
from bot.store.migrate import is_current, migrate
from bot.store.schema import metadata
from tests.postgres import Postgres


def test_migrations_give_exactly_the_tables_of_the_schema(database: Engine) -> None:
    """Alembic finds nothing to add, drop or alter, on either database."""
    with database.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_migrations_give_every_index_and_unique_constraint(database: Engine) -> None:
    """What guards against duplicates is there by name, partial indexes included."""
    inspector = inspect(database)
    for table in metadata.tables.values():
        found = {index["name"] for index in inspector.get_indexes(table.name)}
        found |= {unique["name"] for unique in inspector.get_unique_constraints(table.name)}
        wanted = {str(index.name) for index in table.indexes}
        wanted |= {
            str(c.name) for c in table.constraints if type(c).__name__ == "UniqueConstraint"
        }
        assert wanted <= found, table.name


def test_a_migrated_database_is_current_and_stays_as_it_is(database: Engine) -> None:
    """Migrating twice is the same as once."""
    assert is_current(database)
    before = sorted(inspect(database).get_table_names())
    migrate(database)
    assert sorted(inspect(database).get_table_names()) == before


def test_an_empty_database_is_not_current(tmp_path, postgres: Postgres) -> None:
    """`doctor` and the health check tell a database that nobody has migrated."""
    for url in (f"sqlite:///{tmp_path / 'empty.db'}", postgres.new_database()):
        engine = open_database(url)
        assert not is_current(engine)
        engine.dispose()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_several_processes_may_migrate_a_new_database_at_once(
    kind: str, tmp_path, postgres: Postgres
) -> None:
    """Two machines that start together: one creates the tables, the other waits and goes on."""
    url = f"sqlite:///{tmp_path / 'new.db'}" if kind == "sqlite" else postgres.new_database()
    engines = [open_database(url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrate, engines))
    assert all(map(is_current, engines))
    for engine in engines:
        engine.dispose()
