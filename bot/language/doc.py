"""A message as its readers see it: tokens in plain letters, and the way back to what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bot.language.clean import Clean, clean

_TOKEN = re.compile(r"\d+|[a-z]+(?:'[a-z]+)*|[^\s\w]|[^\W\da-z]+|_")
_SENTENCE_ENDS = frozenset(".!?;")
_CLAUSE_ENDS = _SENTENCE_ENDS | frozenset(",:()")


class Token(NamedTuple):
    """A word, a run of digits, or one sign; `message[start:end]` is what was typed.

    `glued`: nothing stands between it and the token before. `clause` and `sentence` count the
    pauses and the stops before it; a comma or a point within a figure is neither.
    """

    low: str
    start: int
    end: int
    glued: bool
    clause: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Doc:
    """A message and its tokens, in order."""

    message: str
    tokens: tuple[Token, ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where `tokens[first:last]` stand in the message; `last` is exclusive."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def words(self, first: int, last: int) -> str:
        """What was typed for `tokens[first:last]`."""
        start, end = self.span(first, last)
        return self.message[start:end]


@lru_cache(maxsize=64)  # the readers of one message ask one after the other
def read(message: str) -> Doc:
    """The first 1,000 characters of `message` as tokens, usual spelling restored.

    >>> [token.low for token in read("Abt $9k, nxt week!").tokens]
    ['about', '$', '9', 'k', ',', 'next', 'week', '!']
    """
    return Doc(message, tuple(_tokens(message, clean(message))))


def blanked(message: str, places: Iterable[tuple[int, int]]) -> str:
    """`message` with blanks for these places, as long as it was.

    >>> blanked("8k in May", [(0, 2)])
    '   in May'
    """
    for start, end in places:
        message = message[:start] + " " * (end - start) + message[end:]
    return message


def _tokens(message: str, plain: Clean) -> Iterator[Token]:
    text, origin = plain.text, plain.origin
    clause = sentence = 0
    pause = stop = False
    end = 0
    lines = "\n" in message
    for match in _TOKEN.finditer(text):
        sign = match[0]
        start, before, end = match.start(), end, match.end()
        glued = start == before and start > 0
        if lines and not glued:
            pause |= "\n" in message[origin[before] : origin[start]]
        ends = sign in _CLAUSE_ENDS and not _is_within_figure(text, match)
        if not ends and (pause or stop):
            clause += pause and before > 0
            sentence += stop and before > 0
            pause = stop = False
        # A respelt word's last letter stands for all that was typed behind it.
        typed = max(origin[end], origin[end - 1] + 1)
        yield Token(sign, origin[start], typed, glued, clause, sentence)
        pause |= ends
        stop |= ends and sign in _SENTENCE_ENDS


def _is_within_figure(text: str, match: re.Match[str]) -> bool:
    """Whether a sign stands between two figures, as in 1,500 and 10:30."""
    start, end = match.span()
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    return before.isdecimal() and after.isdecimal()
