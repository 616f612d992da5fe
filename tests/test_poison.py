"""A real server meets with a poisonous message: it is replaced, and everybody is answered."""

from __future__ import annotations

import time
import uuid
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.services.wording import sentences
from bot.store.database import open_database, reading
from tests.conftest import Server, wait_until_ready
from tests.test_smoke import serving

pytestmark = pytest.mark.timeout(900)  # ten seconds of CPU each time, on whatever machine

VENOM = "belladonna"
OPERATOR = "+14155550177"


class Visitor:
    """One who says the same again, under the same id, until there is an answer."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._url = f"{server.url}/api/chat/roofing"
        opened = self._post("", {}, {})
        self._headers = {"authorization": f"Bearer {opened['token']}"}

    def say(self, text: str) -> str:
        self.id = str(uuid.uuid4())
        answer = self._post("/messages", {"id": self.id, "text": text}, self._headers)
        return str(answer["messages"][0]["text"])

    def _post(self, path: str, body: Any, headers: dict[str, str]) -> Any:
        deadline = time.monotonic() + 600
        while time.monotonic() < deadline:
            try:
                answer = httpx.post(self._url + path, json=body, headers=headers, timeout=120)
            except httpx.HTTPError:  # the process died with the answer
                wait_until_ready(self._server, 120)
                continue
            if answer.status_code < 500:
                return answer.json()
            time.sleep(0.5)
        raise AssertionError("no answer in time")


def ended(folder: Path) -> int:
    """How often our own supervisor had to replace a process."""
    return (folder / "serve.log").read_text().count("another takes its place")


@pytest.mark.parametrize("effect", ["hang", "memory"])
def test_a_poisonous_message_gets_an_apology_and_the_chat_goes_on(
    trained: Path, tmp_path: Path, effect: str
) -> None:
    """One process, which hangs with the interpreter's lock held, or eats all memory."""
    poison = f"read.{effect}@{VENOM}"
    with serving(tmp_path, LEADBELL_FAILPOINT=poison, OPERATOR_SMS=OPERATOR) as server:
        visitor, other = Visitor(server), Visitor(server)
        assert visitor.say(f"my roof leaks {VENOM}") == sentences()["apology"]
        assert ended(tmp_path) == 2
        assert "budget" in visitor.say("my roof leaks")
        assert "budget" in other.say("my roof leaks")
        texts = httpx.get(f"{server.url}/simulator/messages", params={"to": OPERATOR}).json()
        assert "got an apology" in texts["messages"][0]["body"]
        metrics = httpx.get(f"{server.url}/metrics").text
        assert 'leadbell_alerts_total{kind="message"} 1.0' in metrics
    assert ended(tmp_path) == 2
    log = (tmp_path / "serve.log").read_text()
    assert VENOM not in log
    assert "my roof leaks" not in log


def test_several_processes_on_postgresql_are_not_killed_one_after_the_other(
    trained: Path, tmp_path: Path, postgres: Any
) -> None:
    """uvicorn replaces two of them; the third try is made alone."""
    url = postgres.new_database()
    settings = {"DATABASE_URL": url, "LEADBELL_FAILPOINT": f"read.kill@{VENOM}"}
    with serving(tmp_path, "--workers", "2", **settings) as server:
        visitor, other = Visitor(server), Visitor(server)
        assert visitor.say(f"my roof leaks {VENOM}") == sentences()["apology"]
        engine = open_database(url)
        with reading(engine) as connection:
            said = connection.exec_driver_sql(
                "SELECT state, attempts FROM inbox WHERE key LIKE %s", (f"%{visitor.id}",)
            ).all()
        engine.dispose()
        assert [tuple(each) for each in said] == [("dead", 3)]
        assert "budget" in visitor.say("my roof leaks")
        assert "budget" in other.say("my roof leaks")
