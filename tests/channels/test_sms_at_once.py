"""A webhook is acknowledged at once, over a real socket, whatever the dialogue is doing."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests
import uvicorn
from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.agent import agent
from bot.app import build
from bot.services.dialogue import Reply
from bot.settings import Settings, Twilio
from bot.store.database import reading
from bot.store.schema import inbox
from tests.channels.conftest import NUMBER, PUBLIC, SECRET, TOKEN
from tests.conftest import free_port
from tests.delivery.fake_twilio import wait_for
from tests.delivery.fake_twilio_api import SID
from tests.delivery.fake_webhooks import Webhooks, inbound_pairs, post_to

INBOUND = f"{PUBLIC}/sms/inbound"
AT_ONCE = 1.0  # seconds


class Slow:
    """A dialogue that loads, and answers, when it is let."""

    loaded = threading.Event()
    may_answer = threading.Event()
    asked = threading.Event()

    def __init__(self, models: Path) -> None:
        assert self.loaded.wait(60)

    def warm_up(self) -> None:
        pass

    async def respond(self, conversation_id: str, said: Any) -> list[Reply]:
        self.asked.set()
        assert self.may_answer.wait(60)
        return [Reply(f"You said {said}")]


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Slow]]:
    for event in (Slow.loaded, Slow.may_answer, Slow.asked):
        event.clear()
    monkeypatch.setattr(agent, "RasaDialogue", Slow)
    yield Slow
    Slow.loaded.set()
    Slow.may_answer.set()


@contextmanager
def serving(engine: Engine) -> Iterator[str]:
    """The whole application on a real server; its address."""
    settings = Settings(
        database_url=engine.url.render_as_string(hide_password=False),
        secret=SECRET,
        public_url=PUBLIC,
        sms_transport="simulator",
        twilio=Twilio(SID, (TOKEN,)),
        fixed_now=None,
        models=Path(),
    )
    port = free_port()
    config = uvicorn.Config(build(settings), port=port, ws="none", log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        wait_for(lambda: server.started)
        yield f"http://127.0.0.1:{port}"
    finally:
        Slow.loaded.set()
        Slow.may_answer.set()
        server.should_exit = True
        thread.join(timeout=60)


def text(url: str, number: str, body: str) -> float:
    """How many seconds the acknowledgement took."""
    webhooks = Webhooks(TOKEN, post_to(PUBLIC, url))
    begun = time.monotonic()
    assert webhooks.send(INBOUND, inbound_pairs(SID, number, NUMBER, body)) == 200
    return time.monotonic() - begun


def states(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return list(connection.execute(select(inbox.c.state).order_by(inbox.c.id)).scalars())


def test_while_the_dialogue_is_loading(database: Engine, slow: type[Slow]) -> None:
    """Kept and acknowledged; answered once it is there."""
    with serving(database) as url:
        assert requests.get(f"{url}/health/ready", timeout=5).status_code == 503
        took = [text(url, f"+1415555300{n}", "my roof leaks") for n in range(5)]
        assert max(took) < AT_ONCE
        assert states(database) == ["new"] * 5
        slow.may_answer.set()
        slow.loaded.set()
        wait_for(lambda: states(database) == ["done"] * 5)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_while_a_turn_takes_long(database: Engine, slow: type[Slow]) -> None:
    """From the same phone and from others: nobody waits for the turn in hand. (SQLite has one
    writer: there they wait for its end.)
    """
    slow.loaded.set()
    with serving(database) as url:
        took = [text(url, "+14155553000", "my roof leaks")]
        assert slow.asked.wait(10)
        took += [text(url, f"+1415555300{n % 3}", f"and {n}") for n in range(6)]
        assert max(took) < AT_ONCE, took
        assert states(database) == ["new"] * 7
        slow.may_answer.set()
        wait_for(lambda: states(database) == ["done"] * 7)
