"""A process that a signal ends is replaced; one that ends by itself is not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

CODE = """
import os, signal, sys, time
from pathlib import Path
from bot import supervise
supervise.PAUSE = 0.1
folder = Path(sys.argv[1])

def work():
    def end(*_):
        (folder / "told").write_text("yes")
        sys.exit(7)
    signal.signal(signal.SIGTERM, end)
    (folder / str(os.getpid())).touch()
    {work}

sys.exit(supervise.supervise(work))
"""


@contextmanager
def supervised(folder: Path, work: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", CODE.replace("{work}", work), str(folder)],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def children(folder: Path, count: int) -> list[int]:
    """The processes that have begun, once there are so many."""
    for _ in range(300):
        found = [int(file.name) for file in folder.iterdir() if file.name.isdecimal()]
        if len(found) >= count:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{len(found)} of {count} processes began")


def is_gone(pid: int) -> bool:
    for _ in range(100):
        try:
            if "State:\tZ" in Path(f"/proc/{pid}/status").read_text():
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


def test_a_process_that_is_killed_is_replaced_and_that_is_said(tmp_path: Path) -> None:
    """Again and again."""
    with supervised(tmp_path, "time.sleep(60)") as process:
        for count in (1, 2, 3):
            alive = [pid for pid in children(tmp_path, count) if Path(f"/proc/{pid}").exists()]
            os.kill(alive[-1], signal.SIGKILL)
            assert is_gone(alive[-1])
        children(tmp_path, 4)
        process.terminate()
        _, errors = process.communicate(timeout=20)
    assert errors.count("another takes its place") == 3


def test_what_ends_by_itself_is_not_replaced(tmp_path: Path) -> None:
    """Its exit code is passed on: a setting is wrong, a port is taken."""
    with supervised(tmp_path, "return 3") as process:
        assert process.wait(timeout=20) == 3
    assert len(children(tmp_path, 1)) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_who_is_told_to_end_passes_it_on_and_ends(tmp_path: Path, number: int) -> None:
    """None takes its place."""
    with supervised(tmp_path, "time.sleep(60)") as process:
        (child,) = children(tmp_path, 1)
        process.send_signal(number)
        code = process.wait(timeout=20)
        assert is_gone(child)
    assert code == (7 if number == signal.SIGTERM else -signal.SIGINT)
    assert len(children(tmp_path, 1)) == 1


def test_a_process_dies_with_its_supervisor(tmp_path: Path) -> None:
    """Nothing is left behind that would hold the port."""
    with supervised(tmp_path, "time.sleep(60)") as process:
        (child,) = children(tmp_path, 1)
        process.kill()
        assert is_gone(child)
