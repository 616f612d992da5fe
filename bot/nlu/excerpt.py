"""What of a long message a reader is given: the sentences that may tell it something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.language.clean import Clean

LONGEST = 400
"""Characters that are read for one value. To read costs more with each sentence that may tell it,
and in the sentences that tell it best it is told by then."""
_LONGEST_SENTENCE = 160
_STOP = re.compile(r"[.;!?]+ +")
_PAUSE = re.compile(r".*(?:, | (?=(?:and|but|so|because|then) ))", re.DOTALL)


def excerpt(plain: Clean, telling: re.Pattern[str], perhaps: re.Pattern[str]) -> Clean:
    """`plain` where it is short; else its sentences with a `telling` word and, if there is room,
    those with one that `perhaps` tells. What is left out leaves a semicolon.

    Who writes without stops has sentences from one pause or, at worst, one word to another.
    """
    text = plain.text
    if len(text) <= LONGEST:
        return plain
    sentences = list(_sentences(text))
    best = [each for each in sentences if telling.search(text, *each)]
    more = [each for each in sentences if each not in best and perhaps.search(text, *each)]
    left = LONGEST
    kept = []
    for start, end in [*best, *more]:
        if end - start <= left:
            kept.append((start, end))
            left -= end - start
    return plain.rewritten((start, end, "; ") for start, end in _gaps(sorted(kept), len(text)))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in [*(stop.end() for stop in _STOP.finditer(text)), len(text)]:
        while end - start > _LONGEST_SENTENCE:
            cut = _cut(text, start)
            yield start, cut
            start = cut
        if start < end:
            yield start, end
            start = end


def _cut(text: str, start: int) -> int:
    """Where to part what is too long: at its last pause, or between words."""
    pause = _PAUSE.match(text, start + _LONGEST_SENTENCE // 2, start + _LONGEST_SENTENCE)
    space = text.rfind(" ", start, start + _LONGEST_SENTENCE)
    if pause:
        return pause.end()
    return space + 1 if space > start else start + _LONGEST_SENTENCE


def _gaps(kept: list[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    done = 0
    for start, end in [*kept, (length, length)]:
        if done < start:
            yield done, start
        done = end
