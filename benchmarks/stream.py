"""`leadbell understand` over a long stream: the time a sentence takes, and the memory.

Writes 100,000 different sentences of about 120 characters, budget and timeframe in most of them,
and waits for each answer before the next. Run: .venv/bin/python -m benchmarks.stream [COUNT]
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

COUNT = 100_000
EARLY = 10_000
LENGTH = 120

_OPENINGS = (
    "Hi there, a branch came down on our garage and the shingles are gone",
    "hello! my wife and I are comparing offers for the house on {number} Oak Lane",
    "we have two cars, one is from {year}, and the premium just went up again",
    "I lost a crown last year and my dentist said that an implant is the way",
    "Looking at the programme for working parents, I finished college in {year}",
    "good morning, the gutters overflow whenever it rains and paint is peeling",
)
_BUDGETS = (
    "could spend {amount} to {more} dollars", "my limit is ${amount}", "about {thousands}k",
    "roughly {thousands} grand", "no more than {amount}", "we pay {hundreds} a month now",
)  # fmt: skip
_TIMES = (
    "ideally {month} {day}", "sometime in {month}", "in {count} weeks", "by the end of {month}",
    "within {count} months", "before {month} {day}", "next month", "{slash}", "not before {month}",
    "the week of {month} {day}", "early {month}", "asap", "no rush", "on the {day}th",
)  # fmt: skip
_MONTHS = "January February March April May June July August September October".split()


def sentences(count: int, seed: int = 7) -> Iterator[str]:
    """Different ones, near 120 characters each; the same for the same seed."""
    chance = random.Random(seed)
    for number in range(count):
        low = chance.randrange(100, 90_000)
        facts = {
            "number": number, "year": chance.randrange(1960, 2024), "amount": low,
            "more": low + chance.randrange(100, 9000), "thousands": chance.randrange(2, 400),
            "hundreds": chance.randrange(40, 900), "month": chance.choice(_MONTHS),
            "day": chance.randrange(4, 20), "count": chance.randrange(2, 11),
            "slash": f"{chance.randrange(1, 13)}/{chance.randrange(1, 29)}",
        }  # fmt: skip
        parts = [chance.choice(which) for which in (_OPENINGS, _BUDGETS, _TIMES)]
        text = ", ".join(parts).format(**facts)
        yield f"{text}, lot {number}".ljust(LENGTH, ".")[: LENGTH + 20]


def resident(process: int) -> float:
    """Megabytes that the process holds in memory now (Linux)."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    command = [str(Path(sys.executable).with_name("leadbell")), "understand"]
    spent: list[float] = []
    with subprocess.Popen(
        [*command, "--campaign", "roofing"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True,
    ) as process:  # fmt: skip
        assert process.stdin and process.stdout
        for number, text in enumerate(sentences(count), 1):
            line = json.dumps({"text": text, "now": "2026-11-22T09:00:00"}) + "\n"
            start = time.perf_counter()
            process.stdin.write(line)
            process.stdin.flush()
            process.stdout.readline()
            spent.append(time.perf_counter() - start)
            if number in (EARLY, count):
                print(f"{resident(process.pid):6.1f} MB after {number:,} sentences", flush=True)
        process.stdin.close()
    print(f"{1000 * statistics.median(spent):6.2f} ms a sentence of {LENGTH} characters (median)")


if __name__ == "__main__":
    main()
