"""Number words: which they are, and which may stand where in a run of them.

What a run of them makes is in number_runs.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.language.word_files import by_word, load, word_set

_WORDS = load("en", "numbers")
SMALL: dict[str, int] = by_word(_WORDS["small"])
IN_WORDS = {str(number): word for word, number in SMALL.items()}
TENS: dict[str, int] = by_word(_WORDS["tens"])
LETTERS: dict[str, int] = by_word(_WORDS["letter"])
_FULL: dict[str, int] = by_word(_WORDS["scale"])
SCALES = _FULL | LETTERS
SEVERAL: dict[str, int] = by_word(_WORDS["several"])
BETWEEN = frozenset(by_word(_WORDS["between"]))
ORDINALS: dict[str, int] = by_word(_WORDS["ordinal"])
NTH = frozenset(by_word(_WORDS["nth"]))
PARTS = {
    tuple(words.split()): Decimal(str(part)) for words, part in by_word(_WORDS["share"]).items()
}
AND, POINT, HALF = (word_set("numbers", kind) for kind in ("and", "point", "half"))
HUNDRED, DOZEN = word_set("numbers", "hundred"), word_set("numbers", "dozen")
ARTICLES, OF = word_set("figures", "article"), word_set("figures", "of")
BEFORE_SEVERAL = word_set("numbers", "before_several")
_ROUNDED = word_set("numbers", "rounded")
A_COUPLE = 2

MULTIPLIERS = HUNDRED.union(SCALES)
_SHARED = DOZEN.union(_FULL, word_set("numbers", "letter_behind_words"))
_COUNTED_BY_A = _SHARED | HUNDRED
_WORDS_BEHIND = _COUNTED_BY_A.union(SMALL, TENS)
_SHARES = frozenset(words[-1] for words in PARTS)
BEGIN = _WORDS_BEHIND.union(SEVERAL, _SHARES, ORDINALS)
"""A message with none of these, and no figure, holds no number."""
HEADS = BEGIN.union(ARTICLES, (words[0] for words in PARTS))
"""A number in words begins with one of these."""
_DIGITS = frozenset("123456789")
_ROUND = frozenset(f"{digit}00" for digit in _DIGITS)


def stands(words: Sequence[str], at: int, kind: frozenset[str]) -> bool:
    """Whether one of `kind` stands at that place of `words`."""
    return at < len(words) and words[at] in kind


def begins(words: Sequence[str], at_start: bool) -> int:
    """How many of `words`, which begin a run of number words, are its head; 0 for no run.

    A bare scale ("thousand") is none unless it begins the message.
    """
    article = int(words[0] in ARTICLES)
    share = next((n for n in (3, 2, 1) if tuple(words[article : article + n]) in PARTS), 0)
    if share:
        scale = article + share
        scale += stands(words, scale, OF)
        scale += stands(words, scale, ARTICLES)
        if stands(words, scale, _SHARED):
            return scale + 1
    several = several_at(words)
    if several and stands(words, several, _COUNTED_BY_A):
        return several + 1
    if article:
        return 2 * stands(words, 1, _COUNTED_BY_A)
    word = words[0]
    if word in SMALL or word in TENS or word in HUNDRED or word in DOZEN:
        return 1
    return int(at_start and word in _FULL)


def several_at(words: Sequence[str]) -> int:
    """How many of `words` are "a couple of", "several" at their head."""
    article = int(words[0] in BEFORE_SEVERAL)
    if len(words) <= article or words[article] not in SEVERAL:
        return 0
    return article + 1 + stands(words, article + 1, OF)


def part_at(words: Sequence[str]) -> int:
    """How many of `words` are "and a half" at their head."""
    if not stands(words, 0, AND):
        return 0
    whole = (n for n in (2, 1) if len(words) > n)
    return next((1 + n for n in whole if tuple(words[1 : 1 + n]) in PARTS), 0)


def goes_on(last: str, words: Sequence[str]) -> int:
    """How many of `words` belong to the run that ends with the word `last`."""
    joint = int(stands(words, 0, AND))
    if joint and part_at(words):
        return part_at(words)
    rest = words[joint:]
    if not rest:
        return 0
    if rest[0] in _WORDS_BEHIND or rest[0] in HALF:
        return joint + 1
    if rest[0] in POINT and not joint and len(rest) > 1 and rest[1] in SMALL:
        return 2
    if rest[0] in _DIGITS and stands(rest, 1, HUNDRED):
        return joint + 2
    rounded = last in _ROUNDED and rest[0] in _ROUND and not stands(rest, 1, MULTIPLIERS)
    return joint + 1 if rounded else 0


def is_exact(several: int) -> bool:
    """Whether the count that "a couple" or "a few" stands for is meant."""
    return several == A_COUPLE
