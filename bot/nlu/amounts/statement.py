"""Statements of money: an amount or a range, with its bounds and its period."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest

from bot.nlu.amounts.bounds import REFUSED, Bound, Rate, around, is_between
from bot.nlu.amounts.find import Amount
from bot.nlu.amounts.other import NAMES_A_COUNT
from bot.nlu.patterns import head_of, phrases
from bot.values.budget import Period


@dataclass(frozen=True, slots=True)
class Statement:
    """`text[start:end]` says from `low` to `high` in major units; an open end is None.

    `money`: its words say that it is money. `bound`: it has an "up to" or the like. `sure`
    is False for loose or odd figures.
    """

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    currency: str | None
    period: Period | None
    rate: Rate | None
    money: bool
    bound: bool
    sure: bool


_link = phrases(
    r"-+ | to | till? | until | through | thru | or | and | & | / | ~ | \.\.+"
    r" | ,? ?(?:maybe|perhaps|possibly)"
)
_LINK = re.compile(
    rf"(?:-?ish)?(?: i (?:think|guess|suppose|hope))? *(?P<link>{_link})"
    r"(?: ?(?:maybe|perhaps|possibly|about|around|like|even|up to|roughly|say))*"
    r" *~?$"
)
# "around 8k, but could go up to 10k", "8k, maybe stretching to 10"
_STRETCH = re.compile(
    r"(?: [a-z']+){0,5}[ (]*(?:,| but| and| -)?[ (]*(?:[a-z']+ ){0,3}(?:"
    r"(?:could|can|may|might|would|will|willing to|able to|up)(?: [a-z']+){0,2}?"
    r" (?:go|stretch|push|do|up|max)(?: (?:it|up|as high as|as far as))* (?:to )?"
    r"|(?:stretch(?:ing|able|ed)?|push(?:ing|ed)?|going)(?: (?:it|up|as high as|as far as))*"
    r" (?:to|goal(?: of)?)"
    r"|at a (?:push|stretch))(?: (?:maybe|about|around|like|say))* *$"
)
_wish = phrases(
    """want(?:ed)? | hop(?:e|ing)(?: for| to)? | look(?:ing)? (?:for|at|to) | thinking | aiming
    | (?:would|i'd|we'd) like | (?:can|could) (?:do|manage|swing)
    | have | got | make (?:it|that) | actually | more like | closer to | prefer | need | borrow
    | spend | pay | afford | my budget"""
)
_WISH = re.compile(
    rf"(?<![a-z]){_wish}(?: (?:to|of|for|is|spend|pay|borrow|have|do|stay|keep|it|more|like|be|get"
    r"|under|below|about|around|less|than|at|most|only|closer|nearer))* *$"
)
_BARE_LINK = re.compile(
    r"(?: min(?:imum)?| at least| or more| plus)?[ ,-]*(?:and|but|or)?"
    r"(?: ?(?:maybe|perhaps|possibly))? *"
)
_PLAIN_LINK = re.compile(r"[ ,-]*(?:and|but|with)?[ ,a-z']*")
_STOP = re.compile(r"[.;!?]\s")
# "Raise it from 6k to 7k" is no range
CHANGED = re.compile(
    r"(?<![a-z])(?:rais(?:e|ing)|chang(?:e|ing)|increas(?:e|ing)|bump(?:ing)?|mov(?:e|ing)|lower(?:ing)?"
    r"|reduc(?:e|ing)|cut(?:ting)?)(?:(?: (?:it|this|that|(?:my|our|the) [a-z]+))? from)? *$"
    r"|(?<![a-z])(?:went|up) from *$"
)
_NEXT = re.compile(r",? | and ")
_DIGIT = re.compile(r"\d")
_SMALLEST_IN_A_ROW = 100
_EITHER_WAY = ("-", "or", "to", "and", "&")
_FARTHEST = 40
_MOST_STRETCHED = 4
"""How many times their first amount people would "stretch" to."""


def states(text: str, amounts: list[Amount]) -> list[Statement]:
    """The statements that `amounts` make, left to right: ranges joined, bounds read."""
    said: list[Statement] = []
    amounts = _scaled(text, amounts)
    index = 0
    while index < len(amounts):
        low = high = amounts[index]
        pair = _ranged(text, low, amounts[index + 1]) if index + 1 < len(amounts) else None
        if pair:
            low, high = pair
        index += 2 if pair else 1
        said.append(state(text, low, high))
    return said


def stretches(text: str, first: Statement, second: Statement) -> bool:
    """ "8k, 10k max" and "8k, could go to 10k": `second` is the most they would spend."""
    if first.high is None or second.high is None or second.high <= first.high:
        return False
    between = text[first.end : second.start]
    if len(between) > _FARTHEST or _STOP.search(between):
        return False
    capped = second.low is None and _PLAIN_LINK.fullmatch(between)
    if first.low is None:  # "under 10k, 12k is the ceiling"
        return bool(capped)
    exact = first.low == first.high
    return bool((capped and exact) or _STRETCH.fullmatch(between))


def state(text: str, low: Amount, high: Amount) -> Statement:
    """One amount (`low is high`) or a range, with what stands around it."""
    near = around(text, low.start, high.end, ranged=low is not high)
    least: Decimal | None = min(low.value, high.value)
    most: Decimal | None = max(low.value, high.value)
    if low is high and near.bound is Bound.UPPER:
        least = None
    if low is high and near.bound is Bound.LOWER:
        most = None
    return Statement(
        near.start,
        near.end,
        least,
        most,
        low.currency,
        near.period,
        near.rate,
        money=low.money,
        bound=near.bound is not None,
        sure=low.sure and high.sure,
    )


def merged(
    text: str, said: list[Statement], stands_apart: Callable[[str, Statement], bool]
) -> list[Statement]:
    """One statement of "at least 8k, but no more than 10k" and of "8k, could go to 10k"."""
    result: list[Statement] = []
    apart = True
    for statement in said:
        after, apart = apart, stands_apart(text, statement)
        both = None if after or apart else _together(text, result[-1], statement)
        if both:
            result[-1] = both
        else:
            result.append(statement)
    return result


def _scaled(text: str, amounts: list[Amount]) -> list[Amount]:
    """ "1.2m, could stretch to 1.4" and "8k, 10 max": the second in the scale of the first."""
    scaled: list[Amount] = []
    for amount, following in zip_longest(amounts, amounts[1:]):
        spread = following and following.scale > 1 and _ranged(text, amount, following)
        if scaled and not spread and _goes_without_scale(text, scaled[-1], amount):
            value = amount.value * scaled[-1].scale
            amount = replace(amount, value=value, scale=scaled[-1].scale, money=True, sure=False)
        elif scaled and _shares_scale(text, scaled[-1], amount):
            low = scaled[-1]
            scale = low.scale
            sure = amount.sure
            if amount.value * scale <= low.value and amount.value % 1:
                scale, sure = 1000 * scale, False  # 800k, could stretch to 1.1
            value = amount.value * scale
            if low.value < value <= _MOST_STRETCHED * low.value:
                amount = replace(amount, value=value, scale=scale, money=True, sure=sure)
        scaled.append(amount)
    return scaled


def _goes_without_scale(text: str, said: Amount, amount: Amount) -> bool:
    """ "Quoted 12k, hoping for under 10", "12k is steep, 10?": in the scale of the price."""
    if said.scale == 1 or amount.scale > 1 or amount.money or amount.value >= 1000:
        return False
    if said.value >= _MOST_STRETCHED * amount.value * said.scale:
        return False
    wish = _WISH.search(text, said.end, amount.start) or REFUSED.match(text, said.end)
    near = amount.value * said.scale < said.value * _MOST_STRETCHED
    return bool(wish) and near and not NAMES_A_COUNT.match(text, amount.end)


def _shares_scale(text: str, low: Amount, high: Amount) -> bool:
    if low.scale == 1 or high.scale > 1 or high.currency not in (None, low.currency):
        return False
    if NAMES_A_COUNT.match(text, high.end):
        return False
    if _STRETCH.fullmatch(text[low.end : high.start]):
        return True
    near = around(text, high.start, high.end, ranged=False)
    between = text[low.end : near.start]
    return near.bound is Bound.UPPER and bool(_BARE_LINK.fullmatch(between))


def _ranged(text: str, low: Amount, high: Amount) -> tuple[Amount, Amount] | None:
    """The two ends of "8 to 10k", each with what was said only once."""
    if CHANGED.search(head_of(text, low.start)):
        return None
    if _follows(text, low, high):
        return _in_a_row(low, high, in_words=not _DIGIT.search(text, low.start, high.end))
    match = _LINK.match(text[low.end : high.start])
    if match is None:
        return None
    link = match["link"]
    if link in ("and", "&") and not is_between(text, low.start):
        return None
    if link == "/" and not (low.money or high.money):
        return None
    if low.currency and high.currency and low.currency != high.currency:
        return None
    low, high = _spread(low, high)
    if low.value > high.value and low.money == high.money and link not in _EITHER_WAY:
        return None
    return low, high


def _follows(text: str, low: Amount, high: Amount) -> bool:
    """Whether nothing stands between two amounts: "three four thousand", "5k 6k"."""
    if not _NEXT.fullmatch(text, low.end, high.start):
        return False
    if low.currency and high.currency and low.currency != high.currency:
        return False
    in_words = not _DIGIT.search(text, low.start, high.end)
    if text[low.end : high.start] != " ":  # "four and five thousand"
        return in_words and low.scale == 1 < high.scale and not is_between(text, low.start)
    alike = (low.scale > 1) == (high.scale > 1) and bool(low.currency) >= bool(high.currency)
    in_hundreds = alike and min(low.value, high.value) >= _SMALLEST_IN_A_ROW
    near = low.scale == 1 and low.value * high.scale < high.value <= 2 * low.value * high.scale
    return in_hundreds or near or (in_words and (alike or low.scale == 1))


def _in_a_row(low: Amount, high: Amount, in_words: bool) -> tuple[Amount, Amount]:
    """Two amounts said one after the other: a range where they rise, else nobody knows."""
    said = low.scale > 1 or low.value >= _SMALLEST_IN_A_ROW or in_words
    low, high = _spread(low, high)
    rises = low.value < high.value <= _MOST_STRETCHED * low.value
    sure = rises and said and low.sure and high.sure
    return replace(low, sure=sure), replace(high, sure=sure)


def _spread(low: Amount, high: Amount) -> tuple[Amount, Amount]:
    """Both ends with the currency and the multiplier that were said for one."""
    factor = _unsaid_factor(low, high)
    if factor > 1:
        value = low.value * factor
        # 7-5k, 1-800, and 800 to 1.2 million are odd
        sure = low.sure and value <= high.value <= 4 * value and factor >= high.scale
        low = replace(low, value=value, scale=high.scale, sure=sure)
    elif (
        high.scale == 1
        and (low.scale >= 1000 or (low.scale == 100 and high.value < 10))
        and low.value < high.value * low.scale < 1000 * low.scale
    ):
        high = replace(high, value=high.value * low.scale, scale=low.scale)  # 5k to 7
    elif low.value > _MOST_STRETCHED * high.value:
        low = replace(low, sure=False)  # 350-4
    currency = low.currency or high.currency
    money = low.money or high.money
    return (
        replace(low, currency=currency, money=money),
        replace(high, currency=currency, money=money),
    )


def _unsaid_factor(low: Amount, high: Amount) -> int:
    """What `low` goes without for `high` says it: the one that brings the two nearest.

    5-7k: 1000 · 10-12,000: 1000 · 500-2k: 1 · three to four hundred thousand: 100,000 ·
    3-400: 100 · 800 to 1.2 million: 1000.
    """
    if low.scale >= 1000 or low.value <= 0 or high.value <= 0:
        return 1
    factors = [1, high.scale]
    if low.value < 10 and not high.value % (100 * high.scale) and low.currency is None:
        factors.append(100 * high.scale)
    named_once = not (low.currency and high.currency)
    if high.scale >= 10**6 or (named_once and 1 <= low.value <= high.value / 1000):
        factors.append(1000)

    def apart(factor: int) -> Decimal:
        value = low.value * factor
        return max(value / high.value, high.value / value)

    return min(factors, key=apart)


def _together(text: str, first: Statement, second: Statement) -> Statement | None:
    between = text[first.end : second.start]
    if len(between) > _FARTHEST or _STOP.search(between):
        return None
    if first.currency and second.currency and first.currency != second.currency:
        return None
    low, high = first.low, second.high
    if first.low is None and second.high is None:
        low, high = second.low, first.high
    elif stretches(text, first, second):
        low = first.low
    elif first.high is not None or second.low is not None or low is None:
        return None
    if low and high and second.money > first.money and low * 1000 <= high:
        low *= 1000 if low * 10**6 > high else 10**6  # over 5 but under 9k
    if high is None or (low is not None and low > high):
        return None
    return replace(
        first,
        end=second.end,
        low=low,
        high=high,
        currency=first.currency or second.currency,
        period=first.period or second.period,
        money=True,
        bound=True,
        sure=first.sure and second.sure,
    )
