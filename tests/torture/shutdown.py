"""SIGTERM while texts are on their way: what a process holds it finishes; it leaves no riddle."""

from __future__ import annotations

import random
import signal
import time
from collections import Counter
from pathlib import Path

from sqlalchemy import select

from bot import clock
from bot.store.database import reading, transaction
from bot.store.outbox import add_outbound
from bot.store.schema import outbox
from tests.torture.audit import Audit
from tests.torture.nursery import Nursery
from tests.torture.prospects import phones
from tests.torture.site import Site, open_site, outbox_row

TEXTS = 24
SLOWLY = 0.4  # seconds that the carrier takes over each text


def terminate_at_work(folder: Path, database_url: str, times: int, nursery: Nursery) -> Audit:
    """`times` processes, `serve` and `worker` in turn, each told to stop at its busiest."""
    result = Audit()
    interrupted = 0
    with open_site(folder, database_url, nursery, lease=60, look_up=120) as site:
        take = site.twilio.take
        beginning: list[float] = []

        def take_slowly(facts: dict[str, str]) -> dict[str, object]:
            beginning.append(time.monotonic())
            time.sleep(SLOWLY)
            return take(facts)

        site.twilio.take = take_slowly  # type: ignore[method-assign]
        number = iter(phones())
        port = site.new_port()
        for round in range(times):
            _queue(site, [next(number) for _ in range(TEXTS)], round)
            count = len(beginning)
            child = site.serve(port) if round % 2 else site.worker()
            deadline = time.monotonic() + 40
            while len(beginning) == count and time.monotonic() < deadline:
                time.sleep(0.005)
            time.sleep(random.uniform(0, 1.5 * SLOWLY))
            on_the_way = len(beginning) - len(site.twilio.messages)
            child.signal(signal.SIGTERM)
            code = child.wait(40)
            states = _states(site)
            interrupted += on_the_way > 0
            if code != 0:
                result.faults.append(f"round {round}: it ended with {code}")
                child.kill()
            if states["sending"] or states["unknown"]:
                result.faults.append(f"round {round}: it left {dict(states)}")
        last = site.worker()
        deadline = time.monotonic() + 60
        while _states(site)["queued"] and time.monotonic() < deadline:
            time.sleep(0.1)
        last.signal(signal.SIGTERM)
        last.wait(40)
        sent = Counter(map(outbox_row, site.twilio.messages))
        with reading(site.engine) as connection:
            ids = list(connection.execute(select(outbox.c.id)).scalars())
        wrong = [id for id in ids if sent[str(id)] != 1]
        result.faults += [f"text {id}: sent {sent[str(id)]} times" for id in wrong]
        result.figures = {
            "shutdowns": times,
            "shutdowns with texts on their way": interrupted,
            "texts": len(ids),
            "texts left in an unknown state": sum("left" in fault for fault in result.faults),
            "texts not sent exactly once": len(wrong),
        }
    return result


def _queue(site: Site, recipients: list[str], round: int) -> None:
    with transaction(site.engine) as connection:
        for n, phone in enumerate(recipients):
            add_outbound(
                connection,
                key=f"shutdown:{round}:{n}",
                kind="reply",
                campaign_id="roofing",
                sender="+14155550199",
                recipient=phone,
                body=f"Text {n} of round {round}",
                now=clock.now(),
            )


def _states(site: Site) -> Counter[str]:
    with reading(site.engine) as connection:
        return Counter(connection.execute(select(outbox.c.state)).scalars())
