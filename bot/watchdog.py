"""Ends the process when one piece of work computes for too long, whatever it is doing then.

A native library may hold the interpreter's lock and obey no signal that Python handles, so no code
of ours could step in. The kernel does: a timer on the CPU time of the thread that works sends
SIGKILL, which nothing can block. Waiting, for a lock, the database or a carrier, is no CPU time,
and what other threads compute isn't counted. What was not committed is undone, as after any kill.
"""

from __future__ import annotations

import ctypes
import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

logger = logging.getLogger(__name__)

# The longest that a turn, or the handling of a text, may compute; it takes some milliseconds.
MOST_CPU_SECONDS = 10.0

# From <time.h> and <signal.h> of Linux, the same for glibc and musl.
_CLOCK_THREAD_CPUTIME_ID = 3
_SIGEV_SIGNAL = 0


class _Event(ctypes.Structure):
    """`struct sigevent`, 64 bytes."""

    _fields_ = (
        ("value", ctypes.c_void_p),
        ("signo", ctypes.c_int),
        ("notify", ctypes.c_int),
        ("rest", ctypes.c_char * 48),
    )


class _Span(ctypes.Structure):
    """`struct timespec`."""

    _fields_ = (("seconds", ctypes.c_long), ("nanoseconds", ctypes.c_long))


class _Setting(ctypes.Structure):
    """`struct itimerspec`: how often after the first time (never), and when first (0: not)."""

    _fields_ = (("interval", _Span), ("value", _Span))


_own = threading.local()


@contextmanager
def limit_cpu(seconds: float = MOST_CPU_SECONDS) -> Iterator[None]:
    """Kill the process once this thread has computed for `seconds` within the block."""
    timer = _timer()
    if timer is None:
        yield
        return
    _set(timer, seconds)
    try:
        yield
    finally:
        _set(timer, 0)


def _timer() -> ctypes.c_void_p | None:
    """This thread's timer; None where the system has no such thing."""
    if not hasattr(_own, "timer"):
        _own.timer = _new_timer()
    return _own.timer


def _new_timer() -> ctypes.c_void_p | None:
    event = _Event(signo=signal.SIGKILL, notify=_SIGEV_SIGNAL)
    timer = ctypes.c_void_p()
    try:
        failed = _libc().timer_create(
            _CLOCK_THREAD_CPUTIME_ID, ctypes.byref(event), ctypes.byref(timer)
        )
    except (AttributeError, OSError):  # no Linux
        failed = -1
    if failed:
        logger.warning("this system can't limit what a thread computes: nothing ends a long turn")
        return None
    return timer


def _set(timer: ctypes.c_void_p, seconds: float) -> None:
    """Let it run out after so much computing from now on; 0 stops it."""
    whole = int(seconds)
    setting = _Setting(value=_Span(whole, int((seconds - whole) * 1e9)))
    _libc().timer_settime(timer, 0, ctypes.byref(setting), None)


@cache
def _libc() -> Any:
    library = ctypes.CDLL(None)
    # Before glibc 2.34 they are in a library of their own.
    return library if hasattr(library, "timer_create") else ctypes.CDLL("librt.so.1")
