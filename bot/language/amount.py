"""Amounts of money as they were said: their ends, bounds, periods and words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from bot.values.budget import Period


class Bound(str, Enum):
    """Whether an amount is the most or the least: "up to 8k", "8k or more"."""

    UPPER = "upper"
    LOWER = "lower"


class Rate(str, Enum):
    """A rate that no budget is kept in: "$50 a week", "40 an hour"."""

    WEEK = "week"
    TWO_WEEKS = "two weeks"
    QUARTER = "quarter"
    HALF_YEAR = "half year"
    TIME = "hour, day or term"
    OTHER = "each"


@dataclass(frozen=True, slots=True)
class Sum:
    """One figure with its currency: `tokens[first:last]` are `value` in major units.

    `scale` is the multiplier said with it, or with its neighbour (8k: 1000). `money`: its own
    words say that it is money. `sure` is False for loose or odd words ("a few thousand").
    """

    value: Decimal
    first: int
    last: int
    scale: int = 1
    currency: str | None = None
    money: bool = False
    sure: bool = True

    def __str__(self) -> str:
        return " ".join([_plain(self.value), *filter(None, [self.currency])])


@dataclass(frozen=True, slots=True)
class Amount:
    """`tokens[first:last]` say from `low` to `high` in major units; an open end is None.

    `ends` are the one or two figures of it, without the words of bound and period; `link` is
    what joined two: "to", "and", "or", "-", "/"; "" where nothing stands between them; "stretch"
    where the second is the most ("8k, could go to 10"); "both" for a least and a most.
    `money`: its words say that it is money, else it is a bare number. `counted`: a word behind
    makes a bare number look like a count ("15 gutters"). `changed_from`: the figure it shall
    replace ("from 6k to 7k"). `rule` names what read it.
    """

    low: Decimal | None
    high: Decimal | None
    first: int
    last: int
    ends: tuple[Sum, ...]
    currency: str | None = None
    period: Period | None = None
    rate: Rate | None = None
    bound: Bound | None = None
    approx: bool = False
    money: bool = False
    sure: bool = True
    counted: bool = False
    link: str | None = None
    changed_from: Sum | None = None
    rule: str = ""

    def __str__(self) -> str:
        """For people: "5000-7000 USD a month", "<=8000", ">=10000 GBP"."""
        if self.low is None or self.high is None:
            value = f"<={_plain(self.high)}" if self.high is not None else ""
            value += f">={_plain(self.low)}" if self.low is not None else ""
        else:
            value = "-".join(map(_plain, dict.fromkeys((self.low, self.high))))
        per = self.period.value if self.period else self.rate.value if self.rate else ""
        return " ".join(filter(None, [value, self.currency, per]))


def single_of(one: Sum) -> Amount:
    """An amount of one figure."""
    return Amount(
        one.value,
        one.value,
        one.first,
        one.last,
        (one,),
        currency=one.currency,
        money=one.money,
        sure=one.sure,
    )


def pair(low: Sum, high: Sum, link: str) -> Amount:
    """From the one to the other, whichever is less."""
    return Amount(
        min(low.value, high.value),
        max(low.value, high.value),
        low.first,
        high.last,
        (low, high),
        currency=low.currency,
        money=low.money,
        sure=low.sure and high.sure,
        link=link,
    )


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
