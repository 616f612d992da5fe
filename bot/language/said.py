"""What the rules of money look at: the message, and its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.language.doc import Doc


@dataclass(frozen=True, slots=True)
class Scene:
    """The message, the currency that "dollars" or "pounds" stand for where they can, and the
    tokens that a sum begins with.
    """

    doc: Doc
    own: str
    sums: frozenset[int] = frozenset()

    def word(self, at: int) -> str:
        """The token at `at`, "" where there is none."""
        return self.doc.tokens[at].low if 0 <= at < len(self.doc.tokens) else ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a rule of sums sees it, at `tokens[first:last]`."""

    value: Decimal
    scale: int
    sure: bool
    unit: str
    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.value.normalize():f}"
