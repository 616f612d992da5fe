"""Named places of a turn and of a delivery at which a test can kill the process.

`LEADBELL_FAILPOINT=turn.before_commit` ends the process there with SIGKILL, at the first pass, or
at the third with `turn.before_commit:3`. Nothing is told, flushed or cleaned up: what must never
be lost has to be in the database by then. Without the variable they cost a comparison.
"""

from __future__ import annotations

import itertools
import os
import signal

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

_armed, _, _pass = os.environ.get("LEADBELL_FAILPOINT", "").partition(":")
_passes = itertools.count(1)


def reach(name: str) -> None:
    """Die here if `name` is armed."""
    if name == _armed and next(_passes) >= int(_pass or 1):
        os.kill(os.getpid(), signal.SIGKILL)
