"""The words that carriers reserve. They act before any dialogue, in any case, alone in a text.

Source: CTIA Messaging Principles and Twilio's default keyword handling.
"""

from __future__ import annotations

from enum import Enum

STOP_WORDS = frozenset(
    ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"]
)
START_WORDS = frozenset(["START", "YES", "UNSTOP"])
HELP_WORDS = frozenset(["HELP", "INFO"])


class Keyword(Enum):
    """What a reserved word asks for."""

    STOP = "stop"
    START = "start"
    HELP = "help"


def parse(text: str) -> Keyword | None:
    """The keyword that a text is, or None.

    >>> parse(" stop. ")
    <Keyword.STOP: 'stop'>
    >>> parse("please stop by on Monday") is None
    True
    """
    word = text.strip().strip(".!?'").upper()
    if word in STOP_WORDS:
        return Keyword.STOP
    if word in START_WORDS:
        return Keyword.START
    if word in HELP_WORDS:
        return Keyword.HELP
    return None
