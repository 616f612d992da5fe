"""STOP races a text that is queued and claimed meanwhile, in other processes.

A text that was claimed after STOP had committed breaks the promise, and so does one whose last look
before it goes out came later.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot import clock
from bot.services.dialogue import Reply, Unsaid
from bot.services.receive_text import InboundText, receive_text
from bot.services.take_turn import take_turns
from bot.store.database import open_database, reading, transaction
from bot.store.outbox import add_outbound
from bot.store.schema import outbox
from tests.torture.audit import Audit
from tests.torture.prospects import phones
from tests.torture.site import SECRET, publish_samples

NUMBER = "+14155550199"
WORKERS = 2
KINDS = ("reply", "handoff", "update")  # at any hour: a reminder waits for the day


class Echo:
    """A dialogue that says what it hears, after a moment."""

    async def respond(self, conversation_id: str, said: str | Unsaid) -> Sequence[Reply]:
        time.sleep(random.uniform(0, 0.01))
        return (Reply(str(said)),)


@dataclass
class Race:
    """`stopped` is when STOP was known to have committed."""

    phone: str
    kind: str
    stopped: float = 0.0
    news: list[dict[str, Any]] = field(default_factory=list)


def race(folder: Path, database_url: str, times: int) -> Audit:
    """`times` races, a third each with a reply, a handoff, an update."""
    folder.mkdir(parents=True, exist_ok=True)
    publish_samples({**os.environ, "DATABASE_URL": database_url, "LEADBELL_SECRET": SECRET})
    engine = open_database(database_url)
    workers = [_Listener(database_url) for _ in range(WORKERS)]
    try:
        for worker in workers:
            worker.ready.wait(60)
        races = [
            Race(phone, KINDS[n % 3]) for n, phone in zip(range(times), phones(), strict=False)
        ]
        for each in races:
            _run(engine, each)
        _settle(engine)
    finally:
        for worker in workers:
            worker.close()
    news = [line for worker in workers for line in worker.news]
    return _judge(engine, races, news)


def _run(engine: Engine, race: Race) -> None:
    if race.kind == "reply" and random.random() < 0.5:  # else STOP races the very first text
        receive_text(engine, _text(race.phone, "hello"), clock.now())
    threads = [threading.Thread(target=target, args=(engine, race)) for target in (_queue, _stop)]
    random.shuffle(threads)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _queue(engine: Engine, race: Race) -> None:
    time.sleep(random.uniform(0, 0.015))
    if race.kind == "reply":
        conversation = receive_text(engine, _text(race.phone, "are you there"), clock.now())
        if conversation:
            asyncio.run(take_turns(engine, conversation, Echo(), clock.now))
        return
    with transaction(engine) as connection:
        add_outbound(
            connection,
            key=f"{race.kind}:{race.phone}",
            kind=race.kind,
            campaign_id="roofing",
            sender=NUMBER,
            recipient=race.phone,
            body="Somebody waits for you",
            now=clock.now(),
        )


def _stop(engine: Engine, race: Race) -> None:
    time.sleep(random.uniform(0, 0.06))
    receive_text(engine, _text(race.phone, "STOP"), clock.now())
    race.stopped = time.monotonic()


def _text(phone: str, body: str) -> InboundText:
    return InboundText(f"SM{uuid.uuid4().hex}", phone, NUMBER, body)


def _settle(engine: Engine, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with reading(engine) as connection:
            states = set(connection.execute(select(outbox.c.state).distinct()).scalars())
        if not states & {"queued", "sending", "unknown"}:
            return
        time.sleep(0.1)


def _judge(engine: Engine, races: Sequence[Race], news: Sequence[dict[str, Any]]) -> Audit:
    result = Audit()
    by_phone = {race.phone: race for race in races}
    with reading(engine) as connection:
        rows = {row.id: row for row in connection.execute(select(outbox))}
    late_claims = late_sends = sent = 0
    for line in news:
        row = rows[line["id"]]
        stopped = by_phone[row.recipient].stopped
        if row.kind == "notice":
            continue
        late_claims += line.get("claim_began", 0) > stopped
        if line.get("sid"):
            sent += 1
            late_sends += line["send_began"] > stopped
    texts = [row for row in rows.values() if row.kind != "notice"]
    notices = [row.recipient for row in rows.values() if row.kind == "notice" and row.sid]
    odd = [phone for phone in by_phone if notices.count(phone) != 1]
    stuck = sum(row.state not in ("sent", "dropped") for row in rows.values())
    result.faults += ["a text was claimed after STOP had committed"] * late_claims
    result.faults += ["a text went out though STOP had committed before"] * late_sends
    result.faults += [f"{phone}: {notices.count(phone)} confirmations of STOP" for phone in odd]
    result.faults += ["a text is stuck"] * stuck
    result.figures = {
        "races": len(races),
        "texts queued": len(texts),
        "texts sent, before STOP committed": sent - late_sends,
        "texts dropped": sum(row.state == "dropped" for row in texts),
        "texts claimed after STOP committed": late_claims,
        "texts sent after STOP committed": late_sends,
        "STOPs confirmed once": len(races) - len(odd),
    }
    return result


class _Listener:
    """A racing worker, and what it told."""

    def __init__(self, database_url: str) -> None:
        self.news: list[dict[str, Any]] = []
        self.ready = threading.Event()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.racing_worker", database_url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=40)
        self._thread.join()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            news = json.loads(line)
            if "ready" in news:
                self.ready.set()
            else:
                self.news.append(news)
