"""A Twilio of our own, over a real socket: keeps messages, and fails the way it is told.

`python -m tests.delivery.fake_twilio --port P` runs it alone, for many processes to share.
"""

from __future__ import annotations

import argparse
import itertools
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timezone
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any

from tests.delivery.fake_reports import Scripts, Step, parse
from tests.delivery.fake_twilio_api import PATH, SID, TOKEN, serve
from tests.delivery.fake_webhooks import Webhooks, inbound_pairs, post_to, status_pairs

STOP, START = {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"}, {"START", "UNSTOP"}
# A status only ever goes on; callbacks may come in any order all the same.
ORDER = ("accepted", "queued", "sending", "sent", "delivered", "undelivered", "failed")
FINAL = ORDER[4:]


def _now() -> datetime:
    return datetime.now(timezone.utc)


@dataclass
class FakeTwilio:
    """`trouble` says what befalls the next creations, in turn:

    `before X` fails without taking the message, `after X` takes it and then fails, X being
    `500`, `html`, `hang`, `reset` or `cut` (half an answer). A number is an error code of
    Twilio's, answered with 400 (429: with 429, 20003: with 401). Afterwards all is well, but for
    `odds`, the share of creations that each trouble befalls by chance.

    `reports` says in the same way what becomes of the next messages: a script each (see
    fake_reports). Afterwards each plays `usual_report`.
    """

    url: str = ""
    now: Callable[[], datetime] = _now
    webhooks: Webhooks = field(default_factory=lambda: Webhooks(TOKEN))
    messages: list[dict[str, Any]] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    odds: dict[str, float] = field(default_factory=dict)
    lookups: int = 0
    lookup_trouble: list[str] = field(default_factory=list)
    reports: list[list[str]] = field(default_factory=list)
    usual_report: list[str] = field(default_factory=lambda: ["silently sent"])
    # What was reported to us, and how it was answered: (sid, status, HTTP status).
    reported: list[tuple[str, str, int]] = field(default_factory=list)
    # The senders of each Messaging Service, and who has stopped texts.
    services: dict[str, list[str]] = field(default_factory=dict)
    stopped: set[str] = field(default_factory=set)
    # A page of a look-up holds no more than this, whatever is asked for.
    page: int = 3
    over: threading.Event = field(default_factory=threading.Event)
    scripts: Scripts = field(default_factory=Scripts)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _chance: random.Random = field(default_factory=lambda: random.Random(4))
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def next_trouble(self) -> str:
        """What befalls this creation; "" for nothing."""
        with self._lock:
            if self.trouble:
                return self.trouble.pop(0)
            draw = self._chance.random()
            for what, share in self.odds.items():
                draw -= share
                if draw < 0:
                    return what
            return ""

    def next_lookup_trouble(self) -> str:
        with self._lock:
            self.lookups += 1
            return self.lookup_trouble.pop(0) if self.lookup_trouble else ""

    def refusal(self, facts: dict[str, str]) -> int:
        """The error code for a message that Twilio would not take, or 0."""
        to, body = facts.get("To", ""), facts.get("Body", "")
        if not to:
            return 21604
        if not to.startswith("+") or not to[1:].isdecimal() or len(to) > 16:
            return 21211
        if not body:
            return 21602
        if len(body) > 1600:
            return 21617
        service = facts.get("MessagingServiceSid")
        if not facts.get("From") and not service:
            return 21603
        if service and not self.services.get(service):
            return 21703
        return 21610 if to in self.stopped else 0

    def take(self, facts: dict[str, str]) -> dict[str, Any]:
        """Keep a message, and let its script begin; returns it as Twilio answers at once."""
        now = format_datetime(self.now())
        service = facts.get("MessagingServiceSid")
        with self._lock:
            sid = f"SM{next(self._numbers):032x}"
            message = {
                "account_sid": SID,
                "api_version": "2010-04-01",
                "body": facts["Body"],
                "date_created": now,
                "date_sent": None,
                "date_updated": now,
                "direction": "outbound-api",
                "error_code": None,
                "error_message": None,
                # A service chooses the sender when it sends.
                "from": facts.get("From"),
                "messaging_service_sid": service,
                "num_media": "0",
                "num_segments": "0" if service else "1",
                "price": None,
                "price_unit": "USD",
                "sid": sid,
                "status": "accepted" if service else "queued",
                "subresource_uris": {"media": f"{PATH}/{sid}/Media.json"},
                "to": facts["To"],
                "uri": f"{PATH}/{sid}.json",
                "facts": facts,
            }
            self.messages.append(message)
            answer = public(message)
            script = self.reports.pop(0) if self.reports else self.usual_report
        self.scripts.play(parse(script), lambda step: self._happen(message, step))
        return answer

    def find(self, to: str | None, sender: str | None, since: datetime | None) -> list[Any]:
        """Messages as look-ups show them, the newest first; unsent ones have no date."""
        with self._lock:
            return [
                public(message)
                for message in reversed(self.messages)
                if to in (None, message["to"])
                and sender in (None, message["from"])
                and (since is None or _sent_since(message, since))
            ]

    def get(self, sid: str) -> dict[str, Any] | None:
        with self._lock:
            return next((public(m) for m in self.messages if m["sid"] == sid), None)

    def send_inbound(self, url: str, sender: str, recipient: str, body: str, **more: Any) -> int:
        """Somebody texts one of our numbers; returns how the webhook at `url` was answered.

        Twilio obeys the carriers' words itself, too.
        """
        word = body.strip().upper()
        with self._lock:
            if word in STOP:
                self.stopped.add(sender)
            elif word in START:
                self.stopped.discard(sender)
        return self.webhooks.send(url, inbound_pairs(SID, sender, recipient, body, **more))

    def _happen(self, message: dict[str, Any], step: Step) -> None:
        with self._lock:
            if ORDER.index(step.status) > ORDER.index(message["status"]) and (
                message["status"] not in FINAL
            ):
                self._go_on(message, step)
            pairs = status_pairs(message, step.status, step.code)
        url = message["facts"].get("StatusCallback")
        if url and not step.silently:
            answered = self.webhooks.send(url, pairs)
            self.reported.append((message["sid"], step.status, answered))

    def _go_on(self, message: dict[str, Any], step: Step) -> None:
        now = self.now()
        message["status"] = step.status
        message["date_updated"] = format_datetime(now)
        if step.code:
            message["error_code"], message["error_message"] = int(step.code), "no"
        if ORDER.index(step.status) >= ORDER.index("sending"):
            message["date_sent"] = message["date_sent"] or format_datetime(now)
            message["from"] = message["from"] or self.services[message["messaging_service_sid"]][0]
            message["num_segments"] = "1"


def _sent_since(message: dict[str, Any], since: datetime) -> bool:
    sent = message["date_sent"]
    return sent is not None and parsedate_to_datetime(sent) >= since


def public(message: dict[str, Any]) -> dict[str, Any]:
    """The message as Twilio shows it."""
    return {name: value for name, value in message.items() if name != "facts"}


@contextmanager
def run_fake_twilio(
    now: Callable[[], datetime] = _now, port: int = 0, webhooks: Webhooks | None = None
) -> Iterator[FakeTwilio]:
    """Serve on a port of its own until the block ends."""
    twilio = FakeTwilio(now=now, webhooks=webhooks or Webhooks(TOKEN))
    server = serve(twilio, port)
    twilio.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield twilio
    finally:
        twilio.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
        twilio.scripts.stop()


def wait_for(found: Callable[[], Any], seconds: float = 15) -> Any:
    """What `found` returns as soon as it is true."""
    deadline = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
    return value


def main() -> None:
    """Serve until stopped; prints the address."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--app", default="http://127.0.0.1:8000", help="where webhooks go")
    parser.add_argument("--public", default=None, help="the PUBLIC_URL that they are signed for")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--report", action="append", help="a step of every text's script")
    options = parser.parse_args()
    post = post_to(options.public or options.app, options.app)
    with run_fake_twilio(port=options.port, webhooks=Webhooks(options.token, post)) as twilio:
        twilio.page = 1000
        twilio.usual_report = options.report or ["sent", "delivered"]
        parse(twilio.usual_report)
        print(twilio.url, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
