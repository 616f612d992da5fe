"""What delivery tests share: a clock that we move, and texts to deliver."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.store import outbox
from bot.store.database import reading, transaction
from bot.store.outbox import Outbound
from bot.store.schema import outbox as outbox_table
from tests.conftest import NOW

PHONE, NUMBER = "+14155550188", "+14155550199"


class Clock:
    """Says what it is set to."""

    def __init__(self) -> None:
        self.instant = NOW

    def __call__(self) -> datetime:
        return self.instant

    def advance(self, seconds: float) -> None:
        self.instant += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def queue(
    engine: Engine,
    key: str = "reply:1",
    kind: str = "reply",
    to: str = PHONE,
    body: str = "Hi",
    **more: Any,
) -> None:
    """A text to deliver; `more` is what else add_outbound takes."""
    with transaction(engine) as connection:
        outbox.add_outbound(
            connection,
            key=key,
            kind=kind,
            campaign_id="roofing",
            sender=NUMBER,
            recipient=to,
            body=body,
            now=NOW,
            **more,
        )


def text(engine: Engine, key: str = "reply:1") -> Outbound:
    with reading(engine) as connection:
        row = connection.execute(select(outbox_table).where(outbox_table.c.key == key)).one()
    return Outbound(**row._mapping)
