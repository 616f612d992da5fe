"""What an operator does with the outbox: see what is stuck, send it again, take it back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from bot.errors import RowUnreadable, TextSettled, TextUnknown, TextUnwanted
from bot.services.judge_text import why_unwanted_now
from bot.store import outbox
from bot.store.database import Connection, Engine, reading, reading_row, transaction
from bot.store.outbox import UNDELIVERED, WAITING, Outbound
from bot.store.rows import Unreadable, to_log
from bot.store.times import to_seconds
from bot.values import sms_text

TAKEN_BACK = "taken back by the operator"


def list_texts(
    engine: Engine, states: Collection[str] | None = None, unreadable: Unreadable = to_log
) -> list[dict[str, Any]]:
    """Texts in these states, by default those that wait, are under way or reached nobody.

    The newest first, each as {"id", "kind", "campaign", "lead", "to", "state", "attempts",
    "repeated", "run_at", "error", "created_at", "segments", "body"}; `unreadable` is told of
    damaged ones.
    """
    wanted = states or (*WAITING, "sending", *UNDELIVERED)
    with reading(engine) as connection:
        found = outbox.list_outbound(connection, wanted, unreadable=unreadable)
    shown = []
    for text in found:
        try:
            with reading_row("outbox", text.id):
                shown.append(_to_json(text))
        except RowUnreadable as error:
            unreadable(error)
    return shown


def retry_text(engine: Engine, id: int, now: datetime) -> None:
    """Queue a dead, failed or dropped text once more.

    Raises TextUnknown, TextSettled, and TextUnwanted when nobody needs it any more.
    """
    with transaction(engine) as connection:
        text = _text(connection, id)
        if text.state in UNDELIVERED and (reason := why_unwanted_now(connection, text)):
            raise TextUnwanted(id, reason)
        if not outbox.retry_outbound(connection, id, now):
            raise TextSettled(id, text.state, "sent again")


def drop_text(engine: Engine, id: int, now: datetime) -> None:
    """Take back a text that nobody has in hand yet. Raises TextUnknown, TextSettled."""
    with transaction(engine) as connection:
        text = _text(connection, id)
        if not outbox.drop_outbound(connection, TAKEN_BACK, now, id=id):
            raise TextSettled(id, text.state, "dropped")


def _text(connection: Connection, id: int) -> Outbound:
    text = outbox.get_outbound(connection, id)
    if text is None:
        raise TextUnknown(id)
    return text


def _to_json(text: Outbound) -> dict[str, Any]:
    return {
        "id": text.id,
        "kind": text.kind,
        "campaign": text.campaign_id,
        "lead": text.lead_id,
        "to": text.recipient,
        "state": text.state,
        "attempts": text.attempts,
        "repeated": text.repeated,
        "run_at": to_seconds(text.run_at),
        "error": text.last_error,
        "created_at": to_seconds(text.created_at),
        "segments": sms_text.segments(text.body),
        "body": text.body,
    }
