"""What a message tells beside a plain answer: denials, contrasts, others, what was, conditions."""

from __future__ import annotations

import re
from functools import cache

from bot.language.doc import read
from bot.language.word_files import load

_YEAR, _YEARS = re.compile(r"(?:19|20)\d\d"), "history"


def digressions(text: str) -> frozenset[str]:
    """The kinds of what it tells beside an answer; the more there are, the likelier an answer that
    was heard in it is none.

    >>> sorted(digressions("My dentist said whitening but I don't know"))
    ['contrast', 'denial', 'others', 'saying']
    """
    kinds, told = _kinds(), read(text).tokens
    found = {kinds[token.low] for token in told if token.low in kinds}
    return frozenset(found | {_YEARS for token in told if _YEAR.fullmatch(token.low)})


@cache
def _kinds() -> dict[str, str]:
    return {word: kind for kind, words in load("en", "digressions").items() for word in words}
