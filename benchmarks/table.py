"""The figures as the table of docs/benchmark.md and README.md."""

from __future__ import annotations

import os
import platform
import re
from dataclasses import dataclass
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path

import psutil

from benchmarks.measure import Figures
from benchmarks.side import ROOT

METHOD = Path(__file__).with_name("method.md")
PAGE = ROOT / "docs" / "benchmark.md"
README = ROOT / "README.md"
_MARKED = re.compile(r"(<!-- bench -->\n).*?(<!-- /bench -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of both sides. `most` is a ceiling, `times` a multiple of stock's figure."""

    what: str
    ours: float
    stock: float | None
    digits: int = 0
    more_is_better: bool = False
    most: float | None = None
    times: float | None = None

    def cells(self) -> list[str]:
        stock = "–" if self.stock is None else f"{self.stock:,.{self.digits}f}"
        return [self.what, f"{self.ours:,.{self.digits}f}", stock, self._ratio(), self._target()]

    def _ratio(self) -> str:
        if not self.stock or not self.ours:
            return "–"
        if self.more_is_better:
            return f"{self.ours / self.stock:.1f} × more"
        return f"{self.stock / self.ours:.1f} × less"

    def _target(self) -> str:
        if self.most is not None:
            return f"≤ {self.most:g}: {'ok' if self.ours <= self.most else 'missed'}"
        if self.times is not None:
            if self.stock is None:
                return f"≥ {self.times:g} × stock: not measured"
            return (
                f"≥ {self.times:g} ×: {'ok' if self.ours >= self.times * self.stock else 'missed'}"
            )
        return ""


def make_rows(ours: Figures, stock: Figures | None) -> list[Row]:
    def row(what: str, of: str, **more: float | bool) -> Row:
        return Row(what, getattr(ours, of), getattr(stock, of) if stock else None, **more)  # type: ignore[arg-type]

    return [
        Row(
            "start to first reply, s",
            min(ours.first_reply_seconds),
            min(stock.first_reply_seconds) if stock else None,
            digits=1,
            most=6,
        ),
        row("resident after 50 conversations, MB", "resident_mb", most=380),
        row("CPU a turn, durable, ms", "cpu_ms_a_turn", digits=1, most=10),
        row("turns a second", "turns_a_second", more_is_better=True, times=8),
        row("training, s", "training_seconds", digits=1, most=20),
        row("installed, MB", "installed_mb"),
    ]


def render(rows: list[Row]) -> str:
    """The table in Markdown."""
    head = ["", "Leadbell", "stock Rasa", "", "target"]
    lines = [head, ["---", "---:", "---:", "---:", "---"], *(row.cells() for row in rows)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def write(table: str) -> None:
    """Into docs/benchmark.md and, between its markers, into README.md."""
    PAGE.parent.mkdir(exist_ok=True)
    method = METHOD.read_text(encoding="utf-8")
    PAGE.write_text(f"# Benchmark\n\n{table}\n{_circumstances()}\n{method}", encoding="utf-8")
    text = README.read_text(encoding="utf-8") if README.exists() else ""
    if _MARKED.search(text):
        marked = _MARKED.sub(lambda found: f"{found[1]}{table}{found[2]}", text)
        README.write_text(marked, encoding="utf-8")


def _circumstances() -> str:
    memory = psutil.virtual_memory().total / 2**30
    today = datetime.now(timezone.utc).date().isoformat()
    return (
        f"Measured on {today} with `make bench` on {os.cpu_count()} cores ({_processor()}, "
        f"{memory:.0f} GB), {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, Leadbell {version('leadbell')}, "
        f"Rasa {version('rasa')} on both sides.\n"
    )


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*:\s*(.+)", info.read_text()) if info.exists() else None
    return found[1].strip() if found else platform.processor() or "processor unknown"
