"""How well budgets and timeframes are understood, on sentences that nobody here wrote.

Reads ../shared/corpora/*.jsonl where that folder stands beside the repository; without it
there is nothing to measure. Run: .venv/bin/python -m benchmarks.understanding [--misses]
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.nlu.budget import read_budget
from bot.nlu.reading import Context
from bot.nlu.timeframe import read_timeframe
from bot.values.money import to_decimal

CORPORA = Path(__file__).resolve().parent.parent.parent / "shared" / "corpora"
NOW = datetime(2026, 11, 22, 9, 0)
COINS = {"cent", "pence"}

Row = dict[str, Any]


@dataclass(frozen=True)
class Task:
    """A corpus file and whether one of its rows is understood."""

    file: str
    figure: str
    understood: Callable[[Row], bool]


def budget_exact(row: Row) -> bool:
    """Both ends as the source has them.

    A source that writes one amount for "more than 400" has not marked the bound: then the
    end that was said counts. A doubtful reading is none.
    """
    heard = read_budget(row["text"], Context(NOW, "budget"))
    if heard is None or heard.value is None or heard.doubtful:
        return False
    worth = 100 if (row["gold"]["currency"] or "").lower() in COINS else 1
    ends = [
        None if end is None else float(to_decimal(end, heard.value.currency)) * worth
        for end in (heard.value.min, heard.value.max)
    ]
    gold = [row["gold"]["min"], row["gold"]["max"]]
    if gold[0] == gold[1]:
        return all(end is None or _near(end, gold[0]) for end in ends)
    return all(_near(end, wanted) for end, wanted in zip(ends, gold, strict=True))


def _near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) < 0.006


def timeframe_day(row: Row) -> bool:
    """An end of what was heard is an end of what the source has.

    Our days are inclusive, the source's `to` is not; and where we hear "by Friday" as today
    to Friday, a source may have marked the Friday alone.
    """
    heard = read_timeframe(row["text"], Context(datetime.fromisoformat(row["ref"]), "timeframe"))
    if heard is None or heard.doubtful:
        return False
    first, last = heard.value.earliest, heard.value.latest
    after = last + timedelta(days=1) if last else None
    low, high = _day(row["gold"]["from"]), _day(row["gold"]["to"])
    return (first, after) == (low, high) or (
        low in {first, last, after} - {None} or (after is not None and after == high)
    )


def timeframe_strict(row: Row) -> bool:
    """Both ends as the source has them, whatever it holds of "by" and of days gone by."""
    heard = read_timeframe(row["text"], Context(datetime.fromisoformat(row["ref"]), "timeframe"))
    if heard is None or heard.doubtful:
        return False
    last = heard.value.latest
    after = last + timedelta(days=1) if last else None
    return (heard.value.earliest, after) == (_day(row["gold"]["from"]), _day(row["gold"]["to"]))


def _day(stamp: str | None) -> date | None:
    return date.fromisoformat(stamp[:10]) if stamp else None


TASKS = [
    Task("budget.jsonl", "exact", budget_exact),
    Task("timeframe.jsonl", "day", timeframe_day),
    Task("timeframe.jsonl", "strict", timeframe_strict),
]


def rows(file: str) -> Iterator[Row]:
    with (CORPORA / file).open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def family(source: str) -> str:
    return source.split()[0].split("/")[0]


def measure(task: Task, misses: bool) -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in rows(task.file):
        source = family(row["source"])
        good = task.understood(row)
        total[source] += 1
        right[source] += good
        if misses and not good:
            print(f"  miss  {source:12} {row['text'][-100:]}")
    for source, count in total.items():
        share = 100 * right[source] / count
        print(f"{task.file:18} {source:12} {task.figure:6} {share:5.1f} %  ({count})")


def speed() -> float:
    """Median milliseconds that reading both from one sentence takes."""
    spent = []
    for row in [*rows("budget.jsonl"), *rows("timeframe.jsonl")]:
        start = time.perf_counter()
        context = Context(NOW)
        read_budget(row["text"], context)
        read_timeframe(row["text"], context)
        spent.append(time.perf_counter() - start)
    return 1000 * statistics.median(spent)


def main() -> None:
    if not CORPORA.is_dir():
        print(f"no test sentences at {CORPORA}")
        return
    for task in TASKS:
        measure(task, misses="--misses" in sys.argv)
    print(f"{speed():.2f} ms a sentence (median, budget and timeframe)")


if __name__ == "__main__":
    main()
