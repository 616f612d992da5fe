"""Who talks with the server: visitors of the web chat, texters, and who knocks at every door.

Each sends one request after the other and judges every answer.
"""

from __future__ import annotations

import asyncio
import json
import random
import uuid
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from twilio.request_validator import RequestValidator

from tests.conftest import SAMPLES
from tests.fuzz.judge import Judge, Transcript
from tests.fuzz.texts import ANSWERS, ANY_TOKEN, JSON_VALUES, any_text

CAMPAIGNS = tuple(path.stem for path in SAMPLES)
JSON = {"content-type": "application/json"}
SIGNING_TOKEN = "a token that only this run knows"
AREAS = ("202", "303", "404", "505", "606", "707", "808", "917")


class Visitor:
    """Someone of the web chat; now and then a message is sent twice, as on a lost connection."""

    def __init__(self, judge: Judge, chance: random.Random, name: str) -> None:
        self.judge, self.chance, self.name = judge, chance, name

    async def talk(self) -> None:
        campaign = self.chance.choice(CAMPAIGNS)
        path = f"/api/chat/{campaign}"
        begun = await self.judge.send(self.name, "open", "POST", path, json={})
        if begun is None:
            return
        transcript = Transcript(self.name)
        transcript.add("", _texts(begun))
        asks = _asked(begun)
        headers = {"authorization": f"Bearer {begun['token']}"}
        for _ in range(self.chance.randint(5, 60)):
            if not self.judge.go_on():
                break
            text = any_text(self.chance, asks)
            body = json.dumps(
                {"id": str(uuid.UUID(int=self.chance.getrandbits(128))), "text": text}
            )
            post = (self.name, text, "POST", f"{path}/messages")
            answer = await self.judge.send(*post, content=body, headers=headers)
            if answer is not None and self.chance.random() < 0.03:
                again = await self.judge.send(*post, content=body, headers=headers)
                self.judge.expect(again == answer, self.name, f"another answer to {text!r} again")
            if answer is not None:
                transcript.add(text, _texts(answer))
                asks = _asked(answer)
        history = await self.judge.send(
            self.name, "history", "GET", f"{path}/messages", headers=headers
        )
        self.judge.expect(bool(history), self.name, "no history")
        self.judge.read(transcript)


class Texter:
    """Someone who texts, through the simulator's phone or a webhook that Twilio signed."""

    def __init__(self, judge: Judge, chance: random.Random, name: str) -> None:
        self.judge, self.chance, self.name = judge, chance, name
        self.number = f"+1{chance.choice(AREAS)}55501{chance.randrange(100):02d}"

    async def talk(self) -> None:
        to = self.judge.numbers[self.chance.choice(CAMPAIGNS)]
        deliver = self.chance.choice((self._type, self._signed))
        for _ in range(self.chance.randint(5, 40)):
            if not self.judge.go_on():
                break
            await deliver(to, any_text(self.chance, self.chance.choice((*ANSWERS, None))))

    async def _type(self, to: str, text: str) -> None:
        body = json.dumps({"from": self.number, "to": to, "body": text})
        post = (self.name, text, "POST", "/simulator/messages")
        await self.judge.send(*post, content=body, headers=JSON)

    async def _signed(self, to: str, text: str) -> None:
        # Twilio sends UTF-8, so halves of surrogate pairs come as question marks.
        facts = {
            "MessageSid": f"SM{self.chance.getrandbits(128):032x}",
            "From": self.number,
            "To": to,
            "Body": text.encode(errors="replace").decode(),
            "NumMedia": self.chance.choice(("0", "0", "0", "1", "-1", "x", "٣", "9" * 5000)),
        }
        url = f"{self.judge.url}/sms/inbound"
        signature = RequestValidator(SIGNING_TOKEN).compute_signature(url, facts)
        headers = {"x-twilio-signature": signature}
        await self.judge.send(self.name, text, "POST", "/sms/inbound", data=facts, headers=headers)


class Stranger:
    """Someone who knocks at every door with whatever comes to mind: no words, all shapes."""

    def __init__(self, judge: Judge, chance: random.Random, name: str) -> None:
        self.judge, self.chance, self.name = judge, chance, name

    async def talk(self) -> None:
        begun = await self.judge.send(self.name, "open", "POST", "/api/chat/roofing", json={})
        token = begun["token"] if begun else "none"
        for _ in range(self.chance.randint(5, 20)):
            if not self.judge.go_on():
                break
            knock: Callable[[str], Awaitable[Any]] = self.chance.choice(
                (self._body, self._body, self._fields, self._token, self._door, self._origin)
            )
            await knock(token)

    async def _body(self, token: str) -> None:
        """A body that is no JSON object, or hardly one."""
        text = any_text(self.chance)
        body = self.chance.choice(
            (
                text.encode(errors="surrogatepass"),
                json.dumps(text).encode(),
                json.dumps({"id": str(uuid.uuid4()), "text": text}).encode()[:-3],
                json.dumps({"id": str(uuid.uuid4()), "text": "hi"}).encode("utf-16"),
                self.chance.randbytes(self.chance.randint(0, 200)),
                b"[" * 60_000,
                b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
                b'{"id": ' + b"9" * 5000 + b', "text": "hi"}',
                b'{"id": NaN, "text": Infinity}',
            )
        )
        door = self.chance.choice(
            ("/api/chat/roofing/messages", "/api/chat/roofing", "/simulator/messages",
             "/sms/inbound", "/sms/status")
        )  # fmt: skip
        headers = {"authorization": f"Bearer {token}"}
        headers["content-type"] = self.chance.choice(("application/json", "text/plain", "x/y;;="))
        await self.judge.send(
            self.name, repr(body[:80]), "POST", door, content=body, headers=headers
        )

    async def _fields(self, token: str) -> None:
        """The right keys with the wrong kinds of value."""
        any_value = lambda: self.chance.choice((*JSON_VALUES, any_text(self.chance)))  # noqa: E731
        path, keys = self.chance.choice(
            (
                ("/api/chat/roofing/messages", ("id", "text")),
                ("/simulator/messages", ("from", "to", "body")),
            )
        )
        body = json.dumps({key: any_value() for key in keys})
        headers = {**JSON, "authorization": f"Bearer {token}"}
        await self.judge.send(self.name, body, "POST", path, content=body, headers=headers)

    async def _token(self, token: str) -> None:
        wrong = self.chance.choice((*ANY_TOKEN, f"Bearer {token}x", f"Bearer {token[:-2]}", token))
        body = {"id": str(uuid.uuid4()), "text": "hi"}
        campaign = self.chance.choice(("roofing", "mortgage", "nope"))
        path = f"/api/chat/{campaign}/messages"
        headers = {"authorization": wrong.encode()}
        await self.judge.send(self.name, wrong, "POST", path, json=body, headers=headers)

    async def _door(self, token: str) -> None:
        """Addresses and methods that nobody promised."""
        path = self.chance.choice(
            ("/", "/api", "/api/chat", "/api/chat/%00", "/api/chat/%F0%9F%98%80", "/api/chat/../x",
             "/api/chat/" + "a" * 2000, "/simulator/messages?to=%00&from=%FF",
             "/simulator/messages?to=%2B14155550100%27", "/simulator/leads?campaign=%00",
             "/metrics", "/sms/inbound", "/sms/status?o=%00", "/health/live", "/widget.js",
             "/%2e%2e/%2e%2e/x")
        )  # fmt: skip
        method = self.chance.choice(("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"))
        await self.judge.send(self.name, f"{method} {path}", method, path)

    async def _origin(self, token: str) -> None:
        """A chat that is opened with odd facts about where the visitor came from."""
        any_value = lambda: self.chance.choice((*JSON_VALUES, any_text(self.chance)))  # noqa: E731
        facts = {"page_url": any_value(), "referrer": any_value(), "utm": any_value()}
        body = json.dumps({**facts, "utm": {any_text(self.chance)[:99]: any_value()}})
        await self.judge.send(self.name, body, "POST", "/api/chat/roofing", content=body)


KINDS = (Visitor, Visitor, Visitor, Visitor, Visitor, Texter, Texter, Texter, Stranger)


async def visit(judge: Judge, seed: int, at_once: int) -> None:
    """One conversation after the other, `at_once` side by side, until enough is sent.

    A conversation's number and the seed decide all that is said in it.
    """
    numbers = iter(range(10**9))

    async def one_after_the_other() -> None:
        while judge.go_on():
            number = next(numbers)
            chance = random.Random(f"{seed} {number}")
            kind = KINDS[number % len(KINDS)]
            await kind(judge, chance, f"{kind.__name__.lower()} {number}").talk()

    await asyncio.gather(*(one_after_the_other() for _ in range(at_once)))


def _texts(answer: dict[str, Any]) -> Sequence[str]:
    return [message["text"] for message in answer["messages"]]


def _asked(answer: dict[str, Any]) -> str | None:
    return answer["messages"][-1]["asks"] if answer["messages"] else None
