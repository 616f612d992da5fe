"""A phone number whose area code is told apart from it: "555 0149, area code 628"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.contact.digits import Group, runs
from bot.language.doc import Doc

_AREA_CODE = ("area", "code")
_NEAR = 5  # tokens between the words and the code
_CODE, _REST = 3, 7  # digits


def with_area_code(doc: Doc) -> tuple[str, int, int] | None:
    """The ten digits, and where in `doc` its tokens tell them; None where no area code is told, or
    other digits stand beside it.
    """
    lows = [token.low for token in doc.tokens]
    told = [at for at in range(len(lows) - 1) if tuple(lows[at : at + 2]) == _AREA_CODE]
    if len(told) != 1:
        return None
    groups = [group for run in runs(doc) for group in run]
    code = _code(groups, told[0], lows)
    digits = "".join(group.digits for group in groups if group is not code)
    if code is None or len(digits) != _REST:
        return None
    first, last = min(groups[0].first, told[0]), max(groups[-1].last, told[0] + len(_AREA_CODE))
    return code.digits + digits, first, last


def _code(groups: Sequence[Group], at: int, lows: Sequence[str]) -> Group | None:
    """The three digits that are "the area code", or stand right behind these words."""
    three = [group for group in groups if len(group.digits) == _CODE]
    named = [
        each for each in three if each.last <= at and all(map(str.isalpha, lows[each.last : at]))
    ]
    behind = [each for each in three if 0 <= each.first - at - len(_AREA_CODE) < _NEAR]
    return next(iter([*named, *behind]), None)
