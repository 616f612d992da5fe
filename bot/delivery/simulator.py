"""The built-in phones: texts arrive in the database, and `/simulator` shows them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection
from datetime import datetime

from bot.delivery.transport import Accepted
from bot.store.database import Engine, transaction
from bot.store.outbox import Outbound
from bot.store.texts import add_text, get_text_of


class SimulatorTransport:
    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def send(self, text: Outbound) -> Accepted:
        sid = f"SM{secrets.token_hex(16)}"
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
        return Accepted(sid, delivered=True)

    def find(self, text: Outbound, others: Collection[str]) -> Accepted | None:
        with transaction(self._engine) as connection:
            found = get_text_of(connection, text.id)
        return Accepted(found.sid, delivered=True) if found else None
