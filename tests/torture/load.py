"""Fifty webhooks a second: how soon each is acknowledged, what is lost, and what memory it takes.

The clock decides when a webhook is sent, not the answers before it; its wait counts from then on.
Each prospect says the next line five seconds after the last, answered or not. Every text that goes
out is reported delivered, so a webhook brings about one more.
"""

from __future__ import annotations

import http.client
import queue
import signal
import statistics
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psutil
from sqlalchemy import select

from bot.store.database import reading
from bot.store.schema import inbox, lead, outbox, text_message
from bot.store.times import to_datetime
from tests.delivery.fake_twilio_api import SID, TOKEN
from tests.delivery.fake_webhooks import Pairs, inbound_pairs, sign
from tests.torture.audit import Audit, quiet
from tests.torture.nursery import Nursery
from tests.torture.prospects import SCRIPTS, phones
from tests.torture.site import PUBLIC, Site, open_site, outbox_row

PAUSE = 5.0  # seconds between two lines of one prospect
SENDERS = 64
ACKNOWLEDGED_WITHIN, HANDED_OFF_WITHIN = 1.0, 2.0  # seconds, at p99 and at p95
DRAINED_WITHIN = 300  # seconds: more comes than one process answers at once
LINES = next(script for script in SCRIPTS if script.name == "roof by text")
URL = f"{PUBLIC}/sms/inbound"


@dataclass
class Carrier:
    """Sends webhooks when they are due, and notes how long each waited for its answer."""

    port: int
    waits: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    _due: queue.Queue[tuple[float, Pairs] | None] = field(default_factory=queue.Queue)

    def send(self, schedule: Sequence[tuple[float, Pairs]]) -> None:
        """`schedule` is in order, seconds from now; returns when all are answered."""
        threads = [threading.Thread(target=self._post) for _ in range(SENDERS)]
        for thread in threads:
            thread.start()
        begun = time.monotonic()
        for seconds, pairs in schedule:
            time.sleep(max(0.0, begun + seconds - time.monotonic()))
            self._due.put((begun + seconds, pairs))
        for _ in threads:
            self._due.put(None)
        for thread in threads:
            thread.join()

    def _post(self) -> None:
        while (due := self._due.get()) is not None:
            at, pairs = due
            headers = {
                "content-type": "application/x-www-form-urlencoded",
                "x-twilio-signature": sign(TOKEN, URL, pairs),
            }
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            try:
                connection.request("POST", "/sms/inbound", urlencode(pairs), headers)
                answer = connection.getresponse()
                answer.read()
                status = answer.status
            except (OSError, http.client.HTTPException):
                status = 0
            finally:
                connection.close()
            self.waits.append(time.monotonic() - at)
            self.statuses[status] += 1


def load(
    folder: Path, database_url: str, a_second: float, seconds: float, nursery: Nursery
) -> Audit:
    """`a_second` webhooks for `seconds`, and fewer before and after, at one `leadbell serve`."""
    with open_site(folder, database_url, nursery) as site:
        site.twilio.reports.clear()
        site.twilio.usual_report = ["delivered"]
        child = site.serve(site.new_port())
        carrier = Carrier(site.entrance.ports[0])
        site.entrance.ask("GET", "/health/live", "", {})
        _warm_up(site)
        memory = [_memory(child.pid)]
        schedule = _schedule(a_second, seconds)
        watching = threading.Event()
        watcher = threading.Thread(target=_watch, args=(child.pid, memory, watching))
        watcher.start()
        carrier.send(schedule)
        begun = time.monotonic()
        ended = quiet(site, DRAINED_WITHIN)
        drained = time.monotonic() - begun
        watching.set()
        watcher.join()
        child.signal(signal.SIGTERM)
        child.wait(40)
        result = _audit(site, carrier, len(schedule), memory)
        result.figures["seconds until all was sent and reported"] = round(drained, 1)
        if not ended:
            result.faults.append("it did not come to rest")
        return result


def _warm_up(site: Site) -> None:
    """The first words that a process reads load its libraries."""
    sender = "+12015550100"
    pairs = inbound_pairs(SID, sender, LINES.number, "hello, a roof next month")
    site.twilio.webhooks.send(URL, pairs)
    site.postman.wait(sender, 1, threading.Event())


def _schedule(a_second: float, seconds: float) -> list[tuple[float, Pairs]]:
    lines = LINES.says
    lead_in = seconds + PAUSE * (len(lines) - 1)  # the rate is full once the first are through
    prospects = round(a_second * lead_in / len(lines))
    own = iter(phones())
    next(own)  # who warmed up
    return sorted(
        (
            (n * lead_in / prospects + k * PAUSE, inbound_pairs(SID, phone, LINES.number, line))
            for n, phone in zip(range(prospects), own, strict=False)
            for k, line in enumerate(lines)
        ),
        key=lambda each: each[0],
    )


def _watch(pid: int, memory: list[float], over: threading.Event) -> None:
    while not over.wait(1):
        memory.append(_memory(pid))


def _memory(pid: int) -> float:
    return float(psutil.Process(pid).memory_info().rss) / 1024**2


def _audit(site: Site, carrier: Carrier, sent: int, memory: Sequence[float]) -> Audit:
    with reading(site.engine) as connection:
        kept = len(connection.execute(select(inbox.c.id)).all()) - 1  # less the warming up
        times = connection.execute(select(inbox.c.received_at, inbox.c.answered_at)).all()
        leads = len(connection.execute(select(lead.c.id)).all())
        handoffs = connection.execute(
            select(outbox.c.created_at, text_message.c.at)
            .join(text_message, text_message.c.outbox_id == outbox.c.id)
            .where(outbox.c.kind == "handoff")
        ).all()
    speeds = [(to_datetime(at) - to_datetime(begun)).total_seconds() for begun, at in handoffs] or [
        0.0
    ]
    copies = Counter(map(outbox_row, site.twilio.messages))
    p50, p99 = _percentile(carrier.waits, 50), _percentile(carrier.waits, 99)
    p95 = _percentile(speeds, 95)
    answers = [
        (to_datetime(answered) - to_datetime(received)).total_seconds()
        for received, answered in times
        if answered
    ] or [0.0]
    waiting = sum(answered is None for _, answered in times)
    prospects = sent // len(LINES.says)
    half = memory[: max(1, len(memory) // 2)]
    result = Audit()
    expected = (
        (carrier.statuses == {200: sent}, f"answers were {dict(carrier.statuses)}"),
        (kept == sent, f"{kept} of {sent} messages were kept"),
        (not waiting, f"{waiting} messages still waited for their answer"),
        (leads == prospects, f"{leads} leads of {prospects} prospects"),
        (len(handoffs) == prospects, f"{len(handoffs)} handoffs of {prospects}"),
        (set(copies.values()) == {1}, "a text went out twice"),
        (p99 < ACKNOWLEDGED_WITHIN, f"acknowledged within {p99:.2f} s at p99"),
        (p95 < HANDED_OFF_WITHIN, f"handed off within {p95:.2f} s at p95"),
    )
    result.faults += [fault for fine, fault in expected if not fine]
    result.figures = {
        "webhooks": sent,
        "messages lost": sent - kept,
        "leads": leads,
        "handoffs": len(handoffs),
        "texts sent": len(site.twilio.messages),
        "ms to the acknowledgement, median": round(1000 * p50),
        "ms to the acknowledgement, p99": round(1000 * p99),
        "ms to the acknowledgement, longest": round(1000 * max(carrier.waits)),
        "ms to the answer, p95": round(1000 * _percentile(answers, 95)),
        "ms from verdict to the carrier's acceptance, median": round(
            1000 * statistics.median(speeds)
        ),
        "ms from verdict to the carrier's acceptance, p95": round(1000 * p95),
        "MB of memory at the start": round(memory[0]),
        "MB of memory, most in the first half": round(max(half)),
        "MB of memory, most": round(max(memory)),
    }
    return result


def _percentile(values: Sequence[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1] if len(values) > 1 else max(values)
