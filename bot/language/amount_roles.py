"""Amounts as candidates for the learnt roles: what else tells a budget from other money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import log10

from bot.language.amount import Amount
from bot.language.money_scene import MoneyScene
from bot.language.role_features import Candidate
from bot.values.budget import Period

ENTITY = "amount"
WANTED = ("spend", "cap", "floor")
"""The roles that say what they would spend."""

_YEARS = range(1900, 2040)


def as_candidates(amounts: Sequence[Amount], scene: MoneyScene) -> list[Candidate]:
    """Each of `amounts`, its figures alone: the words of its bound and period stand around it."""
    return [
        Candidate(
            amount.ends[0].first,
            amount.ends[-1].last,
            tuple(_own(amount, scene)),
            float(largest(amount)),
        )
        for amount in amounts
    ]


def frame(scene: MoneyScene) -> tuple[str, ...]:
    """What was asked and is meant, for the learnt roles; the first is what was asked."""
    asks = scene.asks if scene.asks in ("budget", None) else "other"
    return (f"asks {asks}", f"means {scene.means}", f"period {scene.period.value}")


def largest(amount: Amount) -> Decimal:
    """Its upper end, or the only one it has."""
    return amount.high if amount.high is not None else amount.low or Decimal(0)


def _own(amount: Amount, scene: MoneyScene) -> Iterator[str]:
    value = largest(amount)
    yield f"bound {amount.bound.value if amount.bound else None}"
    kind = "money" if amount.money else "counted" if amount.counted else "bare"
    yield kind
    yield f"{kind} {_fit(value, scene)}"
    yield f"fit {_fit(value, scene)}"
    yield f"size {_size(value)}"
    if len(amount.ends) > 1:
        yield "range"
    if amount.currency:
        yield "currency"
    if amount.ends[-1].scale > 1:
        yield f"scale {amount.ends[-1].scale}"
    said = amount.period or (amount.rate and Period.ONCE)
    if said:
        told = amount.period.value if amount.period else "rate"
        yield f"per {told}"
        yield f"per {told} where {scene.period.value}"
    if kind != "money":
        yield from _odd(value)


def _odd(value: Decimal) -> Iterator[str]:
    """What a bare number looks like: a year, a ZIP code, a count."""
    if value in _YEARS:
        yield "like a year"
    if 10_000 < value < 100_000 and value % 50:
        yield "like a ZIP code"
    if value % 1:
        yield "a part"


def _size(value: Decimal) -> str:
    """Its digits before the point, rounded down, for 850 and 900 alike."""
    return str(min(int(log10(value)), 7)) if value >= 1 else "0"


def _fit(value: Decimal, scene: MoneyScene) -> str:
    """How it lies to the sums that the campaign deals in, as said and in thousands."""
    plausible = scene.range()
    if plausible is None or not value:
        return "?"
    low, high = plausible
    if low <= value <= high:
        return "well"
    if value < low:
        return "thousands" if low <= value * 1000 <= high else "small"
    return "large"
