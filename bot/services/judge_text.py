"""The last look before a text goes out: whether it still may, by what holds now."""

from __future__ import annotations

from bot.store.database import Engine, reading, reading_row
from bot.store.outbox import Outbound
from bot.store.outbox_leases import OPTED_OUT, may_go


def judge_text(engine: Engine, text: Outbound) -> str | None:
    """Why a text in hand must not be sent after all; None when it may.

    It is asked of each text by itself, after the claim has committed: what raises here, or ends
    the process, concerns that text alone. The text must still be ours, and its number not have
    opted out since. Raises RowUnreadable.
    """
    with reading(engine) as connection, reading_row("outbox", text.id):
        if not may_go(connection, text):
            return OPTED_OUT
    return None
