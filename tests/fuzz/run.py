"""The run: start a server, send it everything, then see that it is well."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import httpx
import psutil
from sqlalchemy import func, select
from sqlalchemy.engine import Engine

from bot.campaign_files import read_campaign
from bot.store.database import open_database, reading
from bot.store.schema import conversation, inbox, outbox
from tests.conftest import SAMPLES, Server, start_server
from tests.fuzz import texts
from tests.fuzz.judge import PATIENCE, Judge, Transcript
from tests.fuzz.visitors import SIGNING_TOKEN, visit
from tests.test_smoke import Chat

# A disk that others keep busy makes commits wait for seconds: not what is judged here.
MEMORY = Path("/dev/shm")
AT_ONCE = 12  # conversations side by side
EVERY = 1000  # messages between two lines of the report
# Every message is to be answered, however odd a caller would make thousands of them.
PATIENCE_FOR = ("REPEATS", "SHORT_REPEATS", "NOT_UNDERSTOOD", "LEADING_NOWHERE")
PATIENCE_FOR += ("ANSWERS_PER_KEYWORD", "ANSWERS_PER_BUSINESS")
WITHOUT_LIMITS = {"LIMITS": "off", **{f"LIMIT_{name}": "1000000" for name in PATIENCE_FOR}}
# The libraries' caches fill at first; from here on the memory must stay where it is.
WARM, MOST_GROWTH = 2000, 30 * 2**20


def fuzz(messages: int, seed: int, report: Callable[[str], None] = lambda line: None) -> list[str]:
    """Send so many messages to a new server; returns what was wrong, each on a line."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        return _fuzz(Path(folder), messages, seed, report)


def _fuzz(folder: Path, messages: int, seed: int, report: Callable[[str], None]) -> list[str]:
    server = start_server(
        folder, SMS_TRANSPORT="simulator", TWILIO_AUTH_TOKEN=SIGNING_TOKEN, **WITHOUT_LIMITS
    )
    try:
        # The readers' libraries load with the first sentence, and all wait for that.
        Chat(server.url).say("the roof, next month, about 8k")
        judge = asyncio.run(_send(server, messages, seed, report))
        engine = open_database(server.environment["DATABASE_URL"])
        _settle(engine, judge)
        _read_texts(engine, judge)
        _still_works(server, judge)
        engine.dispose()
    finally:
        server.process.terminate()
        server.process.wait(timeout=30)
    _read_log((folder / "serve.log").read_text(), judge)
    return judge.faults


async def _send(server: Server, messages: int, seed: int, report: Callable[[str], None]) -> Judge:
    (process,) = psutil.Process(server.process.pid).children()  # its parent only replaces it
    started = time.monotonic()
    warm = 0

    def on_sent(sent: int) -> None:
        nonlocal warm
        memory = process.memory_info().rss
        if sent == WARM:
            warm = memory
        if sent % EVERY == 0:
            rate = sent / (time.monotonic() - started)
            report(f"{sent:6,} sent, {rate:4.0f} a second, {memory / 2**20:.0f} MB")

    def worked() -> float:
        times = process.cpu_times()
        return float(times.user + times.system)

    limits = httpx.Limits(max_connections=AT_ONCE)
    async with httpx.AsyncClient(timeout=PATIENCE, limits=limits) as client:
        numbers = {path.stem: read_campaign(path).number for path in SAMPLES}
        judge = Judge(server.url, client, numbers, messages, worked, on_sent)
        await visit(judge, seed, AT_ONCE)
    growth = process.memory_info().rss - warm
    judge.expect(not warm or growth < MOST_GROWTH, "server", f"grew by {growth / 2**20:.0f} MB")
    report(f"slowest answer: {judge.slowest:.2f} s")
    for answer, count in sorted(judge.answers.items()):
        report(f"{count:6,} {answer}")
    return judge


def _settle(engine: Engine, judge: Judge) -> None:
    """Every message was answered and every text sent, or will have been in a moment."""
    deadline = time.monotonic() + 60
    while (left := _unfinished(engine)) and time.monotonic() < deadline:
        time.sleep(0.2)
    judge.expect(not left, "server", f"left unfinished: {left}")


def _unfinished(engine: Engine) -> list[tuple[str, str, int]]:
    """(table, state, rows) of what is neither answered nor sent; `dead` messages were given up."""
    with reading(engine) as connection:
        return [
            (table.name, row.state, row.rows)
            for table, waiting in (
                (inbox, inbox.c.state != "done"),
                # A reminder waits half an hour for its business, corrections wait for more.
                (
                    outbox,
                    outbox.c.state.not_in(("sent", "delivered", "dropped"))
                    & (
                        (outbox.c.kind != "reminder") & outbox.c.real_run_at.is_(None)
                        | (outbox.c.attempts > 0)
                    ),
                ),
            )
            for row in connection.execute(
                select(table.c.state, func.count().label("rows"))
                .where(waiting)
                .group_by(table.c.state)
            )
        ]


def _read_texts(engine: Engine, judge: Judge) -> None:
    """What the bot said to each texter, turn by turn."""
    with reading(engine) as connection:
        rows = connection.execute(
            select(inbox.c.conversation_id, inbox.c.text, inbox.c.answer, conversation.c.closed)
            .join(conversation, conversation.c.id == inbox.c.conversation_id)
            .where(conversation.c.channel == "sms")
            .order_by(inbox.c.conversation_id, inbox.c.id)
        ).all()
    for id, turns in groupby(rows, lambda row: row.conversation_id):
        transcript = Transcript(f"texter {id}")
        for row in turns:
            # What still waited when they opted out gets no answer.
            if row.answer or not row.closed:
                transcript.add(row.text, [message["text"] for message in row.answer or ()])
        judge.read(transcript)


def _still_works(server: Server, judge: Judge) -> None:
    """It is healthy, and a plain conversation gives a qualified lead that is handed off."""
    for path in ("/health/live", "/health/ready", "/metrics"):
        judge.expect(httpx.get(server.url + path).status_code == 200, "server", f"{path} is ill")
    # A stranger may have texted STOP from the business's number.
    start = {"from": "+14155550100", "to": "+14155550199", "body": "START"}
    httpx.post(f"{server.url}/simulator/messages", json=start)
    Chat(server.url).talk_to_the_end()
    lead = {}
    deadline = time.monotonic() + 20
    while (lead.get("handoff") or {}).get("state") != "delivered" and time.monotonic() < deadline:
        time.sleep(0.2)
        lead = httpx.get(f"{server.url}/simulator/leads?campaign=roofing").json()["leads"][0]
    well = lead["name"] == "Maria Lopez" and lead["verdict"]["outcome"] == "qualified"
    judge.expect(well and lead["handoff"]["state"] == "delivered", "server", f"the lead: {lead}")


def _read_log(log: str, judge: Judge) -> None:
    """Nothing failed, and nothing that prospects said of themselves is in it."""
    judge.expect("Traceback" not in log, "log", log[-2000:])
    said = (*texts.NAMES, *texts.PHONES, *texts.EMAILS, *texts.STREETS, "Lopez", "555")
    for private in said:
        judge.expect(private.lower() not in log.lower(), "log", f"holds {private!r}")
