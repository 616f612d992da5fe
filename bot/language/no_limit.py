"""Whether a message says that there is no figure to tell."""

from __future__ import annotations

from bot.language.contact.words import Phrases
from bot.language.doc import Doc
from bot.language.word_files import load

_PHRASES = Phrases((phrase, "") for phrase in load("en", "money")["no_limit"][""])


def no_limit(doc: Doc) -> tuple[int, int] | None:
    """The first tokens that say so, as `(first, last)`, `last` exclusive; None without any."""
    lows = [token.low for token in doc.tokens]
    return next(((at, end) for at, _, end in _PHRASES.each(lows)), None)
