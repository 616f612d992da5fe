"""Conversations with a message that nobody answers: their process died, or the turn failed."""

from __future__ import annotations

from datetime import datetime

from bot.store.database import Engine, reading
from bot.store.inbox import list_waiting_conversations


def list_waiting(engine: Engine, before: datetime) -> list[str]:
    """Ids of conversations with a message received before `before` that waits for its turn."""
    with reading(engine) as connection:
        return list_waiting_conversations(connection, before)
