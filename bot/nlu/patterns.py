"""Regular expressions from lists of phrases that a person can read."""

from __future__ import annotations


def phrases(listing: str) -> str:
    r"""A group of the alternatives in `listing`, which stand between bars.

    Each may be a pattern itself; its spaces hold under re.VERBOSE, too. An earlier one wins.

    >>> phrases("up to | at least")
    '(?:up\\x20to|at\\x20least)'
    """
    alternatives = [" ".join(phrase.split()) for phrase in listing.split(" | ")]
    return "(?:" + "|".join(alternatives).replace(" ", r"\x20") + ")"
