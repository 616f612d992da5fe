"""Opt-out: it holds for the number everywhere and at once."""

from __future__ import annotations

from datetime import datetime

from bot.store import conversations, texts
from bot.store.database import Connection


def opt_out(connection: Connection, phone: str, heard: str, now: datetime) -> None:
    """Nothing more is sent to `phone`, queued texts included; its conversations end."""
    texts.add_opt_out(connection, phone, heard, now)
    conversations.close_conversations_of(connection, phone)


def opt_in(connection: Connection, phone: str) -> None:
    """The number's holder texted START: texts may go there again."""
    texts.remove_opt_out(connection, phone)
