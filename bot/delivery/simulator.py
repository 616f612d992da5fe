"""The built-in phones: texts arrive in the database, and `/simulator` shows them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection
from datetime import datetime

from bot.delivery.transport import Accepted, Remedy, TransportError
from bot.store.database import UNAVAILABLE, Engine, transaction
from bot.store.outbox import Outbound
from bot.store.texts import add_text, get_text_of


class SimulatorTransport:
    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def send(self, text: Outbound) -> Accepted:
        sid = f"SM{secrets.token_hex(16)}"
        try:
            with transaction(self._engine) as connection:
                add_text(
                    connection,
                    sid,
                    text.sender,
                    text.recipient,
                    text.body,
                    "delivered",
                    self._now(),
                    outbox_id=text.id,
                )
        except UNAVAILABLE as error:  # nothing was kept: it surely did not go
            raise TransportError(type(error).__name__, Remedy.RETRY) from error
        return Accepted(sid, delivered=True)

    def find(self, text: Outbound, others: Collection[str]) -> Accepted | None:
        with transaction(self._engine) as connection:
            found = get_text_of(connection, text.id)
        return Accepted(found.sid, delivered=True) if found else None
