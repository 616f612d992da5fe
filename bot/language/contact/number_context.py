"""What stands around a long number, and shapes that are no phone number's."""

from __future__ import annotations

import re

from bot.language.contact.digits import Group, Run
from bot.language.contact.words import words
from bot.language.doc import Doc

_SUMS = frozenset("$£€¥%*=#&+")
_STUCK = _SUMS | frozenset("@_")
_BACK = 6  # words before a number that may say what it is
_DATE = re.compile(r"\d{1,2}([-./])\d{1,2}\1(?:\d{4}|\d{2})(?: .*)?")
_DATE_YEAR_FIRST = re.compile(r"\d{4}([-./])\d{1,2}\1\d{1,2}(?: .*)?")
_OTHER_UNASKED = re.compile(r"\d{4,7} ?- ?\d{4,7}|\d{3}-\d{2}-\d{4}|(?:\d{4}[ -]){3}\d{1,7}")
_DECIMAL = re.compile(r"\d+\.\d+|\d{1,3}(?:\.\d{3})+")
_GROUPED = re.compile(r"\d{3}\.\d{7}|\d{6}\.\d{4}|\d{3}\.\d{3}\.\d{4}")
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_IP_ADDRESS = re.compile(rf"{_OCTET}(?:\.{_OCTET}){{3}}")


def extension(doc: Doc, start: int, end: int) -> str | None:
    """The extension within `message[start:end]` or right behind it; or None."""
    for at, token in enumerate(doc.tokens):
        if token.start >= start:
            told = extension_at(doc, at)
            if told and told[0] is not None:
                return told[0]
            if token.start >= end and (token.low.isalnum() or token.start > end + 3):
                return None
    return None


def extension_at(doc: Doc, at: int) -> tuple[str | None, int] | None:
    """The extension that begins at a token, and its end: ", ext. 12", "x9"."""
    lows = [token.low for token in doc.tokens[at : at + 6]]
    here = 0
    while here < len(lows) and lows[here] in (",", ";", ".", "-", "("):
        here += 1
    if here >= len(lows) or lows[here] not in words("extension", "cue"):
        return None
    here += 1
    while here < len(lows) and (lows[here] in words("extension", "filler") or lows[here] in ".:=#"):
        here += 1
    if here >= len(lows) or not lows[here].isdigit() or len(lows[here]) > 6:
        return None
    return lows[here], at + here + 1


def opening(doc: Doc, first: int) -> int:
    """Where the signs begin that open a number: "(", "+", "(+"."""
    start = first
    while start and first - start < 2 and doc.tokens[start].glued:
        if doc.tokens[start - 1].low not in ("(", "[", "+"):
            break
        start -= 1
    return start


def begins(doc: Doc, run: Run, asked: bool) -> bool:
    """Whether no other figure, letter or sign of a sum is stuck to its beginning."""
    if run[0].between is not None:
        return run[0].apart
    first = opening(doc, run[0].first)
    if not first:
        return True
    before = doc.tokens[first - 1]
    if not doc.tokens[first].glued:
        return before.low not in "$£€¥=*+"
    if before.low == "#":
        return asked and first == 1
    if before.low == "-":
        return first == 1 or not before.glued or doc.tokens[first - 2].low.isalpha()
    coded = doc.tokens[run[0].first - 1].low == "+"  # "my number is+44 ..."
    stuck = before.low.isdigit() if coded else before.low.isalnum()
    return not (stuck or before.low in _STUCK or before.low in "/.)")


def ends(doc: Doc, last: int, following: Group | None) -> bool:
    """Whether no other figure, letter or sign of a sum is stuck to its end."""
    if last == len(doc.tokens) or extension_at(doc, last):
        return True
    if following and not following.apart:
        return False
    if following and following.between == "," and len(following.digits) == 3:
        return not all(token.glued for token in doc.tokens[last : following.first + 1])
    after = doc.tokens[last]
    if after.low in ("*", "=", "+") or after.low in words("number", "sum"):
        return False
    return not (after.glued and (after.low.isalnum() or after.low in _STUCK))


def is_other_number(doc: Doc, first: int) -> bool:
    """Whether a word before a long number says that it is no phone number: "order 4155550123"."""
    return told_by(doc, first, "other") and not told_by(doc, first, "phone", after="other")


def told_by(doc: Doc, first: int, value: str, after: str = "") -> bool:
    """Whether a word of this kind stands before a number, with no figure or stop between them.

    `after`: only behind the last word of that kind.
    """
    for token in reversed(doc.tokens[max(0, first - _BACK) : first]):
        if token.low in words("number", value):
            return True
        if (
            token.low.isdigit()
            or token.low in ".;!?"
            or (after and token.low in words("number", after))
        ):
            return False
    return False


def has_other_shape(text: str, expected: bool) -> bool:
    """Whether `text` has the shape of a date, a decimal, an address of the Internet, a range."""
    if any(shape.fullmatch(text) for shape in (_IP_ADDRESS, _DATE, _DATE_YEAR_FIRST)):
        return True
    if _DECIMAL.fullmatch(text) and not _GROUPED.fullmatch(text):
        return True
    # Where a number is expected, two groups are one however they are cut ("41555-50123").
    return not expected and bool(_OTHER_UNASKED.fullmatch(text))
