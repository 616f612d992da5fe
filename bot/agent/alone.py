"""`python -m bot.agent.alone`: one turn, in a process of its own with limits (`bot/child.py`).

The turn's transaction commits or it doesn't; the parent hears only how the process ended.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot import child, clock
from bot.child import Fate
from bot.services.take_turn import take_turn_alone
from bot.store.database import is_away, open_database

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Order:
    """Which message, and where it is; `fixed_now` is the clock's, if it stands still;
    `operator` (E.164) is never a prospect.
    """

    database_url: str
    models: Path
    fixed_now: datetime | None
    conversation_id: str
    message_id: int
    operator: str | None = None


def take_alone(order: Order) -> Fate:
    """In the parent: have the turn taken by a child; waits for it, up to two minutes."""
    return child.run_alone("bot.agent.alone", order)


def main() -> int:
    order: Order = child.take_order()
    clock.fix(order.fixed_now)
    from bot.agent.agent import RasaDialogue

    dialogue = RasaDialogue(order.models)
    dialogue.warm_up()
    engine = open_database(order.database_url, child.LOCK_SECONDS)
    child.begin()
    try:
        asyncio.run(
            take_turn_alone(
                engine,
                order.conversation_id,
                order.message_id,
                dialogue,
                clock.now(),
                order.operator,
            )
        )
    except Exception as error:
        if is_away(error):
            return child.HINDERED
        logger.exception("turn failed", extra={"inbox": order.message_id})
        return child.RAISED
    return 0


if __name__ == "__main__":
    sys.exit(main())
