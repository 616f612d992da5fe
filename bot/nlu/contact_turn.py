"""Which of several details stands, where a prospect takes one back or has two."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.nlu.corrections import current, turned, unsettled
from bot.nlu.patterns import MOST
from bot.nlu.reading import Heard

_TAKEN_BACK_BEFORE = re.compile(
    r"\b(?:not|isn['’]?t|wasn['’]?t|no longer|don['’]?t (?:call|text|use|e-?mail|write to)|old|"
    r"used to be|instead of|rather than)"
    r"(?:\s+(?:me|at|on|to|is|was|my|the|old|number|one|in|zip|code|phone|e-?mail))*[\s:]*$",
    re.IGNORECASE,
)
_TAKEN_BACK_AFTER = re.compile(
    r"\W{0,2}\s*(?:(?:is|was)\s+(?:not\b|(?:(?:my|the|an?)\s+)?(?:old|wrong)\b|no longer\b)|"
    r"isn['’]?t\b|doesn['’]?t work|\(old\)|no longer\b)",
    re.IGNORECASE,
)
_PREFERRED = re.compile(
    r"[^\w.!?]*(?:is|are|would be|works)\s+(?:(?:the|my|much|a)\s+)*"
    r"(?:better|best|preferred|easier|easiest)\b",
    re.IGNORECASE,
)


def standing(text: str, found: Iterable[Heard[str]]) -> Heard[str] | None:
    """The first that isn't taken back ("not ...", "... is my old one"); or the one that corrects
    it, or that is better. In doubt where something else may take its place ("sorry, 0124")."""
    kept: Heard[str] | None = None
    for heard in current(text, sorted(found, key=lambda each: each.start)[:MOST]):
        before = text[max(0, heard.start - 60) : heard.start]
        if _TAKEN_BACK_BEFORE.search(before) or _TAKEN_BACK_AFTER.match(text, heard.end):
            continue
        if _PREFERRED.match(text, heard.end):
            return heard
        if kept is None or turned(text, kept.end, heard.start, heard.end):
            kept = heard
    if kept and unsettled(text, kept.end):
        return replace(kept, doubtful=True)
    return kept
