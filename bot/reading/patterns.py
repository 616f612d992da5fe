"""Regular expressions from lists of phrases that a person can read."""

from __future__ import annotations

import re

REACH = 60
"""Characters before its telling word in which any of our patterns begins."""


FAR = 80
"""Characters before a value in which we look for what it is: what stands further off says nothing
of it, and to look there for each of many values would take a long message's square."""
MOST = 12
"""Values of one kind that are weighed against each other; nobody means more in one message."""


def phrases(listing: str) -> str:
    r"""A group of the alternatives in `listing`, which stand between bars.

    Each may be a pattern itself; its spaces hold under re.VERBOSE, too. An earlier one wins.

    >>> phrases("up to | at least")
    '(?:up\\x20to|at\\x20least)'
    """
    alternatives = [" ".join(phrase.split()) for phrase in listing.split(" | ")]
    return "(?:" + "|".join(alternatives).replace(" ", r"\x20") + ")"


def beginning(telling: re.Pattern[str], text: str) -> int:
    """Where in `text` a match may begin that holds a `telling` word; its end where none is.

    Such a word is found ten times as fast, and mostly stands late in a message or not at all.
    """
    first = telling.search(text)
    return max(0, first.start() - REACH) if first else len(text)
