"""The figures: kept in docs/reliability.json, and between the markers of docs/reliability.md."""

from __future__ import annotations

import json
import re
import threading
from datetime import datetime, timezone
from typing import Any

from bot.settings import ROOT
from tests.torture.audit import Audit

FILE = ROOT / "docs" / "reliability.json"
PAGE = ROOT / "docs" / "reliability.md"
_MARKED = re.compile(r"(<!-- torture -->\n).*?(<!-- /torture -->)", re.DOTALL)
TITLES = {
    "kill": "kill -9 at every failpoint, under traffic",
    "crowd": "Two `serve`, two `worker`, all conversations at once, kills all the while",
    "poison": "Messages and texts that hang, exhaust or kill whoever touches them",
    "stop": "STOP racing a queued text",
    "shuffle": "Every message five times, in any order, to two processes at once",
    "shutdown": "SIGTERM with texts on their way",
    "load": "50 webhooks a second for two minutes, one process, two cores for everything",
}
DATABASES = ("sqlite", "postgresql")
_writing = threading.Lock()


def keep(part: str, database: str, audit: Audit) -> None:
    """Write a part's figures beside those of the others."""
    with _writing:
        kept = _read()
        kept.setdefault(part, {})[database] = {
            "on": datetime.now(timezone.utc).date().isoformat(),
            **audit.figures,
            "faults": len(audit.faults),
        }
        FILE.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
        text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
        if _MARKED.search(text):
            table = show()
            PAGE.write_text(_MARKED.sub(lambda m: f"{m[1]}{table}{m[2]}", text), encoding="utf-8")


def show() -> str:
    """The figures as a table in Markdown, a row each, a column for each database."""
    lines = []
    kept = _read()
    for part, title in TITLES.items():
        if part not in kept:
            continue
        columns = [kept[part].get(database, {}) for database in DATABASES]
        lines += [f"| {title} | SQLite | PostgreSQL |", "| --- | ---: | ---: |"]
        names = dict.fromkeys(name for column in columns for name in column)
        for name in names:
            cells = (f"{column.get(name, '–')}" for column in columns)
            lines.append(f"| {name} | {' | '.join(cells)} |")
        lines.append("")
    return "\n".join(lines)


def _read() -> dict[str, Any]:
    return dict(json.loads(FILE.read_text(encoding="utf-8"))) if FILE.exists() else {}
