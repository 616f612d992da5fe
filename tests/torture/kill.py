"""kill -9 at every named place of a turn and of a delivery, again and again, under traffic.

One process after another is armed with a failpoint, takes over what the one before left, and dies
at it; the last one is not armed and finishes everything. Prospects talk all the while.
"""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Mapping
from pathlib import Path

from bot.failpoints import NAMES
from tests.torture.audit import Alone, Audit, audit, quiet
from tests.torture.nursery import KILLED, Child, Nursery
from tests.torture.prospects import Crowd
from tests.torture.site import Site, open_site

PATIENCE = 40  # seconds until a process that does not reach its failpoint is taken away


def kill_everywhere(
    folder: Path,
    database_url: str,
    times: int,
    nursery: Nursery,
    undisturbed: Mapping[str, Alone],
    at_once: int = 24,
) -> Audit:
    """`times` kills at each failpoint while `at_once` prospects talk at any time."""
    with open_site(folder, database_url, nursery) as site:
        port = site.new_port()
        crowd = Crowd(site, at_once)
        started = time.monotonic()
        kills, missed = _kill(site, port, times)
        crowd.stop()
        took = time.monotonic() - started
        last = site.serve(port)
        ended = crowd.wait(180) and quiet(site)
        _stop(last)
        result = audit(site, crowd.prospects, undisturbed)
        if not ended:
            result.faults.append("it did not come to rest")
        result.faults += ["an error in the log"] * site.errors()
        result.figures |= {f"kills at {name}": count for name, count in kills.items()}
        result.figures |= {
            "kills": sum(kills.values()),
            "failpoints not reached in time": missed,
            "look-ups at the carrier": site.twilio.lookups,
            "errors in the log": site.errors(),
            "seconds": round(took),
        }
    return result


def _kill(site: Site, port: int, times: int) -> tuple[dict[str, int], int]:
    kills, missed = dict.fromkeys(NAMES, 0), 0
    todo = [name for name in NAMES for _ in range(times)]
    random.Random(7).shuffle(todo)
    while todo:
        name = todo.pop()
        child = site.serve(port, f"{name}:{random.randint(1, 3)}")
        code = child.wait(PATIENCE)
        if code == KILLED:
            kills[name] += 1
            continue
        assert code is None, f"leadbell ended with {code}: see {site.folder}"
        missed += 1
        child.kill()
        todo.insert(0, name)
        if missed > 2 * times + 5:
            break
    return kills, missed


def _stop(child: Child) -> None:
    child.signal(signal.SIGTERM)
    if child.wait(40) is None:
        child.kill()
