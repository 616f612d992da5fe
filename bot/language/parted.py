"""A text before and after its first pause, or the first word that sets something against it."""

from __future__ import annotations

import re
from functools import cache

from bot.language.intents import STEERING


def parted(text: str) -> tuple[str, str, str]:
    """What comes before the first pause or "but", that itself, and what comes after it.

    >>> parted("No, but paying cash"), parted("rented but not for long")
    (('No', ', ', 'but paying cash'), ('rented', ' but ', 'not for long'))
    """
    parting = _parting().search(text)
    if parting is None:
        return text, "", ""
    return text[: parting.start()], parting.group(), text[parting.end() :]


@cache
def _parting() -> re.Pattern[str]:
    words = "|".join(STEERING.file["words"]["but"])
    return re.compile(rf" (?:{words}) |[,.;!?\n] *")
