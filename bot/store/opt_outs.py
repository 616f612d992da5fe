"""Opt-outs, as events that are added and never changed; what holds now is a query."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from functools import cache

from sqlalchemy import bindparam, insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql import Select

from bot.store.schema import opt_out
from bot.store.times import to_text


class OptOutKind(str, Enum):
    """What an event says of a number.

    OUT: its holder, or the carrier, wants no texts. TYPED: someone who merely typed the number
    wants none: it gets no text that we would start. IN: its holder texted START; both are over.
    """

    OUT = "out"
    TYPED = "typed"
    IN = "in"


# Which events close a number to which texts.
_TO_ALL = (OptOutKind.OUT,)
_TO_STARTED = (OptOutKind.OUT, OptOutKind.TYPED)


def add_opt_out(connection: Connection, phone: str, heard: str, now: datetime) -> bool:
    """Nothing more goes to this number; False when that held already."""
    if is_opted_out(connection, phone):
        return False
    _append(connection, phone, OptOutKind.OUT, heard, now)
    return True


def add_typed_opt_out(connection: Connection, phone: str, heard: str, now: datetime) -> bool:
    """Nothing that we would start goes to this number; False when that held already."""
    if refuses_started_texts(connection, phone):
        return False
    _append(connection, phone, OptOutKind.TYPED, heard, now)
    return True


def add_opt_in(connection: Connection, phone: str, heard: str, now: datetime) -> None:
    """Texts may go to this number again: its holder says so."""
    _append(connection, phone, OptOutKind.IN, heard, now)


def is_opted_out(connection: Connection, phone: str) -> bool:
    """Whether nothing may go to this number but notices."""
    return _holds(connection, phone, _TO_ALL)


def refuses_started_texts(connection: Connection, phone: str) -> bool:
    """Whether no text that we would start may go to this number."""
    return _holds(connection, phone, _TO_STARTED)


def opted_out_phones() -> Select:
    """A query for every number that nothing may go to but notices."""
    return _phones(_TO_ALL)


def phones_refusing_started_texts() -> Select:
    """A query for every number that no text which we would start may go to."""
    return _phones(_TO_STARTED)


def _holds(connection: Connection, phone: str, kinds: tuple[OptOutKind, ...]) -> bool:
    return connection.execute(_of_phone(kinds), {"number": phone}).first() is not None


@cache  # to build a query costs more than to run it
def _of_phone(kinds: tuple[OptOutKind, ...]) -> Select:
    return _phones(kinds).where(opt_out.c.phone == bindparam("number")).limit(1)


@cache
def _phones(kinds: tuple[OptOutKind, ...]) -> Select:
    later = opt_out.alias()
    is_over = (
        select(later.c.id)
        .where(
            later.c.phone == opt_out.c.phone,
            later.c.id > opt_out.c.id,
            later.c.kind == OptOutKind.IN.value,
        )
        .exists()
    )
    return select(opt_out.c.phone).where(
        opt_out.c.kind.in_([kind.value for kind in kinds]), ~is_over
    )


def _append(
    connection: Connection, phone: str, kind: OptOutKind, heard: str, now: datetime
) -> None:
    connection.execute(
        insert(opt_out).values(phone=phone, kind=kind.value, heard=heard[:300], at=to_text(now))
    )
