"""The server as it is run, besieged: its memory stays flat, and visitors are served meanwhile."""

from __future__ import annotations

import resource
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import httpx
import psutil
import pytest

from tests.channels.doors.wire import Wire, head, port_of
from tests.conftest import Server
from tests.test_smoke import Chat

JSON = {"Content-Type": "application/json"}
MB = 1024 * 1024
CONNECTIONS = 6000


@pytest.fixture(autouse=True)
def _many_files() -> Iterator[None]:
    """Room for the connections of the siege, as far as this machine allows."""
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (limits[1], limits[1]))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, limits)


def memory_of(server: Server) -> float:
    """The server's resident memory, in MB."""
    return psutil.Process(server.process.pid).memory_info().rss / MB


@contextmanager
def visitors(server: Server) -> Iterator[None]:
    """Someone chats again and again meanwhile, and is answered each time."""
    talks = 0
    over = threading.Event()
    troubles: list[BaseException] = []

    def visit() -> None:
        nonlocal talks
        try:
            while not over.is_set():
                chat = Chat(server.url)
                chat.say("my roof is leaking")
                assert chat.asked == "budget"
                talks += 1
                time.sleep(0.1)
        except BaseException as error:
            troubles.append(error)

    thread = threading.Thread(target=visit)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(timeout=60)
    assert not troubles
    assert talks


def slow_bodies(server: Server) -> None:
    """Thousands of bodies that never end."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    wires = []
    for _ in range(min(CONNECTIONS, hard - 500)):
        wire = Wire(port_of(server.url))
        with suppress(OSError):  # it may be cut off already
            wire.send(head("POST", "/api/chat/roofing", JSON, length=60_000) + b" " * 20_000)
        wires.append(wire)
    deadline = time.monotonic() + 60
    for wire in wires:
        assert wire.is_cut(deadline - time.monotonic())
        wire.socket.close()


def endless_headers(server: Server) -> None:
    """Hundreds of megabytes of headers, as far as they are taken."""
    for _ in range(20):
        with Wire(port_of(server.url)) as wire, suppress(OSError):
            wire.send(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ")
            for _ in range(300):
                wire.send(b"a" * MB)
    time.sleep(1)


def trickling_heads(server: Server) -> None:
    """Hundreds of heads, a byte now and then."""
    wires = [Wire(port_of(server.url)) for _ in range(300)]
    deadline = time.monotonic() + 60
    while wires:
        assert time.monotonic() < deadline
        for wire in list(wires):
            try:
                wire.send(b"G")
            except OSError:
                wires.remove(wire)
        time.sleep(0.5)


def pipelined_requests(server: Server) -> None:
    """As many small requests as fit into a packet, the answers unread."""
    for _ in range(20):
        with Wire(port_of(server.url), seconds=1) as wire, suppress(OSError):
            for _ in range(200):
                wire.send(head("GET", "/health/live") * 1000)


@pytest.mark.parametrize(
    "siege", [slow_bodies, endless_headers, trickling_heads, pipelined_requests]
)
def test_a_siege_costs_no_memory_and_disturbs_no_visitor(
    server: Server, siege: Callable[[Server], None]
) -> None:
    """Each with everything else as usual; every visitor is answered."""
    Chat(server.url).say("my roof is leaking")
    before = memory_of(server)
    with visitors(server):
        siege(server)
        assert memory_of(server) < before + 60
        assert httpx.get(f"{server.url}/health/live", timeout=5).status_code == 200
