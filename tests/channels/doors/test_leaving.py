"""A client that leaves in the middle is nothing to write a traceback about."""

from __future__ import annotations

import socket
import struct
import time
import uuid
from pathlib import Path

import pytest

from tests.channels.doors.wire import Wire, head, port_of
from tests.conftest import Server

JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
POSTS = {
    "/api/chat/roofing": JSON,
    "/api/chat/roofing/messages": JSON,
    "/simulator/messages": JSON,
    "/sms/inbound": FORM,
    "/sms/status": FORM,
    "/nope": JSON,
}


@pytest.fixture
def log(server: Server) -> Path:
    """What the server says on standard error."""
    return Path(server.environment["DATABASE_URL"].removeprefix("sqlite:///")).parent / "serve.log"


def leave(wire: Wire, abruptly: bool) -> None:
    """Close the connection, as a page that is closed does, or as a line that is cut."""
    if abruptly:
        wire.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    wire.socket.close()


@pytest.mark.parametrize("abruptly", [False, True])
@pytest.mark.parametrize("path", POSTS)
def test_half_a_body_is_not_worth_a_traceback(
    server: Server, log: Path, path: str, abruptly: bool
) -> None:
    """Nor a line, wherever it was going, in chunks or of a stated length."""
    before = log.read_text()
    for _ in range(3):
        with Wire(port_of(server.url)) as wire:
            begun = wire.ask("POST", "/api/chat/roofing", JSON, b"{}").json
        headers = {**POSTS[path], "Authorization": f"Bearer {begun['token']}"}
        chunked = {**headers, "Transfer-Encoding": "chunked"}
        for sent in (
            head("POST", path, headers, length=100),
            head("POST", path, headers, length=100) + b'{"id": "',
            head("POST", path, chunked).replace(b"Content-Length: 0\r\n", b"") + b'5\r\n{"id',
            head("POST", path, headers, length=100)[:-3],
        ):
            wire = Wire(port_of(server.url))
            wire.send(sent)
            time.sleep(0.05)
            leave(wire, abruptly)
    time.sleep(0.3)
    assert log.read_text() == before


@pytest.mark.parametrize("abruptly", [False, True])
def test_who_leaves_before_the_answer_finds_it_later(
    server: Server, log: Path, abruptly: bool
) -> None:
    """The message was whole: its turn is taken, and the history has it."""
    before = log.read_text()
    with Wire(port_of(server.url)) as wire:
        token = wire.ask("POST", "/api/chat/roofing", JSON, b"{}").json["token"]
        bearer = {**JSON, "Authorization": f"Bearer {token}"}
        body = f'{{"id": "{uuid.uuid4()}", "text": "repair"}}'.encode()
        wire.send(head("POST", "/api/chat/roofing/messages", bearer, len(body)) + body)
        time.sleep(0.02)
        leave(wire, abruptly)
    time.sleep(1)
    with Wire(port_of(server.url)) as wire:
        history = wire.ask("GET", "/api/chat/roofing/messages", bearer).json["messages"]
    assert [message["from"] for message in history] == ["bot", "bot", "prospect", "bot"]
    assert log.read_text() == before
