"""Replaces a process that is killed: the watchdog ends one now and then, so somebody must.

The process that stays holds nothing but this module and the command line's parser.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress

SHORT_LIFE, PAUSE = 5.0, 1.0  # seconds

_ENDING = (signal.SIGTERM, signal.SIGINT)
_PR_SET_PDEATHSIG = 1


def supervise(run: Callable[[], int]) -> int:
    """Do `run` in a child, again whenever a signal ends it; returns the exit code of the last one.

    SIGTERM and SIGINT are passed on, and then none takes its place. A child dies with its parent.
    """
    told: list[int] = []
    parent = os.getpid()
    while True:
        started = time.monotonic()
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
        child = os.fork()
        if not child:
            _become_child(parent)
            return run()
        _pass_on(child, told)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code >= 0:
            return code
        if not told:
            _report(code)
            if time.monotonic() - started < SHORT_LIFE:
                time.sleep(PAUSE)
        if told:
            return _end_by(told[-1])


def _become_child(parent: int) -> None:
    os.setpgid(0, 0)  # Ctrl+C reaches the parent alone, who passes it on once
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it went before we could say so
        os.kill(os.getpid(), signal.SIGKILL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)


def _pass_on(child: int, told: list[int]) -> None:
    """Hand the signals that end a process to the child; `told` notes them."""

    def hand_on(number: int, _frame: object) -> None:
        told.append(number)
        with suppress(ProcessLookupError):  # it ended a moment ago
            os.kill(child, number)

    for number in _ENDING:
        signal.signal(number, hand_on)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)


def _report(code: int) -> None:
    why = ": memory ran out, or it computed for too long" if code == -signal.SIGKILL else ""
    print(
        f"Leadbell's process was ended by a signal ({signal.strsignal(-code)}{why}); "
        "another takes its place",
        file=sys.stderr,
        flush=True,
    )


def _end_by(number: int) -> int:
    """As if nobody had stood between."""
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
    return 128 + number
