"""The worker that drains the outbox. Any number may run on one database."""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta

from bot.child import Fate
from bot.delivery.transport import Accepted, Remedy, Transport, TransportError
from bot.errors import RowUnreadable
from bot.failpoints import reach, taste
from bot.services.claim_texts import claim_texts
from bot.services.judge_text import Drop, Go, Redirect, last_look
from bot.services.settle_text import Settlement, settle_text
from bot.settings import Waits
from bot.store.database import UNAVAILABLE, Engine, is_away, reading
from bot.store.outbox import Outbound
from bot.store.outbox_leases import ALONE_AFTER, GIVEN_UP_AFTER, UNREADABLE
from bot.store.texts import list_texts
from bot.watchdog import limit_cpu

logger = logging.getLogger(__name__)

SENDERS = 8  # texts on their way to the carrier at once
# With the longest backoff, about a day of trying.
MOST_ATTEMPTS = 400
LONGEST_BACKOFF = 300.0
POLL_SECONDS = 1.0


class Worker:
    """Claims due texts, sends them with no transaction open, writes what became of them.

    `operator` is who hears of texts that reached nobody: a phone number (E.164), or None.
    `try_alone` has a child deliver one text that ended its holders, and waits for it; without it
    such a text is delivered like the others.
    """

    def __init__(
        self,
        engine: Engine,
        transport: Transport,
        now: Callable[[], datetime],
        operator: str | None = None,
        waits: Waits = Waits(),  # noqa: B008
        try_alone: Callable[[Outbound], Fate] | None = None,
    ) -> None:
        self._engine = engine
        self._transport = transport
        self._now = now
        self._operator = operator
        self._waits = waits
        self._try_alone = try_alone
        self._alone: threading.Thread | None = None  # waits for the child that tries one now
        self._on_the_way: set[Future[None]] = set()
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self.run, name="delivery", daemon=True)

    def start(self) -> None:
        """Run in a thread of its own until `stop`."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the texts in hand, then end."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout=30)

    def wake(self) -> None:
        """Something was just queued: look now, not at the next poll."""
        self._wake.set()

    def run(self) -> None:
        """Drain until `stop` is called."""
        with ThreadPoolExecutor(SENDERS, "sender") as senders:
            while not self._stop.is_set():
                self._wake.clear()
                if not self._hand_out(senders):
                    self._wake.wait(POLL_SECONDS)

    def _hand_out(self, senders: ThreadPoolExecutor) -> int:
        """Give due texts to senders that are free; how many."""
        free = SENDERS - len(self._on_the_way)
        if free <= 0:
            return 0
        try:
            claimed = self._claim(free)
        except Exception as error:
            unforeseen = None if is_away(error) else error
            logger.error("delivery stumbled; it goes on", exc_info=unforeseen)
            return 0
        for text in claimed:
            if text.mishaps >= ALONE_AFTER:
                # Nobody waits for it at the end: the child may outlive this process.
                self._alone = threading.Thread(target=self._deliver, args=(text,), daemon=True)
                self._alone.start()
                continue
            sending = senders.submit(self._deliver, text)
            self._on_the_way.add(sending)
            sending.add_done_callback(self._back)
        return len(claimed)

    def _back(self, sending: Future[None]) -> None:
        self._on_the_way.discard(sending)
        self._wake.set()
        if error := sending.exception():  # its lease runs out, and someone looks it up
            logger.error("a text's fate could not be written", exc_info=error)

    def drain(self) -> int:
        """Send what is due now, one after the other; returns how many texts were taken in hand."""
        taken = 0
        while not self._stop.is_set() and (claimed := self._claim(1)):
            for text in claimed:
                self._deliver(text)
            taken += len(claimed)
        return taken

    def _claim(self, limit: int) -> list[Outbound]:
        with limit_cpu():
            return claim_texts(
                self._engine,
                self._now(),
                limit,
                self._operator,
                self._waits,
                alone=self._alone is None or not self._alone.is_alive(),
            )

    def _deliver(self, text: Outbound) -> None:
        """Alone, if it ended its holders before."""
        if text.mishaps < ALONE_AFTER or self._try_alone is None:
            self.deliver(text)
            return
        spent = text.mishaps >= GIVEN_UP_AFTER
        fate = Fate.DIED if spent else self._try_alone(text)
        # One that was not tried is left to its lease; else the child has settled it.
        if fate in (Fate.DIED, Fate.RAISED):
            repeated = text.repeated or text.state == "unknown"
            self._settle(text, Settlement("dead", error=fate.value, repeated=repeated))
        self._wake.set()

    def deliver(self, text: Outbound) -> None:
        """Send a text in hand, here and now, and write what became of it."""
        with limit_cpu():
            settlement = self._send(text)
            if settlement.error:
                logger.warning("text %d to be %s: %s", text.id, settlement.state, settlement.error)
            self._settle(text, settlement)

    def _settle(self, text: Outbound, settlement: Settlement) -> None:
        """Write it, again and again while the database is away: what we know now would else have
        to be looked up when the lease has run out.
        """
        until = time.monotonic() + self._waits.lease.total_seconds()
        while True:
            try:
                settle_text(self._engine, text, settlement, self._now(), self._operator)
                return
            except UNAVAILABLE:
                if self._stop.wait(1) or time.monotonic() > until:
                    raise

    def _send(self, text: Outbound) -> Settlement:
        """Look an unknown text up, and hand over what the carrier does not have."""
        repeated = text.repeated
        try:
            accepted = self._find(text) if text.state == "unknown" else None
            if accepted is None:
                judgement = last_look(self._engine, text)
                if not isinstance(judgement, Go):
                    return self._unsent(text, judgement)
                repeated = repeated or text.state == "unknown"
                taste("send", text.body)
                accepted = self._transport.send(text)
        except TransportError as error:
            return self._failure(text, error, repeated)
        except UNAVAILABLE:  # before anything was sent
            away = TransportError("the database is away", Remedy.RETRY)
            return self._failure(text, away, repeated)
        except RowUnreadable:
            return Settlement("dead", error=UNREADABLE, repeated=repeated)
        except Exception as error:
            logger.exception("text %d met with something unforeseen", text.id)
            return self._mishap(text, type(error).__name__, repeated)
        reach("delivery.sent")
        state = "delivered" if accepted.delivered else "sent"
        return Settlement(state, sid=accepted.sid, repeated=repeated)

    def _unsent(self, text: Outbound, judgement: Drop | Redirect) -> Settlement:
        """Nothing was sent: nobody wants it any more, or it waits for another number."""
        if isinstance(judgement, Drop):
            reason = judgement.reason
            return Settlement("dropped", error=reason, repeated=text.repeated, tried=False)
        return Settlement(
            "queued",
            run_at=self._now(),
            repeated=text.repeated or text.state == "unknown",
            recipient=judgement.number,
            tried=False,
        )

    def _find(self, text: Outbound) -> Accepted | None:
        with reading(self._engine) as connection:
            sent = list_texts(connection, recipient=text.recipient)
        others = {each.sid for each in sent if each.outbox_id != text.id}
        return self._transport.find(text, others)

    def _failure(self, text: Outbound, error: TransportError, repeated: bool) -> Settlement:
        now = self._now()
        opted_out = error.remedy is Remedy.OPTED_OUT
        run_at: datetime | None = None
        if opted_out:
            state = "dropped"
        elif error.remedy is Remedy.NEVER or text.attempts + 1 >= MOST_ATTEMPTS:
            state = "dead"
        elif error.remedy is Remedy.UNKNOWN:
            state, run_at = "unknown", now + self._waits.look_up
        else:
            state, run_at = text.state, now + backoff(text.attempts)
        return Settlement(state, None, error.reason, run_at, repeated, opted_out)

    def _mishap(self, text: Outbound, reason: str, repeated: bool) -> Settlement:
        """Nobody knows whether it went; what happens again and again is not tried for ever."""
        mishaps = text.mishaps + 1
        if mishaps > ALONE_AFTER:
            return Settlement("dead", error=reason, repeated=repeated, mishaps=mishaps)
        run_at = self._now() + self._waits.look_up
        return Settlement("unknown", None, reason, run_at, repeated, mishaps=mishaps)


def backoff(attempts: int) -> timedelta:
    """A wait that doubles with every attempt, up to five minutes, and is spread by chance."""
    longest: float = min(2.0 ** min(attempts, 16), LONGEST_BACKOFF)
    return timedelta(seconds=random.uniform(longest / 2, longest))  # noqa: S311
