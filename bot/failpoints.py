"""Named places at which a test can kill the process, or poison what it reads.

`LEADBELL_FAILPOINT=turn.before_commit` ends the process there with SIGKILL, at the first pass, or
at the third with `turn.before_commit:3`. Nothing is told, flushed or cleaned up: what must never
be lost has to be in the database by then.

`read.hang@venom` makes every message with the word `venom` a poisonous one: whoever reads it
computes for ever and lets no other thread work, as a native library can. `read.memory` eats memory
until there is none, `read.kill` ends the process, `read.raise` raises; `send.…` does the same to
whoever is about to send a text with that word. Several stand with commas between them.

Without the variable all of them cost a comparison.
"""

from __future__ import annotations

import itertools
import os
import re
import signal
from collections.abc import Callable, Mapping

NAMES = (
    "inbox.before_commit",
    "inbox.committed",
    "turn.begun",
    "turn.answered",
    "turn.before_commit",
    "turn.committed",
    "delivery.claimed",
    "delivery.sent",
    "delivery.before_commit",
    "delivery.settled",
    "report.before_commit",
    "report.committed",
)

VARIABLE = "LEADBELL_FAILPOINT"
MOUTHFUL = 64 * 2**20  # bytes
MOST_EATEN = 4 * 2**30  # of address space: nothing is written there

_setting = os.environ.get(VARIABLE, "")
_poisons = [each.partition("@")[::2] for each in _setting.split(",") if "@" in each]
_armed, _, _pass = ("" if _poisons else _setting).partition(":")
_passes = itertools.count(1)


def reach(name: str) -> None:
    """Die here if `name` is armed."""
    if name == _armed and next(_passes) >= int(_pass or 1):
        _kill()


def taste(place: str, text: str) -> None:
    """Suffer here what `place` (`read` or `send`) is armed with, if the text is poisonous."""
    for name, marker in _poisons:
        where, _, effect = name.partition(".")
        if where == place and marker in text:
            _EFFECTS[effect]()


def for_a_child(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of a process that tries something alone.

    A poison is in the message, so it follows it there; the kill of this very process doesn't.
    """
    passes_on = "@" in environment.get(VARIABLE, "")
    return {k: v for k, v in environment.items() if k != VARIABLE or passes_on}


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _hang() -> None:
    re.match(r"(a+)+$", "a" * 100 + "b")  # longer than the universe, and holds the lock


def _eat() -> None:
    """As under a limit: refused with a MemoryError. Without one: killed, as the kernel would."""
    eaten = [bytes(MOUTHFUL) for _ in range(MOST_EATEN // MOUTHFUL)]
    del eaten
    _kill()


def _raise() -> None:
    raise RuntimeError("poison")


_EFFECTS: Mapping[str, Callable[[], None]] = {
    "hang": _hang,
    "memory": _eat,
    "kill": _kill,
    "raise": _raise,
}
