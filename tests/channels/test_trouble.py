"""A database that is locked, restarted or full: nothing is acknowledged that is not kept, and all
that was kept is answered when the database is back.
"""

from __future__ import annotations

import itertools
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from starlette.testclient import TestClient

from bot import app as app_module
from bot import clock
from bot.app import build
from bot.settings import Settings, Twilio
from bot.store import database as database_module
from bot.store.database import open_database
from tests.channels.conftest import PUBLIC, SECRET, TOKEN, Site
from tests.channels.test_sms import inbound, replies
from tests.conftest import make_published
from tests.postgres import Postgres, run_postgres

PROSPECTS = (f"+1415555{n:04d}" for n in itertools.count(6000))


@contextmanager
def serving(url: str, models: Path) -> Iterator[Site]:
    """The real application on this database, the clock running."""
    clock.fix(None)
    settings = Settings(
        database_url=url,
        secret=SECRET,
        public_url=PUBLIC,
        sms_transport="simulator",
        twilio=Twilio("AC" + "1" * 32, (TOKEN,)),
        fixed_now=None,
        models=models,
    )
    engine = open_database(url)
    with TestClient(build(settings), raise_server_exceptions=False) as client:
        yield Site(client, engine, PROSPECTS)
    engine.dispose()


def trouble(site: Site, token: str, is_problem: Callable[..., None]) -> None:
    """Every door that something is kept behind says 503 and keeps nothing."""
    is_problem(site.webhook(inbound(next(PROSPECTS), "my roof leaks")), 503)
    message = {"id": str(uuid.uuid4()), "text": "my roof leaks"}
    headers = {"authorization": f"Bearer {token}"}
    is_problem(site.client.post("/api/chat/roofing/messages", json=message, headers=headers), 503)


def all_well(site: Site, prospect: str) -> None:
    """A text is acknowledged and answered again, perhaps after a moment."""
    deadline = time.monotonic() + 30
    while site.webhook(inbound(prospect, "my roof leaks")).status_code != 200:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    assert "What do you need" in replies(site, prospect)[0] or replies(site, prospect)


def answered(site: Site, texts: dict[str, Any]) -> None:
    """Every acknowledged text has its reply; one that was not has left nothing."""
    for prospect, status in texts.items():
        if status == 200:
            assert replies(site, prospect)
        else:
            found = site.client.get("/simulator/messages", params={"from": prospect}).json()
            assert found["messages"] == []


def test_a_locked_database_acknowledges_nothing_until_it_is_free(
    trained: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    is_problem: Callable[..., None],
) -> None:
    """A backup that holds SQLite's one write lock."""
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0.3)
    file = tmp_path / "locked.db"
    with serving(make_published(f"sqlite:///{file}"), trained) as site:
        all_well(site, next(PROSPECTS))
        token, _ = site.start()
        backup = sqlite3.connect(file, isolation_level=None)
        backup.execute("BEGIN IMMEDIATE")
        trouble(site, token, is_problem)
        assert site.start()  # needs only reading
        assert site.client.get("/health/live").status_code == 200
        backup.execute("ROLLBACK")
        all_well(site, next(PROSPECTS))
        assert site.say(token, "repair")[-1]["asks"] == "budget"


def test_a_full_disk_acknowledges_nothing_until_there_is_room(
    trained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite says "database or disk is full", as it does when it is; then somebody makes room."""
    engines: list[Engine] = []
    room = {"pages": 10**6}

    def open_small(url: str) -> Engine:
        engine = open_database(url)
        engines.append(engine)

        @event.listens_for(engine, "begin")
        def _limit(connection: Any) -> None:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {room['pages']}")

        return engine

    monkeypatch.setattr(app_module, "open_database", open_small)
    url = make_published(f"sqlite:///{tmp_path / 'full.db'}")
    with serving(url, trained) as site:
        all_well(site, next(PROSPECTS))
        room["pages"] = 1  # SQLite takes the pages there are: not one more
        statuses: dict[str, int] = {}
        while list(statuses.values()).count(503) < 10:  # a short one may still find a place
            assert len(statuses) < 500
            prospect = next(PROSPECTS)
            statuses[prospect] = site.webhook(inbound(prospect, "x" * 1500)).status_code
        assert set(statuses.values()) <= {200, 503}
        room["pages"] = 10**6
        all_well(site, next(PROSPECTS))
        answered(site, statuses)


@pytest.fixture
def own_postgres() -> Iterator[Postgres]:
    """A server that may be stopped under everybody's feet."""
    with run_postgres() as postgres:
        yield postgres


def test_a_postgresql_that_restarts_loses_nothing(
    trained: Path, own_postgres: Postgres, is_problem: Callable[..., None]
) -> None:
    """Down: 503. Back: what was acknowledged before is answered, and new texts are taken."""
    url = make_published(own_postgres.new_database())
    with serving(url, trained) as site:
        statuses: dict[str, int] = {}
        for _ in range(10):
            prospect = next(PROSPECTS)
            statuses[prospect] = site.webhook(inbound(prospect, "my roof leaks")).status_code
        token, _ = site.start()
        own_postgres.stop()
        trouble(site, token, is_problem)
        is_problem(site.client.post("/api/chat/roofing", json={}), 503)
        own_postgres.start()
        all_well(site, next(PROSPECTS))
        assert set(statuses.values()) == {200}
        answered(site, statuses)
