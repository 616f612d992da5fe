"""The real application, its model and its threads, behind Starlette's test client."""

from __future__ import annotations

import itertools
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine
from starlette.testclient import TestClient
from twilio.request_validator import RequestValidator

from bot import clock
from bot.app import build
from bot.services.publish_campaigns import publish_campaigns
from bot.settings import Settings, Twilio
from bot.store.database import open_database, reading
from bot.store.migrate import migrate
from bot.store.schema import inbox, outbox
from bot.store.times import to_text
from tests.conftest import NOW, SAMPLES, read_sample
from tests.postgres import Postgres

PUBLIC = "https://leads.example.com"
TOKEN, RETIRING = "the current token", "the retiring token"
SECRET = "only for the tests of leadbell"
NUMBER, BUSINESS = "+14155550199", "+14155550100"


@dataclass
class Site:
    """The application as its callers see it, and its database."""

    client: TestClient
    engine: Engine
    numbers: Iterator[str]

    def start(self, campaign: str = "roofing", **body: Any) -> tuple[str, list[dict[str, Any]]]:
        """Open the chat; returns the token and the bot's messages."""
        response = self.client.post(f"/api/chat/{campaign}", json=body)
        assert response.status_code == 201, response.text
        return response.json()["token"], response.json()["messages"]

    def say(
        self, token: str, text: str, id: str | None = None, campaign: str = "roofing"
    ) -> list[dict[str, Any]]:
        response = self.client.post(
            f"/api/chat/{campaign}/messages",
            json={"id": id or str(uuid.uuid4()), "text": text},
            headers={"authorization": f"Bearer {token}"},
        )
        assert response.status_code == 200, response.text
        return list(response.json()["messages"])

    def webhook(
        self,
        pairs: list[tuple[str, str]],
        path: str = "/sms/inbound",
        token: str = TOKEN,
        **headers: str,
    ) -> Any:
        """A call that Twilio signed; `pairs` may repeat a name."""
        from urllib.parse import urlencode

        from starlette.datastructures import ImmutableMultiDict

        signature = RequestValidator(token).compute_signature(
            PUBLIC + path, ImmutableMultiDict(pairs)
        )
        return self.client.post(
            path,
            content=urlencode(pairs),
            headers={
                "content-type": "application/x-www-form-urlencoded",
                "x-twilio-signature": signature,
                **headers,
            },
        )


Application = tuple[TestClient, Engine]


@contextmanager
def running_application(url: str, models: Path) -> Iterator[Application]:
    """The whole application on a new database with the samples."""
    engine = open_database(url)
    migrate(engine)
    publish_campaigns(engine, map(read_sample, SAMPLES), NOW)
    settings = Settings(
        database_url=url,
        secret=SECRET,
        public_url=PUBLIC,
        sms_transport="simulator",
        twilio=Twilio("AC" + "1" * 32, (TOKEN, RETIRING)),
        fixed_now=NOW,
        models=models,
    )
    with TestClient(build(settings)) as client:
        yield client, engine
    clock.fix(None)
    engine.dispose()


@pytest.fixture(scope="session")
def _application(trained: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    url = f"sqlite:///{tmp_path_factory.mktemp('site') / 'site.db'}"
    with running_application(url, trained) as application:
        yield application


@pytest.fixture(scope="session")
def _application_on_postgresql(trained: Path, postgres: Postgres) -> Iterator[Application]:
    with running_application(postgres.new_database(), trained) as application:
        yield application


_numbers = (f"+1415555{n:04d}" for n in itertools.count(2000))


@pytest.fixture
def site(_application: Application) -> Site:
    """One application for all tests; each takes conversations and numbers of its own."""
    return _site(_application)


@pytest.fixture(params=["sqlite", "postgresql"])
def any_site(request: pytest.FixtureRequest) -> Site:
    """The same on SQLite, and again on PostgreSQL."""
    suffix = "" if request.param == "sqlite" else "_on_postgresql"
    return _site(request.getfixturevalue(f"_application{suffix}"))


def _site(application: Application) -> Site:
    clock.fix(NOW)
    client, engine = application
    # What an earlier test sent off, and its answer, would be counted in this one.
    wait_until_all_is_settled(engine, NOW)
    return Site(client, engine, _numbers)


def wait_until_all_is_settled(engine: Engine, now: datetime) -> None:
    """Every message has its answer, and every text that is due by `now` has gone out."""
    unanswered = select(inbox.c.id).where(inbox.c.state == "new")
    on_their_way = select(outbox.c.id).where(
        outbox.c.state.in_(("queued", "sending")), outbox.c.run_at <= to_text(now)
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with reading(engine) as connection:
            if not any(connection.execute(query).first() for query in (unanswered, on_their_way)):
                return
        time.sleep(0.02)
    raise AssertionError("messages are still on their way after a minute")


@pytest.fixture
def is_problem() -> Callable[..., None]:
    """Checks that an answer is RFC 9457 with this status and says what to do."""

    def check(response: Any, status: int) -> None:
        assert response.status_code == status, response.text
        assert response.headers["content-type"] == "application/problem+json"
        body = response.json()
        assert body["status"] == status
        assert body["title"]
        assert body["detail"]

    return check
