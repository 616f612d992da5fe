"""Who computes too long is ended, even with the interpreter's lock held; who waits is not."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

# Each line is run in a process of its own; `limit` is a third of a second of CPU.
ENDED = {
    "a native library that holds the lock": """
        with limit():
            re.match(r"(a+)+$", "a" * 100 + "b")
    """,
    "a loop": """
        with limit():
            compute(5)
    """,
    "a thread other than the main one": """
        def work():
            with limit():
                compute(5)
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    """,
    "the second of two turns": """
        with limit():
            pass
        with limit():
            compute(5)
    """,
}
LEFT_ALONE = {
    "who waits": """
        with limit():
            time.sleep(1)
    """,
    "who computes outside": """
        with limit():
            pass
        compute(1)
    """,
    "many short turns": """
        for _ in range(10):
            with limit():
                compute(0.1)
    """,
    "who lets another thread compute": """
        with limit():
            thread = threading.Thread(target=compute, args=(1,))
            thread.start()
            thread.join()
    """,
    "a turn that raises, and what comes after": """
        try:
            with limit():
                raise ValueError
        except ValueError:
            compute(1)
    """,
}
BEGINNING = """
import re, threading, time
from functools import partial
from bot.watchdog import limit_cpu
limit = partial(limit_cpu, 0.33)
def compute(seconds):
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass
if True:
"""


def run(code: str) -> int:
    return subprocess.run([sys.executable, "-c", BEGINNING + code], timeout=60).returncode


@pytest.mark.parametrize("what", ENDED)
def test_who_computes_too_long_is_ended(what: str) -> None:
    """By the kernel: nothing in the process could."""
    assert run(ENDED[what]) == -signal.SIGKILL


@pytest.mark.parametrize("what", LEFT_ALONE)
def test_who_does_not_is_left_alone(what: str) -> None:
    """Each piece of work is measured by itself, and only what its own thread computes."""
    assert run(LEFT_ALONE[what]) == 0
