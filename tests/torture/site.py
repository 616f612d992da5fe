"""One database, the carrier, and any number of real `leadbell` processes between them."""

from __future__ import annotations

import http.client
import json
import os
import random
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.engine import Engine

from bot.store.database import open_database
from tests.conftest import LEADBELL, SAMPLES, free_port
from tests.delivery.fake_twilio import FakeTwilio, run_fake_twilio
from tests.delivery.fake_twilio_api import SID, TOKEN
from tests.delivery.fake_webhooks import Webhooks
from tests.torture.nursery import Child, Nursery

PUBLIC = "https://leads.example.com"
SECRET = "only for the torture of leadbell"
# Callbacks come late, twice, out of order; never with nothing at all, so that every text ends.
REPORTS = (
    ["sent", "delivered @0.1"],
    ["delivered", "sent @0.05"],
    ["queued", "sent", "sent", "delivered @0.3", "delivered"],
    ["delivered @0.5"],
)
RETRY_SECONDS = 0.1


class Entrance:
    """Where the world reaches Leadbell: any of its processes, again and again until one answers.

    So an operator sets up Twilio's retries, and so the widget does it.
    """

    def __init__(self) -> None:
        self.ports: list[int] = []
        self.acknowledged = 0
        self.tries = 0
        self.over = threading.Event()

    def post(self, url: str, body: str, headers: dict[str, str]) -> int:
        """A webhook; returns the status of the answer that was no failure, or 0 at the end."""
        path = url.removeprefix(PUBLIC)
        return self.ask("POST", path, body, headers)[0]

    def ask(
        self, method: str, path: str, body: str, headers: Mapping[str, str]
    ) -> tuple[int, bytes]:
        while not self.over.is_set():
            self.tries += 1
            status, answer = self._try(random.choice(self.ports), method, path, body, headers)
            if 200 <= status < 300:
                self.acknowledged += 1
                return status, answer
            if 400 <= status < 500:
                raise AssertionError(f"{method} {path} answered {status}: {answer[:300]!r}")
            time.sleep(RETRY_SECONDS)
        return 0, b""

    def _try(
        self, port: int, method: str, path: str, body: str, headers: Mapping[str, str]
    ) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request(method, path, body, dict(headers))
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            return 0, b""
        finally:
            connection.close()

    def json(self, path: str, body: Any, token: str | None = None) -> Any:
        headers = {"content-type": "application/json"}
        if token:
            headers["authorization"] = f"Bearer {token}"
        return json.loads(self.ask("POST", path, json.dumps(body), headers)[1] or "{}")


class Postman:
    """Brings what the carrier took to whoever waits for it: {phone: {outbox row: texts}}."""

    def __init__(self, twilio: FakeTwilio) -> None:
        self._twilio = twilio
        self._texts: dict[str, dict[str, list[str]]] = {}
        self._news = threading.Condition()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def wait(self, phone: str, count: int, over: threading.Event) -> list[str]:
        """The first `count` texts to `phone`, repeats not counted, as soon as they are there."""
        with self._news:
            while len(self._texts.get(phone, {})) < count and not over.is_set():
                self._news.wait(1)
            return [bodies[0] for bodies in self._texts.get(phone, {}).values()]

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        seen = 0
        while not self._over.wait(0.02):
            new = self._twilio.messages[seen:]
            seen += len(new)
            with self._news:
                for message in new:
                    rows = self._texts.setdefault(message["to"], {})
                    rows.setdefault(outbox_row(message), []).append(message["body"])
                if new:
                    self._news.notify_all()


def outbox_row(message: Mapping[str, Any]) -> str:
    """The row of the outbox that a message of the carrier's came from."""
    return urlsplit(message["facts"]["StatusCallback"]).query.removeprefix("o=")


@dataclass
class Site:
    """What a proof needs; `serve` and `worker` start a process, armed with a failpoint or not."""

    folder: Path
    database_url: str
    twilio: FakeTwilio
    entrance: Entrance
    postman: Postman
    nursery: Nursery
    engine: Engine
    environment: dict[str, str] = field(default_factory=dict)

    def serve(self, port: int, failpoint: str = "", once: bool = True) -> Child:
        """With `once` the process isn't replaced when it dies."""
        return self._start("serve", "--port", str(port), *_once(once), failpoint=failpoint)

    def worker(self, failpoint: str = "", once: bool = True) -> Child:
        return self._start("worker", *_once(once), failpoint=failpoint)

    def new_port(self) -> int:
        port = free_port()
        self.entrance.ports.append(port)
        return port

    def errors(self) -> int:
        """How many errors the processes have logged."""
        logs = self.folder.glob("*.log")
        return sum(log.read_text().count("Traceback (most recent call last)") for log in logs)

    def _start(self, *command: str, failpoint: str) -> Child:
        environment = {**self.environment, "LEADBELL_FAILPOINT": failpoint}
        log = self.folder / f"{command[0]}.log"
        return self.nursery.start(*command, environment=environment, log=log)


def _once(once: bool) -> list[str]:
    return ["--once"] if once else []


def publish_samples(environment: Mapping[str, str]) -> None:
    """Into a new database, which this makes: Alembic must not run twice in one process."""
    subprocess.run(
        [LEADBELL, "campaigns", "publish", *SAMPLES],
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


@contextmanager
def open_site(
    folder: Path, database_url: str, nursery: Nursery, lease: float = 4, look_up: float = 5
) -> Iterator[Site]:
    """A site with the sample campaigns published; nothing runs yet.

    `lease` and `look_up` are the delivery's waits, in seconds: short, or a kill costs minutes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    entrance = Entrance()
    with run_fake_twilio(webhooks=Webhooks(TOKEN, entrance.post)) as twilio:
        twilio.page = 1000
        twilio.reports = random.Random(4).choices(REPORTS, k=100_000)
        environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("TWILIO", "LEADBELL"))},
            "DATABASE_URL": database_url,
            "LEADBELL_SECRET": SECRET,
            "PUBLIC_URL": PUBLIC,
            "SMS_TRANSPORT": "twilio",
            "TWILIO_ACCOUNT_SID": SID,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "TWILIO_API_BASE": twilio.url,
            "LEADBELL_LEASE_SECONDS": str(lease),
            "LEADBELL_LOOK_UP_SECONDS": str(look_up),
        }
        publish_samples(environment)
        engine = open_database(database_url)
        postman = Postman(twilio)
        site = Site(folder, database_url, twilio, entrance, postman, nursery, engine, environment)
        try:
            yield site
        finally:
            entrance.over.set()
            postman.stop()
            engine.dispose()
