"""Currencies as people name them beside a number: signs, codes, words and coins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.language.chart import Item
from bot.language.doc import Doc
from bot.language.lexicon import Lexicon
from bot.language.word_files import by_word, load

_COMMON = load("common", "currencies")
_NAMES = load("en", "currencies")
CODES: tuple[str, ...] = tuple(_COMMON["code"]["codes"])
DOTTED = frozenset(_COMMON["dotted"]["codes"])
"""Where thousands are mostly written with a dot."""
_DOLLARS: dict[str, str] = by_word(_COMMON["dollar"])
_DOLLAR_FAMILY = "USD CAD AUD NZD SGD HKD JMD TTD TWD"
_LETTER_COINS: dict[str, str] = by_word(_NAMES["coin_letter"])
_MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Mark:
    """A currency's name at `tokens[first:last]`. One of it is `worth` of the currency.

    `family` lists the codes that it may be, the usual one first.
    """

    family: str
    first: int
    last: int
    worth: Decimal = Decimal(1)

    def __str__(self) -> str:
        return self.family.split()[0]

    def code(self, own: str) -> str:
        """The campaign's `own` currency where it is one of the family."""
        codes = self.family.split()
        return own if own in codes else codes[0]


def _phrases() -> dict[str, dict[str, list[str]]]:
    """Codes and names by the kinds that the rules of sums know."""
    codes = {code.upper(): [code, f"{code}."] for code in CODES}
    millions = {code.upper(): [f"m{code}"] for code in CODES}
    kinds = ("name", "name_behind", "one", "coin")
    return {
        "code": codes,
        "million_code": millions,
        "sign": _COMMON["sign"],
        **{kind: _with_joined(_NAMES[kind]) for kind in kinds},
    }


def _with_joined(names: dict[str, list[str]]) -> dict[str, list[str]]:
    """With each name of two words as one, too: "swissfrancs"."""
    return {
        family: [*ways, *(way.replace(" ", "") for way in ways if _is_joinable(way))]
        for family, ways in names.items()
    }


def _is_joinable(name: str) -> bool:
    return " " in name and name.replace(" ", "").isalpha()


LEXICON = Lexicon(_phrases())


def marks(doc: Doc) -> list[Item]:
    """Every currency named in `doc`, as items whose values are Marks.

    A "sign" stands before its number or behind it ("sign_behind"); "code" and "name" may do
    both; "name_behind", "million_code" and "coin" only follow; "one" follows an "a".
    """
    found = [*_dollars(doc), *_letter_coins(doc)]
    for item in LEXICON.find(doc):
        worth, family = Decimal(1), str(item.value)
        kind = item.kind
        if kind == "coin":
            hundredths, _, family = family.partition(" ")
            worth = Decimal(hundredths) / 100
        elif kind == "million_code":
            worth = _MILLION
        elif kind == "code" and _is_glued_before(doc, item):
            kind = "sign"  # "3 USD50 cards"
        elif kind == "sign":
            kind = _side(doc, item.first, item.last)
        found.append(_item(kind, Mark(family, item.first, item.last, worth)))
    return found


def _item(kind: str, mark: Mark) -> Item:
    return Item(kind, mark, mark.first, mark.last)


def _is_glued_before(doc: Doc, item: Item) -> bool:
    """Whether it stands at a number behind it, and at none before it."""
    behind = doc.tokens[item.last] if item.last < len(doc.tokens) else None
    glued = behind is not None and behind.glued and behind.low.isdigit()
    return glued and not doc.tokens[item.first].glued


def _side(doc: Doc, first: int, last: int) -> str:
    """A sign between two numbers belongs to the one that it is glued to, else to the second."""
    behind = doc.tokens[last] if last < len(doc.tokens) else None
    if behind is None or not behind.low[0].isdigit():
        return "sign" if behind and behind.low in ("½", "¼", "¾", ".") else "sign_behind"
    after_number = first > 0 and doc.tokens[first].glued and doc.tokens[first - 1].low.isdigit()
    return "sign_behind" if after_number and not behind.glued else "sign"


def _dollars(doc: Doc) -> Iterator[Item]:
    """$, US$, A$: "a $5,000 budget" is in no Australian dollars."""
    for at, token in enumerate(doc.tokens):
        if token.low != "$":
            continue
        family, first = _DOLLAR_FAMILY, at
        before = doc.tokens[at - 1].low if at else ""
        if before in _DOLLARS and (token.glued or len(before) > 1):
            family, first = _DOLLARS[before], at - 1
        elif before == "." and at > 3:
            dotted = "".join(token.low for token in doc.tokens[at - 4 : at])
            if dotted in _DOLLARS:  # u.s.
                family, first = _DOLLARS[dotted], at - 4
        yield _item(_side(doc, at, at + 1), Mark(family, first, at + 1))


def _letter_coins(doc: Doc) -> Iterator[Item]:
    """50c, 99p."""
    for at, token in enumerate(doc.tokens):
        if token.low in _LETTER_COINS and token.glued and doc.tokens[at - 1].low.isdigit():
            behind = doc.tokens[at + 1] if at + 1 < len(doc.tokens) else None
            if behind is None or not behind.glued or behind.low in ".,!?)":
                hundredths, _, family = _LETTER_COINS[token.low].partition(" ")
                yield _item("coin", Mark(family, at, at + 1, Decimal(hundredths) / 100))
