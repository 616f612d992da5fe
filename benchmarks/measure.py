"""Time, CPU, memory and disk of a side."""

from __future__ import annotations

import json
import statistics
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from benchmarks.client import Client
from benchmarks.side import Side

# Runs in the measured environment: the size of some distributions and all that they need,
# with compiled bytecode, found by what each one says that it installed.
_SIZE = """
import importlib.util, json, sys
from importlib import metadata
from packaging.requirements import Requirement
todo, seen, size = [(name, "") for name in json.loads(sys.argv[1])], set(), 0
while todo:
    name, extra = todo.pop()
    if (name, extra) in seen:
        continue
    try:
        distribution = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        continue
    if name not in {n for n, _ in seen}:
        for file in distribution.files or ():
            if file.suffix == ".pyc":
                continue
            path = file.locate()
            compiled = importlib.util.cache_from_source(path) if file.suffix == ".py" else None
            for at in (path, compiled and type(path)(compiled)):
                if at and at.is_file():
                    size += at.stat().st_size
    seen.add((name, extra))
    for line in distribution.requires or ():
        needed = Requirement(line)
        if needed.marker is None or needed.marker.evaluate({"extra": extra}):
            wanted = needed.name.lower().replace("_", "-")
            todo += [(wanted, each) for each in ["", *needed.extras]]
print(size)
"""


@dataclass(slots=True)
class Batch:
    """Some conversations: their turns, the wall's seconds, the processes' CPU seconds."""

    turns: int
    seconds: float
    cpu_seconds: float


@dataclass(slots=True)
class Figures:
    """What was measured of one side."""

    training_seconds: float = 0.0
    first_reply_seconds: list[float] = field(default_factory=list)
    one_at_a_time: list[Batch] = field(default_factory=list)
    at_once: list[Batch] = field(default_factory=list)
    resident_mb: float = 0.0
    installed_mb: float = 0.0

    @property
    def cpu_ms_a_turn(self) -> float:
        """At the median over the batches."""
        return statistics.median(b.cpu_seconds / b.turns * 1000 for b in self.one_at_a_time)

    @property
    def turns_a_second(self) -> float:
        """One conversation at a time or several at once, whichever suits the side better."""
        return max(
            statistics.median(b.turns / b.seconds for b in batches)
            for batches in (self.one_at_a_time, self.at_once)
        )


def run_batch(side: Side, conversations: int, at_once: int = 1) -> Batch:
    """Hold so many conversations, `at_once` of them side by side."""
    clients = [Client(side.port) for _ in range(at_once)]
    share = conversations // at_once
    cpu, started = cpu_seconds(side), time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        turns = sum(
            pool.map(lambda client: sum(side.converse(client) for _ in range(share)), clients)
        )
    batch = Batch(turns, time.perf_counter() - started, cpu_seconds(side) - cpu)
    for client in clients:
        client.close()
    return batch


def cpu_seconds(side: Side) -> float:
    """User and system time of all its processes, those that ended included."""
    return sum(sum(process.cpu_times()[:4]) for process in side.processes())


def resident_mb(side: Side) -> float:
    return sum(process.memory_info().rss for process in side.processes()) / 2**20


def installed_mb(side: Side) -> float:
    names: Sequence[str] = side.distributions
    command = [side.python, "-c", _SIZE, json.dumps(names)]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return int(output) / 2**20
