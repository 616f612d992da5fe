"""Starts `leadbell` processes fast: each is a fork of one process that has imported everything.

A start of Leadbell is three seconds of imports; who kills a thousand processes can't wait for that.
What is forked has opened and loaded nothing yet: it runs the command from its first line.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

KILLED = -signal.SIGKILL


class Child:
    """A running command; `wait` gives its exit code, negative for the signal that ended it."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.code: int | None = None
        self._ended = threading.Event()

    def end(self, code: int) -> None:
        self.code = code
        self._ended.set()

    def wait(self, seconds: float) -> int | None:
        """None when it still runs then."""
        self._ended.wait(seconds)
        return self.code

    def signal(self, number: int) -> None:
        if not self._ended.is_set():
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.signal(signal.SIGKILL)
        self.wait(20)


class Nursery:
    """The process to fork from; everything that it started is killed when it closes."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._children: dict[int, Child] = {}
        self._born: list[Child] = []
        self._news = threading.Condition()
        self._ordering = threading.Lock()
        threading.Thread(target=self._listen, daemon=True).start()

    def start(self, *command: str, environment: Mapping[str, str], log: Path) -> Child:
        order = {"command": command, "environment": dict(environment), "log": str(log)}
        with self._ordering:
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            with self._news:
                assert self._news.wait_for(lambda: self._born, 60), "the nursery is silent"
                return self._born.pop()

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=20)

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            news = json.loads(line)
            with self._news:
                if "code" in news:
                    self._children.pop(news["pid"]).end(news["code"])
                else:
                    child = self._children[news["pid"]] = Child(news["pid"])
                    self._born.append(child)
                    self._news.notify()


def main() -> None:
    """Take orders from stdin, a JSON line each; tell births and deaths on stdout."""
    import bot.agent.agent
    import bot.app
    import bot.commands.serve
    import bot.commands.worker
    import bot.delivery.twilio  # noqa: F401

    gc.collect()
    gc.freeze()  # or the collector of every fork would copy it all
    running: set[int] = set()
    orders = ""
    while True:
        if select.select([0], [], [], 0.02)[0]:
            said = os.read(0, 65536).decode()
            if not said:
                break
            *whole, orders = (orders + said).split("\n")
            for order in whole:
                running.add(_fork(json.loads(order)))
        for pid in list(running):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                running.remove(pid)
                _tell(pid=pid, code=os.waitstatus_to_exitcode(status))
    for pid in running:
        os.kill(pid, signal.SIGKILL)


def _tell(**news: Any) -> None:
    print(json.dumps(news), flush=True)


def _fork(order: dict[str, Any]) -> int:
    pid = os.fork()
    if pid:
        _tell(pid=pid)
        return pid
    code = 1
    try:
        log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for descriptor, target in ((os.open(os.devnull, os.O_RDONLY), 0), (log, 1), (log, 2)):
            os.dup2(descriptor, target)
        os.environ.clear()
        os.environ.update(order["environment"])
        from bot import cli, failpoints

        importlib.reload(failpoints)  # it reads the environment when it is imported
        code = cli.main(order["command"])
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
