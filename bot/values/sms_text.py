"""The text of an SMS: which alphabet it needs, how many segments it costs, and how to shorten it.

The GSM-7 alphabet and the segment sizes are 3GPP TS 23.038 and TS 23.040.
"""

from __future__ import annotations

import unicodedata
from enum import Enum

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("\f^{}\\[~]|€")  # each costs two: an escape and itself

_PLAIN = {
    **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009", " "),
    **dict.fromkeys("\u200a\u202f\u205f\u3000\t", " "),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "…": "...",
    "•": "-",
    "·": "-",
    "⁄": "/",
    "™": "TM",
    "®": "(R)",
    "©": "(C)",
    "½": "1/2",
    "¼": "1/4",
    "¾": "3/4",
    "\u2028": "\n",
    "\u2029": "\n",
}
_TO_PLAIN = str.maketrans(_PLAIN)


class Encoding(str, Enum):
    """The alphabet a text travels in, by its longest whole text and its longest segment."""

    GSM_7 = "GSM-7"
    UCS_2 = "UCS-2"

    @property
    def alone(self) -> int:
        """Units in a text of one segment."""
        return 160 if self is Encoding.GSM_7 else 70

    @property
    def joined(self) -> int:
        """Units in each segment of a longer text: the rest is the joining header."""
        return 153 if self is Encoding.GSM_7 else 67


def encoding(text: str) -> Encoding:
    """GSM-7 if the whole text fits that alphabet; one other character makes it all UCS-2."""
    fits = all(c in BASIC or c in EXTENDED for c in text)
    return Encoding.GSM_7 if fits else Encoding.UCS_2


def segments(text: str) -> int:
    """How many segments `text` is sent and charged as; an empty text is one.

    >>> segments("x" * 160), segments("x" * 161), segments("é" * 70), segments("ê" * 71)
    (1, 2, 1, 2)
    """
    alphabet = encoding(text)
    costs = [_cost(c, alphabet) for c in text]
    if sum(costs) <= alphabet.alone:
        return 1
    count, used = 1, 0
    for cost in costs:
        if used + cost > alphabet.joined:  # a pair (escape, surrogate) is never split
            count, used = count + 1, 0
        used += cost
    return count


def to_gsm7(text: str) -> str:
    """`text` with typographic signs made plain, so that one curly quote can't double its price.

    Letters that GSM-7 lacks lose their accent where that leaves one it has ("Zoë" is "Zoe"; the
    stroke of "Łukasz" is no accent). Emoji and other scripts stay: the writer meant them.
    """
    plain = unicodedata.normalize("NFC", text).translate(_TO_PLAIN)
    return "".join(c if c in BASIC or c in EXTENDED else _without_accent(c) for c in plain)


def fit(text: str, count: int) -> str:
    """`text` in at most `count` segments: cut at a word's end and marked "..." when too long."""
    if count < 1:
        raise ValueError(f"a text takes at least one segment, not {count}")
    if segments(text) <= count:
        return text
    low, high = 0, len(text)
    while low < high:  # the longest start that fits with its dots
        middle = (low + high + 1) // 2
        if segments(text[:middle] + "...") <= count:
            low = middle
        else:
            high = middle - 1
    return _whole_words(text, low) + "..."


def _whole_words(text: str, end: int) -> str:
    cut = text[:end]
    if not text[end : end + 1].isspace():
        space = max(cut.rfind(" "), cut.rfind("\n"))
        if space > end // 2:  # one endless word is cut where it must be
            cut = cut[:space]
    return cut.rstrip(" \n,;:-.\u200d\ufe0f")


def _cost(character: str, alphabet: Encoding) -> int:
    if alphabet is Encoding.GSM_7:
        return 2 if character in EXTENDED else 1
    return 2 if ord(character) > 0xFFFF else 1


def _without_accent(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0]
    return base if base in BASIC else character
