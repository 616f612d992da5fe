"""A person's name, tidied: spaces and capitals, never its spelling."""

from __future__ import annotations

import re
import unicodedata

from bot.errors import ValueInvalid

KIND = "name"
LONGEST = 80  # characters
MOST_WORDS = 7

# Lower case inside a name, whatever the language.
PARTICLES = frozenset({"da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du"})
PARTICLES |= {"al", "bin", "bint", "e", "el", "ibn", "la", "las", "le", "los", "y"}
PARTICLES |= {"ten", "ter", "van", "von", "zu", "zur"}
_NUMERALS = frozenset({"ii", "iii", "iv"})
_MARKS = "'’ʼ‘.-‐‑ ·"
_JOINING = frozenset({"&", "and"})  # a couple's
_PART = re.compile(r"[^\W\d_]+", re.UNICODE)


def parse(text: str) -> str:
    """`text` as a name: "maria lopez" is "Maria Lopez"; "McDonald" and "de la Cruz" stay.
    A couple's ("Tom & Lisa Novak") is one name.

    Raises `ValueInvalid` with a reason that ends in the mend.

    >>> parse("  maria   LOPEZ ")
    'Maria Lopez'
    """
    name = " ".join(unicodedata.normalize("NFC", text).split()).strip(',;:!?"-_ ').rstrip("'")
    name = name.rstrip(".") if not re.search(r"\b(?:[^\W\d_]|jr|sr)\.$", name, re.I) else name
    reason = _why_not(name)
    if reason:
        raise ValueInvalid(KIND, text, f"{reason}; send just the first and last name")
    shouted = name.isupper() and len(name) > 3
    words = name.split(" ")
    return " ".join(_word(word, i == 0, shouted) for i, word in enumerate(words))


def format(name: str) -> str:
    """The name for a reader: as it is stored."""
    return name


def _why_not(name: str) -> str | None:
    if not any(c.isalpha() for c in name):
        return "that isn't a name"
    if len(name) > LONGEST or name.count(" ") >= MOST_WORDS:
        return "that is too long for a name"
    if any(c.isdigit() for c in name):
        return "a name has no digits"
    if re.search(r"www\.|://|[^\W\d_]{2}\.[^\W\d_]{2}", name):
        return "that looks like a link"
    lone = name.replace(" & ", " ")
    if not all(unicodedata.category(c)[0] in "LM" or c in _MARKS + "," for c in lone):
        return "a name has only letters"
    return None


def _word(word: str, is_first: bool, shouted: bool) -> str:
    """One word of the name with its capitals, unless its writer mixed them on purpose."""
    lower = word.lower()
    if lower in _NUMERALS:
        return lower.upper()
    if lower in _JOINING and not is_first:
        return lower
    if lower in PARTICLES and not is_first:
        return lower if shouted else word if not word.isupper() else lower
    caps_lock = word[0].islower() and word[1:].isupper() and len(word) > 2  # "jOE"
    if word.islower() or caps_lock or shouted or (word.isupper() and len(word.strip(_MARKS)) > 2):
        return _capitals(lower)
    return word


def _capitals(lower: str) -> str:
    """Capitals at each part's start: O'Neil, Jean-Luc, J.R., McDonald; not in "Anna's"."""

    def part(match: re.Match[str]) -> str:
        letters = match[0]
        is_tail = match.start() > 0 and lower[match.start() - 1] in "'’ʼ‘" and len(letters) == 1
        if is_tail:
            return letters
        if len(letters) > 4 and letters.startswith("mc"):
            return "Mc" + letters[2:].capitalize()
        return letters[0].upper() + letters[1:]

    return _PART.sub(part, lower)
