"""The processes to torture, and both databases side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot import clock
from tests.postgres import Postgres
from tests.torture.audit import Audit
from tests.torture.nursery import Nursery

OnBoth = Callable[[Callable[[Path, str], Audit]], list[Audit]]


@pytest.fixture(scope="module")
def nursery(trained: Path) -> Iterator[Nursery]:
    nursery = Nursery()
    yield nursery
    nursery.close()


@pytest.fixture(autouse=True)
def _running_clock(_stopped_clock: None) -> None:
    clock.fix(None)


@pytest.fixture
def on_both(tmp_path: Path, postgres: Postgres) -> OnBoth:
    """Runs a proof on a new SQLite and a new PostgreSQL at once; gives both audits, no faults."""

    def run(proof: Callable[[Path, str], Audit]) -> list[Audit]:
        folders = [tmp_path / "sqlite", tmp_path / "postgresql"]
        urls = [f"sqlite:///{folders[0] / 'leadbell.db'}", postgres.new_database()]
        with ThreadPoolExecutor(2) as side_by_side:
            audits = list(side_by_side.map(proof, folders, urls))
        assert [audit.faults for audit in audits] == [[], []]
        return audits

    return run
