"""Every inbound message, once, and what it was answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, bindparam, cast, func, or_, select, update
from sqlalchemy.engine import Connection

from bot.store.insert_once import insert_once
from bot.store.rows import read_rows
from bot.store.schema import inbox
from bot.store.times import to_text

# Whose process was ended by the tries before is tried alone from this one on. The last of all:
# more are only made where a parent died, too, and could not say what became of its child. A machine
# that was killed every other second for twenty minutes has cost some message eight of them.
ALONE_FROM, LAST_ATTEMPT = 3, 20


@dataclass(frozen=True, slots=True)
class Inbound:
    """`state` is `new`, `done`, or `dead`: given up.

    `attempts` counts the tries that were begun, or are about to be. Until `alone_until` a process
    of its own may be trying.
    """

    id: int
    key: str
    kind: str
    conversation_id: str
    text: str
    media: int
    received_at: str
    state: str
    attempts: int
    answer: Sequence[Mapping[str, Any]] | None
    answered_at: str | None
    alone_until: str | None


def add_inbound(
    connection: Connection,
    key: str,
    kind: str,
    conversation_id: str,
    text: str,
    now: datetime,
    media: int = 0,
    attempts: int = 0,
) -> bool:
    """Whether the message is new; False when one with this key is here already.

    `attempts` is 1 where the first try follows at once and is counted in the same commit.
    """
    return insert_once(
        connection,
        inbox,
        key=key,
        kind=kind,
        conversation_id=conversation_id,
        text=text,
        media=media,
        received_at=to_text(now),
        state="new",
        attempts=attempts,
    )


_BY_KEY = select(inbox).where(inbox.c.key == bindparam("sought"))


def get_inbound(connection: Connection, key: str) -> Inbound | None:
    row = connection.execute(_BY_KEY, {"sought": key}).one_or_none()
    return Inbound(**row._mapping) if row else None


_WAITING = (
    select(inbox)
    .where(inbox.c.conversation_id == bindparam("conversation"), inbox.c.state == "new")
    .order_by(inbox.c.id)
    .limit(2)
)


def next_inbound(connection: Connection, conversation_id: str) -> tuple[Inbound | None, bool]:
    """The oldest message of the conversation that waits for its turn, and whether more do."""
    rows = connection.execute(_WAITING, {"conversation": conversation_id}).all()
    return (Inbound(**rows[0]._mapping) if rows else None), len(rows) > 1


def list_waiting_conversations(connection: Connection, before: datetime) -> list[str]:
    """Ids of conversations with a message from before `before` that waits, the oldest first."""
    rows = connection.execute(
        select(inbox.c.conversation_id)
        .where(inbox.c.state == "new", inbox.c.received_at <= to_text(before))
        .order_by(inbox.c.id)
    )
    return list(dict.fromkeys(row.conversation_id for row in rows))


def count_waiting(connection: Connection) -> int:
    """How many messages wait for their turn."""
    waiting = select(func.count()).select_from(inbox).where(inbox.c.state == "new")
    return int(connection.execute(waiting).scalar_one())


_ANSWER = (
    update(inbox)
    .where(inbox.c.id == bindparam("inbound"))
    .values(
        state=bindparam("new_state"),
        answer=bindparam("new_answer", type_=inbox.c.answer.type),
        answered_at=bindparam("new_at"),
    )
)


def mark_done(
    connection: Connection,
    id: int,
    answer: Sequence[Mapping[str, Any]],
    now: datetime,
    state: str = "done",
) -> None:
    connection.execute(
        _ANSWER,
        {
            "inbound": id,
            "new_state": state,
            "new_answer": list(answer),
            "new_at": to_text(now),
        },
    )


_COUNT = (
    update(inbox).where(inbox.c.id == bindparam("inbound")).values(attempts=inbox.c.attempts + 1)
)


def count_attempt(connection: Connection, id: int) -> None:
    """One more try is about to begin."""
    connection.execute(_COUNT, {"inbound": id})


def count_attempts(connection: Connection, id: int) -> int:
    attempts = select(inbox.c.attempts).where(inbox.c.id == id)
    return int(connection.execute(attempts).scalar() or 0)


def hold_alone(connection: Connection, id: int, until: datetime, now: datetime) -> bool:
    """Keep a waiting message for a process of its own; False when another has it, or it is done."""
    result = connection.execute(
        update(inbox)
        .where(
            inbox.c.id == id,
            inbox.c.state == "new",
            or_(inbox.c.alone_until.is_(None), inbox.c.alone_until <= to_text(now)),
        )
        .values(alone_until=to_text(until))
    )
    return bool(result.rowcount)


def free_alone(connection: Connection, id: int, until: datetime) -> None:
    """Its process is over, and could not try: from `until` on another may."""
    connection.execute(update(inbox).where(inbox.c.id == id).values(alone_until=to_text(until)))


def oldest_waiting(connection: Connection, conversation_id: str) -> int | None:
    """The id of the message whose turn it is, read without anything else of its row."""
    return connection.execute(
        select(func.min(inbox.c.id)).where(
            inbox.c.conversation_id == conversation_id, inbox.c.state == "new"
        )
    ).scalar()


def is_waiting(connection: Connection, id: int) -> bool:
    state = select(inbox.c.state).where(inbox.c.id == id)
    return connection.execute(state).scalar() == "new"


def list_inbound(connection: Connection, conversation_id: str) -> list[Inbound]:
    """Every message of the conversation that can be read, the oldest first."""
    said = select(inbox).where(inbox.c.conversation_id == conversation_id).order_by(inbox.c.id)
    return read_rows(connection, said, inbox.c.id, Inbound)


def list_texts(connection: Connection, conversation_id: str, limit: int) -> list[str]:
    """What the prospect last wrote in a conversation, the newest text first."""
    texts = select(inbox.c.text).where(
        inbox.c.conversation_id == conversation_id, inbox.c.kind == "message", inbox.c.text != ""
    )
    return list(connection.execute(texts.order_by(inbox.c.id.desc()).limit(limit)).scalars())


def list_answers(connection: Connection, conversation_id: str, limit: int) -> list[str]:
    """What the bot last said in a conversation, the newest answer first; silence is none."""
    rows = connection.execute(
        select(inbox.c.answer)
        .where(
            inbox.c.conversation_id == conversation_id,
            cast(inbox.c.answer, String).not_in(("[]", "null")),
        )
        .order_by(inbox.c.id.desc())
        .limit(limit)
    )
    return [message["text"] for row in rows for message in row.answer or ()]
