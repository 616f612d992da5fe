"""Sentences that were not understood: counted, in order, and forgotten in time."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.engine import Engine

from bot.store.database import reading, transaction
from bot.store.not_understood import (
    LONGEST,
    NotUnderstood,
    add_not_understood,
    forget_not_understood,
    list_not_understood,
)
from tests.conftest import NOW

DAY = timedelta(days=1)


def add(engine: Engine, *texts: str, asks: str | None = "need", day: int = 0) -> None:
    with transaction(engine) as connection:
        for text in texts:
            add_not_understood(connection, "roofing", asks, text, NOW + day * DAY)


def found(engine: Engine, campaign: str = "roofing", limit: int = 100) -> list[NotUnderstood]:
    with reading(engine) as connection:
        return list_not_understood(connection, campaign, limit)


def test_each_sentence_is_listed_once_the_most_frequent_first(database: Engine) -> None:
    """Then the latest; the same words to another question are another sentence."""
    add(database, "skylight", "solar", "skylight", "chimney")
    add(database, "skylight", asks=None)
    assert found(database) == [
        NotUnderstood("skylight", "need", 2),
        NotUnderstood("skylight", None, 1),
        NotUnderstood("chimney", "need", 1),
        NotUnderstood("solar", "need", 1),
    ]
    assert found(database, limit=1) == [NotUnderstood("skylight", "need", 2)]
    assert found(database, "mortgage") == []


def test_a_long_one_is_cut(database: Engine) -> None:
    add(database, "x" * 1000)
    assert [len(each.text) for each in found(database)] == [LONGEST]


def test_what_is_past_its_time_is_removed(database: Engine) -> None:
    """And nothing else."""
    for day in range(4):
        add(database, f"day {day}", day=day)
    with transaction(database) as connection:
        assert forget_not_understood(connection, NOW + 2 * DAY) == 2
        assert forget_not_understood(connection, NOW + 2 * DAY) == 0
    assert [each.text for each in found(database)] == ["day 3", "day 2"]
