"""How English words sound, roughly, so that "teef" is found to be teeth, and "leeking" leaking."""

from __future__ import annotations

import re

_SPOKEN = (
    (r"(.)\1+", r"\1"),
    (r"^(?:kn|gn|pn)", "n"),
    (r"^wr", "r"),
    (r"^wh", "w"),
    (r"tch", "ch"),
    (r"ch|sh|ti(?=on)", "8"),
    (r"ph|th|gh$", "f"),
    (r"gh", ""),
    (r"ck|q|c(?![eiy])", "k"),
    (r"x", "ks"),
    (r"[cz]", "s"),
    (r"dg", "j"),
    (r"^[aeiouy]+", "a"),
    (r"(?<=.)[aeiouyhw]", ""),
    (r"(.)\1+", r"\1"),
)
_RULES = tuple((re.compile(written), spoken) for written, spoken in _SPOKEN)


def sound(word: str) -> str:
    """The consonants of a `word` in small letters as they are spoken; "a" for a vowel that leads.

    >>> [sound(each) for each in ("teeth", "teef", "excellent", "exelent", "whitened", "witened")]
    ['tf', 'tf', 'akslnt', 'akslnt', 'wtnd', 'wtnd']
    """
    for written, spoken in _RULES:
        word = written.sub(spoken, word)
    return word
