"""Digits as people tell them - spoken, grouped oddly, a letter O for a zero - made plain."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bot.language.clean import Clean

_ONES = dict(zip("one two three four five six seven eight nine".split(), "123456789", strict=True))
_UNITS = {"zero": "0", "oh": "0", "o": "0", "nought": "0", **_ONES}
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_TIMES = {"double": 2, "triple": 3, "treble": 3}

_ONE = "|".join(_ONES)
_UNIT = "|".join(_UNITS)
_SPOKEN = (
    rf"(?:(?:{'|'.join(_TIMES)})[\s-]+(?:{_UNIT}|\d)|(?:{'|'.join(_TENS)})(?:[\s-]+(?:{_ONE}))?"
    rf"|{'|'.join(_TEENS)}|(?:{_UNIT})(?:\s+hundred)?)(?![^\W\d_]|['’])"
)
_TOKEN = re.compile(rf"(?P<spoken>{_SPOKEN})|\d+", re.IGNORECASE)
_SIGN = r"(?:dash|hyphen|dot|point)"
_RUN = re.compile(
    rf"(?<![\w'’])(?:{_SPOKEN}|\d+)(?:[\s,.()\-]+(?:{_SIGN}[\s,]+)?(?:{_SPOKEN}|\d+))+(?!\w)",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[\s\-]*")

_SIGNS = {"[": "(", "]": ")", "{": "(", "}": ")", "•": ".", "·": ".", "∙": ".", "⋅": "."}
_ASCII_SIGNS = str.maketrans({sign: usual for sign, usual in _SIGNS.items() if sign.isascii()})
DIGIT = re.compile(r"\d")
_MOST_TOKENS = 40  # "four one five ..." is no number any more
# With the letter in front the pattern skips to the next one at once.
_LETTER_FOR_DIGIT = re.compile(
    r"[oO](?:(?:(?<=\d.)|(?<=\d[\s.\-].)|(?<=^.))(?=[\s.\-]?\d)|(?<=\d.)(?![^\W\d]))"
)
_UNDERSCORE = re.compile(r"(?<=\d)_(?=\d)")


@lru_cache(maxsize=256)
def plain_digits(text: str) -> Clean:
    """`text` with its spoken digits written and its dashes, dots and brackets made usual.

    >>> plain_digits("it's four one five - triple five - O123").text
    "it's 415 - 555 - 0123"
    """
    plain = text.translate(_ASCII_SIGNS) if text.isascii() else "".join(map(_plain, text))
    if DIGIT.search(plain):
        plain = _UNDERSCORE.sub("-", _LETTER_FOR_DIGIT.sub("0", plain))
    pieces: list[str] = []
    origin: list[int] = []
    done = 0
    for run in _RUN.finditer(plain):
        tokens = list(_TOKEN.finditer(plain, *run.span()))
        if len(tokens) > _MOST_TOKENS or not _is_number(tokens):
            continue
        before = None
        for token in tokens:
            between = plain[done : token.start()]
            if before is not None and before["spoken"] and token["spoken"]:
                between = "" if _JOINED.fullmatch(between) else "-"
            digits = _digits(token[0]) if token["spoken"] else token[0]
            pieces += [between, digits]
            origin += range(done, done + len(between))
            here = [token.start()] * len(digits)
            origin += here if token["spoken"] else range(*token.span())
            done, before = token.end(), token
    pieces.append(plain[done:])
    origin += range(done, len(plain) + 1)
    return Clean("".join(pieces), tuple(origin))


def _is_number(tokens: list[re.Match[str]]) -> bool:
    """Three digits told one after the other, or words within a long number: no mere count."""
    spoken = [token for token in tokens if token["spoken"]]
    typed = sum(len(token[0]) for token in tokens if not token["spoken"])
    return len(spoken) >= 3 or (bool(spoken) and typed >= 4)


def _digits(words: str) -> str:
    first, *rest = re.split(r"[\s-]+", words.lower())
    if first in _TIMES:
        return _UNITS.get(rest[0], rest[0]) * _TIMES[first]
    if first in _TENS:
        return str(_TENS.index(first) + 2) + (_UNITS[rest[0]] if rest else "0")
    if first in _TEENS:
        return str(_TEENS.index(first) + 10)
    return _UNITS[first] + ("00" if rest else "")


@lru_cache(maxsize=1024)
def _plain(character: str) -> str:
    """One character for one, so that places stay the same."""
    if character in _SIGNS:
        return _SIGNS[character]
    if character < "\x7f":
        return character
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category == "Pd" or character == "−":
        return "-"
    return " " if category[0] == "Z" or category in ("Cf", "Mn", "Me") else character
