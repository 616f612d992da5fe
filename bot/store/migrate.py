"""Brings a database's schema to the newest version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Engine

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(engine: Engine) -> None:
    """Run what has not run yet, in one transaction; does nothing on a current database."""
    if is_current(engine):
        return
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":  # one process migrates, the others wait for it
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(76017)")
        command.upgrade(_config(connection), "head")


def is_current(engine: Engine) -> bool:
    """Whether the schema is at the newest version."""
    with engine.connect().execution_options(reading=True) as connection:
        now = MigrationContext.configure(connection).get_current_revision()
    return now == ScriptDirectory.from_config(_config()).get_current_head()


def _config(connection: Any = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
