"""The bot's messages as one text: choices numbered, typographic characters made plain."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.services.dialogue import Reply
from bot.services.wording import sentences
from bot.values import sms_text

_SAYS_YES_OR_NO = re.compile(r"\byes\b.*\bno\b", re.IGNORECASE)


def text_reply(replies: Sequence[Reply]) -> str:
    """One SMS body for all replies of a turn; a prospect answers a choice by its number."""
    return sms_text.to_gsm7("\n".join(_lines(reply) for reply in replies))


def _lines(reply: Reply) -> str:
    values = [value for _, value in reply.choices]
    if reply.asks == "consent" or values in ([], ["skip"]):
        return reply.text  # says itself what to reply
    if values == ["yes", "no"]:
        says_itself = _SAYS_YES_OR_NO.search(reply.text)
        asking = "{ask}" if says_itself else str(sentences()["yes_or_no"])
        return asking.replace("{ask}", reply.text)
    numbered = [f"{n} {title}" for n, (title, _) in enumerate(reply.choices, 1)]
    return "\n".join([reply.text, *numbered])
