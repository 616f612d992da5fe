"""Words of a message, with their places, their stems, and whether two differ by one slip."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from bot.language.word_files import by_word, load

_WORD_OR_CLAUSE_END = re.compile(r"([^\W_]+(?:['’][^\W_]+)*)|[,;:.!?\n()]|\s[-–—](?=\s)")
_STEMS = load("en", "stems")
_ENDINGS: tuple[str, ...] = tuple(_STEMS["endings"])
SHORTEST_STEM = 3
_IRREGULAR: dict[str, str] = by_word(_STEMS["irregular"])
_TENSES: dict[str, str] = by_word(_STEMS["tense"])
_POSSESSIVE: str = _STEMS["possessive"]
_PLURAL: str = _STEMS["plural"]
_THIRD_PERSON: str = _STEMS["third_person"]
GOING_ON, OVER = "going_on", "over"
"""What a verb's form tells, as the list of endings has it."""


class Word(NamedTuple):
    """One word in lower case; `text[start:end]` is what was written.

    `clause` counts the commas and stops before it: words of one clause belong together.
    """

    text: str
    start: int
    end: int
    clause: int

    @property
    def stem(self) -> str:
        return stem(self.text)


@lru_cache(maxsize=64)
def low(text: str) -> str:
    """`text` in lower case, as long as it was: a few letters would change their length."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def words_of(text: str) -> tuple[Word, ...]:
    """The words of `text` in order.

    >>> [(w.text, w.stem, w.clause) for w in words_of("Roof's leaking, repairs?")]
    [("roof's", 'roof', 0), ('leaking', 'leak', 0), ('repairs', 'repair', 1)]
    """
    return _words_of(low(text))


@lru_cache(maxsize=64)  # the readers of one message ask one after the other
def _words_of(text: str) -> tuple[Word, ...]:
    found: list[Word] = []
    clause = 0
    ended = False
    for match in _WORD_OR_CLAUSE_END.finditer(text):
        if match[1] is None:
            ended = bool(found)
            continue
        clause += ended
        ended = False
        word = match[0].lower().replace("’", "'")
        found.append(Word(word, *match.span(), clause))
    return tuple(found)


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The part of an English `word` that its forms share; only for comparing with other stems.

    >>> {stem(w) for w in ("replace", "replaced", "replacing", "replacement")}
    {'replac'}
    """
    word = owner(word)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending in _ENDINGS if word.endswith(_ENDINGS) else ():
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            left = word[: -len(ending)]
            doubled = len(left) > SHORTEST_STEM and left[-1] == left[-2] and left[-1] not in "lsz"
            return left[:-1] if doubled else left
    return word


def tense(word: str) -> str:
    """Whether `word` tells what goes on or what is over; "" of others, as of "need"."""
    kind = next((kind for ending, kind in _TENSES.items() if word.endswith(ending)), "")
    return kind if stem(word) != word else ""


def singular(word: str) -> str:
    """A `word` of many without its ending, another as it is."""
    return word.rstrip(_PLURAL)


def third_person(verb: str) -> str:
    """What another does: "owns" for "own"."""
    return f"{verb}{_THIRD_PERSON}"


def owner(word: str) -> str:
    """Whom a `word` with an "'s" names; another as it is."""
    return word.removesuffix(_POSSESSIVE)


def possessives(word: str) -> tuple[str, ...]:
    """A `word` and what is whose it names: "husband", "husband's", and "husbands" for that."""
    slip = (f"{word}{_PLURAL}",) if len(word) > 2 else ()
    return (word, f"{word}{_POSSESSIVE}", *slip)


def one_edit(a: str, b: str) -> bool:
    """Whether one letter added, dropped, changed or swapped with its neighbour makes `a` `b`.

    >>> one_edit("repiar", "repair"), one_edit("gmal", "gmail"), one_edit("rent", "event")
    (True, True, False)
    """
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    a, b = a[start:], b[start:]
    swapped = len(a) > 1 and len(b) > 1 and a[1] + a[0] + a[2:] == b
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped
