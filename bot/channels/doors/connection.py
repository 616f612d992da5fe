"""uvicorn's HTTP connection, bounded: nobody holds one open by being slow, or fills the memory.

uvicorn alone closes what idles after an answer. The rest is here: a head and a body that trickle
in, an answer that nobody reads, a head without end, and too many connections at once.
"""

from __future__ import annotations

import asyncio
import itertools
import resource
from enum import Enum
from typing import Any, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.channels.doors.heads import LONGEST_HEAD, too_long
from bot.channels.problem import HttpProblem, to_response

IDLE_SECONDS = 5  # after an answer; uvicorn sees to it
MOST_CONNECTIONS = 500  # a process; a proxy before it, or browsers, need few of them


class Wait(Enum):
    """What a connection waits for its client to do."""

    HEAD = "send a request"
    BODY = "send the rest of it"
    READ = "read our answer"


_begun = itertools.count()  # waits, in the order in which they begin

SECONDS = {Wait.HEAD: 10.0, Wait.BODY: 10.0, Wait.READ: 30.0}


class BoundedConnection(H11Protocol):
    """Cut off when its client lets it wait for too long, or when others need its place.

    A head must be there within SECONDS of the connection's begin or of the answer before, the rest
    of the request within SECONDS of the head, and each answer be read within SECONDS.
    """

    seconds = SECONDS
    most = MOST_CONNECTIONS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._wait: Wait | None = None
        self._since = 0
        self._end: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        transport.set_write_buffer_limits(high=0)  # so that we hear of every unread byte
        self._watch()
        self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._wait_for(None)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._watch()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._watch()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._watch()

    def send_400_response(self, msg: str) -> None:
        """What h11 could not read is answered as every other error is."""
        problem = HttpProblem(400, "Bad request", "this is not HTTP/1.1")
        unread, _ = self.conn.trailing_data
        answer = to_response(too_long() if len(unread) > LONGEST_HEAD else problem)
        headers = [*answer.raw_headers, (b"connection", b"close")]
        for event in (
            h11.Response(status_code=answer.status_code, headers=headers),
            h11.Data(data=bytes(answer.body)),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _watch(self) -> None:
        """Look at what the client has to do next, and give it its time from when that began."""
        if self.flow.write_paused:
            self._wait_for(Wait.READ)
        elif self.conn.their_state is h11.IDLE:
            self._wait_for(Wait.HEAD)
        elif self.conn.their_state is h11.SEND_BODY:
            self._wait_for(Wait.BODY)
        else:
            self._wait_for(None)

    def _wait_for(self, wait: Wait | None) -> None:
        if wait is self._wait:
            return
        if self._end:
            self._end.cancel()
        self._wait, self._since, self._end = wait, next(_begun), None
        if wait:
            self._end = self.loop.call_later(self.seconds[wait], self._cut_off)

    def _make_room(self) -> None:
        """One too many: of all that wait for their client, the one that has waited longest goes.

        So whoever is slow on purpose shuts out the slow, and not those who send at once.
        """
        if len(self.connections) > self.most:
            others = cast("set[BoundedConnection]", self.connections - {self})
            waiting = [each for each in others if each._wait]
            min(waiting, key=lambda each: each._since, default=self)._cut_off()

    def _cut_off(self) -> None:
        self._wait_for(None)
        self.connections.discard(self)  # at once: the next one may already be here
        self.transport.abort()


# For `uvicorn.run`.
BOUNDS: dict[str, Any] = {
    "http": BoundedConnection,
    "h11_max_incomplete_event_size": LONGEST_HEAD,
    "timeout_keep_alive": IDLE_SECONDS,
}


def room_for_connections() -> None:
    """Let this process and its children open as many files as they need, where they may."""
    needed = 4 * MOST_CONNECTIONS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < needed:
        most = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
