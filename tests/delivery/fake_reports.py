"""What becomes of the texts that the fake Twilio has taken: scripts, played in their time."""

from __future__ import annotations

import heapq
import itertools
import re
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

PLAYERS = 8
STEP = re.compile(r"(silently )?([a-z]+)(?: (\d+))?(?: @([\d.]+))?")


@dataclass(frozen=True)
class Step:
    """A text gets a status, with an error code of Twilio's or none, some seconds after the step
    before; silently: look-ups show it, nobody is told.
    """

    status: str
    code: str | None
    silently: bool
    after: float


def parse(script: Iterable[str]) -> list[Step]:
    """Steps as `delivered`, `undelivered 30003`, `sent @2.5`, `silently delivered`.

    Raises ValueError.
    """
    steps = []
    for line in script:
        match = STEP.fullmatch(line)
        if match is None:
            raise ValueError(f"no step of a script: {line}")
        steps.append(Step(match[2], match[3], bool(match[1]), float(match[4] or 0)))
    return steps


@dataclass(order=True)
class _Job:
    due: float
    number: int
    steps: list[Step] = field(compare=False)
    take: Callable[[Step], None] = field(compare=False)


class Scripts:
    """Plays many scripts at once, each one's steps in their order."""

    def __init__(self) -> None:
        self._jobs: list[_Job] = []
        self._changed = threading.Condition()
        self._numbers = itertools.count()
        self._over = False
        self._players: list[threading.Thread] = []

    def play(self, steps: list[Step], take: Callable[[Step], None]) -> None:
        """`take` gets every step when it is due, in another thread."""
        if not steps:
            return
        with self._changed:
            if not self._players:
                self._players = [
                    threading.Thread(target=self._run, daemon=True) for _ in range(PLAYERS)
                ]
                for player in self._players:
                    player.start()
            due = time.monotonic() + steps[0].after
            heapq.heappush(self._jobs, _Job(due, next(self._numbers), steps, take))
            self._changed.notify()

    def stop(self) -> None:
        """What is not due yet never happens."""
        with self._changed:
            self._over = True
            self._changed.notify_all()
        for player in self._players:
            player.join(timeout=20)

    def _run(self) -> None:
        while job := self._next():
            job.take(job.steps[0])
            self.play(job.steps[1:], job.take)

    def _next(self) -> _Job | None:
        with self._changed:
            while not self._over:
                wait = self._jobs[0].due - time.monotonic() if self._jobs else None
                if wait is not None and wait <= 0:
                    return heapq.heappop(self._jobs)
                self._changed.wait(wait)
        return None
