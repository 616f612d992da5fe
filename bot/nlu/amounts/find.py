"""Amounts in a sentence: a number with what makes it money, or a bare one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from bot.language.en.number_words import SMALL, TENS
from bot.nlu.amounts import currencies
from bot.nlu.amounts.numbers import Number, find_numbers, number_at
from bot.nlu.amounts.other import COUNTED, MULTIPLIED, OTHER
from bot.nlu.patterns import MOST
from bot.values.money import MINOR_DIGITS


@dataclass(frozen=True, slots=True)
class Amount:
    """`text[start:end]` is `value` in major units of `currency` (None: not named).

    `scale` is the multiplier said with it (8k: 1000). `money` means that its own words say
    so; else it is a bare number. `sure` is False for loose words ("a few thousand").
    """

    start: int
    end: int
    value: Decimal
    scale: int = 1
    currency: str | None = None
    money: bool = False
    sure: bool = True


_DOTTED = {"EUR", "DKK", "BRL", "ARS", "CLP", "IDR", "VND", "TRY"}
"""Where thousands are usually written with a dot."""
_MILS = {currency for currency, digits in MINOR_DIGITS.items() if digits == 3}
_MOST_NUMBERS = 40  # in one message, telephones and dates included
LARGEST = Decimal(10) ** 12
"""Beyond this it is a serial number."""

_COINS_TAIL = re.compile(
    r"(?P<and>,?[ ]and)?[ ](?P<minor>\d\d?|[a-z]+(?:[ -][a-z]+)?)(?![\d,.]\d)(?P<rest>.*)$",
    re.DOTALL,
)
_COIN_WORD = re.compile(r"[ ]?(?:cents?|pence|p|c|sen|paisa|pennies|penny)\b")
_CLAUSE_ENDS = re.compile(
    r"\s*(?:[.!?;]|$|and\b(?! a )|(?:an?|per|each|every|/) ?(?:month|mo|week|wk|year|yr|day)\b"
    r"|(?:month|week|year)ly\b)"
)
_COMMA_DIGIT = re.compile(r",\d")
_IN_THOUSANDTHS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_FIGURE_COUNTS = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7} | {
    str(count): count for count in range(3, 8)
}
_FIGURES = re.compile(
    r"(?<![a-z0-9])(?:(?P<part>low|lower|mid|middle|high|upper)[ -])?"
    r"(?P<count>three|four|five|six|seven|[3-7])[ -]figures?(?![a-z])"
)
# A "400k house" is what it costs
_PRICED = re.compile(r"[ -](?:house|home|car|unit)(?![a-z])")
_RUNS_ON = re.compile(
    rf"(?!(?:ish|max|tops|pm|p/?m|pcm|pa)\b|/mo|/yr)(?:[a-z]|\.\d|:\d|/\d(?!\d*[ ]?{MULTIPLIED}))"
)
# "Twenty-something"
_goes_on = "|".join([*SMALL, *TENS, "hundred|thousand|grand|million|ish|max|tops|to|or|and"])
_HYPHENED = re.compile(rf"-(?!(?:{_goes_on}|(?:dollar|buck|pound|euro)s?)\b)[a-z]")
_ONE = re.compile(
    r"(?<![a-z])an? (?=(?:dollar|pound|euro|buck|quid|penny|dime|nickel|quarter)"
    r"(?![a-z])(?! (?:of|to|past|million|mil\b|from|later|ago|or)))"
)


def find_amounts(text: str, own: str) -> list[Amount]:
    """Every number of clean `text` that may be money, left to right.

    `own` is the currency that "dollars" or "pounds" stand for where they can.
    """
    other: list[tuple[int, int]] | None = None  # looked for when it is asked for
    amounts: list[Amount] = []
    for number in _numbers(text):
        if amounts and number.start < amounts[-1].end:
            continue
        amount = _amount(text, number, own, amounts[-1].end if amounts else 0)
        if amount is None:
            continue
        if amount.currency is None:
            if other is None:
                other = [match.span() for match in OTHER.finditer(text)]
            if _inside(number, other):
                continue
        if amount.value > LARGEST:
            continue
        amounts.append(_with_coins(text, amount, own))
        if len(amounts) == MOST:
            break
    return amounts


def find_figures(text: str) -> list[tuple[Amount, Amount]]:
    """ "Six figures" as the range that it is."""
    found = []
    for match in _FIGURES.finditer(text):
        floor = Decimal(10) ** (_FIGURE_COUNTS[match["count"]] - 1)
        sure = match["part"] is None
        low = Amount(*match.span(), floor, money=True, sure=sure)
        found.append((low, replace(low, value=10 * floor - 1)))
    return found


def _numbers(text: str) -> list[Number]:
    ones = [
        Number(match.start(), match.end() - 1, Decimal(1), digits=False)
        for match in _ONE.finditer(text)
    ]
    numbers = islice(find_numbers(text), _MOST_NUMBERS)
    return sorted([*ones, *numbers], key=lambda number: number.start)


def _inside(number: Number, spans: list[tuple[int, int]]) -> bool:
    return any(start < number.end and number.start < end for start, end in spans)


def _amount(text: str, number: Number, own: str, begin: int) -> Amount | None:
    """The amount that `number` is; what stands before `begin` belongs to another."""
    plain = text[number.start : number.end]
    if number.value == 1 and text[: number.start].endswith("not "):
        return None  # "not a penny more"
    before = currencies.before(text, number.start, own)
    before = before if before and before.start >= begin else None
    after = None if before else currencies.after(text, number.end, own)
    mark = before or after
    if before is None and text[number.start - 1 : number.start].isalpha():
        return None
    if (
        mark
        and text[mark.start : mark.end].strip() == "quarter"
        and text.strip(" .!") != "a quarter"
    ):
        return None  # three months
    if _COMMA_DIGIT.match(text, number.end) and plain.isdigit():
        return None  # 10,0000: a slip, and nobody knows which
    counted = COUNTED.match(text, number.end) and not (
        number.scale >= 1000 and _PRICED.match(text, number.end)
    )
    if mark is None and (counted or _glued(text, number)):
        return None
    value = number.value if mark is None else number.value * mark.worth
    sure = not number.loose
    currency = mark.currency if mark else None
    if _IN_THOUSANDTHS.fullmatch(plain) and not (mark and mark.currency in _MILS):
        # 8.000: nobody counts money in thousandths, and half of Europe writes thousands so.
        value, sure = value * 1000, (currency or own) in _DOTTED
    scaled = number.scale >= 1000 and number.unit not in ("b", "bn")
    start = before.start if before else number.start
    end = after.end if after else number.end
    return Amount(start, end, value, number.scale, currency, bool(mark) or scaled, sure)


def _glued(text: str, number: Number) -> bool:
    """A number that runs into letters or more digits is a part of something else."""
    in_words = not number.digits and _HYPHENED.match(text, number.end)
    return bool(in_words or _RUNS_ON.match(text, number.end))


def _with_coins(text: str, amount: Amount, own: str) -> Amount:
    """13 dollars 45, $3 50 cents: the small change said after the amount."""
    if amount.currency is None or amount.value % 1 or amount.scale > 100:
        return amount
    match = _COINS_TAIL.match(text, amount.end)
    if match is None:
        return amount
    number = number_at(text, match.start("minor"))
    if number is None or not 0 < number.value < 100 or number.value % 1:
        return amount
    coin = _COIN_WORD.match(text, number.end)
    alone = amount.value < 1000 and _CLAUSE_ENDS.match(text, number.end)
    if not coin and not alone:
        return amount
    end = coin.end() if coin else number.end
    # "A buck fifty" may be a hundred and fifty.
    sure = amount.sure and not ("buck" in text[amount.start : amount.end] and amount.value < 10)
    return replace(amount, end=end, value=amount.value + number.value / 100, sure=sure)
