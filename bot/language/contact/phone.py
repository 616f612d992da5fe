"""Phone numbers in a message, and long numbers that are something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from bot.errors import ValueInvalid
from bot.language.contact import whose
from bot.language.contact.candidate import Candidate
from bot.language.contact.digits import Run, runs
from bot.language.contact.number_context import (
    begins,
    ends,
    extension_at,
    has_other_shape,
    is_other_number,
    opening,
    told_by,
)
from bot.language.contact.phone_area import with_area_code
from bot.language.doc import Doc, read
from bot.values import phone

MOST = 6
"""Numbers of one message that are looked at, and groups of digits in one number."""
MOST_GROUPS = 24
FEWEST_DIGITS, MOST_DIGITS = 7, 17
NORTH_AMERICA = frozenset({"US", "CA", "PR", "DO", "JM", "BS", "TT"})

_NEW_ENDS = range(2, 5)  # digits
_NEAR = 40  # characters behind the number
_EXIT_CODE = re.compile(r"(?:00|011)[\s-]?[1-9]")


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
    if not found and scene.in_north_america and (told := with_area_code(doc)):
        heard = _parsed(told[0], scene)
        found += [Candidate(heard[0], *doc.span(*told[1:]), "phone", True)] if heard else []
    return tuple(whose.placed(doc, each) for each in found)


def with_new_end(doc: Doc, number: Candidate, scene: Scene) -> Candidate:
    """ "415 555 0191, no wait, 0190": the number with its last digits told again, to be read back.

    As it was where no two to four digits of their own follow it.
    """
    behind = (
        run
        for run in runs(doc)
        if 0 <= doc.tokens[run[0].first].start - number.end < _NEAR
        and doc.tokens[run[0].first - 1].low != "last"  # "the last 4 are 0190"
    )
    digits = "".join(group.digits for group in next(behind, ()))
    if len(digits) not in _NEW_ENDS:
        return number
    heard = _parsed(number.value[: -len(digits)] + digits, scene)
    return replace(number, value=heard[0], doubtful=True) if heard else number


def _in_run(doc: Doc, run: Run, scene: Scene) -> Iterator[Candidate]:
    """The numbers of one run: the longest from its first group on, then the rest's."""
    first = 0
    expected = scene.asked or told_by(doc, run[0].first, "phone")
    if is_other_number(doc, run[0].first):
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
    if not FEWEST_DIGITS <= len(digits) <= MOST_DIGITS or not begins(doc, run, scene.asked):
        return None
    if not ends(doc, run[-1].last, following):
        return None
    text = _written(run)
    coded = _has_code(doc, run, text)
    if coded:
        heard = _abroad(text if coded == "exit" else "+" + text, scene)
    elif has_other_shape(text, expected):
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
    parted = len(run) > 1 and "," in (run[1].between or "")  # "ends in 91, 818-555-0191"
    if not (expected and whole) or parted or len(digits) < 11 or digits[0] in "01":
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


def parsed(number: str) -> str | None:
    """The number as E.164, where it is one that is given out."""
    heard = _parsed(number, Scene())
    return heard[0] if heard else None


def _placed(doc: Doc, run: Run, heard: tuple[str, bool]) -> Candidate:
    first, last = opening(doc, run[0].first), run[-1].last
    told = extension_at(doc, last)
    last = told[1] if told else last
    return Candidate(heard[0], *doc.span(first, last), "phone", heard[1])
