"""The tokens of a message as one plain text, for patterns of figures and signs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from bot.language.doc import Token


class Joined:
    """`text` holds the tokens, a space between those that aren't glued.

    `starts[i]` is where token i stands in it; `token_ends` has, by where a token ends, the next.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        pieces = [token.low if token.glued else " " + token.low for token in tokens]
        self.text = "".join(pieces)[1:]
        ends = [end - 1 for end in accumulate(map(len, pieces))]
        self.starts = [end - len(token.low) for end, token in zip(ends, tokens, strict=True)]
        self.token_ends = {end: at for at, end in enumerate(ends, 1)}

    def tokens_of(self, start: int, end: int) -> range:
        """Which tokens `text[start:end]` touches."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))
