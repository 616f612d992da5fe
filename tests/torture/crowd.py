"""Two `serve` and two `worker` processes on one database; one is killed every few seconds."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.torture.audit import Alone, Audit, audit, quiet
from tests.torture.nursery import Child, Nursery
from tests.torture.prospects import Crowd
from tests.torture.site import open_site

EVERY_SECONDS = (2.0, 4.0)


def crowd_under_fire(
    folder: Path,
    database_url: str,
    talks: int,
    nursery: Nursery,
    undisturbed: Mapping[str, Alone],
) -> Audit:
    """All of `talks` conversations at once; each must end as it does alone."""
    with open_site(folder, database_url, nursery) as site:
        ports = [site.new_port(), site.new_port()]
        starts: list[Callable[[], Child]] = [
            lambda: site.serve(ports[0]),
            lambda: site.serve(ports[1]),
            site.worker,
            site.worker,
        ]
        running = [start() for start in starts]
        started = time.monotonic()
        crowd = Crowd(site, talks, total=talks)
        kills = 0
        while crowd.is_talking and time.monotonic() - started < 600:
            time.sleep(random.uniform(*EVERY_SECONDS))
            chosen = random.randrange(len(running))
            running[chosen].kill()
            kills += 1
            running[chosen] = starts[chosen]()
        ended = crowd.wait(0) and quiet(site)
        took = time.monotonic() - started
        for child in running:
            child.signal(signal.SIGTERM)
        codes = [child.wait(40) for child in running]
        result = audit(site, crowd.prospects, undisturbed)
        if not ended:
            result.faults.append("it did not come to rest")
        result.faults += ["an error in the log"] * site.errors()
        # One that was killed a moment ago may not have come so far as to hear SIGTERM.
        if set(codes) - {0, -signal.SIGTERM}:
            result.faults.append(f"processes ended with {codes}")
        result.figures |= {
            "kills": kills,
            "errors in the log": site.errors(),
            "seconds": round(took),
        }
    return result
