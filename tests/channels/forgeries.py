"""Webhooks that Twilio never sent: genuine ones, changed in every way we could think of."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import random
import string
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from tests.channels.conftest import PUBLIC, RETIRING, TOKEN
from tests.delivery.fake_webhooks import Pairs, sign

FORM = "application/x-www-form-urlencoded"
HUGE = 64 * 1024


@dataclass(frozen=True)
class Call:
    """A webhook; `signed_for` and `signature` are Twilio's, the rest is what arrives."""

    target: str
    pairs: Pairs
    token: str = TOKEN
    type: str | None = FORM
    signed_for: str | None = None
    signature: str | None = None
    unsigned: bool = False
    # What is sent instead of the pairs that were signed.
    sent: Pairs | bytes | None = None
    status: int = field(default=403)

    @property
    def body(self) -> bytes:
        sent = self.pairs if self.sent is None else self.sent
        return sent if isinstance(sent, bytes) else urlencode(sent).encode()

    @property
    def headers(self) -> dict[str, bytes]:
        url = PUBLIC + self.target if self.signed_for is None else self.signed_for
        right = sign(self.token, url, self.pairs)
        signature = right if self.signature is None else self.signature
        return {
            **({"content-type": self.type.encode()} if self.type else {}),
            **({} if self.unsigned else {"x-twilio-signature": signature.encode()}),
        }

    @property
    def right_signature(self) -> str:
        return sign(self.token, PUBLIC + self.target, self.pairs)


Way = Callable[[random.Random, Call], Call]


def another_token(chance: random.Random, call: Call) -> Call:
    tokens = [
        "",
        TOKEN[:-1],
        TOKEN + " ",
        TOKEN.upper(),
        RETIRING[::-1],
        f"x{TOKEN}",
        word(chance),
    ]
    return replace(call, token=chance.choice(tokens))


def another_address(chance: random.Random, call: Call) -> Call:
    host = PUBLIC.removeprefix("https://")
    bases = [
        f"http://{host}",
        f"https://{host}:8443",
        f"https://{host}.example.com",
        f"https://www.{host}",
        "https://127.0.0.1:8000",
        "http://testserver",
    ]
    addresses = [
        chance.choice(bases) + call.target,
        PUBLIC + call.target.replace("?", "/?") + "/",
        PUBLIC + call.target.upper(),
        f"{PUBLIC}{call.target}{'&' if '?' in call.target else '?'}{word(chance)}=1",
        PUBLIC + ("/sms/status" if "inbound" in call.target else "/sms/inbound"),
        call.target,
        "",
    ]
    return replace(call, signed_for=chance.choice(addresses))


def another_query(chance: random.Random, call: Call) -> Call:
    """Signed for the address without what is in it now."""
    more = chance.choice(["o=1", "o=%ff", "o=1&o=2", "bodySHA256=x", "=", "?", word(chance)])
    target = f"{call.target}{'&' if '?' in call.target else '?'}{more}"
    return replace(call, target=target, signed_for=PUBLIC + call.target)


def no_signature(chance: random.Random, call: Call) -> Call:
    return replace(call, unsigned=True)


def broken_signature(chance: random.Random, call: Call) -> Call:
    right = call.right_signature
    position = chance.randrange(len(right) - 2)
    other = chance.choice([c for c in string.ascii_letters if c != right[position]])
    digest = base64.b64decode(right)
    wrong = [
        right[:-1],
        right[: chance.randrange(len(right))],
        right + chance.choice("=A "),
        right + right,
        right[:position] + other + right[position + 1 :],
        digest.hex(),
        right.swapcase(),
        right[::-1],
        "sha1=" + right,
        "null",
        "é" * 28,
        base64.b64encode(hmac.new(TOKEN.encode(), b"", hashlib.sha1).digest()).decode(),
        base64.b64encode(hashlib.sha1(call.body).digest()).decode(),
    ]
    choice = chance.choice([each for each in wrong if each.strip() != right])
    return replace(call, signature=choice)


def one_added(chance: random.Random, call: Call) -> Call:
    added = (word(chance), chance.choice(["", "1", "ü"]))
    at = chance.randrange(len(call.pairs))
    return replace(call, sent=[*call.pairs[:at], added, *call.pairs[at:]])


def one_removed(chance: random.Random, call: Call) -> Call:
    gone = chance.choice(call.pairs)
    return replace(call, sent=[pair for pair in call.pairs if pair != gone])


def one_changed(chance: random.Random, call: Call) -> Call:
    at = chance.randrange(len(call.pairs))
    name, value = call.pairs[at]
    changed = chance.choice(
        [(name, value + " "), (name, value + "1"), (name, f"\x00{value}"), (name + "x", value)]
    )
    return replace(call, sent=[*call.pairs[:at], changed, *call.pairs[at + 1 :]])


def values_exchanged(chance: random.Random, call: Call) -> Call:
    """Two parameters take each other's values, and all come in another order."""
    facts = dict(call.pairs)
    one, other = chance.choice(
        [(a, b) for a in facts for b in facts if a < b and facts[a] != facts[b]]
    )
    facts[one], facts[other] = facts[other], facts[one]
    sent = list(facts.items())
    chance.shuffle(sent)
    return replace(call, sent=sent)


def one_twice(chance: random.Random, call: Call) -> Call:
    """A parameter comes again with another value, before or after the one that was signed."""
    name, value = chance.choice(call.pairs)
    again = (name, value + chance.choice(["1", " ", "é"]))
    return replace(call, sent=chance.choice([[again, *call.pairs], [*call.pairs, again]]))


def another_body(chance: random.Random, call: Call) -> Call:
    body = urlencode(call.pairs)
    bodies = [
        b"",
        b"&",
        b"=",
        bytes(chance.randrange(256) for _ in range(chance.randrange(1, 300))),
        body.replace("&", ";").encode(),
        body.replace("%2B", "+").encode(),
        body.encode("utf-16"),
        body[: len(body) // 2].encode(),
        urlencode([("x", body)]).encode(),
        b"<xml/>",
    ]
    return replace(call, sent=chance.choice(bodies))


def not_utf8(chance: random.Random, call: Call) -> Call:
    body = urlencode(call.pairs).encode()
    bad = chance.choice([b"\xff\xfe", b"\xc3", b"%ff%fe", b"\xed\xa0\x80", b"%ed%a0%80", b"\x80"])
    at = chance.choice([0, len(body), body.index(b"&")])
    return replace(call, sent=body[:at] + bad + body[at:])


def wrong_type(chance: random.Random, call: Call) -> Call:
    """Even with all else right: Twilio sends forms."""
    types = ["text/plain", "application/json", "multipart/form-data; boundary=x", "", None]
    return replace(call, type=chance.choice(types))


def as_json(chance: random.Random, call: Call) -> Call:
    """Signed as Twilio signs JSON, with the right hash of the body in the query, or a wrong one."""
    body = json.dumps(chance.choice([dict(call.pairs), {}, [], dict(call.pairs[:1])])).encode()
    digest = hashlib.sha256(chance.choice([body, b"another"])).hexdigest()
    target = f"{call.target}{'&' if '?' in call.target else '?'}bodySHA256={digest}"
    type = chance.choice(["application/json", "application/json; charset=utf-8", FORM])
    return replace(call, target=target, pairs=[], sent=body, type=type)


def huge(chance: random.Random, call: Call) -> Call:
    """Right or wrong: nobody reads that far."""
    pairs = [*call.pairs, ("Filler", "x" * (HUGE + chance.randrange(100_000)))]
    return replace(call, pairs=pairs, unsigned=chance.random() < 0.5, status=413)


def many_fields(chance: random.Random, call: Call) -> Call:
    more = [(f"F{n}", "") for n in range(chance.randrange(201, 3000))]
    return replace(call, pairs=[*call.pairs, *more])


WAYS: list[Way] = [
    another_token,
    another_address,
    another_query,
    no_signature,
    broken_signature,
    one_added,
    one_removed,
    one_changed,
    values_exchanged,
    one_twice,
    another_body,
    not_utf8,
    wrong_type,
    as_json,
    huge,
    many_fields,
]


def word(chance: random.Random) -> str:
    return "".join(chance.choice(string.ascii_letters) for _ in range(8))
