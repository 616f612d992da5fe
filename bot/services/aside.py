"""What follows from a fact must not undo it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from bot.store.database import Connection, is_away, savepoint

logger = logging.getLogger(__name__)


@contextmanager
def aside(connection: Connection, what: str) -> Iterator[None]:
    """An error in the block takes back the block alone, and the log says that `what` was left out.

    A database that is away is no such error: then nothing can be kept.
    """
    try:
        with savepoint(connection):
            yield
    except Exception as error:
        if is_away(error):
            raise
        logger.exception("%s was left out", what)
