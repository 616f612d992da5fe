"""A small Twilio of our own, over a real socket: keeps messages, and fails the way it is told."""

from __future__ import annotations

import base64
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timezone
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

SID, TOKEN = "AC" + "1" * 32, "the token of the tests"
PATH = f"/2010-04-01/Accounts/{SID}/Messages.json"
PAGE = 3


def _now() -> datetime:
    return datetime.now(timezone.utc)


@dataclass
class FakeTwilio:
    """`trouble` says what befalls the next creations, in turn:

    `before X` fails without taking the message, `after X` takes it and then fails, X being
    `500`, `html`, `hang`, `reset` or `cut` (half an answer). A number is an error code of
    Twilio's, answered with 400 (429: with 429, 20003: with 401). Afterwards all is well.
    """

    url: str = ""
    now: Callable[[], datetime] = _now
    messages: list[dict[str, Any]] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    lookups: int = 0
    lookup_trouble: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def take(self, facts: dict[str, str]) -> dict[str, Any]:
        sid = f"SM{len(self.messages) + 1:032x}"
        message = {
            "sid": sid,
            "to": facts["To"],
            "from": facts["From"],
            "body": facts["Body"],
            "status": "queued",
            "date_sent": format_datetime(self.now()),
            "facts": facts,
        }
        self.messages.append(message)
        return message


class _Handler(BaseHTTPRequestHandler):
    twilio: FakeTwilio

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = parse_qs(self.rfile.read(length).decode(), keep_blank_values=True)
        facts = {name: values[-1] for name, values in body.items()}
        if not self._allowed():
            return
        trouble = self.twilio.trouble.pop(0) if self.twilio.trouble else ""
        when, _, what = trouble.partition(" ")
        if when.isdecimal():
            status = {"429": 429, "20429": 429, "20003": 401}.get(when, 400)
            self._answer(status, {"code": int(when), "message": "no", "status": status})
            return
        if when == "before":
            self._fail(what, {})
            return
        message = self.twilio.take(facts)
        if when == "after":
            self._fail(what, message)
            return
        self._answer(201, _public(message))

    def do_GET(self) -> None:
        if not self._allowed():
            return
        self.twilio.lookups += 1
        if self.twilio.lookup_trouble:
            self._fail(self.twilio.lookup_trouble.pop(0), {})
            return
        query = {k: v[-1] for k, v in parse_qs(urlsplit(self.path).query).items()}
        found = [m for m in self.twilio.messages if self._matches(m, query)]
        first = int(query.get("Page", 0)) * PAGE
        more = len(found) > first + PAGE
        following = "&".join(f"{k}={v}" for k, v in query.items() if k in ("To", "From"))
        page = int(query.get("Page", 0)) + 1
        self._answer(
            200,
            {
                "messages": [_public(m) for m in found[first : first + PAGE]],
                "next_page_uri": f"{PATH}?{following}&Page={page}".replace("+", "%2B")
                if more
                else None,
            },
        )

    def _matches(self, message: dict[str, Any], query: dict[str, str]) -> bool:
        return query.get("To") in (None, message["to"]) and query.get("From") in (
            None,
            message["from"],
        )

    def _allowed(self) -> bool:
        wanted = base64.b64encode(f"{SID}:{TOKEN}".encode()).decode()
        if self.headers["Authorization"] == f"Basic {wanted}" and self.path.startswith(PATH):
            return True
        self._answer(401, {"code": 20003, "message": "Authenticate", "status": 401})
        return False

    def _fail(self, what: str, message: dict[str, Any]) -> None:
        if what == "500":
            self._answer(500, {"code": 20500, "message": "Internal Server Error", "status": 500})
        elif what == "html":
            self._send(502, b"<html>Bad Gateway</html>", "text/html")
        elif what == "cut":
            self._send(201, json.dumps(_public(message)).encode()[:20], "application/json")
        elif what == "hang":
            self.twilio.over.wait(10)
        elif what == "reset":
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.connection.close()

    def _answer(self, status: int, data: dict[str, Any]) -> None:
        self._send(status, json.dumps(data).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


def _public(message: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in message.items() if name != "facts"}


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        pass  # we break connections on purpose


@contextmanager
def run_fake_twilio(now: Callable[[], datetime] = _now) -> Iterator[FakeTwilio]:
    """Serve on a port of its own until the block ends."""
    twilio = FakeTwilio(now=now)
    handler = type("Handler", (_Handler,), {"twilio": twilio})
    server = _Server(("127.0.0.1", 0), handler)
    twilio.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield twilio
    finally:
        twilio.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def wait_for(found: Callable[[], Any], seconds: float = 15) -> Any:
    """What `found` returns as soon as it is true."""
    deadline = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
    return value
