"""Telephones, dates, hours, shares and addresses by the shape of their figures and signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.language.joined import Joined
from bot.language.word_files import pattern

# Each with a sign without which there is none; in <> stand the language's lists.
_SHAPES = tuple(
    (name, sign, pattern("figures", written))
    for name, sign, written in (
        ("email", "@", r"(?<![\w.+-])[\w.+-]{1,40}@[\w-]+\.[\w.]+"),
        ("url", "", r"(?:https? ?: ?/ ?/|www\.)\S+"),
        ("phone", "", r"(?<![\d$£€])\+?\(?\d{3}\)?[ .-]?\d{3}[ .-]\d{4}(?!\d)"),
        ("phone", "", r"\+\d[\d ()-]{7,}\d"),
        ("phone", "", r"(?<![\d$£€.,])0\d{3,4} ?\d{3} ?\d{3,4}(?!\d)"),
        ("phone", "", r"(?<![\d$£€.,])\d{10,11}(?![\d.,])"),
        ("phone", "", r"(?<![\d$£€,.-])\d{3}[ .-]\d{4}(?!\d)"),
        ("postcode", "-", r"(?<!\d)\d{5}-\d{4}(?!\d)"),
        ("date", "", r"(?<![\d.,])\d{1,4}([/.-])\d{1,2}\1\d{2,4}(?![.,]?\d)"),
        ("date", "-", r"(?<!\d)\d{4}-\d\d(?!\d)"),
        ("decade", "0", r"(?<![\d,.])(?:19|20)\d0<of_decade>\b"),
        ("date", "/", r"(?<![\d/])\d{1,2}/\d{1,4}(?![\d/])"),
        ("hour", ":", r"\d{1,2}:\d\d"),
        ("hour", "", r"(?<!\d)(?:\d{1,2} ?- ?)?(?:1[0-2]|\d) ?<am_pm>\b"),
        ("share", "%", r"(?<!\d)\d+(?:\.\d+)?(?: ?- ?\d+| \d ?/ ?\d)? ?%"),
        ("number", "#", r"# ?\d+"),
        ("number", "-", r"(?<![\d.,$£€-])\d{3,}(?:-\d{3,}){2,}(?!\d)"),
        ("plan", "401", r"\b401 ?\(?<of_plan>\b\)?"),
        ("form", "", r"\b<of_form>[1-4]\b"),
    )
)


def found_shapes(joined: Joined) -> Iterator[tuple[str, range]]:
    """What each shape is ("phone", "date", "hour", "share"), and its tokens."""
    for name, sign, shape in _SHAPES:
        for match in shape.finditer(joined.text) if sign in joined.text else ():
            if not _is_range(name, match):
                yield name, joined.tokens_of(*match.span())


def _is_range(name: str, match: re.Match[str]) -> bool:
    """Whether 500-1000 is no telephone: both round, and near each other."""
    low, sign, high = match.group().partition("-")
    if name != "phone" or not sign or not (low.isdigit() and high.isdigit()):
        return False
    return all(int(end) % 50 == 0 for end in (low, high)) and int(low) < int(high) < 4 * int(low)
