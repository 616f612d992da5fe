"""`python -m benchmarks`: measures Leadbell and stock Rasa in one run, and writes the table."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.leadbell import Leadbell
from benchmarks.measure import Figures, installed_mb, resident_mb, run_batch
from benchmarks.side import Side
from benchmarks.stock import Stock
from benchmarks.table import make_rows, render, write

STARTS = 2
BATCHES, BATCH = 10, 5
ROUNDS, CROWD, AT_ONCE = 3, 16, 8


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="leadbell-bench-") as folder:
        ours, stock = Leadbell(Path(folder) / "leadbell"), Stock(Path(folder) / "stock")
        sides: list[Side] = [ours]
        if stock.install():
            sides.append(stock)
        else:
            print("Stock Rasa could not be installed: measuring Leadbell alone.", file=sys.stderr)
        figures = {side.name: Figures() for side in sides}
        try:
            _measure(sides, figures)
        except Exception:
            for side in sides:
                side.show_log()
            raise
        finally:
            for side in sides:
                side.stop()
    table = render(make_rows(figures[ours.name], figures.get(stock.name)))
    write(table)
    print(f"\n{table}\nWritten to docs/benchmark.md.")
    return 0


def _measure(sides: list[Side], figures: dict[str, Figures]) -> None:
    """Everything, the sides taking turns so that a noisy moment hits both."""
    for side in sides:
        _say(f"{side.name}: installed size, training")
        figures[side.name].installed_mb = installed_mb(side)
        started = time.perf_counter()
        side.train()
        figures[side.name].training_seconds = time.perf_counter() - started
        if isinstance(side, Leadbell):
            side.publish()
    for _ in range(STARTS):
        for side in sides:
            _say(f"{side.name}: start")
            side.stop()
            figures[side.name].first_reply_seconds.append(side.start())
    _say(f"{BATCHES * BATCH} conversations, one at a time")
    for _ in range(BATCHES):
        for side in sides:
            figures[side.name].one_at_a_time.append(run_batch(side, BATCH))
    for side in sides:
        figures[side.name].resident_mb = resident_mb(side)
    _say(f"{AT_ONCE} conversations at once")
    for _ in range(ROUNDS):
        for side in sides:
            figures[side.name].at_once.append(run_batch(side, CROWD, AT_ONCE))


def _say(what: str) -> None:
    print(f"==> {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
