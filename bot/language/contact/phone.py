"""Phone numbers in a message, and long numbers that are something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from bot.errors import ValueInvalid
from bot.language.contact import whose
from bot.language.contact.candidate import Candidate
from bot.language.contact.digits import Group, Run, runs
from bot.language.contact.words import words
from bot.language.doc import Doc, read
from bot.values import phone

MOST = 6
"""Numbers of one message that are looked at, and groups of digits in one number."""
MOST_GROUPS = 24
FEWEST_DIGITS, MOST_DIGITS = 7, 17
NORTH_AMERICA = frozenset({"US", "CA", "PR", "DO", "JM", "BS", "TT"})

_SUMS = frozenset("$£€¥%*=#&+")
_STUCK = _SUMS | frozenset("@_")
_BACK = 6  # words before a number that may say what it is
_EXIT_CODE = re.compile(r"(?:00|011)[\s-]?[1-9]")
_OTHER_SHAPE = re.compile(
    r"\d{1,2}([-./])\d{1,2}\1(?:\d{4}|\d{2})(?: .*)?|\d{4}([-./])\d{1,2}\2\d{1,2}(?: .*)?"  # date
)
_OTHER_UNASKED = re.compile(r"\d{4,7} ?- ?\d{4,7}|\d{3}-\d{2}-\d{4}|(?:\d{4}[ -]){3}\d{1,7}")
_DECIMAL = re.compile(r"\d+\.\d+|\d{1,3}(?:\.\d{3})+")
_GROUPED = re.compile(r"\d{3}\.\d{7}|\d{6}\.\d{4}|\d{3}\.\d{3}\.\d{4}")
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_IP_ADDRESS = re.compile(rf"{_OCTET}(?:\.{_OCTET}){{3}}")


@dataclass(frozen=True, slots=True)
class Scene:
    """Where the campaign is (ISO 3166), and whether a phone number was asked for."""

    country: str = "US"
    asked: bool = False

    @property
    def in_north_america(self) -> bool:
        return self.country in NORTH_AMERICA


def find(doc: Doc, scene: Scene) -> list[Candidate]:
    """Every phone number in `doc`, in order; none within another.

    Numbers of the campaign's country may come bare; others need their country code. One that
    lacks its plus, or that its country is not known to use, is doubtful.
    """
    return list(_find(doc.message, scene))


@lru_cache(maxsize=32)  # who looks for a postcode, or weighs whose it is, asks again
def _find(message: str, scene: Scene) -> tuple[Candidate, ...]:
    doc = read(message)
    found: list[Candidate] = []
    for run in runs(doc):
        if len(found) == MOST:
            break
        if sum(len(group.digits) for group in run) >= FEWEST_DIGITS and len(run) <= MOST_GROUPS:
            found += islice(_in_run(doc, run, scene), MOST - len(found))
    return tuple(whose.placed(doc, each) for each in found)


def extension(doc: Doc, start: int, end: int) -> str | None:
    """The extension within `message[start:end]` or right behind it; or None."""
    for at, token in enumerate(doc.tokens):
        if token.start >= start:
            told = _extension(doc, at)
            if told and told[0] is not None:
                return told[0]
            if token.start >= end and (token.low.isalnum() or token.start > end + 3):
                return None
    return None


def _in_run(doc: Doc, run: Run, scene: Scene) -> Iterator[Candidate]:
    """The numbers of one run: the longest from its first group on, then the rest's."""
    first = 0
    expected = scene.asked or _told_by(doc, run[0].first, "phone")
    if _is_other_number(doc, run[0].first):
        return
    while first < len(run):
        for last in range(len(run), first, -1):
            heard = _number(doc, run, first, last, scene, expected)
            if heard:
                yield heard
                first = last
                break
        else:
            first += 1


def _number(
    doc: Doc, every: Run, first: int, last: int, scene: Scene, expected: bool
) -> Candidate | None:
    """The number that the groups `every[first:last]` are together; or None."""
    run, whole = every[first:last], last - first == len(every)
    digits = "".join(group.digits for group in run)
    following = every[last] if last < len(every) else None
    if not FEWEST_DIGITS <= len(digits) <= MOST_DIGITS or not _begins(doc, run, scene):
        return None
    if not _ends(doc, run[-1].last, following):
        return None
    text = _written(run)
    coded = _has_code(doc, run, text)
    if coded:
        heard = _abroad(text if coded == "exit" else "+" + text, scene)
    elif _is_other(text, expected):
        heard = None
    elif scene.in_north_america:
        heard = _north_american(run, digits, scene, expected, whole)
    else:
        loose = any("," in (group.between or "") for group in run[1:])
        heard = None if loose and not expected else _parsed(text.replace(",", " "), scene)
    return _placed(doc, run, heard) if heard else None


def _north_american(
    run: Run, digits: str, scene: Scene, expected: bool, whole: bool
) -> tuple[str, bool] | None:
    """Three, three and four digits; in any groups, or with a country's code, where expected."""
    coded = len(digits) == 11 and digits[0] == "1"
    if coded and len(run) > 1 and "," in (run[1].between or ""):
        return None  # "the wrong one, 415 555 0123"
    home = digits[1:] if coded else digits
    if len(home) == 10 and home[0] not in "01" and home[3] not in "01":
        loose = any("," in (group.between or "") for group in run[1:])
        usual = _cuts(run, len(digits) - 10) <= {0, 3, 6}
        if (usual and not loose) or (expected and (usual or whole)):
            return _parsed(home, scene)
    if not (expected and whole) or len(digits) < 11 or digits[0] in "01":
        return None
    foreign = _parsed("+" + digits, scene)
    if foreign is None or foreign[0] != "+" + digits:  # mended: too doubtful even to read back
        return None
    code = phone.country_code(foreign[0])
    named = len(digits) > 11 if len(run) == 1 else run[0].digits == code
    return (foreign[0], True) if named else None


def _cuts(run: Run, code: int) -> set[int]:
    """Behind how many of its ten digits the groups end; `code` digits stand before them."""
    ends, told = set(), -code
    for group in run[:-1]:
        told += len(group.digits)
        ends.add(told)
    return ends


def _written(run: Run) -> str:
    """The groups with their usual signs: "(0)20-7946", each comma as it stands."""
    pieces = [run[0].digits]
    for group in run[1:]:
        signs = group.between or ""
        pieces.append(
            (signs or " ") + group.digits if group.between or group.apart else group.digits
        )
    return "".join(pieces)


def _has_code(doc: Doc, run: Run, text: str) -> str:
    """ "plus" or "exit" where a country's code begins the number."""
    first = run[0].first
    if first and doc.tokens[first - 1].low == "+":
        return "plus"
    return "exit" if _EXIT_CODE.match(text) else ""


def _abroad(text: str, scene: Scene) -> tuple[str, bool] | None:
    known = _parsed(text, scene)
    if known:
        return known
    possible = _parsed(text, scene, in_use=False)
    return (possible[0], True) if possible else None


def _parsed(text: str, scene: Scene, in_use: bool = True) -> tuple[str, bool] | None:
    """The number as E.164, and whether it is like no number that is given out."""
    try:
        number = phone.parse(text, scene.country, in_use=in_use)
    except ValueInvalid:
        return None
    return number, phone.is_unlikely(number)


def _placed(doc: Doc, run: Run, heard: tuple[str, bool]) -> Candidate:
    first, last = _opening(doc, run[0].first), run[-1].last
    told = _extension(doc, last)
    last = told[1] if told else last
    return Candidate(heard[0], *doc.span(first, last), "phone", heard[1])


def _extension(doc: Doc, at: int) -> tuple[str | None, int] | None:
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


def _opening(doc: Doc, first: int) -> int:
    """Where the signs begin that open a number: "(", "+", "(+"."""
    start = first
    while start and first - start < 2 and doc.tokens[start].glued:
        if doc.tokens[start - 1].low not in ("(", "[", "+"):
            break
        start -= 1
    return start


def _begins(doc: Doc, run: Run, scene: Scene) -> bool:
    """Whether no other figure, letter or sign of a sum is stuck to its beginning."""
    if run[0].between is not None:
        return run[0].apart
    first = _opening(doc, run[0].first)
    if not first:
        return True
    before = doc.tokens[first - 1]
    if not doc.tokens[first].glued:
        return before.low not in "$£€¥=*+"
    if before.low == "#":
        return scene.asked and first == 1
    if before.low == "-":
        return first == 1 or not before.glued or doc.tokens[first - 2].low.isalpha()
    coded = doc.tokens[run[0].first - 1].low == "+"  # "my number is+44 ..."
    stuck = before.low.isdigit() if coded else before.low.isalnum()
    return not (stuck or before.low in _STUCK or before.low in "/.)")


def _ends(doc: Doc, last: int, following: Group | None) -> bool:
    """Whether no other figure, letter or sign of a sum is stuck to its end."""
    if last == len(doc.tokens) or _extension(doc, last):
        return True
    if following and not following.apart:
        return False
    if following and following.between == "," and len(following.digits) == 3:
        return not all(token.glued for token in doc.tokens[last : following.first + 1])
    after = doc.tokens[last]
    if after.low in ("*", "=", "+") or after.low in words("number", "sum"):
        return False
    return not (after.glued and (after.low.isalnum() or after.low in _STUCK))


def _is_other_number(doc: Doc, first: int) -> bool:
    """Whether a word before a long number says that it is no phone number: "order 4155550123"."""
    return _told_by(doc, first, "other") and not _told_by(doc, first, "phone", after="other")


def _told_by(doc: Doc, first: int, value: str, after: str = "") -> bool:
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


def _is_other(text: str, expected: bool) -> bool:
    """Whether `text` has the shape of a date, a decimal, an address of the Internet, a range."""
    if _IP_ADDRESS.fullmatch(text) or _OTHER_SHAPE.fullmatch(text):
        return True
    if _DECIMAL.fullmatch(text) and not _GROUPED.fullmatch(text):
        return True
    # Where a number is expected, two groups are one however they are cut ("41555-50123").
    return not expected and bool(_OTHER_UNASKED.fullmatch(text))
