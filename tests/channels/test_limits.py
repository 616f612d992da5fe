"""Limits as callers meet them: a real server on this machine, visitors behind its proxy."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any

import httpx
import pytest

from bot.store.database import open_database
from tests.channels.conftest import wait_until_all_is_settled
from tests.conftest import Server, start_server

NUMBER = "+14155550199"
# Few enough to reach; the windows are an hour at least, so a test may meet the end of one.
FEW = {
    "LIMIT_CHATS_PER_ADDRESS": "3",
    "LIMIT_MESSAGES_PER_CHAT": "5",
    "LIMIT_TEXTS_PER_NUMBER": "4",
}


@pytest.fixture(scope="module")
def limited(trained: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """With limits for this machine, too."""
    yield from _served(tmp_path_factory, **FEW, LIMITS="on")


@pytest.fixture(scope="module")
def usual(trained: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """As it is started for a first try."""
    yield from _served(tmp_path_factory, **FEW)


def _served(folders: pytest.TempPathFactory, **settings: str) -> Iterator[Server]:
    server = start_server(folders.mktemp("limits"), **settings)
    yield server
    server.process.terminate()
    server.process.wait(timeout=30)


def begin(server: Server, address: str | None = None) -> httpx.Response:
    """Open a chat and say a word, as whom the proxy on this machine says."""
    headers = {"x-forwarded-for": address} if address else {}
    path = f"{server.url}/api/chat/roofing"
    begun = httpx.post(path, json={}, headers=headers, timeout=60)
    return begun if begun.is_error else say(server, begun.json()["token"], "hi", headers)


def say(
    server: Server, token: str, text: str, headers: dict[str, str] | None = None, id: str = ""
) -> httpx.Response:
    return httpx.post(
        f"{server.url}/api/chat/roofing/messages",
        json={"id": id or str(uuid.uuid4()), "text": text},
        headers={"authorization": f"Bearer {token}", **(headers or {})},
        timeout=60,
    )


def open_chat(server: Server, address: str) -> tuple[str, dict[str, str]]:
    headers = {"x-forwarded-for": address}
    begun = httpx.post(f"{server.url}/api/chat/roofing", json={}, headers=headers, timeout=60)
    return begun.json()["token"], headers


def is_refused_until_the_hour_ends(answer: httpx.Response) -> None:
    assert answer.status_code == 429
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 429
    wait = int(answer.headers["retry-after"])
    assert 1 <= wait <= 3600
    assert str(wait) in answer.json()["detail"]


def test_one_address_begins_no_more_chats_than_it_may(limited: Server) -> None:
    """Another one behind the same proxy may."""
    answers = [begin(limited, "203.0.113.7") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 3 + [429] * 3
    is_refused_until_the_hour_ends(answers[-1])
    assert begin(limited, "203.0.113.8").status_code == 200


def test_one_chat_has_no_more_messages_than_it_may(limited: Server) -> None:
    """What came before is there as it was; a repeat of it is answered, and counts for nothing."""
    token, headers = open_chat(limited, "203.0.113.20")
    first = str(uuid.uuid4())
    answer = say(limited, token, "my roof leaks", headers, first).json()
    for _ in range(4):
        assert say(limited, token, "what?", headers).status_code == 200
    refused = str(uuid.uuid4())
    is_refused_until_the_hour_ends(say(limited, token, "8 grand", headers, refused))
    for _ in range(3):
        assert say(limited, token, "my roof leaks", headers, first).json() == answer
    history = httpx.get(
        f"{limited.url}/api/chat/roofing/messages", headers={"authorization": f"Bearer {token}"}
    ).json()["messages"]
    assert refused not in {message["id"] for message in history}


def test_a_browser_of_another_site_may_read_when_to_come_again(limited: Server) -> None:
    """The widget is on the business's website, and obeys."""
    headers = {"x-forwarded-for": "203.0.113.30", "origin": "https://roofer.example.com"}
    path = f"{limited.url}/api/chat/roofing"
    for _ in range(4):
        answer = httpx.post(path, json={}, headers=headers, timeout=60)
        if answer.status_code == 201:
            token = answer.json()["token"]
            answer = say(limited, token, "hi", headers)
    assert answer.status_code == 429
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "retry-after" in answer.headers["access-control-expose-headers"].lower()


def test_this_machine_itself_is_exempt_in_the_simulator(usual: Server) -> None:
    """Whoever tries Leadbell is not stopped; a visitor from elsewhere is."""
    assert {begin(usual).status_code for _ in range(6)} == {200}
    statuses = [begin(usual, "203.0.113.7").status_code for _ in range(5)]
    assert statuses == [200] * 3 + [429] * 2


def replies(server: Server, number: str, texts: list[str]) -> list[str]:
    """Type texts on a phone; what it got once all are answered that will be."""
    for text in texts:
        body = {"from": number, "to": NUMBER, "body": text}
        assert httpx.post(f"{server.url}/simulator/messages", json=body, timeout=60).is_success
    engine = open_database(server.environment["DATABASE_URL"])
    wait_until_all_is_settled(engine, datetime.now(timezone.utc))
    engine.dispose()
    answer = httpx.get(f"{server.url}/simulator/messages", params={"to": number}, timeout=60)
    return [text["body"] for text in answer.json()["messages"]]


def test_one_number_gets_no_more_turns_than_it_may_and_stop_works_all_the_same(
    limited: Server,
) -> None:
    """Silence, and one note in the log; HELP and STOP are no turns."""
    number = "+14155550131"
    answers = ["a new roof", "9 grand", "next month", "94110", "yes", "Dana Whitfield", "skip"]
    assert len(replies(limited, number, answers)) == 4
    assert "Reach us" in replies(limited, number, ["HELP"])[-1]
    assert "START" in replies(limited, number, ["STOP"])[-1]
    metrics = httpx.get(f"{limited.url}/metrics").text
    assert 'leadbell_limited_total{limit="texts_per_number"}' in metrics


AWAY = [
    "I'm driving right now and will get back to you later.",
    "Auto-reply: I am out of the office until further notice.",
    "Thank you for your message! We have received it.",
    "You have reached the mailbox of Dana. Office hours are nine to five.",
    "I can't talk right now. What's up?",
]


@pytest.mark.parametrize("n", range(len(AWAY)))
def test_a_machine_that_answers_is_not_answered_for_ever(usual: Server, n: int) -> None:
    """The same text twenty times; then a person with something to say gets an answer at once."""
    number = f"+141555501{40 + n}"
    before = replies(usual, number, [AWAY[n]] * 20)
    assert len(before) <= 6  # what seems a need is read back
    after = replies(usual, number, ["I need a new roof, about 9 grand"])
    assert len(after) == len(before) + 1
    assert "start" in after[-1]


def test_the_business_s_own_machine_is_answered_a_few_times_a_day(usual: Server) -> None:
    """Twenty times the same from the number that gets the leads."""
    assert len(replies(usual, "+14155550100", ["We are closed now."] * 20)) == 3


def test_help_is_answered_a_few_times_a_day(usual: Server) -> None:
    """Also to who has opted out; STOP is confirmed once, and obeyed."""
    number = "+14155550132"
    texts = replies(usual, number, ["HELP"] * 8 + ["STOP"] * 3 + ["HELP"] * 8)
    assert len(texts) == 4
    assert "START" in texts[-1]
