"""The fake Twilio's HTTP side: Twilio's API for messages, and one to steer the fake by.

GET /_messages[?since=N] gives what was taken, from the N-th on, with the parameters it came with;
POST /_trouble sets the fake's attributes (`trouble`, `odds`, `reports`, `stopped`, …) from a JSON
object; POST /_inbound {"url", "sender", "recipient", "body"} texts one of our numbers.
"""

from __future__ import annotations

import base64
import json
import os
import socket
import struct
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

if TYPE_CHECKING:
    from tests.delivery.fake_twilio import FakeTwilio

SID, TOKEN = "AC" + "1" * 32, "the token of the tests"
PATH = f"/2010-04-01/Accounts/{SID}/Messages"
STATUSES = {429: 429, 20429: 429, 20003: 401, 20404: 404}
STEERED = {
    "trouble",
    "odds",
    "lookup_trouble",
    "reports",
    "usual_report",
    "services",
    "stopped",
    "page",
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    twilio: FakeTwilio

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        path = urlsplit(self.path).path
        if path == "/_trouble":
            self._steer(json.loads(body))
        elif path == "/_inbound":
            self._answer(200, {"status": self.twilio.send_inbound(**json.loads(body))})
        elif self._allowed():
            values = parse_qs(body, keep_blank_values=True)
            self._create({name: each[-1] for name, each in values.items()})

    def do_GET(self) -> None:
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        facts = {name: each[-1] for name, each in query.items()}
        if path == "/_messages":
            self._answer(200, self.twilio.messages[int(facts.get("since", 0)) :])
        elif self._allowed():
            if trouble := self.twilio.next_lookup_trouble():
                self._fail(trouble, {})
            elif path == f"{PATH}.json":
                self._list(facts)
            else:
                self._fetch(path.removeprefix(f"{PATH}/").removesuffix(".json"))

    def _steer(self, wishes: dict[str, Any]) -> None:
        if unknown := wishes.keys() - STEERED:
            self._answer(400, {"unknown": sorted(unknown)})
            return
        for name, value in wishes.items():
            setattr(self.twilio, name, set(value) if name == "stopped" else value)
        self._answer(200, {})

    def _create(self, facts: dict[str, str]) -> None:
        when, _, what = self.twilio.next_trouble().partition(" ")
        if when.isdecimal():
            self._refuse(int(when))
        elif when == "before":
            self._fail(what, {})
        elif code := self.twilio.refusal(facts):
            self._refuse(code)
        elif when == "after":
            self._fail(what, self.twilio.take(facts))
        else:
            self._answer(201, self.twilio.take(facts))

    def _list(self, facts: dict[str, str]) -> None:
        since = facts.get("DateSent>")
        found = self.twilio.find(
            facts.get("To"),
            facts.get("From"),
            datetime.fromisoformat(since.replace("Z", "+00:00")) if since else None,
        )
        size = min(int(facts.get("PageSize", 50)), self.twilio.page)
        page = int(facts.get("Page", 0))
        shown = found[page * size : (page + 1) * size]

        def uri(number: int) -> str:
            return f"{PATH}.json?{urlencode({**facts, 'PageSize': size, 'Page': number})}"

        self._answer(
            200,
            {
                "first_page_uri": uri(0),
                "end": page * size + max(len(shown) - 1, 0),
                "previous_page_uri": uri(page - 1) if page else None,
                "messages": shown,
                "uri": uri(page),
                "page_size": size,
                "start": page * size,
                "next_page_uri": uri(page + 1) if len(found) > (page + 1) * size else None,
                "page": page,
            },
        )

    def _fetch(self, sid: str) -> None:
        message = self.twilio.get(sid)
        if message:
            self._answer(200, message)
        else:
            self._refuse(20404)

    def _allowed(self) -> bool:
        wanted = base64.b64encode(f"{SID}:{self.twilio.webhooks.token}".encode()).decode()
        if self.headers["Authorization"] == f"Basic {wanted}" and self.path.startswith(PATH):
            return True
        self._refuse(20003)
        return False

    def _refuse(self, code: int) -> None:
        status = STATUSES.get(code, 400)
        more = f"https://www.twilio.com/docs/errors/{code}"
        self._answer(status, {"code": code, "message": "no", "more_info": more, "status": status})

    def _fail(self, what: str, message: dict[str, Any]) -> None:
        if what == "500":
            self._answer(500, {"code": 20500, "message": "Internal Server Error", "status": 500})
        elif what == "html":
            self._send(502, b"<html>Bad Gateway</html>", "text/html")
        elif what == "cut":
            self._send(201, json.dumps(message).encode()[:20], "application/json")
        elif what == "hang":
            self.twilio.over.wait(15)
            self.close_connection = True
        elif what == "reset":
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            os.close(self.connection.detach())
            self.close_connection = True

    def _answer(self, status: int, data: Any) -> None:
        self._send(status, json.dumps(data).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_: Any) -> None:
        pass  # we break connections on purpose


def serve(twilio: FakeTwilio, port: int) -> ThreadingHTTPServer:
    """A server for this fake; port 0 is any free one."""
    return _Server(("127.0.0.1", port), type("Handler", (_Handler,), {"twilio": twilio}))
