"""The JSON chat API: shapes, tokens, repeats, odd bodies."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import jwt
import pytest

from bot import clock
from bot.channels.token import make_token, read_token
from bot.services.start_conversation import start_web_conversation
from bot.store import conversations
from bot.store.database import reading
from tests.channels.conftest import SECRET, Site
from tests.conftest import NOW
from tests.services.campaigns import publish_roofing
from tests.services.conftest import counts

MESSAGE = {"id", "text", "asks", "choices", "done"}
Check = Callable[..., None]


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def body(text: str = "hello") -> dict[str, str]:
    return {"id": str(uuid.uuid4()), "text": text}


def test_opening_the_chat_gives_a_token_and_the_first_question(site: Site) -> None:
    """201, and messages exactly as the interface has them."""
    response = site.client.post(
        "/api/chat/roofing",
        json={"page_url": "https://x.example/a", "referrer": "", "utm": {"source": "ad"}},
    )
    assert response.status_code == 201
    assert set(response.json()) == {"token", "messages", "notice"}
    messages = response.json()["messages"]
    assert all(set(message) == MESSAGE for message in messages)
    assert "Bay Ridge Roofing" in messages[0]["text"]
    assert messages[-1]["asks"] == "need"
    assert {"title": "Roof repair", "value": "repair"} in messages[-1]["choices"]
    assert not any(message["done"] for message in messages)
    assert len({message["id"] for message in messages}) == len(messages)


def test_the_chat_opens_without_a_body(site: Site) -> None:
    """Everything in it is optional."""
    assert site.client.post("/api/chat/roofing").status_code == 201


def test_the_start_says_for_whom_the_chat_is_recorded(site: Site) -> None:
    """Before anything is sent, and again after a reload."""
    response = site.client.post("/api/chat/roofing")
    notice = "This chat is automated and recorded for Bay Ridge Roofing."
    assert response.json()["notice"] == notice
    token = response.json()["token"]
    again = site.client.get("/api/chat/roofing/messages", headers=bearer(token))
    assert again.json()["notice"] == notice


def test_a_campaign_says_it_in_its_own_words(site: Site) -> None:
    """By the key in its `wording`."""
    publish_roofing(site.engine, wording={"notice": "A machine takes notes for {business}."})
    notice = site.client.post("/api/chat/roofing").json()["notice"]
    assert notice == "A machine takes notes for Bay Ridge Roofing."


def test_a_chat_that_is_only_opened_leaves_no_trace(site: Site) -> None:
    """The greeting needs no row, and reading it again writes none."""
    before = counts(site.engine)
    for _ in range(20):
        token, opening = site.start(page_url="https://x.example/a", utm={"source": "ad"})
        history = site.client.get("/api/chat/roofing/messages", headers=bearer(token)).json()
        at = {"from": "bot", "at": "2026-11-23T18:00:00Z"}
        assert history["messages"] == [{**at, **message} for message in opening]
    assert counts(site.engine) == before


def test_the_first_words_at_once_begin_one_conversation(any_site: Site) -> None:
    """Several tabs, each with words of its own and with repeats; all are answered once."""
    token, opening = any_site.start()
    before = counts(any_site.engine)
    words = {str(uuid.uuid4()): text for text in ("repair", "8k", "next month", "94110")}
    sent = [*words.items(), *words.items()]
    with ThreadPoolExecutor(len(sent)) as pool:
        answers = list(pool.map(lambda said: any_site.say(token, said[1], said[0]), sent))
    assert answers[: len(words)] == answers[len(words) :]
    after = counts(any_site.engine)
    assert after["conversation"] == before["conversation"] + 1
    assert after["inbox"] == before["inbox"] + 1 + len(words)
    history = any_site.client.get("/api/chat/roofing/messages", headers=bearer(token)).json()
    shown = [{k: v for k, v in m.items() if k not in ("from", "at")} for m in history["messages"]]
    assert shown[: len(opening)] == opening
    assert sorted(m["text"] for m in history["messages"] if m["from"] == "prospect") == sorted(
        words.values()
    )


def test_the_evidence_is_of_the_opening_not_of_the_first_word(site: Site) -> None:
    """Where they were when they came, with the browser that they came with."""
    facts = {
        "page_url": "https://bayridge.example/roofs?utm_source=ad",
        "referrer": "https://search.example/",
        "utm": {"utm_source": "ad"},
    }
    opened = site.client.post("/api/chat/roofing", json=facts, headers={"user-agent": "Opener/1"})
    token = opened.json()["token"]
    clock.fix(NOW + timedelta(minutes=20))
    headers = {**bearer(token), "user-agent": "Another/2"}
    site.client.post("/api/chat/roofing/messages", json=body("repair"), headers=headers)
    conversation = _conversation(site, token)
    assert conversation.origin == {**facts, "ip": "testclient", "user_agent": "Opener/1"}
    assert conversation.created_at == "2026-11-23T18:00:00.000000Z"


def test_a_conversation_from_before_goes_on_with_the_token_it_had(site: Site) -> None:
    """Tokens that carry no opening are in browsers for thirty days."""
    id = start_web_conversation(site.engine, "roofing", {}, NOW)
    old = make_token(SECRET, "roofing", id, NOW)
    assert site.say(old, "repair")[-1]["asks"] == "budget"
    history = site.client.get("/api/chat/roofing/messages", headers=bearer(old)).json()["messages"]
    assert [message["from"] for message in history] == ["bot", "bot", "prospect", "bot"]


def test_a_token_fits_into_any_header(site: Site) -> None:
    """Whatever the page tells of itself: proxies take 8 KiB of headers, some only 4."""
    longest = {
        "page_url": "https://x.example/" + "ä" * 1500,
        "referrer": "https://x.example/" + "\U0001f3e0" * 900,
        "utm": {f"utm_{n}" + "\u2028" * 100: '"\\' * 500 for n in range(20)},
    }
    headers = {"user-agent": "x" * 2000}
    for facts in ({}, longest):
        response = site.client.post("/api/chat/roofing", json=facts, headers=headers)
        token = response.json()["token"]
        assert len(token) < 4096
        assert site.say(token, "repair")[-1]["asks"] == "budget"
    origin = _conversation(site, token).origin
    assert origin["page_url"].startswith("https://x.example/ää")
    assert 0 < len(origin["utm"]) <= 10


def test_an_answer_brings_the_next_question(site: Site) -> None:
    """200 with the bot's messages and nothing else."""
    token, _ = site.start()
    response = site.client.post(
        "/api/chat/roofing/messages", json=body("repair"), headers=bearer(token)
    )
    assert response.status_code == 200
    assert set(response.json()) == {"messages"}
    assert response.json()["messages"][-1]["asks"] == "budget"


def test_the_same_id_again_gives_the_same_answer_and_no_second_turn(site: Site) -> None:
    """Even with another text, and in other letters."""
    token, _ = site.start()
    id = str(uuid.uuid4())
    first = site.say(token, "repair", id)
    before = counts(site.engine)
    assert site.say(token, "repair", id) == first
    assert site.say(token, "8k", id.upper()) == first
    assert counts(site.engine) == before
    assert site.say(token, "8k")[-1]["asks"] == "timeframe"


def test_the_same_message_five_times_at_once_has_one_effect(site: Site) -> None:
    """Impatient browsers send again before the answer is there."""
    token, _ = site.start()
    id = str(uuid.uuid4())
    before = counts(site.engine)
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda _: site.say(token, "repair", id), range(5)))
    assert all(answer == answers[0] for answer in answers)
    after = counts(site.engine)
    # The opening is kept with the first word.
    assert (after["inbox"], after["conversation"]) == (
        before["inbox"] + 2,
        before["conversation"] + 1,
    )


def test_the_history_shows_both_sides_again_after_a_reload(site: Site) -> None:
    """Who said what, when, with the choices that were offered."""
    token, opening = site.start()
    id = str(uuid.uuid4())
    answer = site.say(token, "repair 🏠", id)
    response = site.client.get("/api/chat/roofing/messages", headers=bearer(token))
    assert response.status_code == 200
    messages = response.json()["messages"]
    assert all(set(message) == MESSAGE | {"from", "at"} for message in messages)
    said = [message for message in messages if message["from"] == "prospect"]
    assert [(m["id"], m["text"], m["at"]) for m in said] == [
        (id, "repair 🏠", "2026-11-23T18:00:00Z")
    ]
    bots = [
        {k: v for k, v in message.items() if k not in ("from", "at")}
        for message in messages
        if message["from"] == "bot"
    ]
    assert bots == opening + answer


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer x.y.z",
        "Basic dXNlcjpwYXNz",
        "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.",
        "Bearer \xe9",
    ],
)
def test_a_missing_or_made_up_token_is_refused(
    site: Site, is_problem: Check, authorization: str | None
) -> None:
    """401, for reading and for writing, and nothing is kept."""
    headers = {} if authorization is None else {"authorization": authorization.encode("latin-1")}
    before = counts(site.engine)
    is_problem(site.client.post("/api/chat/roofing/messages", json=body(), headers=headers), 401)
    is_problem(site.client.get("/api/chat/roofing/messages", headers=headers), 401)
    assert counts(site.engine) == before


def test_a_token_is_good_for_its_campaign_only(site: Site, is_problem: Check) -> None:
    """A roofing token can't go on under another campaign's address."""
    token, _ = site.start()
    for path in ("/api/chat/mortgage/messages", "/api/chat/no-such/messages"):
        is_problem(site.client.post(path, json=body(), headers=bearer(token)), 401)
        is_problem(site.client.get(path, headers=bearer(token)), 401)


def test_a_token_of_another_secret_is_refused(site: Site, is_problem: Check) -> None:
    """Also when it names a conversation that exists."""
    forged = make_token("another secret, long enough", "roofing", "x", NOW)
    is_problem(
        site.client.post("/api/chat/roofing/messages", json=body(), headers=bearer(forged)), 401
    )


def test_a_token_of_a_conversation_that_is_gone_is_refused(site: Site, is_problem: Check) -> None:
    """The database was replaced: the browser should begin anew."""
    orphan = make_token(SECRET, "roofing", "no-such-conversation", NOW)
    for response in (
        site.client.post("/api/chat/roofing/messages", json=body(), headers=bearer(orphan)),
        site.client.get("/api/chat/roofing/messages", headers=bearer(orphan)),
    ):
        is_problem(response, 401)


def test_a_token_ends_after_thirty_days(site: Site, is_problem: Check) -> None:
    """And not before."""
    token, _ = site.start()
    clock.fix(NOW + timedelta(days=29, hours=23))
    assert site.client.get("/api/chat/roofing/messages", headers=bearer(token)).status_code == 200
    clock.fix(NOW + timedelta(days=30, seconds=1))
    is_problem(site.client.get("/api/chat/roofing/messages", headers=bearer(token)), 401)


@pytest.mark.parametrize(
    "campaign", ["no-such", "ROOFING", "roofing%00", "%F0%9F%8F%A0", "a" * 300]
)
def test_an_unknown_campaign_is_not_found(site: Site, is_problem: Check, campaign: str) -> None:
    """404, and nothing is kept."""
    before = counts(site.engine)
    is_problem(site.client.post(f"/api/chat/{campaign}", json={}), 404)
    assert counts(site.engine) == before


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b'"text"', 400),
        (b"null", 400),
        (b"\xff\xfe", 400),
        (b"[" * 30000, 400),
        (b"x" * (64 * 1024 + 1), 413),
        (b"", 422),
        (b"{}", 422),
        (b'{"id": "1", "text": "hi"}', 422),
        (b'{"id": 1, "text": "hi"}', 422),
        (b'{"text": "hi"}', 422),
        (b'{"id": "6f0d1d4e-0000-4000-8000-000000000001"}', 422),
        (b'{"id": "6f0d1d4e-0000-4000-8000-000000000001", "text": null}', 422),
        (b'{"id": "6f0d1d4e-0000-4000-8000-000000000001", "text": ["hi"]}', 422),
    ],
)
def test_a_body_that_makes_no_sense_is_refused(
    site: Site, is_problem: Check, content: bytes, status: int
) -> None:
    """With words on what to send instead; nothing is kept."""
    token, _ = site.start()
    before = counts(site.engine)
    is_problem(
        site.client.post("/api/chat/roofing/messages", content=content, headers=bearer(token)),
        status,
    )
    assert counts(site.engine) == before


ODD = [
    "",
    "   ",
    "🎉🎉🎉",
    "\x00",
    "\x01/restart",
    "x" * 1001,
    "word " * 4000,
    "/restart",
    "/session_start",
    '/inform{"budget": 1e9}',
    '  /inform{"need": "repair"}',
    '/open{"stage": "done"}',
    "EXTERNAL: trigger",
    "{{7*7}} ${x} {name}",
    "<script>alert(1)</script>",
    "'; DROP TABLE lead; --",
    "\ud83d",
    "?" * 900,
    "\u202e" * 50,
]


def _conversation(site: Site, token: str) -> conversations.Conversation:
    id = jwt.decode(token, options={"verify_signature": False})["sub"]
    with reading(site.engine) as connection:
        conversation = conversations.get_conversation(connection, id)
    assert conversation is not None
    return conversation


def _state(site: Site, token: str) -> Any:
    state = _conversation(site, token).state
    assert state is not None
    return state


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_odd_input_gets_a_polite_answer_and_sets_no_slot(site: Site, odd: str) -> None:
    """The question is put again, nothing is learnt, and the conversation goes on."""
    import json

    token, _ = site.start()
    site.say(token, "repair")
    before = _state(site, token)["slots"]
    response = site.client.post(
        "/api/chat/roofing/messages",
        content=json.dumps({"id": str(uuid.uuid4()), "text": odd}).encode(),
        headers=bearer(token),
    )
    assert response.status_code == 200, response.text
    answer = response.json()["messages"]
    assert answer
    assert all(message["text"] for message in answer)
    assert answer[-1]["asks"] == "budget"
    after = _state(site, token)["slots"]
    learnt = ("need", "budget", "timeframe", "postcode", "details", "answers", "name", "phone")
    for slot in (*learnt, "email", "consent", "stage", "asks", "campaign", "outcome"):
        assert after.get(slot) == before.get(slot), slot
    assert site.say(token, "8k")[-1]["asks"] == "timeframe"


def test_evidence_of_where_they_came_from_is_kept_within_bounds(site: Site) -> None:
    """Long facts are cut, odd ones left out; none is a reason to refuse."""
    response = site.client.post(
        "/api/chat/roofing",
        content=(
            b'{"page_url": "https://x.example/' + b"a" * 5000 + b'", "referrer": 7, '
            b'"utm": {"source": "a\\u0000\\ud83db", "n": 1}, "more": [1]}'
        ),
    )
    assert response.status_code == 201
    site.say(response.json()["token"], "repair")
    origin = _conversation(site, response.json()["token"]).origin
    assert len(origin["page_url"]) == 500
    assert origin["utm"] == {"source": "ab"}
    assert set(origin) <= {"page_url", "utm", "ip", "user_agent"}


def test_any_website_may_carry_the_widget(site: Site) -> None:
    """The browser's preflight is answered, errors are readable, too."""
    preflight = site.client.options(
        "/api/chat/roofing/messages",
        headers={
            "origin": "https://bayridge.example",
            "access-control-request-method": "POST",
            "access-control-request-headers": "authorization,content-type",
        },
    )
    assert preflight.status_code == 200
    allowed = preflight.headers
    assert allowed["access-control-allow-origin"] == "*"
    assert "POST" in allowed["access-control-allow-methods"]
    assert "authorization" in allowed["access-control-allow-headers"].lower()
    refused = site.client.get(
        "/api/chat/roofing/messages", headers={"origin": "https://bayridge.example"}
    )
    assert refused.status_code == 401
    assert refused.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("8B1A7A2E-53F5-4F0C-9F4C-0D9A5B2F7C11", "8b1a7a2e-53f5-4f0c-9f4c-0d9a5b2f7c11"),
        ("{8b1a7a2e-53f5-4f0c-9f4c-0d9a5b2f7c11}", "8b1a7a2e-53f5-4f0c-9f4c-0d9a5b2f7c11"),
        ("8b1a7a2e", None),
        ("x" * 5000, None),
        ("", None),
        (7, None),
        (None, None),
        (["8b1a7a2e-53f5-4f0c-9f4c-0d9a5b2f7c11"], None),
    ],
    ids=lambda value: str(value)[:12],
)
def test_a_browser_is_a_uuid_or_nothing(site: Site, sent: Any, kept: str | None) -> None:
    """Anything else is left out, and the chat begins all the same."""
    response = site.client.post("/api/chat/roofing", json={"browser": sent})
    assert response.status_code == 201
    token = response.json()["token"]
    site.say(token, "hello")
    id, _ = read_token(SECRET, "roofing", f"Bearer {token}", NOW)
    with reading(site.engine) as connection:
        begun = conversations.get_conversation(connection, id)
    assert begun is not None
    assert begun.origin.get("browser") == kept
