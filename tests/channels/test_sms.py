"""Twilio's webhooks: genuine ones have their effect once, forged ones have none."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from typing import Any

import pytest

from bot.services.receive_text import InboundText, receive_text
from bot.store import outbox
from bot.store.database import reading, transaction
from bot.store.schema import inbox as inbox_table
from bot.store.schema import outbox as outbox_table
from bot.store.schema import text_message as text_table
from tests.channels.conftest import BUSINESS, NUMBER, PUBLIC, RETIRING, Site
from tests.conftest import NOW
from tests.delivery.fake_twilio_api import SID
from tests.delivery.fake_webhooks import inbound_pairs
from tests.services.conftest import counts

Check = Callable[..., None]


def inbound(sender: str, body: str) -> list[tuple[str, str]]:
    """A webhook's parameters as Twilio sends them."""
    return inbound_pairs(SID, sender, NUMBER, body)


def replies(site: Site, number: str, at_least: int = 1) -> list[str]:
    """What the prospect's phone has got, once there is as much."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        response = site.client.get("/simulator/messages", params={"to": number})
        found = [text["body"] for text in response.json()["messages"]]
        if len(found) >= at_least:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{number} got no {at_least} texts")


def test_a_genuine_text_is_acknowledged_and_answered_by_text(site: Site) -> None:
    """An empty TwiML at once; the reply goes the way of every text."""
    number = next(site.numbers)
    response = site.webhook(inbound(number, "hi"))
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/xml")
    assert response.text == "<Response/>"
    (reply,) = replies(site, number)
    assert "Bay Ridge Roofing" in reply
    assert "STOP" in reply


@pytest.mark.parametrize(
    "body",
    ["", "my roof leaks 💧", "¿Cuánto? – “ok”", "a+b&c=d%20e", "x" * 1600, "\r\n hi \t", "屋根"],
)
def test_whatever_is_in_a_signed_body_is_accepted(site: Site, body: str) -> None:
    """Blank, emoji, signs of the encoding itself."""
    number = next(site.numbers)
    assert site.webhook(inbound(number, body)).status_code == 200
    assert replies(site, number)


def test_a_picture_without_words_is_accepted(site: Site) -> None:
    """An MMS has a blank body that is signed, and parameters that we don't know."""
    number = next(site.numbers)
    pairs = [pair for pair in inbound(number, "") if pair[0] != "NumMedia"]
    pairs += [
        ("NumMedia", "1"),
        ("MediaUrl0", "https://api.twilio.com/x"),
        ("MediaContentType0", "image/jpeg"),
    ]
    assert site.webhook(pairs).status_code == 200
    assert replies(site, number)


def test_unknown_and_repeated_parameters_are_signed_and_accepted(site: Site) -> None:
    """Twilio adds parameters without notice."""
    number = next(site.numbers)
    pairs = [*inbound(number, "hi"), ("New", "b"), ("New", "a"), ("New", "b"), ("Ünï", "cödé 🎉")]
    assert site.webhook(pairs).status_code == 200


def test_the_same_text_five_times_has_one_effect(site: Site) -> None:
    """Keyed on its MessageSid."""
    number = next(site.numbers)
    pairs = inbound(number, "hi")
    assert site.webhook(pairs).status_code == 200
    replies(site, number)
    before = counts(site.engine)
    for _ in range(4):
        assert site.webhook(pairs).status_code == 200
    assert counts(site.engine) == before
    assert len(replies(site, number)) == 1


def test_a_token_that_is_being_retired_still_signs(site: Site) -> None:
    """While it is rotated, both are good."""
    assert site.webhook(inbound(next(site.numbers), "hi"), token=RETIRING).status_code == 200


def _forgeries(site: Site) -> dict[str, Any]:
    pairs = inbound(next(site.numbers), "hi")
    good = site.webhook
    changed = {"content-type": "application/x-www-form-urlencoded"}
    return {
        "another token": lambda: good(pairs, token="not ours"),
        "no signature": lambda: site.client.post("/sms/inbound", data=dict(pairs)),
        "empty signature": lambda: good(pairs, **{"x-twilio-signature": ""}),
        "odd signature": lambda: good(
            pairs, **{"x-twilio-signature": "AAAAAAAAAAAAAAAAAAAAAAAAAAA="}
        ),
        "other parameters": lambda: site.client.post(
            "/sms/inbound",
            data=dict(pairs) | {"Body": "changed"},
            headers=changed | {"x-twilio-signature": _sign(site, pairs)},
        ),
        "another address": lambda: site.client.post(
            "/sms/inbound?x=1",
            data=dict(pairs),
            headers={"x-twilio-signature": _sign(site, pairs)},
        ),
        "status with inbound's": lambda: site.client.post(
            "/sms/status", data=dict(pairs), headers={"x-twilio-signature": _sign(site, pairs)}
        ),
        "json": lambda: site.client.post("/sms/inbound", json=dict(pairs)),
        "not UTF-8": lambda: site.client.post("/sms/inbound", content=b"Body=\xff\xfe"),
        "nothing": lambda: site.client.post("/sms/inbound"),
        "many fields": lambda: site.client.post("/sms/inbound", content=b"a=1&" * 300),
    }


def _sign(site: Site, pairs: list[tuple[str, str]]) -> str:
    from twilio.request_validator import RequestValidator

    from tests.channels.conftest import TOKEN

    return RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/sms/inbound", dict(pairs))


def test_a_forged_webhook_is_refused_and_nothing_is_written(site: Site, is_problem: Check) -> None:
    """403 however it is forged; every table is as it was."""
    before = counts(site.engine)
    for how, send in _forgeries(site).items():
        response = send()
        assert response.status_code == 403, how
        is_problem(response, 403)
    assert counts(site.engine) == before
    assert "leadbell_webhooks_refused_total" in site.client.get("/metrics").text


def test_a_body_without_end_is_refused(site: Site, is_problem: Check) -> None:
    """Before all of it is read."""
    is_problem(site.client.post("/sms/inbound", content=b"a" * 100_000), 413)


def test_a_signed_call_without_a_message_is_refused(site: Site, is_problem: Check) -> None:
    """It can't be kept once without an id."""
    before = counts(site.engine)
    is_problem(site.webhook([("Body", "hi")]), 422)
    assert counts(site.engine) == before


def test_nul_in_a_text_is_no_reason_to_fail(site: Site) -> None:
    """Twilio would try again for ever."""
    assert site.webhook(inbound(next(site.numbers), "a\x00b")).status_code == 200


def test_an_odd_count_of_media_is_none(site: Site) -> None:
    """Whatever stands there, the text counts."""
    for odd in ("", "-1", "x", "1e3", "²", "9" * 30, "9" * 5000):
        pairs = [p for p in inbound(next(site.numbers), "hi") if p[0] != "NumMedia"]
        assert site.webhook([*pairs, ("NumMedia", odd)]).status_code == 200


def test_stop_and_start_and_help_work_through_the_webhook(site: Site) -> None:
    """The carrier's words, answered once each; silence after STOP."""
    number = next(site.numbers)
    site.webhook(inbound(number, "HELP"))
    assert "(415) 555-0101" in replies(site, number)[0]
    site.webhook([*inbound(number, "STOP"), ("OptOutType", "STOP")])
    assert "START" in replies(site, number, 2)[1]
    site.webhook(inbound(number, "my roof leaks"))
    site.webhook(inbound(number, "START"))
    texts = replies(site, number, 3)
    assert len(texts) == 3
    assert "welcome back" in texts[2]


def _sent(site: Site) -> int:
    """A text that went out through Twilio and waits for reports; its row's number."""
    key = f"test:{secrets.token_hex(4)}"
    with transaction(site.engine) as connection:
        outbox.add_outbound(
            connection,
            key=key,
            kind="reply",
            campaign_id="roofing",
            sender=NUMBER,
            recipient=BUSINESS,
            body="x",
            now=NOW,
        )
        id = connection.execute(outbox_table.select().where(outbox_table.c.key == key)).one().id
        connection.execute(
            outbox_table.update().where(outbox_table.c.id == id).values(state="sent", sid=key)
        )
    return int(id)


def _row(site: Site, id: int) -> Any:
    with reading(site.engine) as connection:
        return connection.execute(outbox_table.select().where(outbox_table.c.id == id)).one()


@pytest.mark.parametrize(
    ("statuses", "end"),
    [
        (["queued", "sending", "sent", "delivered"], "delivered"),
        (["delivered", "sent", "queued", "delivered"], "delivered"),
        (["undelivered", "sent", "delivered"], "failed"),
        (["sent", "sent", "failed", "failed"], "failed"),
        (["delivered", "failed"], "delivered"),
        (["accepted", "scheduled", "read", "canceled", "", "nonsense"], "sent"),
    ],
)
def test_reports_in_any_order_and_repeated(site: Site, statuses: list[str], end: str) -> None:
    """204 each time, and a final state is never left."""
    id = _sent(site)
    sid = _row(site, id).sid
    for status in statuses:
        pairs = [
            ("MessageSid", sid),
            ("MessageStatus", status),
            ("ErrorCode", ""),
            ("To", BUSINESS),
        ]
        response = site.webhook(pairs, f"/sms/status?o={id}")
        assert (response.status_code, response.content) == (204, b"")
    assert _row(site, id).state == end


@pytest.mark.parametrize("query", ["", "?o=", "?o=999999", "?o=x", "?o=" + "9" * 40, "?o=1&o=2"])
def test_a_report_about_nothing_of_ours_is_taken_without_effect(site: Site, query: str) -> None:
    """Signed, but about a text that is gone or was never here."""
    before = counts(site.engine)
    pairs = [("MessageSid", "SM0"), ("MessageStatus", "delivered")]
    assert site.webhook(pairs, f"/sms/status{query}").status_code == 204
    assert counts(site.engine) == before


def test_a_forged_report_changes_nothing(site: Site, is_problem: Check) -> None:
    """Else anybody could call a handoff delivered, or failed."""
    id = _sent(site)
    response = site.client.post(
        f"/sms/status?o={id}", data={"MessageSid": "SM0", "MessageStatus": "failed"}
    )
    is_problem(response, 403)
    assert _row(site, id).state == "sent"


def test_a_text_whose_process_died_is_answered_by_the_next_look(site: Site) -> None:
    """It was kept and acknowledged; the turn comes from whoever is alive."""
    number = next(site.numbers)
    text = InboundText(f"SM{secrets.token_hex(16)}", number, NUMBER, "hi")
    assert receive_text(site.engine, text, NOW) is not None
    from datetime import timedelta

    from bot import clock

    clock.fix(NOW + timedelta(seconds=30))
    assert replies(site, number)
    with reading(site.engine) as connection:
        waiting = connection.execute(inbox_table.select().where(inbox_table.c.state == "new")).all()
        kept = connection.execute(text_table.select().where(text_table.c.sid == text.sid)).all()
    assert (waiting, len(kept)) == ([], 1)
