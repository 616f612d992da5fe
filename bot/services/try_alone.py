"""What the parent does about a message that is tried alone: before its child begins, and after."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot import child
from bot.child import Fate
from bot.services.give_up import give_up
from bot.store import conversations, inbox
from bot.store.database import Engine, transaction

# A child that could not try, because the database was away: not again at once.
PAUSE = timedelta(seconds=30)
UNSEEN = "nobody saw what became of it"


def begin_alone(
    engine: Engine, conversation_id: str, message_id: int, now: datetime, operator: str | None
) -> bool:
    """Keep the message for our child; False when another process has it, or it is seen to.

    One whose tries came to no end that anybody saw is given up (`operator`: see there).
    """
    with transaction(engine) as connection:
        # Whoever is about to answer it is waited for.
        conversations.lock_whereabouts(connection, conversation_id)
        spent = inbox.count_attempts(connection, message_id) > inbox.LAST_ATTEMPT
        until = now + timedelta(seconds=child.LONGEST)
        if not inbox.hold_alone(connection, message_id, until, now):
            return False
    if spent:
        give_up(engine, conversation_id, message_id, UNSEEN, now, operator)
    return not spent


def end_alone(
    engine: Engine,
    conversation_id: str,
    message_id: int,
    fate: Fate,
    now: datetime,
    operator: str | None,
) -> None:
    """A child that failed leaves an apology; one that could not try, the message as it was."""
    if fate is Fate.HINDERED:
        with transaction(engine) as connection:
            inbox.free_alone(connection, message_id, now + PAUSE)
    elif fate is not Fate.DONE:
        give_up(engine, conversation_id, message_id, fate.value, now, operator)
