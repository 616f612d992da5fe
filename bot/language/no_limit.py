"""Whether a message says that there is no figure to tell."""

from __future__ import annotations

from collections import defaultdict

from bot.language.doc import Doc, read
from bot.language.en.no_limit import NO_LIMIT

_PHRASES: dict[str, list[tuple[str, ...]]] = defaultdict(list)
for _phrase in NO_LIMIT.split(","):
    _words = tuple(token.low for token in read(_phrase.strip()).tokens)
    _PHRASES[_words[0]].append(_words)


def no_limit(doc: Doc) -> tuple[int, int] | None:
    """The first tokens that say so, as `(first, last)`, `last` exclusive; None without any."""
    lows = tuple(token.low for token in doc.tokens)
    for at, low in enumerate(lows):
        for words in _PHRASES.get(low, ()):
            if lows[at : at + len(words)] == words:
                return at, at + len(words)
    return None
