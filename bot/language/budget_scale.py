"""In whose scale a bare figure stands: "12" for a roof is 12,000, "1.2" for a house a million."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.language.amount import Amount
from bot.language.amount_roles import largest
from bot.language.judged_amount import Judged
from bot.language.money_scene import MoneyScene
from bot.values.budget import Period

_SCALES = (1000, 1_000_000)
_NEAR = 4  # how far a figure is from its neighbour, at most, to be in its scale
_FAR = 2  # beyond the plausible sums by more than this a figure is read back
_SMALLEST = Decimal(100)
_SMALLEST_A_PERIOD = Decimal(5)


def as_meant(one: Judged, judged: Sequence[Judged], scene: MoneyScene) -> Judged:
    """`one` in the scale of its neighbours, or else in the question's, where its own can't be."""
    amount = one.amount
    if amount.money or amount.currency or amount.rate or _is_plausible(amount, 1, scene):
        return one
    if amount.period not in (None, scene.period):
        return one
    for times in _SCALES:
        if _has_neighbour(one, judged, times) or _is_plausible(amount, times, scene):
            return replace(one, amount=_times(amount, times), scaled=True)
    return one


def fits(amount: Amount, period: Period, scene: MoneyScene) -> bool:
    """Whether a figure is near what the campaign deals in."""
    value = largest(amount)
    if scene.plausible and period is scene.period:
        low, high = scene.plausible
        return low <= value * _FAR and value <= high * _FAR
    if amount.money or amount.period or value * 10 % 1:
        return True  # nobody counts thousands in cents
    least = _SMALLEST if scene.period is Period.ONCE else _SMALLEST_A_PERIOD
    return value >= max(least, (scene.floor or least) / 20)


def _is_plausible(amount: Amount, times: int, scene: MoneyScene) -> bool:
    plausible = scene.range()
    if plausible is None:
        return False
    low, high = plausible
    ends = [end * times for end in (amount.low, amount.high) if end is not None]
    return all(low <= end <= high for end in ends)


def _has_neighbour(one: Judged, judged: Sequence[Judged], times: int) -> bool:
    """ "Quoted 12k, hoping for under 10", "16,400 … closer to 12"."""
    own = largest(one.amount) * times
    if largest(one.amount) >= 1000:
        return False
    others = (largest(other.amount) for other in judged if other is not one)
    return any(value >= times and own < value * _NEAR and value < own * _NEAR for value in others)


def _times(amount: Amount, times: int) -> Amount:
    return replace(
        amount,
        low=None if amount.low is None else amount.low * times,
        high=None if amount.high is None else amount.high * times,
    )
