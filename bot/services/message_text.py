"""What of an inbound message may reach the dialogue."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 1000

_COMMAND = re.compile(r"\s*/+\s*\w")


def readable(text: str) -> str | None:
    """The message without control characters, or None when there is nothing to read.

    None: over 1,000 characters, nothing but emoji and signs, or a `/command`, which Rasa would
    obey.
    """
    if len(text) > LONGEST or _COMMAND.match(text):
        return None
    plain = "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Co") else c for c in text)
    if not any(c.isalnum() for c in plain):
        return None
    return plain.strip()
