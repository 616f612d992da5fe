"""A thousand webhooks that Twilio never sent: every one refused, nothing written."""

from __future__ import annotations

import asyncio
import random
import secrets
from typing import Any

from sqlalchemy import select

from bot.store.database import reading
from bot.store.schema import metadata
from tests.channels.conftest import NUMBER, PUBLIC, Site
from tests.channels.forgeries import FORM, WAYS, Call, Way
from tests.channels.test_sms import _row, _sent
from tests.delivery.fake_twilio_api import SID
from tests.delivery.fake_webhooks import inbound_pairs, sign, status_pairs

COUNT = 1000


def everything(site: Site) -> dict[str, list[Any]]:
    """All rows of all tables."""
    with reading(site.engine) as connection:
        return {
            name: sorted(map(repr, connection.execute(select(table))))
            for name, table in metadata.tables.items()
        }


def genuine(chance: random.Random, number: str, row: Any) -> Call:
    """One that would have its effect, had it not been changed."""
    if chance.random() < 0.3:
        message = {
            "sid": row.sid,
            "account_sid": SID,
            "to": row.recipient,
            "from": row.sender,
            "messaging_service_sid": None,
        }
        status = chance.choice(["delivered", "failed", "undelivered"])
        return Call(f"/sms/status?o={row.id}", status_pairs(message, status, "30003"))
    body = chance.choice(["hi", "STOP", "", "my roof leaks 💧", "a+b&c=d", "yes"])
    pairs = inbound_pairs(SID, number, NUMBER, body, media=chance.choice([0, 0, 1]))
    return Call("/sms/inbound", pairs)


def send(site: Site, call: Call) -> Any:
    return site.client.post(call.target, content=call.body, headers=call.headers)


def forge(site: Site, way: Way, chance: random.Random, row: Any) -> Call:
    return way(chance, genuine(chance, next(site.numbers), row))


def test_a_thousand_forged_webhooks_change_nothing(any_site: Site) -> None:
    """403 each, or 413 where the body has no end; all tables are as they were."""
    chance = random.Random(2026)
    row = _row(any_site, _sent(any_site))
    before = everything(any_site)
    answers: dict[tuple[str, int], int] = {}
    for n in range(COUNT):
        way = WAYS[n % len(WAYS)]
        call = forge(any_site, way, chance, row)
        response = send(any_site, call)
        assert response.status_code == call.status, (way.__name__, call, response.text)
        assert response.headers["content-type"] == "application/problem+json"
        key = (way.__name__, response.status_code)
        answers[key] = answers.get(key, 0) + 1
    assert sum(answers.values()) == COUNT
    assert len(answers) == len(WAYS)
    assert everything(any_site) == before


def test_unchanged_they_would_all_have_been_taken(site: Site) -> None:
    """The forgeries are refused for what was changed, and for nothing else."""
    chance = random.Random(2026)
    row = _row(site, _sent(site))
    for _ in range(30):
        call = genuine(chance, next(site.numbers), row)
        assert send(site, call).status_code in (200, 204)


def test_a_right_json_webhook_is_refused_on_purpose(site: Site) -> None:
    """Twilio signs JSON too (`bodySHA256`), but sends texts as forms: one way in is enough."""
    import hashlib
    import json

    body = json.dumps(dict(inbound_pairs(SID, next(site.numbers), NUMBER, "hi"))).encode()
    target = f"/sms/inbound?bodySHA256={hashlib.sha256(body).hexdigest()}"
    signature = sign("the current token", PUBLIC + target, [])
    before = everything(site)
    for type in ("application/json", FORM):
        headers = {"content-type": type, "x-twilio-signature": signature}
        assert site.client.post(target, content=body, headers=headers).status_code == 403
    assert everything(site) == before


def test_an_address_that_is_no_utf8_is_refused(site: Site) -> None:
    """A client that sends bytes as they are: no 500, either."""
    for query in (b"\xff\xfe", b"o=\xc3", b"o=%ff", b"\x00"):
        assert asyncio.run(_raw(site, query)) == 403


async def _raw(site: Site, query: bytes) -> int:
    """The answer to a request that no client library would send."""
    answers: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"a=b", "more_body": False}

    async def answer(message: Any) -> None:
        answers.append(message)

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/sms/status",
        "raw_path": b"/sms/status",
        "root_path": "",
        "query_string": query,
        "headers": [(b"content-type", FORM.encode()), (b"x-twilio-signature", b"\xff")],
        "server": ("testserver", 80),
        "client": ("testclient", 1),
    }
    await site.client.app(scope, receive, answer)
    return int(answers[0]["status"])


def test_two_tokens_are_good_while_one_is_rotated_and_no_third(site: Site) -> None:
    """The current one, the retiring one, and not what is neither."""
    for token, status in (("the current token", 200), ("the retiring token", 200), ("old", 403)):
        pairs = inbound_pairs(SID, next(site.numbers), NUMBER, "hi", f"SM{secrets.token_hex(16)}")
        assert send(site, Call("/sms/inbound", pairs, token=token)).status_code == status
