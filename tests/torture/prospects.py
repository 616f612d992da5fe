"""Prospects who follow a script, whatever happens to the processes that they talk with."""

from __future__ import annotations

import itertools
import random
import threading
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from tests.conftest import SAMPLES
from tests.delivery.fake_twilio_api import SID
from tests.delivery.fake_webhooks import inbound_pairs
from tests.torture.site import PUBLIC, Site

AREAS = (
    "201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 234 "
    "239 240 248 251 252 253 254 256 260 262 267 269 270 276 281 301 302 303 304 305 307 308 309 "
    "310 312 313 314 315 316 317 318 319 320 321 323 330 331 334 336 337 339 347 351 352 360 361"
).split()


@dataclass(frozen=True, slots=True)
class Script:
    """What a prospect says, in order: each is said when what came before is answered."""

    name: str
    campaign: str
    number: str
    channel: str
    says: tuple[str, ...]


def _script(name: str, campaign: str, number: str, channel: str, says: str) -> Script:
    return Script(name, campaign, number, channel, tuple(s.strip() for s in says.split("|")))


_SOON = datetime.now(timezone.utc) + timedelta(days=20)
SOON = f"{_SOON:%B} {_SOON.day}"  # the same day for all, should midnight come meanwhile

SCRIPTS = (
    _script("roof by text", "roofing", "+14155550199", "sms",
            f"Hello | 1 | about 9k | {SOON} | 94121 | yes | Paula Quinn | skip | yes"),
    _script("roof on the web", "roofing", "+14155550199", "web",
            f"there's a drip in our attic | 7 to 9 thousand | {SOON} | 94609 | yes it's ours | "
            "Hugo Lindt | {phone} | hugo@example.com | yes | thanks a lot"),
    _script("roof of a tenant", "roofing", "+14155550199", "sms",
            f"need shingles replaced | 12000 | {SOON} | 94403 | no, we rent | Mia | skip | yes"),
    _script("roof, then STOP", "roofing", "+14155550199", "sms", "hi there | 2 | 15k | STOP"),
    _script("home by text", "home-buying", "+16285550139", "sms",
            f"hi | 1 | up to 900k | {SOON} | 94118 | yes | Ines Duval | ines@example.com | yes"),
    _script("home on the web", "home-buying", "+16285550139", "web",
            f"we want to buy a condo | 1.1 million | {SOON} | 94110 | not yet | Omar Haddad | "
            "{phone} | skip | yes"),
    _script("insurance by text", "auto-insurance", "+12135550119", "sms",
            f"hi | 2 | 130 a month | {SOON} | 90026 | yes | Tess Avery | skip | yes"),
    _script("insurance on the web", "auto-insurance", "+12135550119", "web",
            f"need a new policy for my truck | around 180 | {SOON} | 92103 | yes | Rob Stone | "
            "{phone} | rob@example.org | yes"),
    _script("loan on the web", "mortgage", "+13125550129", "web",
            f"we'd like to refinance | 300k | {SOON} | 60622 | 1 | Nadia Kern | {{phone}} | "
            "no | yes"),
    _script("implant by text", "dental-implants", "+12125550149", "sms",
            f"I lost a tooth and want an implant | 4500 | {SOON} | 10027 | Ben Ode | skip | yes"),
    _script("implant on the web", "dental-implants", "+12125550149", "web",
            f"one implant please | five thousand | {SOON} | 10021 | Lena Orr | {{phone}} | "
            "skip | no"),
    _script("degree by text", "online-mba", "+16175550159", "sms",
            f"hi | 2 | 30 thousand | {SOON} | 02139 | yes | Ravi Shah | skip | yes"),
)  # fmt: skip


def phones() -> Iterator[str]:
    """Numbers that nobody has, 555-0100 to 555-0199 of many areas; each comes once.

    Those that the samples have for themselves are no prospect's.
    """
    ours = "".join(path.read_text() for path in SAMPLES)
    for line, area in itertools.product(range(100, 200), AREAS):
        if (phone := f"+1{area}5550{line}") not in ours:
            yield phone


def anonymous(text: str, phone: str) -> str:
    """The text with the prospect's number, however written, as {phone}."""
    area, middle, line = phone[2:5], phone[5:8], phone[8:]
    for form in (phone, phone[2:], f"({area}) {middle}-{line}", f"{area}-{middle}-{line}"):
        text = text.replace(form, "{phone}")
    return text


@dataclass
class Prospect:
    """`heard` is what was answered, a list for each thing said; `ids` names what was said.

    `troubles` are contradictions that the prospect itself noticed.
    """

    script: Script
    phone: str
    heard: list[list[str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    done: bool = False

    def play(self, site: Site) -> None:
        try:
            if self.script.channel == "sms":
                self._text(site)
            else:
                self._chat(site)
            self.done = not site.entrance.over.is_set()
        except Exception as error:
            self.troubles.append(f"{self.script.name}: {error!r}")

    def _text(self, site: Site) -> None:
        for count, line in enumerate(self._lines(), 1):
            sid = f"SM{uuid.uuid4().hex}"
            self.ids.append(sid)
            for _ in range(random.choice((1, 1, 1, 2))):  # some webhooks come twice
                send_text(site, sid, self.phone, self.script.number, line)
            heard = site.postman.wait(self.phone, count, site.entrance.over)
            if len(heard) >= count:
                self.heard.append([anonymous(heard[count - 1], self.phone)])

    def _chat(self, site: Site) -> None:
        path = f"/api/chat/{self.script.campaign}"
        opened = site.entrance.json(path, {})
        if not opened:
            return
        self.heard.append(self._said(opened))
        for line in self._lines():
            message = {"id": str(uuid.uuid4()), "text": line}
            self.ids.append(message["id"])
            answers = [
                self._said(site.entrance.json(f"{path}/messages", message, opened["token"]))
                for _ in range(random.choice((1, 1, 1, 2)))  # some browsers ask twice
            ]
            if answers[0] != answers[-1]:
                self.troubles.append(f"{self.script.name}: two answers to one message")
            self.heard.append(answers[0])

    def _lines(self) -> list[str]:
        return [line.format(phone=self.phone[2:]) for line in self.script.says]

    def _said(self, answer: Any) -> list[str]:
        return [anonymous(message["text"], self.phone) for message in answer.get("messages", ())]


def send_text(site: Site, sid: str, sender: str, recipient: str, body: str) -> int:
    """One webhook of the carrier's, repeated until it is acknowledged."""
    pairs = inbound_pairs(SID, sender, recipient, body, sid=sid)
    return site.twilio.webhooks.send(f"{PUBLIC}/sms/inbound", pairs)


class Crowd:
    """`size` prospects at a time, one after another, until `stop`; or exactly `total` of them.

    Their `numbers` come once; a crowd after another goes on with that one's.
    """

    def __init__(
        self,
        site: Site,
        size: int,
        total: int | None = None,
        scripts: Sequence[Script] = SCRIPTS,
        numbers: Iterator[str] | None = None,
    ) -> None:
        self.prospects: list[Prospect] = []
        self._site = site
        self._total = total
        self._stop = threading.Event()
        self._phones = numbers or phones()
        self._scripts = itertools.cycle(scripts)
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._run, daemon=True) for _ in range(size)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """No more begin; who talks finishes."""
        self._stop.set()

    def wait(self, seconds: float) -> bool:
        """Whether all have finished by then."""
        for thread in self._threads:
            thread.join(max(0.0, seconds))
        return not any(thread.is_alive() for thread in self._threads)

    @property
    def is_talking(self) -> bool:
        return any(thread.is_alive() for thread in self._threads)

    def _run(self) -> None:
        while prospect := self._next():
            prospect.play(self._site)

    def _next(self) -> Prospect | None:
        with self._lock:
            full = self._total is not None and len(self.prospects) >= self._total
            if self._stop.is_set() or full:
                return None
            prospect = Prospect(next(self._scripts), next(self._phones))
            self.prospects.append(prospect)
            return prospect
