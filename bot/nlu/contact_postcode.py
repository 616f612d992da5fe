"""Where a postcode stands in a sentence, and where five digits are something else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from bot.errors import ValueInvalid
from bot.nlu.contact_digits import DIGIT, plain_digits
from bot.nlu.contact_phone import read_phone
from bot.nlu.contact_turn import standing
from bot.nlu.corrections import taken_back, without_turns
from bot.nlu.patterns import MOST, head_of
from bot.nlu.reading import LONGEST, Context, Heard
from bot.values import postcode

LONGEST_SPELT = 16  # characters of a postcode with a space after each letter

_ZIP = re.compile(
    r"(?:(?<![\w$€£.,+@/-])|(?<=[Zz]ip)|(?<=ZIP))(\d{5})(?:-\d{4})?(?![\w%$€£@]|[-.,/:]\d|\s\d{4}\b)"
)
_ZIP_CUE = re.compile(
    r"\b(?:zip|post|postal)[\s-]?(?:code)?"
    r"(?:\W+(?:code|is|of|here|would|be|it|s|should|shouldve|ve|have|been|now|supposed|to))*\W*$",
    re.IGNORECASE,
)
_STATE = re.compile(r"(?:^|[\s,])[A-Z]{2}[,.]?\s+$")
# Where it should happen: stronger than where they live.
_PROPERTY_CUE = re.compile(
    r"\b(?:house|home|property|place|condo|apartment|building|roof|car)(?:['’]?s|\s+is|\s+are)?"
    r"(?:\s+(?:in|at|near))?[\s:]+$",
    re.IGNORECASE,
)
_LEFT_CUE = re.compile(
    r"\b(?:from|near|by|previously|formerly|used to \w+ in)[\s:]+$", re.IGNORECASE
)
_PLACE_CUE = re.compile(r"\b(?:in|at|near|to|from|of|area)(?:\s+the)?[\s:]+$", re.IGNORECASE)
# Where they are: no sum of money stands behind these words.
_HERE_CUE = re.compile(
    r"\b(?:(?:live|living|lives|based|located|reside|residing|house|home|property|place|condo|"
    r"apartment|building|moving|relocating)(?:['’]?s|\s+is|\s+are)?(?:\s+(?:out|over|here|right))?"
    r"\s+(?:in|at|near|to|around|by|from)|(?:out|over|here)\s+in)(?:\s+the)?[\s:]+$",
    re.IGNORECASE,
)
_IN_CUE = re.compile(r"\b(?:in|near)[\s:]+$", re.IGNORECASE)
_OF_MONEY_AFTER = re.compile(
    r"\s*(?:(?:-|–|to|or|and|through)\s*[$£€]?\d|range\b|ballpark|area\b|neighborhood\b|budget\b|most\b)",
    re.IGNORECASE,
)
_MONEY_NEAR = re.compile(
    r"\b(?:budget|spend|pay|afford|price|cost|worth|loan|borrow|down|make|save)\w*\b[^.!?,\d]{0,25}$",
    re.IGNORECASE,
)
_MEASURE_AFTER = re.compile(
    r"\s*(?:dollars?|bucks|usd|euros?|pounds|grand|total|max|tops|sq|square|feet|ft|miles|people|"
    r"(?:[NSEW]\.?\s)?(?:[^\W\d]+\s){1,3}(?:st|street|ave|avenue|rd|road|blvd|dr|drive|ln|lane|"
    r"ct|court|way|pl|place|pkwy|hwy)\b)",
    re.IGNORECASE,
)


def read_postcode(text: str, context: Context) -> Heard[str] | None:
    """The postcode in `text`, as the campaign's country writes it, or None.

    Bare digits count where a postcode was asked for or a word announces them ("zip 94110", "in
    94110", "CA 94110"); never inside a phone number, a price or a street address.
    """
    if len(text) > LONGEST:
        return None
    plain = plain_digits(text)
    if not DIGIT.search(plain.text):
        return None
    heard = _whole(plain.text, context) or (
        _zip(plain.text, context) if context.country == "US" else _shaped(plain.text, context)
    )
    if heard is None:
        return None
    return Heard(heard.value, *plain.span(heard.start, heard.end), heard.doubtful)


def _whole(text: str, context: Context) -> Heard[str] | None:
    """The answer is the postcode and nothing else, however it is spaced ("9 4 1 1 0")."""
    if context.asks != "postcode":
        return None
    alone = text.strip(" .,!?#\n")
    value = _parse_postcode(alone, context.country)
    if value is None and len(alone) <= LONGEST_SPELT:
        value = _parse_postcode(re.sub(r"[\s-]", "", alone), context.country)
    start = text.index(alone)
    return Heard(value, start, start + len(alone)) if value else None


def _zip(text: str, context: Context) -> Heard[str] | None:
    if not _ZIP.search(text):
        return None
    asked = context.asks == "postcode"
    number = read_phone(text, context)
    bare = without_turns(text)
    by_cue: dict[str, list[Heard[str]]] = {}
    for match in islice(_ZIP.finditer(text), MOST):
        if number and match.start() < number.end and match.end() > number.start:
            continue
        value = _parse_postcode(match[0], "US")
        if value and not _MEASURE_AFTER.match(text, match.end()):
            heard = Heard(value, match.start(), match.end())
            by_cue.setdefault(_cue(bare, heard, asked), []).append(heard)
    if asked:
        ranks = ("property", "announced", "bare", "left")
        found = next(filter(None, (standing(text, by_cue.get(rank, ())) for rank in ranks)), None)
        return _put_right(text, found, by_cue) if found else None
    announced = [*by_cue.get("property", ()), *by_cue.get("announced", ())]
    others = sorted([*by_cue.get("bare", ()), *by_cue.get("left", ())], key=lambda h: h.start)
    placed = (h for h in others if _is_placed(text, h, context))
    first = standing(text, announced) or next(placed, None)
    return _put_right(text, first, by_cue) if first else None


def _put_right(
    text: str, found: Heard[str], by_cue: Mapping[str, Sequence[Heard[str]]]
) -> Heard[str]:
    """ "My zip is 94110, oops 94112": the second, though nothing but the turn announces it."""
    later = [each for group in by_cue.values() for each in group if each.start >= found.end]
    return standing(text, [found, *later]) or found


def read_zip_beside(text: str, context: Context, others: Sequence[Heard[Any]]) -> Heard[str] | None:
    """ "8k next week 94110": five bare digits that are none of the `others` heard.

    No round ones: those may be money.
    """
    if context.country != "US" or len(text) > LONGEST:
        return None
    if not _ZIP.search(text):
        return None
    number = read_phone(text, context)
    taken = [*others, number] if number else others
    found = [
        Heard(match[1], match.start(), match.end())
        for match in islice(_ZIP.finditer(text), MOST)
        if int(match[1]) % 50 and _parse_postcode(match[1], "US")
    ]
    found = [heard for heard in found if not taken_back(text, heard.start, heard.end)]
    if len(found) != 1 or any(
        found[0].start < other.end and other.start < found[0].end for other in taken
    ):
        return None
    after = found[0].end
    of_money = _MEASURE_AFTER.match(text, after) or _OF_MONEY_AFTER.match(text, after)
    return None if of_money or _cue(text, found[0], False) in ("money", "left") else found[0]


def _cue(text: str, heard: Heard[str], asked: bool) -> str:
    """What stands before it: "property", "announced", "left", "money", or nothing telling."""
    before = head_of(text, heard.start)
    if asked and _PROPERTY_CUE.search(before):
        return "property"
    if _ZIP_CUE.search(before) or _STATE.search(before):
        return "announced"
    if not asked and (_is_listed(text, heard) or _HERE_CUE.search(before)):
        return "announced"
    if _MONEY_NEAR.search(before) or (before.endswith("#") and not asked):
        return "money"
    return "left" if _LEFT_CUE.search(before) else "bare"


def _is_placed(text: str, heard: Heard[str], context: Context) -> bool:
    """Whether "in" or the like announces it; a round sum or the end of a range is money."""
    # To the budget question, "around 20000, at 25000 most" is all money.
    cue = _IN_CUE if context.asks == "budget" else _PLACE_CUE
    if not cue.search(head_of(text, heard.start)):
        return False
    return int(heard.value[:5]) % 100 != 0 and not _OF_MONEY_AFTER.match(text, heard.end)


def _is_listed(text: str, heard: Heard[str]) -> bool:
    """ "Leak, 94110, 4-5k": an item of its own in a list."""
    before, after = text[: heard.start].rstrip(), text[heard.end :].lstrip()
    return bool(before or after) and before[-1:] in ("", ",") and after[:1] in ("", ",")


_SHAPES = {"GB": postcode.BRITISH, "CA": postcode.CANADIAN, "NL": r"[1-9]\d{3}\s?[A-Z]{2}"}
_ANY_CODE = r"[A-Z0-9]{2,8}(?:[\s-][A-Z0-9]{2,5})?"


def _shaped(text: str, context: Context) -> Heard[str] | None:
    """A code whose letters give it away; one of digits only where it was asked for."""
    shape = _SHAPES.get(context.country)
    if shape is None and context.asks != "postcode":
        return None
    for match in re.finditer(rf"(?<![\w$€£.,])(?:{shape or _ANY_CODE})(?!\w)", text, re.IGNORECASE):
        value = _parse_postcode(match[0], context.country)
        if value:
            return Heard(value, match.start(), match.end())
    return None


def _parse_postcode(words: str, country: str) -> str | None:
    try:
        return postcode.parse(words, country)
    except ValueInvalid:
        return None
