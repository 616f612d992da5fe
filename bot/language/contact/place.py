"""Postcodes in a message, and five digits that are something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import dropwhile, islice

from bot.errors import ValueInvalid
from bot.language.contact import phone
from bot.language.contact.candidate import Candidate
from bot.language.contact.digits import Group, runs
from bot.language.contact.place_context import after, cue
from bot.language.contact.standing import Corrections, standing
from bot.language.contact.words import words
from bot.language.doc import Doc
from bot.language.doc import read as doc_of
from bot.values import postcode

MOST = 6
_SPELT = 5  # digits
LONGEST_SPELT = 16  # characters of a postcode with a space after each letter
_ROUND = 50  # a multiple of this may be money
_GLUED_BEFORE = frozenset("$£€.,+@/-_")
_GLUED_AFTER = frozenset("%$£€@_")
_SHAPES = {"GB": postcode.BRITISH, "CA": postcode.CANADIAN, "NL": r"[1-9]\d{3}\s?[A-Z]{2}"}
_ANY_CODE = r"[A-Z0-9]{2,8}(?:[\s-][A-Z0-9]{2,5})?"
ASKED_RANKS = ("property", "announced", "bare", "left")
UNASKED_RANKS = (("property", "announced"), ("placed",))


@dataclass(frozen=True, slots=True)
class Scene:
    """Where the campaign is (ISO 3166), and what was asked."""

    country: str = "US"
    asks: str | None = None

    @property
    def asked(self) -> bool:
        return self.asks == "postcode"


def read(doc: Doc, scene: Scene, corrections: Corrections) -> Candidate | None:
    """The postcode in `doc`, as the campaign's country writes it, or None.

    Bare digits count where a postcode was asked for or a word announces them ("zip 94110", "in
    94110", "CA 94110"); never inside a phone number, a price or a street address.
    """
    whole = _whole(doc, scene) if scene.asked else None
    found = [] if whole else every(doc, scene)
    if whole or scene.country != "US":
        return whole or next(iter(found), None)
    ranks = [(rank,) for rank in ASKED_RANKS] if scene.asked else UNASKED_RANKS
    for rank in ranks:
        one = standing(doc.message, _of(found, rank), corrections)
        if one:  # "my zip is 94110, oops 94112": nothing but the turn announces the second
            later = [each for each in found if each.start >= one.end]
            return standing(doc.message, [one, *_of(later, None)], corrections) or one
    return None


def beside(
    doc: Doc, scene: Scene, taken: Sequence[tuple[int, int]], corrections: Corrections
) -> Candidate | None:
    """ "8k next week 94110": the one ZIP code that stands outside the places `taken`.

    No round ones: those may be money.
    """
    if scene.country != "US":
        return None
    found = [
        each
        for each in zips(doc, replace(scene, asks=None))
        if int(each.value) % _ROUND
        and not corrections.taken_back(doc.message, each.start, each.end)
    ]
    if len(found) != 1 or any(
        found[0].start < end and start < found[0].end for start, end in taken
    ):
        return None
    one = found[0]
    of_money = after(doc, _behind(doc, one)) in ("measure", "range") or one.role in (
        "money",
        "left",
    )
    return None if of_money else one


def every(doc: Doc, scene: Scene) -> list[Candidate]:
    """All that may be postcodes, as the campaign's country writes them."""
    return list(_every(doc.message, scene))


@lru_cache(maxsize=32)
def _every(message: str, scene: Scene) -> tuple[Candidate, ...]:
    doc = doc_of(message)
    if scene.country != "US":
        return tuple(_shaped(doc, scene))
    return tuple(each for each in zips(doc, scene) if after(doc, _behind(doc, each)) != "measure")


def zips(doc: Doc, scene: Scene) -> Iterator[Candidate]:
    """Five digits that may be a ZIP code, each with what the words before it say: its `role`."""
    numbers = phone.find(doc, phone.Scene(scene.country, scene.asks == "phone"))
    for group, last in islice(_of_five_digits(doc), MOST):
        start, end = doc.span(group.first, last)
        if any(start < number.end and number.start < end for number in numbers):
            continue
        value = _parsed(group.digits, "US")
        if value:
            rule = f"zip.{cue(doc, group, last, scene.asks)}"
            yield Candidate(value, start, end, rule, role=rule.removeprefix("zip."))


def _of(found: Sequence[Candidate], rank: Sequence[str] | None) -> list[Candidate]:
    """Those of one rank, or all; what is denied ("not 94601") keeps its role and never stands."""
    return [
        replace(each, role="theirs") if each.role != "old" else each
        for each in found
        if rank is None or each.role in rank
    ]


def _of_five_digits(doc: Doc) -> Iterator[tuple[Group, int]]:
    """Groups of five digits, and where a ZIP code ends that goes on with four more."""
    for run in runs(doc):
        digits = "".join(group.digits for group in run)
        if len(run) == len(digits) == _SPELT and not any((g.between or "").strip() for g in run):
            yield run[0]._replace(digits=digits, last=run[-1].last), run[-1].last  # "1 0 0 3 3"
            continue
        for index, group in enumerate(run):
            following = run[index + 1] if index + 1 < len(run) else None
            if len(group.digits) != 5 or not _begins(doc, group):
                continue
            if following and len(following.digits) == 4 and following.between in ("-", ""):
                if following.between == "-":
                    yield group, following.last
                continue
            if _ends(doc, group.last, following):
                yield group, group.last


def _begins(doc: Doc, group: Group) -> bool:
    if not group.first or not doc.tokens[group.first].glued or group.spoken:
        return True
    before = doc.tokens[group.first - 1].low
    return before in words("place", "zip") or not (before.isalnum() or before in _GLUED_BEFORE)


def _ends(doc: Doc, last: int, following: Group | None) -> bool:
    if last == len(doc.tokens):
        return True
    if following and not following.apart and following.between:
        return False
    after = doc.tokens[last]
    return not (after.glued and (after.low.isalnum() or after.low in _GLUED_AFTER))


def _behind(doc: Doc, one: Candidate) -> int:
    return next((at for at, t in enumerate(doc.tokens) if t.start >= one.end), len(doc.tokens))


def _whole(doc: Doc, scene: Scene) -> Candidate | None:
    """The answer is the postcode and nothing else, however it is spaced ("9 4 1 1 0")."""
    lead = words("place_filler", "lead")
    kept = [token for token in doc.tokens if token.low not in ".,!?#"]
    kept = list(dropwhile(lambda token: token.low in lead, kept))
    if not kept:
        return None
    start, end = kept[0].start, kept[-1].end
    text = doc.message[start:end]
    run = runs(doc)[0] if len(runs(doc)) == 1 else ()
    alone = bool(run) and doc.span(run[0].first, run[-1].last) == (start, end)
    if alone and all(group.between in (None, "", "-") for group in run):
        text = "".join(group.digits for group in run)
    compact = re.sub(r"[\s-]", "", text) if len(text) <= LONGEST_SPELT else text
    value = _parsed(text, scene.country) or _parsed(compact, scene.country)
    return Candidate(value, start, end, "postcode.whole") if value else None


def _shaped(doc: Doc, scene: Scene) -> Iterator[Candidate]:
    """A code whose letters give it away; one of digits only where it was asked for."""
    shape = _SHAPES.get(scene.country)
    if shape is None and not scene.asked:
        return
    pattern = rf"(?<![\w$€£.,])(?:{shape or _ANY_CODE})(?!\w)"
    for match in islice(re.finditer(pattern, doc.message, re.IGNORECASE), MOST):
        value = _parsed(match[0], scene.country)
        if value:
            yield Candidate(value, *match.span(), "postcode.shape")


def _parsed(text: str, country: str) -> str | None:
    try:
        return postcode.parse(text, country)
    except ValueInvalid:
        return None
