"""A message's sentences."""

from __future__ import annotations

import re

_ASKING = re.compile(
    r"\W*(?:is|are|am|do|does|did|how|what|who|whose|why|can|could|will|would|where|which)\b", re.I
)
_SENTENCE = re.compile(r"[^.?!;\n]+[.?!;\n]*")


def questions(text: str) -> list[str]:
    """Its sentences that ask something, where it has others, too.

    >>> questions("About 8k. Is this free?")
    [' Is this free?']
    """
    sentences: list[str] = _SENTENCE.findall(text)
    if len(sentences) < 2:
        return []
    return [each for each in sentences if each.endswith("?") or _ASKING.match(each)]
