"""What prospects said that was not understood: kept for a while, so that a campaign learns words.

A sentence stands alone, without its conversation, its phone numbers and e-mail addresses. What
answers a question of contact or place is somebody's own and is not kept.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.leads.campaign import CONTACT_QUESTIONS
from bot.services.aside import aside
from bot.services.slots import slots_of
from bot.services.turn import Turn
from bot.store import not_understood
from bot.store.database import Engine, reading, transaction
from bot.store.not_understood import NotUnderstood

MOST_SHOWN = 1000
PERSONAL = frozenset((*CONTACT_QUESTIONS, "phone_code", "postcode"))


def note_not_understood(turn: Turn) -> None:
    """Keep the sentence of a turn, if the dialogue made nothing of it."""
    if turn.unheard is None:
        return
    asks = slots_of(turn.conversation).get("asks")
    if asks in PERSONAL:
        return
    with aside(turn.connection, "a sentence that was not understood"):
        not_understood.add_not_understood(
            turn.connection, turn.campaign.id, asks, turn.unheard, turn.now
        )


def list_not_understood(engine: Engine, campaign_id: str) -> list[NotUnderstood]:
    """What a campaign's prospects said, the most frequent first, at most `MOST_SHOWN`."""
    with reading(engine) as connection:
        return not_understood.list_not_understood(connection, campaign_id, MOST_SHOWN)


def forget_not_understood(engine: Engine, kept: timedelta, now: datetime) -> int:
    """Remove what is older than its keeping time; returns how many."""
    with transaction(engine) as connection:
        return not_understood.forget_not_understood(connection, now - kept)
