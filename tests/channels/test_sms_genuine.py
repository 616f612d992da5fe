"""Two hundred webhooks as odd as they come, all signed: every one taken, each once."""

from __future__ import annotations

import random
import secrets
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select

from bot.store.database import reading
from bot.store.schema import inbox, outbox, text_message
from tests.channels.conftest import NUMBER, RETIRING, TOKEN, Site
from tests.channels.test_sms import replies
from tests.delivery.fake_twilio_api import SID
from tests.delivery.fake_webhooks import Pairs, inbound_pairs

COUNT = 200

BODIES = [
    "my roof leaks",
    "",
    " ",
    "💧💧💧",
    "¿Cuánto? – “ok”",
    "Dachrinne kaputt, Straße 5",
    "屋根が漏れています",
    "سقف المنزل",
    "a+b&c=d%20e;f?g#h",
    "\r\n\t hi \n",
    "x" * 1600,
    "é💧" * 800,
    "e\u0301" * 100,
    "\u200b\u202e/restart",
    "/restart",
    "<script>alert(1)</script>",
    "'; DROP TABLE inbox; --",
    "a\x00b",
    "\ufffd\uffff",
    "👩‍👩‍👧‍👦 need a roof",
    "null",
    '{"Body": "hi"}',
    "yes",
    "94110",
]
# Short codes, names, other channels' addresses: nobody to answer, but nothing to refuse.
ODD_SENDERS = [
    "22395",
    "262966",
    "BAYROOFING",
    "Bay Roof 1",
    "whatsapp:+14155550177",
    "messenger:1234567890123456",
    "rcs:a_very_long_agent_name_that_goes_on_and_on_agent",
    "Анна",
    "anonymous",
]
# An unknown parameter may be blank, repeated with other values, or named in any script.
MORE: list[Pairs] = [
    [],
    [("OptOutType", "HELP")],
    [("MessagingServiceSid", "MG" + "2" * 32)],
    [("New", "b"), ("New", "a"), ("New", "b")],
    [("Blank", ""), ("Blank", "")],
    [("Ünï", "cödé 🎉"), ("屋", "根")],
    [("ReferralNumMedia", "0"), ("ButtonText", ""), ("Latitude", "37.7")],
    [(f"Extra{n}", str(n)) for n in range(100)],
    [("Long", "y" * 20_000)],
    [("", "no name")],
    [("FromCountry", "CA"), ("NumSegments", "11")],
]


def _one(chance: random.Random, number: str) -> tuple[Pairs, bool]:
    """The parameters of a text, and whether it waits for a turn: from a phone that can be answered,
    and not answered by Twilio itself, unless it says yes.
    """
    answerable = chance.random() < 0.75
    sender = number if answerable else chance.choice(ODD_SENDERS)
    media = chance.choice([0, 0, 0, 1, 3])
    body = "" if media and chance.random() < 0.7 else chance.choice(BODIES)
    pairs = inbound_pairs(SID, sender, NUMBER, body, media=media) + chance.choice(MORE)
    chance.shuffle(pairs)
    return pairs, answerable and (("OptOutType", "HELP") not in pairs or body == "yes")


def _sids(site: Site, column: Any) -> Counter[str]:
    with reading(site.engine) as connection:
        return Counter(connection.execute(select(column)).scalars())


def test_two_hundred_genuine_webhooks_are_taken_each_once(any_site: Site) -> None:
    """Blank, repeated and unknown parameters, any script, pictures, any sender, either token; every
    fifth comes twice.
    """
    chance = random.Random(7)
    told = [_one(chance, next(any_site.numbers)) for _ in range(COUNT)]
    for n, (pairs, _) in enumerate(told):
        for _ in range(2 if n % 5 == 0 else 1):
            response = any_site.webhook(pairs, token=chance.choice([TOKEN, RETIRING]))
            assert (response.status_code, response.text) == (200, "<Response/>"), pairs
    kept, queued = _sids(any_site, text_message.c.sid), _sids(any_site, inbox.c.key)
    for pairs, answerable in told:
        sid = dict(pairs)["MessageSid"]
        assert kept[sid] == 1, pairs
        assert queued[f"sms:{sid}"] == (1 if answerable else 0), pairs


@pytest.mark.parametrize(
    "field", ["From", "To", "Body", "MessageSid", "MessageStatus", "ErrorCode"]
)
@pytest.mark.parametrize("path", ["/sms/inbound", "/sms/status?o=1"])
def test_whatever_twilio_signs_is_never_our_error(any_site: Site, path: str, field: str) -> None:
    """Too long for its column, with NUL, with halves of pairs: taken, or refused with a reason."""
    odd = ["", "x" * 500, "\x00", "+1415\x00555", "\ud83d".encode(errors="replace").decode(), "⁴²"]
    for value in odd:
        pairs = [
            ("MessageSid", f"SM{secrets.token_hex(16)}"),
            ("From", next(any_site.numbers)),
            ("To", NUMBER),
            ("Body", "hi"),
            ("MessageStatus", "failed"),
            ("ErrorCode", "30003"),
        ]
        changed = [(name, value if name == field else each) for name, each in pairs]
        response = any_site.webhook(changed, path)
        assert response.status_code in (200, 204, 422), (value, response.text)


def test_the_same_text_five_times_at_once_has_one_effect(any_site: Site) -> None:
    """Twilio may try again while the first one is still being kept."""
    together = threading.Barrier(5)

    def post(pairs: Pairs) -> int:
        together.wait()
        return int(any_site.webhook(pairs).status_code)

    with ThreadPoolExecutor(5) as pool:
        for _ in range(10):
            number = next(any_site.numbers)
            pairs = inbound_pairs(SID, number, NUMBER, "my roof leaks")
            sid = dict(pairs)["MessageSid"]
            assert list(pool.map(post, [pairs] * 5)) == [200] * 5
            assert len(replies(any_site, number)) == 1
            with reading(any_site.engine) as connection:
                (kept,) = connection.execute(select(inbox).where(inbox.c.key == f"sms:{sid}")).all()
                (sent,) = connection.execute(
                    select(outbox).where(outbox.c.recipient == number)
                ).all()
            assert (kept.state, kept.attempts) == ("done", 1)  # one try, counted once
            assert sent.key == f"reply:{kept.id}"


FORM_TYPES = [
    "APPLICATION/X-WWW-FORM-URLENCODED",
    "Application/X-Www-Form-Urlencoded",
    "application/x-www-form-urlencoded;charset=UTF-8",
    "Application/x-www-form-urlencoded ; Charset=utf-8",
]
OTHER_TYPES = ["", "text/plain", "application/x-www-form-urlencoded2", "x/application/x-www-form"]


@pytest.mark.parametrize("type", FORM_TYPES)
def test_a_form_is_one_in_any_letters(site: Site, type: str) -> None:
    """Media types know no capitals: the signature is looked at, and a forged one still refused."""
    pairs = inbound_pairs(SID, next(site.numbers), NUMBER, "my roof leaks")
    headers = {"content-type": type}
    assert site.webhook(pairs, **headers).status_code == 200
    forged = {**headers, "x-twilio-signature": "c2lnbmVkIGJ5IG5vYm9keQ=="}
    assert site.webhook(pairs, **forged).status_code == 403


@pytest.mark.parametrize("type", OTHER_TYPES)
def test_what_is_no_form_is_refused_whoever_signed_it(site: Site, type: str) -> None:
    """Its parameters are none that a signature covers."""
    pairs = inbound_pairs(SID, next(site.numbers), NUMBER, "my roof leaks")
    assert site.webhook(pairs, **{"content-type": type}).status_code == 403
