"""A message's sentences."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from bot.language.phrasing import flat
from bot.language.questions import PHRASES

# Of the questions in one message so many are answered, and so many characters of each read.
MOST, LONGEST = 4, 100


def questions(text: str) -> list[str]:
    """Its sentences that ask something, where it has others, too; the first few.

    >>> questions("About 8k. Is this free?")
    [' Is this free?']
    >>> questions("94110 but who sees this")
    ['but who sees this']
    """
    begins, parts = _asking()
    sentences = [each for each in parts.split(text) if each.strip()]
    if len(sentences) < 2:
        return []
    asking = (each for each in sentences if each.endswith("?") or begins.match(each))
    return [each[-LONGEST:] for each in islice(asking, MOST)]


@cache
def _asking() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a sentence that asks begins with, and where a message is parted into sentences."""
    words = _any_of("asking", "asking_what") + r"\b"
    begins = rf"\W*(?:{_any_of('joining_on')}\b\W*)*{words}"
    parts = rf"(?<=[.?!;\n])|,?\s(?={_any_of('joining')}\s{words})"
    return re.compile(begins, re.IGNORECASE), re.compile(parts, re.IGNORECASE)


def _any_of(*kinds: str) -> str:
    listed = [flat(PHRASES.file["words"][kind]) for kind in kinds]
    return f"(?:{'|'.join(word for words in listed for word in words)})"
