"""The words of a message as they were typed, and which of them may be a name's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bot.errors import ValueInvalid
from bot.language.contact.words import words
from bot.values import person_name

MOST_WORDS = 5
_BLANKED = 4  # blanks: so wide a gap is left by "no h" and the like
# Letters of any script with their marks: what is beyond Latin-1 and neither a sign nor a picture.
_LETTER = "A-Za-zÀ-ÖØ-öø-\u1fff\u2c00-\u2dff\u2e80-\u2fff\u3005-\u3007\u3041-\ud7ff\uf900-\ufdff"
_WORD = re.compile(rf"[{_LETTER}]+(?:['’.\-][{_LETTER}]+)*\.?")
_ADDRESS = re.compile(r"(?<!\S)\S+@\S*")
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_LAUGHTER = re.compile(rf"(?:{'|'.join(words('name_word', 'laughing'))}){{2,}}[hl]?")
# "It's complicated", "I'm heading out"
_DESCRIBES = re.compile(rf"(?=.{{5}})[a-z]{{2,}}(?:{'|'.join(words('name_word', 'describing'))})")
_NOT_DESCRIBING = tuple(words("name_word", "not_describing"))
_FOR_TWO = tuple(words("name_word", "for_two"))
_NICKNAME = re.compile(r"\s[\"“'‘(]")
_NICKNAME_ENDS = re.compile(r"[\"”'’)]\s?")


class Word(NamedTuple):
    """`text[start:end]` as `typed`, and in small letters without its point; `gap` is before it."""

    low: str
    typed: str
    start: int
    end: int
    gap: str

    @property
    def titled(self) -> bool:
        """Whether it has a capital amid small letters, or is a capital alone."""
        return self.typed[:1].isupper() and not self.typed[1:].isupper()


@lru_cache(maxsize=64)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of `text` in any script, without those of e-mail addresses."""
    addresses = [match.span() for match in _ADDRESS.finditer(text)] if "@" in text else []
    found: list[Word] = []
    done = 0
    for match in _WORD.finditer(text):
        if any(start <= match.start() < end for start, end in addresses):
            continue
        low = match[0].lower().rstrip(".").replace("’", "'")
        stop = match[0].endswith(".") and _ends_sentence(low)
        start, end = match.start(), match.end() - stop
        found.append(Word(low, text[start:end], start, end, text[done:start]))
        done = end
    return tuple(found)


def _ends_sentence(low: str) -> bool:
    """Whether the point behind a word is a stop, and no initial's."""
    short = words("name_word", "short_form") | words("name_lead", "title")
    return len(low) > 1 and "." not in low and low not in short


@dataclass(frozen=True, slots=True)
class Named:
    """The words `first:last` make this name."""

    value: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class NameWords:
    """A part of a message, and the words that are nobody's name in it."""

    text: str
    words: tuple[Word, ...]
    ordinary: frozenset[str]

    def lows(self) -> list[str]:
        return [word.low for word in self.words]

    def gap(self, index: int) -> str:
        """What stands before a word; before the end, what stands behind the last one."""
        if index < len(self.words):
            return self.words[index].gap
        return self.text[self.words[-1].end if self.words else 0 :]

    def run(self, first: int, ordinary: frozenset[str] | None = None) -> Named | None:
        """The name that begins with a word; it ends where ordinary speech goes on."""
        ordinary = self.ordinary if ordinary is None else ordinary
        kept: list[str] = []
        last, at = first, first
        named = first
        while at < len(self.words) and len(kept) < MOST_WORDS:
            behind = self.behind_nickname(at, first)
            goes_on = behind > at or self._goes_on(at, first)
            at = behind
            if not goes_on or not self._may_be(at, first, ordinary):
                break
            kept.append(self.words[at].typed)
            at += 1
            at_the_end = at == len(self.words) and self.words[at - 1].titled  # "Minh Anh Le"
            particle = self.words[at - 1].low in person_name.PARTICLES
            if not particle or at_the_end or at - first == 1:
                named, last = at, len(kept)
        name = parse(" ".join(kept[:last])) if named > first else None
        return Named(name, first, named) if name else None

    def _goes_on(self, at: int, first: int) -> bool:
        """Whether a word belongs to what stands before it, and is no part of "E3 5QS"."""
        gap = self.words[at].gap
        spelt = len(gap) > _BLANKED and not gap.strip(" ") and self.words[at].titled
        joined = at == first or gap in (" ", "") or spelt
        return joined and not self.gap(at + 1)[:1].isdigit()

    def _may_be(self, at: int, first: int, ordinary: frozenset[str]) -> bool:
        word = self.words[at]
        if at > first:
            return is_name_word(word, False, ordinary)
        following = self.words[at + 1] if at + 1 < len(self.words) else None
        if word.low in words("name_word", "when") and following and following.gap == " ":
            # "Sunday Okafor", but neither "Sunday morning" nor "sunday"
            surname = following.titled and is_name_word(following, True, self.ordinary)
            return word.titled and surname
        return is_name_word(word, True, ordinary)

    def behind_nickname(self, at: int, first: int) -> int:
        """Where the name goes on after `"Vanya"` or "(Vanya)"; `at` where none stands there."""
        if at == first or at + 1 >= len(self.words) or not _NICKNAME.fullmatch(self.words[at].gap):
            return at
        return at + 1 if _NICKNAME_ENDS.fullmatch(self.words[at + 1].gap) else at

    def describes(self, at: int) -> bool:
        """Whether a word is like "complicated" or "heading"."""
        typed = self.words[at].typed if at < len(self.words) else ""
        return bool(_DESCRIBES.fullmatch(typed)) and not typed.endswith(_NOT_DESCRIBING)


def part_of(text: str, ordinary: frozenset[str]) -> NameWords:
    return NameWords(text, words_of(text), ordinary)


def is_name_word(word: Word, is_first: bool, ordinary: frozenset[str]) -> bool:
    """Whether a word may be a name's."""
    low = word.low
    if word.typed in words("name_word", "only_titled") or _is_noise(low):
        return False
    if not is_first and (
        low in person_name.PARTICLES
        or (low in words("name_word", "also_later") and word.typed.istitle())
    ):
        return True
    if low in words("not_name", "function") or _is_short_for_two(low):
        return False
    # After a first name, "Price" or "House" with its capital is a surname.
    return low not in ordinary or (not is_first and word.titled)


def _is_noise(low: str) -> bool:
    """Laughter, or fingers that run along the keyboard."""
    if _LAUGHTER.fullmatch(low):
        return True
    return any(low[i : i + 5] in row for row in _KEYBOARD for i in range(len(low) - 4))


def _is_short_for_two(low: str) -> bool:
    """ "Dana's", "don't", "what's"; not "O'Neil"."""
    return low.endswith(_FOR_TWO)


def parse(text: str) -> str | None:
    try:
        return person_name.parse(text)
    except ValueInvalid:
        return None


def ordinary_words(labels: Sequence[str]) -> frozenset[str]:
    """English ones, and those of the campaign's choices."""
    return _ordinary(tuple(labels))


@lru_cache(maxsize=64)
def _ordinary(labels: tuple[str, ...]) -> frozenset[str]:
    common = words("not_name", "ordinary") | words("not_name", "function")
    named = (word.low for label in labels for word in words_of(label))
    return common | words("name_word", "when") | words("name_word", "people") | frozenset(named)
