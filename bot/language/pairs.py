"""Two figures said together: which currency, multiplier and scale the one lends the other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.language.amount import Sum
from bot.language.word_files import word_set

MOST_STRETCHED = 4
"""How many times their first amount people would stretch to."""
_SMALLEST_IN_A_ROW = 100
EITHER_WAY = word_set("figures", "either_way")


def joined(low: Sum, high: Sum, link: str) -> tuple[Sum, Sum] | None:
    """The ends of "8 to 10k", each with what was said only once; None for no range."""
    if low.currency and high.currency and low.currency != high.currency:
        return None
    if link == "/" and not (low.money or high.money):
        return None
    return spread(low, high)


def in_a_row(low: Sum, high: Sum, in_words: bool, apart: bool) -> tuple[Sum, Sum] | None:
    """The ends of "three four thousand", "5k 6k": a range where they rise, else nobody knows.

    `apart` by a comma or an "and" ("four and five thousand"): words only.
    """
    if low.currency and high.currency and low.currency != high.currency:
        return None
    if apart and not (in_words and low.scale == 1 < high.scale):
        return None
    if low.currency and (high.value > MOST_STRETCHED * low.value or _is_change(low, high)):
        return None  # a buck fifty, eleven dollars sixty
    alike = (low.scale > 1) == (high.scale > 1) and bool(low.currency) >= bool(high.currency)
    in_hundreds = alike and min(low.value, high.value) >= _SMALLEST_IN_A_ROW
    scaled = low.value * high.scale
    near = low.scale == 1 and scaled < high.value <= 2 * scaled
    if not (in_hundreds or near or (in_words and (alike or low.scale == 1))):
        return None
    told = low.scale > 1 or low.value >= _SMALLEST_IN_A_ROW or in_words
    low, high = spread(low, high)
    rises = low.value < high.value <= MOST_STRETCHED * low.value
    sure = rises and told and low.sure and high.sure
    return replace(low, sure=sure), replace(high, sure=sure)


def _is_change(low: Sum, high: Sum) -> bool:
    """Whether the second may be cents."""
    return not high.money and high.scale == 1 and high.value < 100 and low.scale <= 100


def spread(low: Sum, high: Sum) -> tuple[Sum, Sum]:
    """Both with the currency and the multiplier that were said for one."""
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
    elif low.value > MOST_STRETCHED * high.value:
        low = replace(low, sure=False)  # 350-4
    currency, money = low.currency or high.currency, low.money or high.money
    return (
        replace(low, currency=currency, money=money),
        replace(high, currency=currency, money=money),
    )


def stretched(low: Sum, high: Sum) -> tuple[Sum, Sum] | None:
    """The ends of "8k, could go to 10": the second more, in the scale of the first."""
    if high.currency and low.currency and low.currency != high.currency:
        return None
    if low.scale > 1 and high.scale == 1 and high.value < low.value:
        scale, sure = low.scale, high.sure
        if high.value * scale <= low.value and high.value % 1:
            scale, sure = 1000 * scale, False  # 800k, could stretch to 1.1
        high = replace(high, value=high.value * scale, scale=scale, sure=sure)
    if not low.value < high.value <= MOST_STRETCHED * low.value:
        return None
    currency, money = low.currency or high.currency, low.money or high.money
    return (
        replace(low, currency=currency, money=money),
        replace(high, currency=currency, money=money),
    )


def in_scale_of(said: Sum, one: Sum) -> Sum | None:
    """`one` in the scale that was said before it ("12k is steep, 10?"); None for no such sum."""
    if said.scale == 1 or one.scale > 1 or one.money or one.value >= 1000:
        return None
    value = one.value * said.scale
    if not said.value < MOST_STRETCHED * value < MOST_STRETCHED**2 * said.value:
        return None
    return replace(one, value=value, scale=said.scale, money=True, sure=False)


def _unsaid_factor(low: Sum, high: Sum) -> int:
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
