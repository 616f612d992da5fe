"""The names of one or of two people that begin at a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.language.contact.name_words import Named, NameWords, parse
from bot.language.contact.words import phrases, words

Readings = Iterator[tuple[Named, str]]
"""Names, each with the rule that found it; the first is the surest."""

AND = re.compile(r"\s*[&+]\s*")


def joint(part: NameWords, first: int, ordinary: frozenset[str] | None = None) -> Named | None:
    """The name that begins with a word; of a couple ("Tom & Lisa Novak"), both.

    After "and" ordinary speech may go on, so a second name has the first one's capital.
    """
    first = behind_title(part, first)
    one = part.run(first, ordinary)
    if one is None or one.last >= len(part.words):
        return one
    sign = part.words[one.last]
    link = (
        "&" if AND.fullmatch(sign.gap) else "and" if sign.low in words("name_link", "and") else ""
    )
    at = one.last + (link == "and")
    other = part.run(at) if link and at < len(part.words) else None
    if other is None or part.describes(at):  # "it's tom and driving now"
        return one
    alike = part.words[at].typed[0].isupper() == part.words[first].typed[0].isupper()
    both = parse(f"{one.value} {link} {other.value}") if alike else None
    return Named(both, first, other.last) if both else one


def behind_title(part: NameWords, first: int) -> int:
    """Where the ranks and titles before a name end: "Lt. Col.", "the Rev. Dr."."""
    behind = phrases("name_lead.title").skip(part.lows(), first)
    return behind if behind < len(part.words) else first
