"""Something that has ended processes before, tried alone: in a child with limits.

The child is a fresh interpreter, not a fork: other threads' locks would not survive that. It loads
what it needs, says that it is ready, and is then confined to some seconds of CPU and some memory,
which the kernel enforces; the parent kills it when too much time has gone by. It may outlive its
parent: its work is one transaction, or guarded by a lease.
"""

from __future__ import annotations

import os
import pickle
import resource
import select
import signal
import subprocess
import sys
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Any

from bot.failpoints import for_a_child

# In seconds: to load the model on a busy machine, to work once that is done, and of CPU for that.
MOST_LOADING, MOST_WORKING, MOST_CPU = 60.0, 60.0, 5
# Less than that: a row that another holds says nothing against what is tried.
LOCK_SECONDS = 20.0
MOST_MEMORY = 512 * 2**20  # bytes, beyond what is loaded
# Nobody is alive any more of a try that began so long ago.
LONGEST = MOST_LOADING + MOST_WORKING + 10

RAISED, HINDERED = 3, 4  # exit codes
# Signals that tell a process to end: they say nothing about what it was trying.
_ASKED_TO_END = (-signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP)


class Fate(Enum):
    """What became of a try: done; an error that the child survived; the end of the child; or no
    try at all, because the database was away or the child was told to end.
    """

    DONE = "done"
    RAISED = "it raised an error"
    DIED = "it ended its process"
    HINDERED = "it was not tried"


def run_alone(module: str, order: object) -> Fate:
    """Run `python -m module`, which is a `take_order` and the work; waits until it is over."""
    heard, said = os.pipe()
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", module, str(said)],
        stdin=subprocess.PIPE,
        env=for_a_child(os.environ),
        pass_fds=[said],
        start_new_session=True,  # Ctrl+C in the terminal is for us
    ) as process:
        os.close(said)
        try:
            return _watch(process, heard, pickle.dumps(order))
        finally:
            process.kill()
            os.close(heard)


def _watch(process: subprocess.Popen[bytes], heard: int, order: bytes) -> Fate:
    assert process.stdin is not None
    with suppress(BrokenPipeError):
        process.stdin.write(order)
        process.stdin.close()
    began = bool(select.select([heard], [], [], MOST_LOADING)[0] and os.read(heard, 1))
    if not began:
        return Fate.HINDERED
    try:
        code = process.wait(MOST_WORKING)
    except subprocess.TimeoutExpired:
        return Fate.DIED
    if code == 0:
        return Fate.DONE
    if code == HINDERED or code in _ASKED_TO_END:
        return Fate.HINDERED
    return Fate.RAISED if code == RAISED else Fate.DIED


def take_order() -> Any:
    """In the child: what the parent wants; exits where that died before it had said it all."""
    # If memory runs out on the whole machine, this process is the one to go.
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")
    try:
        return pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own parent
    except (EOFError, pickle.UnpicklingError):
        sys.exit(HINDERED)


def begin() -> None:
    """In the child, once all is loaded: tell the parent, and be confined from now on."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(int(MOST_WORKING) + 5)  # should the parent be gone
    used = sum(os.times()[:2])
    cpu = int(used) + 1 + MOST_CPU
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + MOST_MEMORY, size + MOST_MEMORY))
    with suppress(OSError):  # nobody is there any more
        os.write(int(sys.argv[1]), b".")
