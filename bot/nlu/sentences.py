"""A message's sentences."""

from __future__ import annotations

import re
from itertools import islice

# Of the questions in one message so many are answered, and so many characters of each read.
MOST, LONGEST = 4, 100
_WORDS = r"(?:is|are|am|do|does|did|how|what|who|whose|why|can|could|will|would|where|which)\b"
_ASKING = re.compile(rf"\W*(?:(?:but|and|so|also|btw)\b\W*)*{_WORDS}", re.IGNORECASE)
_BREAK = re.compile(rf"(?<=[.?!;\n])|,?\s(?=(?:but|and|also|btw)\s{_WORDS})", re.IGNORECASE)


def questions(text: str) -> list[str]:
    """Its sentences that ask something, where it has others, too; the first few.

    >>> questions("About 8k. Is this free?")
    [' Is this free?']
    >>> questions("94110 but who sees this")
    ['but who sees this']
    """
    sentences = [each for each in _BREAK.split(text) if each.strip()]
    if len(sentences) < 2:
        return []
    asking = (each for each in sentences if each.endswith("?") or _ASKING.match(each))
    return [each[-LONGEST:] for each in islice(asking, MOST)]
