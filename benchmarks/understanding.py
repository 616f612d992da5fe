"""How well budgets and timeframes are understood, on sentences that nobody here wrote.

Reads ../shared/corpora/*.jsonl where that folder stands beside the repository; without it
there is nothing to measure. Every sentence goes through the door of `leadbell understand`,
once as the answer to its question and once said unasked; what is to be read back counts, as it
does there. Run: .venv/bin/python -m benchmarks.understanding [--misses]
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bot.commands.understand import answer
from bot.nlu.trained_intents import load_intents
from bot.settings import load_settings

CORPORA = Path(__file__).resolve().parent.parent.parent / "shared" / "corpora"
NOW = "2026-11-22T09:00:00"
COINS = {"cent", "pence"}

Row = dict[str, Any]


@dataclass(frozen=True)
class Task:
    """A corpus file, the value that it asks for, and whether what was heard is right."""

    file: str
    slot: str
    figure: str
    right: Callable[[Row, Row], bool]


def budget_exact(heard: Row, gold: Row) -> bool:
    """Both ends as the source has them.

    A source that writes one amount for "more than 400" has not marked the bound: then the
    end that was said counts.
    """
    worth = 100 if (gold["currency"] or "").lower() in COINS else 1
    ends = [None if heard[end] is None else float(heard[end]) * worth for end in ("min", "max")]
    wanted = [gold["min"], gold["max"]]
    if wanted[0] == wanted[1]:
        return all(end is None or _near(end, wanted[0]) for end in ends)
    return all(_near(end, want) for end, want in zip(ends, wanted, strict=True))


def _near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) < 0.006


def timeframe_day(heard: Row, gold: Row) -> bool:
    """An end of what was heard is an end of what the source has.

    Our days are inclusive, the source's `to` is not; and where we hear "by Friday" as today
    to Friday, a source may have marked the Friday alone.
    """
    first, last, after = _ends(heard)
    low, high = _day(gold["from"]), _day(gold["to"])
    return (first, after) == (low, high) or (
        low in {first, last, after} - {None} or (after is not None and after == high)
    )


def timeframe_strict(heard: Row, gold: Row) -> bool:
    """Both ends as the source has them, whatever it holds of "by" and of days gone by."""
    first, _, after = _ends(heard)
    return (first, after) == (_day(gold["from"]), _day(gold["to"]))


def _ends(heard: Row) -> tuple[date | None, date | None, date | None]:
    """The first day, the last, and the one after."""
    first, last = _day(heard["earliest"]), _day(heard["latest"])
    return first, last, last + timedelta(days=1) if last else None


def _day(stamp: str | None) -> date | None:
    return date.fromisoformat(stamp[:10]) if stamp else None


TASKS = [
    Task("budget.jsonl", "budget", "exact", budget_exact),
    Task("timeframe.jsonl", "timeframe", "day", timeframe_day),
    Task("timeframe.jsonl", "timeframe", "strict", timeframe_strict),
]


def rows(file: str) -> Iterator[Row]:
    with (CORPORA / file).open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def family(source: str) -> str:
    return source.split()[0].split("/")[0]


def measure(task: Task, hear: Callable[[Row], Row], asked: bool, misses: bool) -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in rows(task.file):
        line = {"text": row["text"], "now": row.get("ref", NOW)}
        if asked:
            line["asks"] = task.slot
        heard = hear(line)[task.slot]
        good = heard is not None and task.right(heard, row["gold"])
        source = family(row["source"])
        total[source] += 1
        right[source] += good
        if misses and not good:
            print(f"  miss  {source:12} {row['text'][-100:]}")
    for source, count in total.items():
        share = 100 * right[source] / count
        how = "asked" if asked else "unasked"
        print(f"{task.slot:10} {source:12} {task.figure:6} {how:8} {share:5.1f} %  ({count})")


def main() -> None:
    if not CORPORA.is_dir():
        print(f"no test sentences at {CORPORA}")
        return
    intents = load_intents(load_settings().models)
    for asked in (True, False):
        for task in TASKS:
            measure(task, lambda line: answer(line, None, intents), asked, "--misses" in sys.argv)


if __name__ == "__main__":
    main()
