"""The real application behind a real uvicorn, without a model: the doors don't need one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from bot.app import build
from bot.services.publish_campaigns import publish_campaigns
from bot.settings import Settings, Twilio
from bot.store.database import open_database
from bot.store.migrate import migrate
from tests.channels.doors.wire import Wire, serving
from tests.conftest import NOW, SAMPLES, read_sample

PUBLIC = "https://leads.example.com"
TOKEN = "the auth token of these tests"


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Starlette:
    url = f"sqlite:///{tmp_path_factory.mktemp('doors') / 'doors.db'}"
    engine = open_database(url)
    migrate(engine)
    publish_campaigns(engine, map(read_sample, SAMPLES), NOW)
    settings = Settings(
        database_url=url,
        secret="only for the tests of leadbell",
        public_url=PUBLIC,
        sms_transport="simulator",
        twilio=Twilio("", (TOKEN,)),
        fixed_now=NOW,
        models=Path("no-models"),
        allowed_hosts=("chat.example.org", "2001:db8::1"),
    )
    return build(settings)


@pytest.fixture(scope="session")
def port(application: Starlette) -> Iterator[int]:
    """Where the application listens."""
    with serving(application) as port:
        yield port


@pytest.fixture
def wire(port: int) -> Iterator[Wire]:
    """A connection to it."""
    with Wire(port) as wire:
        yield wire
