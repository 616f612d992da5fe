"""Days in figures alone: 3/4/27, 15.3.2027, 2027-03-15, 01/2027."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from bot.language.chart import Item
from bot.language.days import calendar
from bot.language.days.dates import of_month
from bot.language.days.value import SLIP, Days, Scene, Sort, days
from bot.language.doc import Doc, Token
from bot.language.en.number_words import NTH

_SIGNS = frozenset("/.-")
_JUST_GONE = -45
"""Days. A date that was so long ago is hardly next year's."""
_AROUND = frozenset("/.-$£€#+:")


def figures(
    doc: Doc, scene: Scene, counted: frozenset[int], other: frozenset[int]
) -> Iterator[Item]:
    """The days in figures of `doc`; none where a token in `counted` follows ("5-7 people"), nor at
    those in `other` ("24/7").
    """
    tokens = doc.tokens
    at = 0
    while at < len(tokens):
        numbers, sign, end = _run(tokens, at)
        if len(numbers) < 2 or end in counted or at in other or _is_within(tokens, at, end):
            at = max(end, at + 1)
            continue
        value = _value(scene, numbers, sign)
        trailing = sign == "." and end < len(tokens) and tokens[end].low == "."
        if value and sign == "-" and len(numbers) == 2 and at == 0 and end == len(tokens):
            value = replace(value, doubtful=False)
        if value and sign == "." and len(numbers) == 2:
            value = replace(value, bare=True) if trailing or len(tokens) == 3 else None
            end += trailing
        if value:
            yield Item("figures", value, at, end, "figures")
        at = end


def figures_in(doc: Doc) -> Iterator[Item]:
    """Where days in figures, or a day's number, may stand."""
    for at, (token, following) in enumerate(pairwise(doc.tokens)):
        if not (token.low.isdecimal() and following.glued and len(token.low) <= 4):
            continue
        more = at + 2 < len(doc.tokens) and doc.tokens[at + 2].low.isdecimal()
        if following.low in NTH or (following.low in _SIGNS and more):
            yield Item("figures", None, at, at + 2)


def _run(tokens: Sequence[Token], at: int) -> tuple[list[str], str, int]:
    """The figures from `at` on, parted by the same sign, and where they end."""
    numbers: list[str] = []
    sign = ""
    end = at
    while end < len(tokens) and tokens[end].low.isdecimal() and tokens[end].low.isascii():
        numbers.append(tokens[end].low)
        end += 1
        low = tokens[end].low if end < len(tokens) else ""
        same = low in _SIGNS and (not sign or low == sign)
        if same and low in "/-" and not numbers[1:] and _is_apart(tokens, end):
            numbers.append(tokens[end + 1].low)
            return numbers, low, end + 2
        if not (same and tokens[end].glued) or len(numbers) == 3 or not _is_figure(tokens, end + 1):
            return numbers, sign, end
        sign, end = low, end + 1
    return numbers, sign, end


def _is_apart(tokens: Sequence[Token], at: int) -> bool:
    """ "2 / 15" """
    return (
        not tokens[at].glued
        and at + 1 < len(tokens)
        and not tokens[at + 1].glued
        and tokens[at + 1].low.isdecimal()
    )


def _is_figure(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].glued and tokens[at].low.isdecimal()


def _is_within(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether more is glued to either end: a price, a telephone number, a clock."""
    before = tokens[first].glued or (first > 0 and tokens[first - 1].low in "$£€#+")
    if before and first > 0 and tokens[first - 1].low not in "(,;-":
        return True
    if last >= len(tokens) or not tokens[last].glued:
        return False
    if tokens[last].low == "-" and _run(tokens, last + 1)[1] in ("/", "."):
        return False  # 12/7-12/11
    if tokens[last].low in _AROUND:
        return last + 1 < len(tokens) and tokens[last + 1].glued
    return tokens[last].low.isalnum() or tokens[last].low in "%"


def _value(scene: Scene, numbers: Sequence[str], sign: str) -> Days | None:
    values = [int(number) for number in numbers]
    if len(numbers) == 2:
        return _two(scene, numbers, sign)
    if len(numbers[0]) == 4:
        return _dated(values[0], values[1], values[2]) if numbers[0][:2] in ("20", "19") else None
    if len(numbers[0]) > 2 or len(numbers[1]) > 2 or len(numbers[2]) not in (2, 4):
        return None
    year = values[2] % 100 + 2000 if values[2] < 100 else values[2]
    day, month = (values[1], values[0]) if scene.month_first else (values[0], values[1])
    return _dated(year, *((day, month) if month > 12 else (month, day)))


def _dated(year: int, month: int, day: int) -> Days:
    try:
        return days(calendar.day(date(year, month, day)), year=True)
    except ValueError:
        return SLIP


def _two(scene: Scene, numbers: Sequence[str], sign: str) -> Days | None:
    one, other = map(int, numbers)
    month_and_year = (other, one) if len(numbers[0]) == 4 else (one, other)
    if max(map(len, numbers)) == 4:
        month, year = month_and_year
        ahead = 2000 <= year < 2100 and 1 <= month <= 12 and min(map(len, numbers)) <= 2
        return days(calendar.month(year, month), year=True) if ahead and sign != "." else None
    if max(map(len, numbers)) > 2:
        return None
    day, month = (other, one) if scene.month_first else (one, other)
    if month > 12:
        day, month = month, day
    if not 1 <= month <= 12:
        return None
    found = of_month(scene, month, day, None)
    if found is None or found.slip or found.first is None:
        return None
    gone = (calendar.add_months(found.first, -12) - scene.today).days
    return replace(
        found, sort=Sort.FIGURES, bare=True, doubtful=sign == "-" or _JUST_GONE <= gone < 0
    )
