"""What the words around five digits tell: a place, a sum of money, a street."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.contact import whose
from bot.language.contact.digits import Group
from bot.language.contact.words import phrases, words
from bot.language.doc import Doc

_BACK = 8  # words before a ZIP code that may say what it is
_ROUND = 100  # a multiple of this may be money
_ASKED = {"left": "left", "near": "left"}
_WEAKEST = ("in", "near")
_WEAK = ("in", "near", "place")  # prepositions: what stands before them may tell more
_BEFORE_TOWN, _LONGEST_TOWN = ("in", "near", "here"), 3  # words


def cue(doc: Doc, group: Group, last: int, asks: str | None) -> str:
    """What stands beside it: "property", "announced", "left", "money", "placed", or "bare"."""
    lows = [token.low for token in doc.tokens[max(0, group.first - _BACK) : group.first]]
    if whose.role(doc, group.first, last) == "old":
        return "old"
    told = _told_before(lows)
    if told == "rental":
        return "property"
    named = told == "zip" or after(doc, last) == "named" or _after_state(doc, group.first)
    money = _near_money(lows)
    if asks == "postcode":
        if told in ("property", "thing"):
            return "property"
        return "announced" if named else "money" if money else _ASKED.get(told or "", "bare")
    if named or told in ("here", "property") or _is_listed(doc, group, last):
        return "announced"
    if money or lows[-1:] == ["#"]:
        return "money"
    round_sum = int(group.digits) % _ROUND == 0 or after(doc, last) == "range"
    # To the budget question, "around 20000, at 25000 most" is all money.
    placed = told in _WEAKEST or (asks != "budget" and told in ("place", "left"))
    return "placed" if placed and not round_sum else told or "bare"


def _told_before(lows: Sequence[str]) -> str | None:
    """What the words right before it tell; of "house is at" more than its "at" alone does.

    A town's name may stand between: "in San Francisco 94110".
    """
    weak, end, named = None, len(lows), 0
    while end:
        told = phrases("place").before(lows, end)
        if told and (told in _BEFORE_TOWN or weak or not named):
            if told not in _WEAK:  # "need a roof 12525": without "in" it may be money
                return "thing" if told == "property" and weak is None else told
            weak = weak or told
        elif not told and lows[end - 1] not in words("place_filler", "before"):
            if weak or named == _LONGEST_TOWN or not _may_be_named(lows[end - 1]):
                return weak
            named += 1
        end -= 1
    return weak


def _may_be_named(low: str) -> bool:
    ordinary = words("not_name", "ordinary") | words("not_name", "function")
    return low.isalpha() and low not in ordinary


def _near_money(lows: Sequence[str]) -> bool:
    for low in reversed(lows):
        if low in words("zip", "money"):
            return True
        if low.isdigit() or low in ".!?,":
            return False
    return False


def _after_state(doc: Doc, first: int) -> bool:
    """ "CA 94110", "IL, 60614": two capitals before it, among words."""
    at = first - 1
    while at >= 0 and doc.tokens[at].low in ".,":
        at -= 1
    if at < 0 or len(doc.tokens[at].low) != 2:
        return False
    typed = doc.words(at, at + 1)
    return typed.isalpha() and typed.isupper() and not doc.tokens[first].glued


def _is_listed(doc: Doc, group: Group, last: int) -> bool:
    """ "Leak, 94110, 4-5k": an item of its own in a list."""
    before = doc.tokens[group.first - 1].low if group.first else ""
    after = doc.tokens[last].low if last < len(doc.tokens) else ""
    round_sum = int(group.digits) % _ROUND == 0  # "no no, 28000"
    return bool(before or after) and before in ("", ",") and after in ("", ",") and not round_sum


def after(doc: Doc, at: int) -> str:
    """What follows it: "measure" of money, feet or a street's name, "range" of a rough sum,
    "named" of what tells a place ("is where I live").
    """
    lows = ["0" if token.low.isdigit() else token.low for token in doc.tokens[at : at + 6]]
    told = phrases("zip_after").at(lows, 0)
    if told:
        return told[0]
    behind = range(at, min(at + 6, len(doc.tokens)))
    names = [doc.words(each, each + 1).lower() for each in behind if doc.tokens[each].low != "."]
    street = next((i for i, low in enumerate(names) if low in words("zip", "street")), 0)
    return "measure" if street and all(map(_may_be_named, names[:street])) else ""
