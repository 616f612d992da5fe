"""The usual spelling of the words that budgets and dates are told with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.language.en.words import one_edit
from bot.language.vectors import load_vectors
from bot.language.word_files import by_word, load

_WORDS = load("en", "spelling")
_SHORT: dict[str, str] = by_word(_WORDS["short"])
_SHORT |= {
    f"{first}{last}": f"{first} {last}"
    for firsts, lasts in _WORDS["joined"]
    for first in firsts
    for last in lasts
}
_STRETCHED = frozenset(_WORDS["stretched"])
_REPEATED = re.compile(r"(.)\1+")
_KNOWN = frozenset(_WORDS["known"])
_UNLIKE_OTHERS: list[str] = _WORDS["unlike_others"]


_SIGNS: dict[str, str] = by_word(_WORDS["signs"])
_SIGN = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _SIGNS))})(?!\w)", re.IGNORECASE)


def without_signs(message: str) -> str:
    """`message` with a word for each sign that is none, as long as it was.

    >>> without_signs("an MBA w/o a degree")
    'an MBA no  a degree'
    """
    return _SIGN.sub(lambda sign: _SIGNS[sign[0].lower()].ljust(len(sign[0])), message)


@lru_cache(maxsize=4096)
def usual(word: str) -> str | None:
    """The usual spelling of a misspelt `word`, or None when it stands as it is.

    One letter left out, doubled or swapped with its neighbour is mended; another letter in
    its place is not (`mouth` is no `month`, `marsh` no `march`).
    """
    if word in _SHORT:
        return _SHORT[word]
    once = _REPEATED.sub(r"\1", word)
    if word != once and once in _STRETCHED:
        return once
    if len(word) > _LONGEST or word in _KNOWN or not word.isalpha():
        return None
    if len(word) < _SHORTEST:
        slip = _SHORT_SLIPS.get(word)
        return slip if slip and not load_vectors("en").is_word(word) else None
    slipped = _SLIPS.get(word)
    slipped = slipped or next((known for known in _UNLIKE_OTHERS if _mistyped(word, known)), None)
    return slipped or _of_no_word(word)


def _of_no_word(word: str) -> str | None:
    """The known word that has one letter less than `word`, or another in one place.

    Of words that there are none is another's slip: `mouth` is no month.
    """
    for at in range(1, len(word)):
        left = word[:at] + word[at + 1 :]
        known = left if left in _KNOWN else _CHANGED.get((at, left))
        if known and not load_vectors("en").is_word(word):
            return known
    return None


def _mistyped(word: str, known: str) -> bool:
    return word[0] == known[0] and word != f"{known}s" and one_edit(word, known)


def _slips(word: str) -> Iterator[str]:
    """The ways to write `word` with a letter left out, doubled or swapped with the next."""
    for i in range(len(word) - 1):
        yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    # A missing plural s is a word of its own.
    for i in range(1, len(word) - 1):
        yield word[:i] + word[i + 1 :]
    for i in range(len(word)):
        yield word[: i + 1] + word[i:]


_SHORTEST = 6  # letters: shorter words a slip apart are too often words of their own
_SHORTEST_SLIP = 3
_LONGEST = max(map(len, _KNOWN)) + 1
_SLIPS = {slip: known for known in sorted(_KNOWN) for slip in _slips(known) if slip[0] == known[0]}
_CHANGED = {
    (at, known[:at] + known[at + 1 :]): known
    for known in sorted(_KNOWN)
    for at in range(len(known))
}
_SHORT_SLIPS = {
    slip: known
    for known in _WORDS["brief"]
    for slip in (*_slips(known), known[:-1])
    if len(slip) > _SHORTEST_SLIP
}
