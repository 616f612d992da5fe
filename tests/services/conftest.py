"""What service tests share: a dialogue of our own, and conversations to have it in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.engine import Engine

from bot.child import Fate
from bot.services.chat import receive_chat_message
from bot.services.dialogue import Reply
from bot.services.start_conversation import start_web_conversation
from bot.services.take_turn import Taken, take_turn_alone, take_turns
from bot.services.try_alone import begin_alone, end_alone
from bot.services.turn import Turn, current_turn
from bot.store.database import reading
from bot.store.schema import metadata
from tests.conftest import NOW

Step = Callable[[Turn, str], None]


class Parrot:
    """A dialogue that repeats what it hears, and does `step` before: write, raise, ..."""

    def __init__(self, step: Step | None = None) -> None:
        self.heard: list[Any] = []
        self._step = step

    async def respond(self, conversation_id: str, said: Any) -> list[Reply]:
        self.heard.append(said)
        turn = current_turn()
        assert turn is not None
        assert turn.conversation.id == conversation_id
        if self._step:
            self._step(turn, said)
        return [Reply(f"You said {said}")]


def take(
    engine: Engine,
    conversation: str,
    dialogue: Any,
    now: datetime = NOW,
    operator: str | None = None,
) -> Taken:
    """Take what turns there are; what must be tried alone is tried here, as a child would."""
    taken = asyncio.run(take_turns(engine, conversation, dialogue, lambda: now, operator=operator))
    if taken.alone is None:
        return taken
    about = (engine, conversation, taken.alone)
    if begin_alone(*about, now, operator):
        end_alone(*about, _fate(*about, dialogue), now, operator)
    return take(engine, conversation, dialogue, now, operator)


def _fate(engine: Engine, conversation: str, message_id: int, dialogue: Any) -> Fate:
    try:
        asyncio.run(take_turn_alone(engine, conversation, message_id, dialogue, NOW))
    except Exception:
        return Fate.RAISED
    return Fate.DONE


def counts(engine: Engine) -> dict[str, int]:
    """How many rows each table has."""
    with reading(engine) as connection:
        return {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in metadata.tables.items()
        }


@pytest.fixture
def web(database: Engine) -> str:
    """A web conversation whose opening has been answered."""
    id = start_web_conversation(database, "roofing", {}, NOW)
    take(database, id, Parrot())
    return id


def say(engine: Engine, conversation: str, key: str, text: str) -> None:
    receive_chat_message(engine, conversation, key, text, NOW)
