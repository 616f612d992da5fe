"""`python -m tests.torture`: every proof, long; writes docs/reliability.json.

Name parts (`kill`, `stop-sqlite`, …) to run those alone; the others' last figures stay. Both
databases are tortured side by side.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from tests.postgres import run_postgres
from tests.torture.audit import Audit
from tests.torture.crowd import crowd_under_fire
from tests.torture.figures import DATABASES, TITLES, keep, show
from tests.torture.kill import kill_everywhere
from tests.torture.load import load
from tests.torture.nursery import Nursery
from tests.torture.poison import EFFECTS, poison
from tests.torture.shuffle import shuffle
from tests.torture.shutdown import terminate_at_work
from tests.torture.stop_race import race
from tests.torture.undisturbed import play_undisturbed

WEBHOOKS_A_SECOND, SECONDS = 50, 120
KILLS, TALKS, RACES, SHUFFLES, SHUTDOWNS = 50, 200, 500, 50, 30

_ALONE = {"load", "load-sqlite", "load-postgresql"}

Part = Callable[[Path, str], Audit]


def main() -> int:
    wanted = sys.argv[1:] or list(TITLES)
    folder = Path(tempfile.mkdtemp(prefix="leadbell-torture-"))
    print(f"Logs and databases: {folder}", flush=True)
    nursery = Nursery()
    try:
        parts = _parts(folder, nursery) if set(wanted) - _ALONE else {}
        with run_postgres() as postgres, ThreadPoolExecutor(2) as side_by_side:

            def torture(database: str) -> list[str]:
                return [
                    fault
                    for name, part in parts.items()
                    if {name, f"{name}-{database}"} & set(wanted)
                    # Many processes on many machines are PostgreSQL's.
                    and not (name == "crowd" and database == "sqlite")
                    for fault in _run(
                        name,
                        database,
                        part,
                        folder / f"{name}-{database}",
                        postgres.new_database() if database == "postgresql" else None,
                    )
                ]

            faults = [fault for each in side_by_side.map(torture, DATABASES) for fault in each]
            # This one by itself: it measures time.
            for database in DATABASES:
                if {"load", f"load-{database}"} & set(wanted):
                    url = postgres.new_database() if database == "postgresql" else None
                    at = folder / f"load-{database}"
                    faults += _run("load", database, partial(_load, nursery), at, url)
    finally:
        nursery.close()
    print(f"\n{show()}\nWritten to docs/reliability.json.")
    print(*faults[:100], sep="\n")
    return 1 if faults else 0


def _load(nursery: Nursery, folder: Path, url: str) -> Audit:
    return load(folder, url, WEBHOOKS_A_SECOND, SECONDS, nursery)


def _parts(folder: Path, nursery: Nursery) -> dict[str, Part]:
    undisturbed = play_undisturbed(folder / "alone", nursery)
    return {
        "kill": lambda folder, url: kill_everywhere(folder, url, KILLS, nursery, undisturbed),
        "crowd": lambda folder, url: crowd_under_fire(folder, url, TALKS, nursery, undisturbed),
        "poison": lambda folder, url: poison(folder, url, EFFECTS, nursery, undisturbed),
        "stop": lambda folder, url: race(folder, url, RACES),
        "shuffle": lambda folder, url: shuffle(folder, url, SHUFFLES, nursery),
        "shutdown": lambda folder, url: terminate_at_work(folder, url, SHUTDOWNS, nursery),
    }


def _run(name: str, database: str, part: Part, folder: Path, postgres: str | None) -> list[str]:
    folder.mkdir()
    started = time.monotonic()
    try:
        audit = part(folder, postgres or f"sqlite:///{folder / 'leadbell.db'}")
    except Exception as error:
        audit = Audit(faults=[f"it broke off: {error!r}"])
    audit.figures.setdefault("seconds", round(time.monotonic() - started))
    keep(name, database, audit)
    print(f"{name} on {database}: {len(audit.faults)} faults", flush=True)
    return [f"{name} on {database}: {fault}" for fault in audit.faults]


if __name__ == "__main__":
    sys.exit(main())
