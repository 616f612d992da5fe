"""HTTP to a server under test: one kept connection, JSON both ways."""

from __future__ import annotations

import http.client
import json
import socket
import time
from collections.abc import Callable, Mapping
from typing import Any

POLL_SECONDS = 0.05
START_SECONDS = 600


class Client:
    """Both sides are asked through this. Raises OSError while nobody listens."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def get(self, path: str) -> Any:
        return self._ask("GET", path, None, {})

    def post(self, path: str, body: Any, headers: Mapping[str, str] | None = None) -> Any:
        return self._ask("POST", path, json.dumps(body), headers or {})

    def close(self) -> None:
        self._connection.close()

    def _ask(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> Any:
        given = {"Content-Type": "application/json", **headers}
        try:
            self._connection.request(method, path, body, given)
            response = self._connection.getresponse()
            text = response.read().decode()
        except (OSError, http.client.HTTPException):
            self._connection.close()  # the next request connects anew
            raise
        if response.status >= 300:
            raise ConnectionError(f"{method} {path} answered {response.status}: {text[:300]}")
        return json.loads(text)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(ask: Callable[[], Any]) -> Any:
    """What `ask` gives as soon as it gives something. Raises TimeoutError."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            answer = ask()
        except (OSError, http.client.HTTPException):
            answer = None
        if answer:
            return answer
        time.sleep(POLL_SECONDS)
    raise TimeoutError(f"no reply within {START_SECONDS} s")
