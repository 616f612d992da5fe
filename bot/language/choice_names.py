"""Whether a sentence names a choice: all words of a part of its label, or of a phrase."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from bot.language.word_pieces import words_of

Name = tuple[frozenset[str], ...]
"""The words of a label or phrase that tell something, each in its forms."""


def names_of(
    label: str, phrases: Iterable[str], little: Container[str], joining: Container[str]
) -> tuple[Name, ...]:
    """The names of a choice: each part of its label ("Rats and mice" has two), each phrase."""
    names = [words_of(phrase) for phrase in phrases]
    for part in _BETWEEN_PARTS.split(label):
        words = words_of(part)
        ends = [n for n, word in enumerate(words) if word in joining]
        names += [words[a:b] for a, b in _between(ends, len(words))]
    told = ([word for word in words if word not in little] for words in names)
    return tuple(tuple(forms_of(word) for word in words) for words in told if words)


def _between(ends: Sequence[int], length: int) -> list[tuple[int, int]]:
    """From where to where the parts between `ends` go."""
    starts = [0, *(end + 1 for end in ends)]
    return list(zip(starts, [*ends, length], strict=True))


def are_named(names: Sequence[Name], said: frozenset[str], forms: frozenset[str]) -> bool:
    """Whether all words of one of the names are among those `said`, whatever their endings."""
    return any(all(said & word or max(word, key=len) in forms for word in name) for name in names)


_BETWEEN_PARTS = re.compile(r"[,;/&+()]")
_SHORTEST_ROOT, _LONGEST_ENDING = 3, 3  # letters


def forms_of(word: str) -> frozenset[str]:
    """The word, and what is left of it without an ending: "leaking", "leaki", "leak"."""
    ends = range(max(len(word) - _LONGEST_ENDING, _SHORTEST_ROOT), len(word))
    return frozenset({word, *(word[:end] for end in ends)})
