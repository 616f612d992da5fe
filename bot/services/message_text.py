"""What of an inbound message may reach the dialogue."""

from __future__ import annotations

import re
import unicodedata

from bot.language.clean import LONGEST

__all__ = ["LONGEST", "readable", "storable"]


# Marks that are not seen may stand before the slash.
_COMMAND = re.compile(r"[\s\u00ad\u200b-\u200f\u2060-\u2064\ufeff]*/+\s*\w")


def storable(text: str) -> str:
    """The text without what no database takes: NUL, and halves of surrogate pairs."""
    return text.replace("\x00", "").encode(errors="ignore").decode()


def readable(text: str) -> str | None:
    """The message without control characters, or None when there is nothing to read.

    None: over 1,000 characters, nothing but emoji and signs, or a `/command`, which Rasa would
    obey.
    """
    if len(text) > LONGEST:
        return None
    plain = "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Co") else c for c in text)
    if _COMMAND.match(plain) or not any(c.isalnum() for c in plain):
        return None
    return plain.strip()
