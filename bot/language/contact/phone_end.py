"""The last digits of a number that was told before, told anew: "it ends in 0178, not 0187"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.language.contact.digits import Run, runs
from bot.language.contact.words import phrases, words
from bot.language.doc import Doc

FEWEST, MOST = 2, 4
"""Digits of an end; more would be a number of its own, one alone a count."""
_REACH = 10  # words before the digits


def new_end(doc: Doc, known: str) -> tuple[str, int, int] | None:
    """The new last digits of the number `known`, and their place in the message; or None.

    >>> from bot.language.doc import read
    >>> new_end(read("the phone ends in 0178"), "+14155550187")
    ('0178', 18, 22)
    >>> new_end(read("0178 not 0187"), "+14155550187")
    ('0178', 0, 4)
    >>> new_end(read("our lease ends in 2027"), "+14155550187")
    """
    lows = [token.low for token in doc.tokens]
    ends = list(_ends(doc))
    denied = [digits for digits, run in ends if known.endswith(digits) and _is_denied(lows, run)]
    for digits, run in ends:
        told = _is_told(lows, run) or any(len(each) == len(digits) for each in denied)
        if told and not _is_denied(lows, run) and not known.endswith(digits):
            return digits, *doc.span(run[0].first, run[-1].last)
    return None


def _ends(doc: Doc) -> Iterator[tuple[str, Run]]:
    """What may be an end: a run of so many digits, or each group of a longer one."""
    for run in runs(doc):
        for part in [run] if len(_digits(run)) <= MOST else [(group,) for group in run]:
            if FEWEST <= len(_digits(part)) <= MOST:
                yield _digits(part), part


def _digits(run: Run) -> str:
    return "".join(group.digits for group in run)


def _is_denied(lows: Sequence[str], run: Run) -> bool:
    """ "Not 0187"."""
    return run[0].first > 0 and lows[run[0].first - 1] in words("number_end", "not")


def _is_told(lows: Sequence[str], run: Run) -> bool:
    """ "Ends in 0178", "the last two digits are 78", "78 at the end"."""
    if phrases("number_end.behind").at(lows, run[-1].last):
        return True
    at = run[0].first
    for here in range(at - 1, max(-1, at - _REACH), -1):
        if lows[here] in words("number_end", "ends"):
            return _is_of_a_number(lows[:here], _digits(run))
        if lows[here] in words("number_end", "last"):
            return here + 1 < at and lows[here + 1] in words("number_end", "count")
        if lows[here] not in words("number_end", "between"):
            return False
    return False


def _is_of_a_number(before: Sequence[str], digits: str) -> bool:
    """Whether what ends so is a number, and no lease: by its name, or by its digits alone."""
    near = before[-3:]
    if any(low in words("number_end", "number") for low in near):
        return True
    alone = not near or near[-1] in words("number_end", "it")
    return alone and len(digits) == MOST and not digits.startswith("20")
