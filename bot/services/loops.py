"""Machines that text are not answered for ever: what leads nowhere gets silence after a while.

An auto-reply ("I'm driving") answers our answer, and so on; so may another bot. What is the same
again, and is not understood or changes nothing, is answered a few times; likewise a run of texts
that are not understood. The silent ones leave no trace in the dialogue, so whatever is new, or
moves it on, is answered as if they had never come.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from bot.services.dialogue import Reply
from bot.services.limiter import Count, note, over
from bot.services.slots import slots_in
from bot.services.turn import Turn
from bot.store import conversations

# Slots that change with every answer, whether or not anything has come of it: what is read back or
# offered comes and goes, and any words may be a condition.
_PASSING = frozenset({"said", "ways", "missed", "pending", "condition"})
# Of an answer, when, in which words and how surely it was given.
_CIRCUMSTANCES = frozenset({"heard", "at", "why"})

_LONG = 5  # gaps between words


async def answer_unless_looping(
    turn: Turn, text: str, respond: Callable[[], Awaitable[Sequence[Reply]]]
) -> Sequence[Reply]:
    """The answers of `respond`; none, and nothing of it kept, where the prospect is in a loop.

    On the web each answer is asked for, and limits of traffic are enough.
    """
    if turn.conversation.channel != "sms":
        return await respond()
    trial = turn.connection.begin_nested()
    replies = await respond()
    passed = over(_count(turn, text))
    if passed is None:
        trial.commit()
        return replies
    trial.rollback()
    _count(turn, text)  # taken back with the rest, but it was one more
    note(passed)
    return ()


def _count(turn: Turn, text: str) -> list[Count]:
    """Count the text against the limits of its sort; nothing where it moves the dialogue on."""
    before = turn.conversation.state
    kept = conversations.get_conversation(turn.connection, turn.conversation.id)
    after = kept.state if kept else None
    words = normal(text)
    # Nobody writes a long text three times over; a short one says much by itself.
    likely = not turn.understood or words.count(" ") >= _LONG
    moves = _standing(before) != _standing(after)
    if turn.understood and moves and (before or not likely):
        return []
    stands = f"{turn.conversation.id} {_standing(after)}"
    return turn.limiter.count(
        turn.connection,
        repeats=f"{stands} {words}" if likely else None,
        short_repeats=None if likely else f"{stands} {words}",
        not_understood=None if turn.understood else f"{turn.conversation.id} {_known(after)}",
        leading_nowhere=stands if turn.understood else None,
    )


def normal(text: str) -> str:
    """A text as it is compared: a machine's may carry the time of day or a running number.

    >>> normal("I'm driving (sent 10:42)") == normal("Im DRIVING - sent 11:05!")
    True
    """
    letters = re.sub(r"['’]", "", text.casefold())
    return " ".join(re.findall(r"[^\W\d_]+", letters)) or text.strip()


def _standing(state: Mapping[str, Any] | None) -> str:
    """Where the dialogue stands: what it knows and asks."""
    slots = slots_in(state)
    return json.dumps(
        {name: _bare(value) for name, value in slots.items() if name not in _PASSING},
        sort_keys=True,
    )


def _known(state: Mapping[str, Any] | None) -> int:
    """How many answers hold a value: a question that was left open is no step."""
    slots = slots_in(state)
    answers = [*slots.values(), *(slots.get("answers") or {}).values()]
    return sum(isinstance(a, dict) and a.get("value") is not None for a in answers)


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _bare(each) for key, each in value.items() if key not in _CIRCUMSTANCES}
    return value
