"""A connection that lets us wait, never ends or never listens is cut off; others notice nothing."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.applications import Starlette

from bot.channels.doors.connection import IDLE_SECONDS, Wait
from bot.channels.doors.heads import LONGEST_HEAD
from tests.channels.doors.wire import Wire, head, serving

# Shorter than in earnest, so that the tests needn't wait.
SECONDS = {Wait.HEAD: 0.8, Wait.BODY: 0.8, Wait.READ: 0.8}
SLACK = 2.0
POSTS = [
    "/api/chat/roofing",
    "/api/chat/roofing/messages",
    "/sms/inbound",
    "/sms/status",
    "/simulator/messages",
]
JSON = {"Content-Type": "application/json"}
MB = 1024 * 1024


@pytest.fixture(scope="module")
def brisk(application: Starlette) -> Iterator[int]:
    """The application with little patience; gives its port."""
    with serving(application, seconds=SECONDS) as port:
        yield port


def trickle(wire: Wire, data: bytes, patience: float = 8) -> float:
    """Send byte by byte until the connection is cut; returns the seconds that it took."""
    started = time.monotonic()
    for byte in itertools.cycle(data):
        assert time.monotonic() - started < patience, "nobody cut the connection"
        try:
            wire.send(bytes([byte]))
        except OSError:
            break
        if wire.is_cut(0.05):
            break
    return time.monotonic() - started


def at_once(check: Callable[[Any], None], cases: Iterable[Any]) -> None:
    """Each takes its time, and one need not wait for another."""
    cases = list(cases)
    with ThreadPoolExecutor(len(cases)) as pool:
        list(pool.map(check, cases))


def test_a_head_that_trickles_in_is_cut_off(brisk: int) -> None:
    """Each byte is one more, and no more time is given for it."""

    def check(begin: bytes) -> None:
        with Wire(brisk) as wire:
            wire.send(begin)
            more = b"x-a: b\r\n" if begin.endswith(b"\n") else b"a"
            assert trickle(wire, more) < 0.8 + SLACK, begin

    begun = b"GET / HTTP/1.1\r\n"
    at_once(check, [b"", b"G", begun + b"Host: localhost\r\n", begun + b"X: ", b"\r\n"])


def test_who_connects_and_says_nothing_is_cut_off(brisk: int) -> None:
    """Not a byte."""
    with Wire(brisk) as wire:
        assert not wire.is_cut(0.4)
        assert wire.is_cut(0.4 + SLACK)


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_trickles_in_is_cut_off(brisk: int, chunked: bool) -> None:
    """At every address, read there or not."""

    def check(path: str) -> None:
        with Wire(brisk) as wire:
            if chunked:
                headers = {**JSON, "Transfer-Encoding": "chunked"}
                wire.send(head("POST", path, headers).replace(b"Content-Length: 0\r\n", b""))
                assert trickle(wire, b"1\r\n \r\n") < 0.8 + SLACK, path
            else:
                wire.send(head("POST", path, JSON, length=50_000))
                assert trickle(wire, b" ") < 0.8 + SLACK, path

    at_once(check, [*POSTS, "/nope", "/widget.js"])


def test_each_request_of_a_connection_has_its_own_time(brisk: int) -> None:
    """Who uses one connection for longer than a head or a body may take is not slow."""
    with Wire(brisk) as wire:
        for _ in range(8):
            assert wire.ask("POST", "/api/chat/roofing", JSON, b"{}").status == 201
            time.sleep(0.3)
        wire.send(head("POST", "/api/chat/roofing", JSON, length=2))
        time.sleep(0.4)
        wire.send(b"{}")
        assert wire.answer().status == 201


def endless(begin: bytes, more: bytes) -> Callable[[Wire], int]:
    """Sends `begin`, then `more` without end; gives how many bytes went out."""

    def send(wire: Wire) -> int:
        sent = 0
        try:
            wire.send(begin)
            block = more * (65536 // len(more))
            while sent < 64 * MB:
                wire.send(block)
                sent += len(block)
        except OSError:
            pass
        return sent

    return send


CHUNKED = (
    b"POST /api/chat/roofing HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
)


@pytest.mark.parametrize(
    ("begin", "more"),
    [
        (b"GET /", b"a"),
        (b"GET /?", b"a=b&"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ", b"a"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX", b"x"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n", b"x-more: and more\r\n"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n", b" folded\r\n"),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ", b"9"),
        (b"", b"\x16\x03\x01\x00"),
        (CHUNKED + b"1;", b"extension"),
        (CHUNKED, b"0"),
        (CHUNKED + b"0\r\n", b"trailer: more\r\n"),
        (CHUNKED + b"0\r\nx: ", b"a"),
    ],
    ids=range(12),
)
def test_what_never_ends_is_cut_off_at_once(port: int, begin: bytes, more: bytes) -> None:
    """An address, a header, headers, a chunk's length: after some kilobytes, not after minutes."""
    with Wire(port) as wire:
        assert endless(begin, more)(wire) < 16 * MB  # what the sockets' buffers take
        assert wire.is_cut(SLACK)


@pytest.mark.parametrize("size", [LONGEST_HEAD, 100_000, 200_000])
@pytest.mark.parametrize("at", ["path", "header", "headers"])
def test_a_head_that_is_too_long_is_refused_though_it_ends(port: int, size: int, at: str) -> None:
    """However it comes: at once or in parts."""
    requests = {
        "path": head("GET", "/?" + "a" * size),
        "header": head("GET", "/", {"X": "a" * size}),
        "headers": head("GET", "/", {f"X-{n}": "a" * 90 for n in range(size // 90)}),
    }
    with Wire(port) as wire:
        wire.send(requests[at])
        assert wire.answer().is_problem(431)
    with Wire(port) as wire:
        for start in range(0, len(requests[at]), 4096):
            try:
                wire.send(requests[at][start : start + 4096])
            except OSError:
                break
            time.sleep(0.001)
        assert wire.is_cut(SLACK + IDLE_SECONDS)


def test_headers_of_a_page_with_much_monitoring_are_taken(port: int) -> None:
    """The longest token, the baggage of 8 KiB that W3C allows, and cookies of this machine."""
    headers = {
        "Authorization": "Bearer " + "x" * 4096,
        "baggage": "a=b," * 2048,
        "Cookie": "c" * 8000,
    }
    with Wire(port) as wire:
        assert wire.ask("GET", "/api/chat/roofing/messages", headers).status == 401


def test_a_body_that_is_too_large_is_refused(brisk: int) -> None:
    """413 before it is there, and who goes on sending is cut off."""

    def check(path: str) -> None:
        token = {}
        with Wire(brisk) as wire:
            if path.endswith("roofing/messages"):
                begun = wire.ask("POST", "/api/chat/roofing")
                token = {"Authorization": f"Bearer {begun.json['token']}"}
            wire.send(head("POST", path, {**JSON, **token}, length=100 * MB))
            wire.send(b" " * 70_000)
            assert wire.answer().is_problem(413), path
            assert trickle(wire, b" ") < 0.8 + SLACK, path

    at_once(check, POSTS)


def test_an_idle_connection_is_closed(port: int) -> None:
    """After its answer, when nothing more comes."""
    with Wire(port) as wire:
        assert wire.ask("GET", "/health/live").status == 200
        assert not wire.is_cut(IDLE_SECONDS / 2)
        assert wire.is_cut(IDLE_SECONDS / 2 + SLACK)


def test_who_does_not_read_the_answers_is_cut_off(brisk: int) -> None:
    """Many files asked for, none of them taken; they would wait in our memory."""
    with Wire(brisk, room=4096) as wire:
        for _ in range(500):
            wire.send(head("GET", "/widget.js"))
        time.sleep(0.8 + SLACK)
        with pytest.raises(OSError, match=r"reset|[Bb]roken pipe"):
            while True:  # what is on its way still comes, then the end
                wire.send(head("GET", "/widget.js"))


def test_who_is_slow_makes_room_for_who_is_not(application: Starlette) -> None:
    """Of too many connections those that have let us wait the longest go."""
    with serving(application, most=20) as port:
        slow = [Wire(port) for _ in range(100)]
        for wire in slow[:50]:
            wire.send(head("POST", "/api/chat/roofing", JSON, length=100)[:40])
        for _ in range(20):
            with Wire(port) as honest:
                assert honest.ask("POST", "/api/chat/roofing", JSON, b"{}").status == 201
        time.sleep(0.2)
        open_still = [wire for wire in slow if not wire.is_cut(0.01)]
        assert 0 < len(open_still) <= 20
        assert open_still == slow[-len(open_still) :]
        for wire in slow:
            wire.socket.close()


def test_who_waits_for_us_keeps_the_place() -> None:
    """An answer that is being worked on counts as no slowness of theirs."""
    import asyncio

    async def thoughtful(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.sleep(2)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"done"})

    with serving(thoughtful, most=5, seconds=SECONDS) as port:
        patient = [Wire(port) for _ in range(5)]
        for wire in patient:
            wire.send(head("GET", "/"))
        time.sleep(0.3)
        for _ in range(10):
            with Wire(port) as more:
                assert more.is_cut(1)
        assert [wire.answer().body for wire in patient] == [b"done"] * 5
        for wire in patient:
            wire.socket.close()


def test_a_body_may_be_waited_for_with_100_continue(brisk: int) -> None:
    """As curl does with a long one."""
    with Wire(brisk) as wire:
        headers = {**JSON, "Expect": "100-continue"}
        wire.send(head("POST", "/api/chat/roofing", headers, length=2))
        assert wire.socket.recv(100).startswith(b"HTTP/1.1 100 ")
        wire.send(b"{}")
        assert wire.answer().status == 201


@pytest.mark.parametrize(
    "sent",
    [b"\x00\xff\n\n", b"HELO mail.example.com\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01"],
    ids=range(4),
)
def test_what_is_no_http_is_told_so_in_the_usual_shape(port: int, sent: bytes) -> None:
    """Also a request without a Host."""
    with Wire(port, seconds=5) as wire:
        wire.send(sent + b"\r\n\r\n")
        assert wire.answer().is_problem(400)
        assert wire.is_cut(SLACK)
