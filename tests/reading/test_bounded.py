"""No message takes long to read, whatever is in it; benchmarks/bounded.py tells how long."""

from __future__ import annotations

import threading
import time
import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

import httpx
import pytest

from benchmarks.hostile import texts
from bot.language.days.excerpt import MOST
from bot.language.days.find import MOST_STEPS, chart, telling
from bot.language.days.value import Scene
from bot.language.doc import read
from bot.leads.campaign import Campaign
from bot.nlu.intent_model import Guess
from bot.reading.heard import Context
from bot.reading.understand import understand
from tests.conftest import SAMPLES, Server, read_sample, start_server

CAMPAIGNS = [read_sample(path) for path in SAMPLES]
NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("America/Los_Angeles"))
# Each of these once took a reader of dates seconds, minutes or all memory.
WORST = (
    "weekend " * 120,
    "closed " + "Fri 8am-4pm, Sat 10am-2pm, Sun 11am-1pm, Mon 8am-4pm, " * 15,
    "2027-03-04 " * 90,
    "12/25/2027 upcoming day after tomorrow march " * 20,
    "the second second of the last hour from now before noon " * 17,
    "may 1 " * 150,
    "easter christmas diwali new year's eve memorial day " * 18,
)


@pytest.mark.parametrize("asks", ["timeframe", "budget", None])
@pytest.mark.parametrize("text", WORST)
def test_what_once_took_for_ever_is_read(text: str, asks: str | None) -> None:
    understand(text[:1000], Context(NOW, asks, CAMPAIGNS[0]), Guess("inform", 1.0))


def test_generated_texts_are_read_to_their_end() -> None:
    """Words of one kind and of all, patterns nearly matched, stories, runs of signs."""
    for number, text in enumerate(texts(160, CAMPAIGNS)):
        asks = ("timeframe", "budget", "name", None)[number % 4]
        understand(text, Context(NOW, asks, CAMPAIGNS[number % 6]), Guess("inform", 1.0))


@pytest.mark.parametrize("text", WORST)
def test_days_are_looked_for_in_a_few_words_and_by_few_trials(text: str) -> None:
    """Whatever the message: the grammar's work does not grow with it."""
    doc = telling(read(text[:1000]))
    assert len(doc.tokens) <= 2 * MOST
    assert chart(doc, Scene(NOW.date())).steps <= MOST_STEPS + 100


@pytest.mark.parametrize("campaign", CAMPAIGNS, ids=lambda campaign: campaign.id)
def test_generated_texts_are_read_to_their_end_whatever_was_asked(campaign: Campaign) -> None:
    """Each question of the campaign in turn: a yes or no is read in parts, and its parts once."""
    asked = [question.id for question in campaign.questions]
    for number, text in enumerate([*texts(96, CAMPAIGNS), *WORST]):
        for asks in (asked[number % len(asked)], asked[-1]):
            understand(text[:1000], Context(NOW, asks, campaign), Guess("inform", 0.5))


@pytest.mark.parametrize(
    "text", ["\u0130 hmm no wait, sorry, yes - scratch that - STOP-few", "typo oops sorry no wait"]
)
def test_corrections_alone_answer_no_question_for_ever(text: str) -> None:
    for campaign in CAMPAIGNS:
        for question in campaign.questions:
            understand(text, Context(NOW, question.id, campaign), Guess("inform", 0.5))


def test_while_the_worst_is_read_others_are_answered_and_the_end_comes_in_time(
    tmp_path_factory: pytest.TempPathFactory, trained: object
) -> None:
    """Health, another conversation, and SIGTERM."""
    server = start_server(tmp_path_factory.mktemp("bounded"))
    bad = _chat(server)
    flood = threading.Thread(target=lambda: [_say(server, bad, text[:1000]) for text in WORST])
    flood.start()
    good = _chat(server)
    assert httpx.get(f"{server.url}/health/live", timeout=5).status_code == 200
    assert _say(server, good, "my roof is leaking")[-1]["asks"] == "budget"
    flood.join(timeout=60)
    assert not flood.is_alive()
    begun = time.monotonic()
    server.process.terminate()
    assert server.process.wait(timeout=30) == 0
    assert time.monotonic() - begun < 30


def _chat(server: Server) -> str:
    return str(httpx.post(f"{server.url}/api/chat/roofing", json={}, timeout=30).json()["token"])


def _say(server: Server, token: str, text: str) -> list[dict[str, object]]:
    answer = httpx.post(
        f"{server.url}/api/chat/roofing/messages",
        json={"id": str(uuid.uuid4()), "text": text},
        headers={"authorization": f"Bearer {token}"},
        timeout=60,
    )
    assert answer.status_code == 200, answer.text
    return list(answer.json()["messages"])
