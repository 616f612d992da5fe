"""The tokens of a message as one plain text, for patterns of figures and signs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from bot.language.doc import Token


class Joined:
    """`text` holds the tokens, a space between those that aren't glued.

    `starts[i]` is where token i stands in it; `token_ends` has, by where a token ends, the next.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.starts: list[int] = []
        self.token_ends: dict[int, int] = {}
        pieces: list[str] = []
        length = 0
        for at, token in enumerate(tokens):
            piece = token.low if token.glued or not at else " " + token.low
            pieces.append(piece)
            length += len(piece)
            self.starts.append(length - len(token.low))
            self.token_ends[length] = at + 1
        self.text = "".join(pieces)

    def tokens_of(self, start: int, end: int) -> range:
        """Which tokens `text[start:end]` touches."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))
