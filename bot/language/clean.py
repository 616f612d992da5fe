"""Text clean-up before reading: one plain alphabet, usual spelling, and the way back.

Phones write curly quotes, long dashes, full-width digits and emoji; readers should see
none of that, yet must point at the words as they were typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.language.en import spelling

LONGEST = 1000  # characters of a message that are read

_SAME = {
    **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－～", "-"),
    **dict.fromkeys("×", "x"),
    "…": ".",
    "⁄": "/",
    "∕": "/",
}
_KEPT_CATEGORIES = {"Sc"}
# "<b>8k</b>": a mark-up, and no "more than".
_TAG = re.compile(r"</?(?:b|i|u|p|br|em|li|ul|div|span|strong)\s*/?>", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9']+|(?<= )&(?= )")


@dataclass(frozen=True, slots=True)
class Clean:
    """Lower-case `text`; `origin[i]` is where its character i stands in the message.

    `origin` has one entry more than `text` has characters: the end.
    """

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the message that `text[start:end]` came from."""
        if end <= start:
            return self.origin[start], self.origin[start]
        return self.origin[start], self.origin[end - 1] + self._width(end - 1)

    def rewritten(self, pieces: Iterable[tuple[int, int, str]]) -> Clean:
        """With other words for each `text[start:end]` of `pieces`, which stand in order."""
        texts: list[str] = []
        origin: list[int] = []
        done = 0
        for start, end, words in pieces:
            texts += [self.text[done:start], words]
            origin += self.origin[done:start]
            # Letters beyond the typed word all stand at its last one.
            origin += [self.origin[min(start + i, end - 1)] for i in range(len(words))]
            done = end
        origin += self.origin[done:]
        return Clean("".join([*texts, self.text[done:]]), tuple(origin))

    def _width(self, index: int) -> int:
        """How much of the message the character holds (a respelt word's last one, more)."""
        following = self.origin[index + 1]
        return max(following - self.origin[index], 1)


@lru_cache(maxsize=256)
def clean(message: str) -> Clean:
    """The first 1,000 characters of `message`, cut between words, in plain characters.

    >>> clean("About £8k – nxt week").text
    'about £8k - next week'
    """
    cut = _TAG.sub(_blank, _cut(message))
    return _respelt(cut.translate(_ASCII) if cut.isascii() else "".join(map(_plain, cut)))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _cut(message: str) -> str:
    if len(message) <= LONGEST:
        return message
    # A number cut in two would be another number.
    head = message[:LONGEST]
    space = max(head.rfind(" "), head.rfind("\n"))
    return head[:space] if space > 0 else head


@lru_cache(maxsize=1024)
def _plain(character: str) -> str:
    """One character for one, so that places stay the same."""
    if " " <= character <= "~":
        return character.lower()
    if character in _SAME:
        return _SAME[character]
    digit = unicodedata.digit(character, None)
    if digit is not None and unicodedata.category(character) == "Nd":
        return str(digit)
    if unicodedata.category(character) in _KEPT_CATEGORIES or character in "½¼¾":
        folded = unicodedata.normalize("NFKC", character)
        return folded if len(folded) == 1 and character not in "½¼¾" else character
    folded = unicodedata.normalize("NFKD", character)[:1].lower()
    return folded if " " <= folded <= "~" and character.isalnum() else " "


_ASCII = {code: _plain(chr(code)) for code in range(128)}


def _respelt(plain: str) -> Clean:
    usual = spelling.usual
    pieces = [(*w.span(), mended) for w in _WORD.finditer(plain) if (mended := usual(w[0]))]
    read = Clean(plain, _PLACES[: len(plain) + 1])
    return read.rewritten(pieces) if pieces else read


_PLACES = tuple(range(LONGEST + 1))
