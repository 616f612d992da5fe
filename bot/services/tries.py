"""Tries to answer a message: each is counted in the database before it begins.

A try that ends its process, or raises, is thus not made for ever: from the third on a message is
tried alone, in a process of its own (`bot/child.py`), and if that dies, too, it is given up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.store import inbox
from bot.store.database import Connection
from bot.store.inbox import Inbound
from bot.store.times import to_text


@dataclass(slots=True)
class Tries:
    """Those that are counted and still to be made by this process.

    One that the database broke off is among them again: it is no failed one. By conversation,
    {message's key: which try of it, 1 for the first}.
    """

    _counted: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, conversation_id: str, key: str, number: int) -> None:
        self._counted.setdefault(conversation_id, {})[key] = number

    def take(self, conversation_id: str, key: str) -> int | None:
        return self._counted.get(conversation_id, {}).pop(key, None)

    def forget(self, conversation_id: str) -> None:
        """Nothing waits there any more, or another process has it."""
        self._counted.pop(conversation_id, None)


def count_try(connection: Connection, message: Inbound) -> int:
    """Count one more; which one it is."""
    inbox.count_attempt(connection, message.id)
    return message.attempts + 1


def is_tried_alone(message: Inbound, now: datetime) -> bool:
    """Whether a process of its own has the message now."""
    return message.alone_until is not None and message.alone_until > to_text(now)
