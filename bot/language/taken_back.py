"""What says of a value that it is the old or a wrong one: "I said 8k", "8k is wrong"."""

from __future__ import annotations

import re

from bot.language.phrasing import Phrasing
from bot.language.word_files import pattern

PHRASES = Phrasing("taken_back")
REACH = 60
"""Characters between such words and the value, at most."""
_UP_TO_IT = {
    "denied": pattern("corrections", r"(?:\s+<before_old>)*[\s:\"'“]*"),
    "told_before": pattern("corrections", r"(?: <beside_said>)*(?:\s+<before_old>)*[\s:\"'“]*"),
}
_BEHIND_IT = re.compile(r"[\"'”]?\W{0,2}\(?")


def old_follows(text: str, at: int, since: int = 0) -> bool:
    """Whether the words right before `text[at:]`, from `since` on, call it old: "not at 8k"."""
    return any(
        _UP_TO_IT[each.rule].fullmatch(text, each.end, at)
        for each in PHRASES.said(text, "old_follows")
        if max(since, at - REACH) <= each.start and each.end <= at
    )


def old_precedes(text: str, end: int) -> bool:
    """Whether the words right behind `text[:end]` call it old: "8k, by mistake"."""
    return any(
        each.start >= end and _BEHIND_IT.fullmatch(text, end, each.start)
        for each in PHRASES.said(text, "old_precedes")
    )
