"""The worker that drains the outbox. Any number may run on one database."""

from __future__ import annotations

import logging
import random
import secrets
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.delivery.transport import Accepted, Remedy, Transport, TransportError
from bot.metrics import HANDOFF_SECONDS, TEXTS
from bot.store.database import Engine, reading, transaction
from bot.store.outbox import Outbound, claim_outbound, is_any_due, settle_outbound
from bot.store.texts import add_opt_out, add_text, list_texts
from bot.store.times import to_datetime

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
LOOK_UP_AFTER = timedelta(seconds=120)
GIVE_UP_AFTER = timedelta(hours=24)
LONGEST_BACKOFF = 300.0
AT_ONCE = 10
POLL_SECONDS = 1.0


class Worker:
    """Claims due texts, sends them with no transaction open, writes what became of them."""

    def __init__(self, engine: Engine, transport: Transport, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._transport = transport
        self._now = now
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
        while not self._stop.is_set():
            self._wake.clear()
            try:
                sent = self.drain()
            except Exception:
                logger.exception("delivery stumbled; it goes on")
                sent = 0
            if not sent:
                self._wake.wait(POLL_SECONDS)

    def drain(self) -> int:
        """Send what is due now; returns how many texts were taken in hand."""
        if not self._anything_due():
            return 0
        token = secrets.token_hex(16)
        begun = self._now()
        with transaction(self._engine) as connection:
            claimed = claim_outbound(connection, token, begun, LEASE, AT_ONCE)
        for text in claimed:
            # What can't be done well within the lease, or before the end, is left to the next.
            if self._stop.is_set() or self._now() - begun > LEASE / 2:
                self._settle(text, token, text.state, error=text.last_error, repeated=text.repeated)
            else:
                self._deliver(text, token)
        return len(claimed)

    def _anything_due(self) -> bool:
        # A look without a lock: an idle worker leaves SQLite's one write lock to the turns.
        with reading(self._engine) as connection:
            return is_any_due(connection, self._now())

    def _deliver(self, text: Outbound, token: str) -> None:
        repeated = text.repeated
        try:
            accepted = self._find(text) if text.state == "unknown" else None
            if accepted is None:
                repeated = repeated or text.state == "unknown"
                accepted = self._transport.send(text)
        except TransportError as error:
            self._settle_failure(text, token, error, repeated)
            return
        except Exception as error:
            logger.exception("text %d met with something unforeseen", text.id)
            unknown = TransportError(type(error).__name__, Remedy.UNKNOWN)
            self._settle_failure(text, token, unknown, repeated)
            return
        state = "delivered" if accepted.delivered else "sent"
        self._settle(text, token, state, sid=accepted.sid, repeated=repeated)
        if text.kind == "handoff":
            waited = self._now() - to_datetime(text.created_at)
            HANDOFF_SECONDS.observe(waited.total_seconds())

    def _find(self, text: Outbound) -> Accepted | None:
        with reading(self._engine) as connection:
            sent = list_texts(connection, recipient=text.recipient)
        others = {each.sid for each in sent if each.outbox_id != text.id}
        return self._transport.find(text, others)

    def _settle_failure(
        self, text: Outbound, token: str, error: TransportError, repeated: bool
    ) -> None:
        now = self._now()
        if error.remedy is Remedy.OPTED_OUT:
            state, run_at = "dropped", None
            with transaction(self._engine) as connection:
                add_opt_out(connection, text.recipient, "told by the carrier", now)
        elif error.remedy is Remedy.NEVER or self._is_hopeless(text, now):
            state, run_at = "dead", None
        elif error.remedy is Remedy.UNKNOWN:
            state, run_at = "unknown", now + LOOK_UP_AFTER
        else:
            state, run_at = text.state, now + backoff(text.attempts)
        logger.warning("text %d to be %s: %s", text.id, state, error.reason)
        self._settle(text, token, state, error=error.reason, run_at=run_at, repeated=repeated)

    def _is_hopeless(self, text: Outbound, now: datetime) -> bool:
        return now - to_datetime(text.created_at) > GIVE_UP_AFTER

    def _settle(
        self,
        text: Outbound,
        token: str,
        state: str,
        *,
        sid: str | None = None,
        error: str | None = None,
        run_at: datetime | None = None,
        repeated: bool = False,
    ) -> None:
        with transaction(self._engine) as connection:
            if sid is not None:
                add_text(
                    connection,
                    sid,
                    text.sender,
                    text.recipient,
                    text.body,
                    state,
                    self._now(),
                    outbox_id=text.id,
                )
            settle_outbound(
                connection,
                text.id,
                token,
                state,
                self._now(),
                sid=sid,
                error=error,
                run_at=run_at,
                repeated=repeated,
            )
        TEXTS.labels(text.kind, state).inc()


def backoff(attempts: int) -> timedelta:
    """A wait that doubles with every attempt, up to five minutes, and is spread by chance."""
    longest: float = min(2.0 ** min(attempts, 16), LONGEST_BACKOFF)
    return timedelta(seconds=random.uniform(longest / 2, longest))  # noqa: S311
