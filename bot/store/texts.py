"""Every text in or out, as the carrier or the simulator knows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, exists, literal, select, update
from sqlalchemy.engine import Connection

from bot.store.insert_once import insert_once
from bot.store.rows import read_rows
from bot.store.schema import inbox, text_message
from bot.store.times import to_text

FINAL = ("delivered", "undelivered", "failed")


@dataclass(frozen=True, slots=True)
class TextMessage:
    id: int
    sid: str
    sender: str
    recipient: str
    body: str
    status: str
    outbox_id: int | None
    at: str


def add_text(
    connection: Connection,
    sid: str,
    sender: str,
    recipient: str,
    body: str,
    status: str,
    now: datetime,
    outbox_id: int | None = None,
) -> bool:
    """Note a text; False when it is here already."""
    return insert_once(
        connection,
        text_message,
        sid=sid,
        sender=sender,
        recipient=recipient,
        body=body,
        status=status,
        outbox_id=outbox_id,
        at=to_text(now),
    )


_REPORTED = (
    update(text_message)
    .where(text_message.c.sid == bindparam("reported"), text_message.c.status.not_in(FINAL))
    .values(status=bindparam("new_status"))
)


def set_text_status(connection: Connection, sid: str, status: str) -> bool:
    """Note a status; False when it has ended: delivered, undelivered and failed are never left."""
    result = connection.execute(_REPORTED, {"reported": sid, "new_status": status})
    return bool(result.rowcount)


def list_texts(
    connection: Connection, *, sender: str | None = None, recipient: str | None = None
) -> list[TextMessage]:
    """Texts from or to a number, the oldest first."""
    query = select(text_message).order_by(text_message.c.id)
    if sender is not None:
        query = query.where(text_message.c.sender == sender)
    if recipient is not None:
        query = query.where(text_message.c.recipient == recipient)
    return read_rows(connection, query, text_message.c.id, TextMessage)


def has_texted_since(connection: Connection, sender: str, recipient: str, since: str) -> bool:
    """Whether a text from one number to another came after `since` (a time as `times` keeps it).

    Those that got a turn don't count: a business that tries its own campaign answers no lead.
    """
    took_a_turn = exists().where(inbox.c.key == literal("sms:") + text_message.c.sid)
    newest = connection.execute(
        select(text_message.c.at)
        .where(text_message.c.sender == sender, text_message.c.recipient == recipient, ~took_a_turn)
        .order_by(text_message.c.id.desc())
        .limit(1)
    ).scalar()
    return newest is not None and newest > since


def get_text_of(connection: Connection, outbox_id: int) -> TextMessage | None:
    """The text that an outbox row became."""
    row = connection.execute(
        select(text_message).where(text_message.c.outbox_id == outbox_id).limit(1)
    ).one_or_none()
    return TextMessage(**row._mapping) if row else None
