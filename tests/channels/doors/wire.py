"""HTTP by hand over a real socket: what a browser sends, and what none would."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse
from typing import Any

import uvicorn

from bot.channels.doors.connection import BOUNDS


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    def is_problem(self, status: int) -> bool:
        """Whether it is RFC 9457 with this status and says what is wrong."""
        shape = self.headers["content-type"] == "application/problem+json"
        return self.status == status and shape and bool(self.json["detail"])


class Wire:
    """One connection."""

    def __init__(self, port: int, seconds: float = 30, room: int | None = None) -> None:
        """`room` is how many bytes may wait unread on our side, where that matters."""
        self.socket = socket.socket()
        self.socket.settimeout(seconds)
        if room:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        self.socket.connect(("127.0.0.1", port))

    def __enter__(self) -> Wire:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def ask(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        host: str | None = "127.0.0.1",
    ) -> Answer:
        """A whole request and its answer."""
        self.send(head(method, path, headers, len(body), host) + body)
        return self.answer(method)

    def answer(self, method: str = "GET") -> Answer:
        response = HTTPResponse(self.socket, method=method)
        response.begin()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, headers, response.read())

    def is_cut(self, seconds: float) -> bool:
        """Whether the server ends the connection within this time, answer or not."""
        until = time.monotonic() + seconds
        try:
            while time.monotonic() < until:
                self.socket.settimeout(max(0.01, until - time.monotonic()))
                if not self.socket.recv(65536):
                    return True
        except TimeoutError:
            return False
        except OSError:
            return True
        return False


def head(
    method: str,
    path: str,
    headers: Mapping[str, str] | None = None,
    length: int = 0,
    host: str | None = "127.0.0.1",
) -> bytes:
    """A request up to its body."""
    said = {"Host": host} if host is not None else {}
    if method != "GET":
        said["Content-Length"] = str(length)
    lines = [f"{method} {path} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in {**said, **(headers or {})}.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def port_of(url: str) -> int:
    return int(url.rpartition(":")[2])


@contextmanager
def serving(application: Any, **bounds: Any) -> Iterator[int]:
    """The application behind a real uvicorn as `leadbell serve` sets it up; gives its port.

    `bounds` replace attributes of the connection: other seconds, another number of them.
    """
    connection = type("Connection", (BOUNDS["http"],), bounds)
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    config = uvicorn.Config(
        application,
        **{**BOUNDS, "http": connection},
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(timeout=30)
        listener.close()
