"""Statements of money: an amount or a range, with its bounds and its period."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.nlu.amounts.bounds import Bound, Rate, around, is_between
from bot.nlu.amounts.find import Amount
from bot.nlu.patterns import phrases
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
    r"-+ | to | till? | until | through | thru | or | and | / | ~ | \.\.+"
    r" | ,? ?(?:maybe|perhaps|possibly)"
)
_LINK = re.compile(
    rf" *(?P<link>{_link})(?: (?:maybe|perhaps|possibly|about|around|like|even|up to|roughly|say))*"
    r" *~?$"
)
# "around 8k, but could go up to 10k"
_STRETCH = re.compile(
    r"(?:,| but| and| -)? *(?:[a-z']+ ){0,3}"
    r"(?:could|can|may|might|would|will|willing to|able to|up)(?: [a-z']+){0,2}?"
    r" (?:go|stretch|push|do|up|max)(?: (?:it|up|as high as|as far as))* (?:to )?$"
)
_PLAIN_LINK = re.compile(r"[ ,-]*(?:and|but|with)?[ ,a-z']*")
_STOP = re.compile(r"[.;!?]\s")
_FARTHEST = 40


def states(text: str, amounts: list[Amount]) -> list[Statement]:
    """The statements that `amounts` make, left to right: ranges joined, bounds read."""
    said: list[Statement] = []
    index = 0
    while index < len(amounts):
        low = high = amounts[index]
        pair = _ranged(text, low, amounts[index + 1]) if index + 1 < len(amounts) else None
        if pair:
            low, high = pair
        index += 2 if pair else 1
        said.append(state(text, low, high))
    return said


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


def merged(text: str, said: list[Statement]) -> list[Statement]:
    """One statement of "at least 8k, but no more than 10k" and of "8k, could go to 10k"."""
    result: list[Statement] = []
    for statement in said:
        both = _together(text, result[-1], statement) if result else None
        if both:
            result[-1] = both
        else:
            result.append(statement)
    return result


def _ranged(text: str, low: Amount, high: Amount) -> tuple[Amount, Amount] | None:
    """The two ends of "8 to 10k", each with what was said only once."""
    match = _LINK.match(text[low.end : high.start])
    if match is None:
        return None
    link = match["link"]
    if link == "and" and not is_between(text, low.start):
        return None
    if link == "/" and not (low.money or high.money):
        return None
    if low.currency and high.currency and low.currency != high.currency:
        return None
    low, high = _spread(low, high)
    if low.value > high.value and low.money == high.money and link not in ("-", "or", "to"):
        return None
    return low, high


def _spread(low: Amount, high: Amount) -> tuple[Amount, Amount]:
    """Both ends with the currency and the multiplier that were said for one."""
    if low.scale == 1 and high.scale > 1 and low.value * high.scale <= high.value:
        low = replace(low, value=low.value * high.scale, scale=high.scale)  # 5-7k
    elif low.scale == 1 and high.scale >= 10**6 and 100 <= low.value < 1000:
        low = replace(low, value=low.value * 1000, sure=False)  # 800 to 1.2 million
    elif high.scale == 1 < low.scale and low.value < high.value * low.scale < 1000 * low.scale:
        high = replace(high, value=high.value * low.scale, scale=low.scale)  # 5k to 7
    currency = low.currency or high.currency
    money = low.money or high.money
    return (
        replace(low, currency=currency, money=money),
        replace(high, currency=currency, money=money),
    )


def _together(text: str, first: Statement, second: Statement) -> Statement | None:
    between = text[first.end : second.start]
    if len(between) > _FARTHEST or _STOP.search(between):
        return None
    if first.currency and second.currency and first.currency != second.currency:
        return None
    low, high = first.low, second.high
    if first.low is None and second.high is None:
        low, high = second.low, first.high
    elif not (first.high is None and second.low is None) and not _stretches(first, second, between):
        return None
    if low is None or high is None or low > high:
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


def _stretches(first: Statement, second: Statement, between: str) -> bool:
    """ "8k, 10k max" and "8k, could go to 10k": the second is the most they would spend."""
    if first.low != first.high or second.high is None:
        return False
    capped = second.low is None and _PLAIN_LINK.fullmatch(between)
    return bool(capped or _STRETCH.fullmatch(between))
