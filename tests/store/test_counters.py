"""Counters: none is lost at once on two connections, and old ones are removed."""

from __future__ import annotations

import threading
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.engine import Engine

from bot.store.counters import Window, count_up, forget_counters
from bot.store.database import open_database, reading, transaction
from bot.store.schema import counter
from tests.conftest import NOW

HOUR = timedelta(hours=1)


def window(kind: str = "chats", subject: str = "someone", hour: int = 0) -> Window:
    begins_at = NOW + hour * HOUR
    return Window(kind, subject, begins_at, begins_at + HOUR)


def count(engine: Engine, *windows: Window) -> dict[str, int]:
    with transaction(engine) as connection:
        return count_up(connection, windows)


def rows(engine: Engine) -> int:
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(counter)).scalar_one()


def test_it_counts_for_each_kind_subject_and_window_apart(database: Engine) -> None:
    """One row each."""
    assert count(database, window()) == {"chats": 1}
    assert count(database, window()) == {"chats": 2}
    assert count(database, window(subject="another")) == {"chats": 1}
    assert count(database, window(hour=1)) == {"chats": 1}
    assert count(database, window(), window("texts")) == {"chats": 3, "texts": 1}
    assert rows(database) == 4


def test_counting_nothing_asks_nothing(database: Engine) -> None:
    assert count(database) == {}


def test_what_is_rolled_back_was_not_counted(database: Engine) -> None:
    """Who is refused does not make it later for themselves."""
    with database.connect() as connection:
        count_up(connection, [window()])
        connection.rollback()
    assert count(database, window()) == {"chats": 1}


def test_many_that_count_at_once_lose_none_and_wait_for_none_for_ever(database: Engine) -> None:
    """Each of several kinds, in any order: every number comes exactly once."""
    threads, each = 6, 15
    seen: list[dict[str, int]] = []
    start = threading.Barrier(threads)
    kinds = ("chats", "texts", "calls")

    def run(n: int) -> None:
        engine = open_database(database.url.render_as_string(False))
        start.wait()
        for turn in range(each):
            order = [window(kinds[(n + turn + k) % 3]) for k in range(3)]
            seen.append(count(engine, *order))
        engine.dispose()

    running = [threading.Thread(target=run, args=(n,)) for n in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    for kind in kinds:
        assert sorted(counts[kind] for counts in seen) == list(range(1, threads * each + 1))
    assert rows(database) == 3


def test_windows_that_are_over_are_removed(database: Engine) -> None:
    """And no others: who is limited stays so."""
    for hour in range(4):
        count(database, window(hour=hour))
    with transaction(database) as connection:
        assert forget_counters(connection, NOW + 2 * HOUR) == 2
        assert forget_counters(connection, NOW + 2 * HOUR) == 0
    assert count(database, window(hour=2)) == {"chats": 2}
    assert count(database, window(hour=0)) == {"chats": 1}
