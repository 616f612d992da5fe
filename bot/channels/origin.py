"""Where a web prospect came from: evidence of consent, short enough for the chat's token."""

from __future__ import annotations

import json
from itertools import accumulate
from typing import Any
from uuid import UUID

from starlette.requests import Request

from bot.services.message_text import storable

# Characters of JSON. Together they make a token of less than 4 KiB, which fits into any header.
LONGEST_FACT = 500
LONGEST_UTM = 700
MOST_UTM = 10


def origin_of(data: dict[str, Any], request: Request) -> dict[str, Any]:
    """page_url, referrer, utm and browser as the page says, ip and user_agent as we see; long ones
    cut.
    """
    facts = {
        "page_url": data.get("page_url"),
        "referrer": data.get("referrer"),
        "ip": request.client.host if request.client else None,
        "user_agent": request.headers.get("user-agent"),
        "browser": _browser(data.get("browser")),
    }
    origin: dict[str, Any] = {
        name: cut(storable(fact), LONGEST_FACT)
        for name, fact in facts.items()
        if isinstance(fact, str)
    }
    if isinstance(data.get("utm"), dict):
        origin["utm"] = _utm(data["utm"])
    return origin


def _browser(id: object) -> str | None:
    """The random id by which the widget knows its browser again; None for anything else."""
    try:
        return str(UUID(id)) if isinstance(id, str) else None
    except ValueError:
        return None


def _utm(given: dict[str, Any]) -> dict[str, str]:
    """The first texts of a campaign's marks, as far as there is room."""
    kept: dict[str, str] = {}
    room = LONGEST_UTM
    for name, text in given.items():
        if not isinstance(text, str) or len(kept) == MOST_UTM:
            continue
        name = cut(storable(name), 50)
        kept[name] = cut(storable(text), max(0, room - length(name)))
        room -= length(name) + length(kept[name])
        if room <= 0:
            break
    return kept


def cut(text: str, room: int) -> str:
    """The beginning of the text that takes at most `room` characters as JSON.

    >>> cut("abc", 2), cut("é" * 9, 12)
    ('ab', 'éé')
    """
    if length(text[: room + 1]) <= room:
        return text
    return text[: sum(taken <= room for taken in accumulate(map(length, text[:room])))]


def length(text: str) -> int:
    """How long the text is as JSON, its quotes aside."""
    return len(json.dumps(text)) - 2
