"""Regular expressions from lists of phrases that a person can read."""

from __future__ import annotations

import re
from collections.abc import Iterator

REACH = 60
"""Characters before its telling word in which any of our patterns begins."""


def phrases(listing: str) -> str:
    r"""A group of the alternatives in `listing`, which stand between bars.

    Each may be a pattern itself; its spaces hold under re.VERBOSE, too. An earlier one wins.

    >>> phrases("up to | at least")
    '(?:up\\x20to|at\\x20least)'
    """
    alternatives = [" ".join(phrase.split()) for phrase in listing.split(" | ")]
    return "(?:" + "|".join(alternatives).replace(" ", r"\x20") + ")"


def matches(
    pattern: re.Pattern[str], telling: re.Pattern[str], text: str
) -> Iterator[re.Match[str]]:
    """Every match of `pattern` in `text`; each holds a `telling` word.

    Such a word is found ten times as fast, and mostly stands late in a message or not at all.
    """
    first = telling.search(text)
    return pattern.finditer(text, max(0, first.start() - REACH)) if first else iter(())
