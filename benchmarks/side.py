"""What the two sides have in common: a folder to work in, processes, a log."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psutil

from benchmarks.client import Client, free_port, wait_for

ROOT = Path(__file__).resolve().parent.parent


class Side(ABC):
    """One of the two things measured. `distributions` are what its installation is for."""

    name: str
    python: Path
    distributions: Sequence[str]

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._processes: list[psutil.Popen] = []

    @abstractmethod
    def train(self) -> None:
        """Train the model from nothing."""

    @abstractmethod
    def launch(self) -> None:
        """Start the processes."""

    @abstractmethod
    def converse(self, client: Client) -> int:
        """Hold one conversation to its end; returns its turns."""

    @abstractmethod
    def say_hi(self, client: Client) -> Any:
        """Begin a conversation; returns what the bot replied to a first word, falsy if nothing."""

    def start(self) -> float:
        """Start; returns the seconds until the first reply."""
        started = time.perf_counter()
        self.launch()
        client = Client(self.port)
        try:
            wait_for(lambda: self.say_hi(client))
        finally:
            client.close()
        return time.perf_counter() - started

    def stop(self) -> None:
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            try:
                process.wait(timeout=30)
            except psutil.TimeoutExpired:
                process.kill()
                process.wait()
        self._processes.clear()

    def processes(self) -> list[psutil.Process]:
        """Everything that runs for this side."""
        children = [child for p in self._processes for child in p.children(recursive=True)]
        return [*self._processes, *children]

    def environment(self) -> dict[str, str]:
        """Ours without what would slow the start or reach a real account."""
        dropped = ("PYTHONDONTWRITEBYTECODE", "TWILIO_", "LEADBELL_", "DATABASE_URL", "PUBLIC_URL")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(dropped)}
        return {**kept, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}

    def run(self, *command: str | Path, cwd: Path = ROOT) -> None:
        """A command to its end, its output in the log. Raises CalledProcessError."""
        with self._log().open("ab") as log:
            subprocess.run(
                command, cwd=cwd, env=self.environment(), stdout=log, stderr=log, check=True
            )

    def spawn(self, *command: str | Path, cwd: Path = ROOT) -> None:
        with self._log().open("ab") as log:
            self._processes.append(
                psutil.Popen(command, cwd=cwd, env=self.environment(), stdout=log, stderr=log)
            )

    def show_log(self, lines: int = 15) -> None:
        text = self._log().read_text(errors="replace") if self._log().exists() else ""
        print("\n".join(text.splitlines()[-lines:]), file=sys.stderr)

    def _log(self) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        return self.folder / "log.txt"
