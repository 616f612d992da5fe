"""The bot's messages as one text: choices numbered, typographic characters made plain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.services.dialogue import Reply
from bot.services.wording import sentences
from bot.values import sms_text

_SAYS_YES_OR_NO = re.compile(r"\byes\b.*\bno\b", re.IGNORECASE)


def text_reply(replies: Sequence[Reply]) -> str:
    """One SMS body for all replies of a turn; a prospect answers a choice by its number."""
    return sms_text.to_gsm7("\n".join(_lines(reply) for reply in replies))


def opening_text(replies: Sequence[Reply], asides: Sequence[str]) -> str:
    """`text_reply` with the first of `asides`, after the first reply, that costs no segment."""
    plain = text_reply(replies)
    greeting, *rest = replies
    for aside in asides:
        fuller = text_reply([replace(greeting, text=f"{greeting.text} {aside}"), *rest])
        if sms_text.segments(fuller) == sms_text.segments(plain):
            return fuller
    return plain


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
