"""`leadbell serve` as people run it: a lead from the first word to the business's phone."""

from __future__ import annotations

import json
import os
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from twilio.request_validator import RequestValidator

from tests.conftest import LEADBELL, SAMPLES, Server, free_port, wait_until_ready
from tests.delivery.fake_twilio import SID, TOKEN, run_fake_twilio, wait_for

NOW = "2026-11-23T10:00:00-08:00"
TALK = {
    "need": "my roof is leaking",
    "budget": "8 to 10 grand",
    "timeframe": "next month",
    "postcode": "94110",
    "owner": "yes",
    "name": "Maria Lopez",
    "phone": "415 555 0123",
    "email": "maria@example.com",
    "consent": "yes",
}
pytestmark = pytest.mark.usefixtures("trained")


class Chat:
    """A visitor; every request on a connection of its own, so that any process may answer."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.answer = self._post("", {}, 201)
        self.headers = {"authorization": f"Bearer {self.answer['token']}"}

    def _post(self, path: str, body: dict[str, Any], status: int) -> dict[str, Any]:
        response = httpx.post(
            f"{self.url}/api/chat/roofing{path}",
            json=body,
            headers=getattr(self, "headers", {}),
            timeout=30,
        )
        assert response.status_code == status, response.text
        return dict(response.json())

    @property
    def asked(self) -> str | None:
        return self.answer["messages"][-1]["asks"]

    def say(self, text: str) -> None:
        self.answer = self._post("/messages", {"id": str(uuid.uuid4()), "text": text}, 200)

    def talk_to_the_end(self) -> list[str]:
        """Answers what is asked; returns what was asked."""
        asked = []
        while self.asked:
            asked.append(self.asked)
            assert len(asked) < 15, asked
            self.say(TALK[self.asked])
        assert self.answer["messages"][-1]["done"]
        return asked


@contextmanager
def serving(folder: Path, *arguments: str, **settings: str) -> Iterator[Server]:
    """A server of the test's own; fails the test if it does not end cleanly."""
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("TWILIO", "LEADBELL"))},
        "DATABASE_URL": f"sqlite:///{folder / 'leadbell.db'}",
        "LEADBELL_SECRET": "only for the tests of leadbell",
        **settings,
    }
    port = free_port()
    subprocess.run([LEADBELL, "campaigns", "publish", *SAMPLES], env=environment, check=True)
    with (folder / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [LEADBELL, "serve", "--port", str(port), *arguments],
            env=environment,
            stdout=log,
            stderr=log,
        )
    server = Server(f"http://127.0.0.1:{port}", environment, process)
    try:
        wait_until_ready(server)
        yield server
        process.terminate()
        assert process.wait(timeout=20) == 0
    finally:
        process.terminate()
        process.wait(timeout=30)


def _texts_to_the_business(server: Server) -> list[str]:
    response = httpx.get(f"{server.url}/simulator/messages", params={"to": "+14155550100"})
    return [text["body"] for text in response.json()["messages"]]


def _leads(server: Server) -> list[dict[str, Any]]:
    return [json.loads(line) for line in server.run("leads", "list", "--json").splitlines()]


def test_a_chat_ends_with_a_text_to_the_business_and_the_server_cleanly(tmp_path: Path) -> None:
    """One process: the lead, the text, the list, SIGTERM; and a log without personal data."""
    with serving(tmp_path, LEADBELL_NOW=NOW) as server:
        Chat(server.url).talk_to_the_end()
        (body,) = wait_for(lambda: _texts_to_the_business(server))
        assert "Maria Lopez" in body
        assert "(415) 555-0123" in body
        (lead,) = _leads(server)
        assert lead["verdict"]["outcome"] == "qualified"
        assert lead["phone"] == "+14155550123"
        assert lead["handoff"]["state"] == "delivered"
        assert lead["created_at"] == "2026-11-23T18:00:00Z"
    log = (tmp_path / "serve.log").read_text()
    for private in ("Maria", "Lopez", "4155550123", "555-0123", *TALK.values()):
        if private != "yes":
            assert private not in log


def test_two_processes_share_one_conversation(tmp_path: Path) -> None:
    """Any of them takes any turn; four visitors at once, a text to the business for each."""
    from concurrent.futures import ThreadPoolExecutor

    with serving(tmp_path, "--workers", "2", LEADBELL_NOW=NOW) as server:
        with ThreadPoolExecutor(4) as pool:
            asked = list(pool.map(lambda _: Chat(server.url).talk_to_the_end(), range(4)))
        assert asked == [list(TALK)] * 4
        wait_for(lambda: len(_texts_to_the_business(server)) >= 4)
        time.sleep(1)
        bodies = _texts_to_the_business(server)
        assert len(bodies) == len(set(bodies)) == 4
        assert {lead["verdict"]["outcome"] for lead in _leads(server)} == {"qualified"}


def test_on_postgresql_it_is_the_same(tmp_path: Path, postgres_url: str) -> None:
    """A lead through the database for scale."""
    with serving(tmp_path, DATABASE_URL=postgres_url, LEADBELL_NOW=NOW) as server:
        Chat(server.url).talk_to_the_end()
        assert wait_for(lambda: _texts_to_the_business(server))
        (lead,) = _leads(server)
        assert lead["handoff"]["state"] == "delivered"


def test_a_lead_goes_through_twilio_and_its_reports_come_back(tmp_path: Path) -> None:
    """The server as in production: its webhooks signed, its texts taken by a carrier."""
    public = "https://leads.example.com"
    with run_fake_twilio() as fake:
        fake.trouble = ["429"]
        settings = {
            "TWILIO_ACCOUNT_SID": SID,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "TWILIO_API_BASE": fake.url,
            "PUBLIC_URL": public,
            "SMS_TRANSPORT": "twilio",
        }
        with serving(tmp_path, **settings) as server:
            Chat(server.url).talk_to_the_end()
            (message,) = wait_for(lambda: fake.messages)
            assert message["to"] == "+14155550100"
            assert httpx.get(f"{server.url}/simulator").status_code == 404
            path = message["facts"]["StatusCallback"].removeprefix(public)
            facts = {"MessageSid": message["sid"], "MessageStatus": "delivered", "ErrorCode": ""}
            _signed(server, public, path, facts)
            assert _leads(server)[0]["handoff"]["state"] == "delivered"

            text = {
                "MessageSid": "SM" + "7" * 32,
                "From": "+14155550188",
                "To": "+14155550199",
                "Body": "hi",
                "NumMedia": "0",
                "FromZip": "",
            }
            for _ in range(2):
                _signed(server, public, "/sms/inbound", text)
            wait_for(lambda: len(fake.messages) >= 2)
            time.sleep(0.5)
            assert [m["to"] for m in fake.messages] == ["+14155550100", "+14155550188"]


def _signed(server: Server, public: str, path: str, facts: dict[str, str]) -> None:
    signature = RequestValidator(TOKEN).compute_signature(public + path, facts)
    response = httpx.post(
        server.url + path,
        content=urlencode(facts),
        headers={
            "content-type": "application/x-www-form-urlencoded",
            "x-twilio-signature": signature,
        },
    )
    assert response.is_success, response.text


def test_a_server_that_still_loads_ends_cleanly_too(tmp_path: Path) -> None:
    """SIGTERM a moment after the start."""
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("TWILIO", "LEADBELL"))},
        "DATABASE_URL": f"sqlite:///{tmp_path / 'early.db'}",
        "LEADBELL_SECRET": "only for the tests of leadbell",
    }
    port = free_port()
    process = subprocess.Popen(
        [LEADBELL, "serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )

    def is_alive() -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{port}/health/live", timeout=1).is_success
        except httpx.HTTPError:
            return False

    wait_for(is_alive, seconds=30)
    process.terminate()
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert b"Traceback" not in errors
