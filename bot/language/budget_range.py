"""How two wanted amounts make one range, and which end a single one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.language.amount import Amount, Bound
from bot.language.doc import Doc
from bot.language.judged_amount import Judged
from bot.language.money_words import GOES_ON

BOUND = 0.6  # a cap or a floor that no word of the grammar says
RANGE = Decimal("2.6")  # two neighbouring amounts within this ratio are a range
_CLOSE, _NEAR = 3, 5  # tokens between two amounts that are surely, or maybe, the ends of one range
STRETCH = 4  # "5k to start, can go to 15k"


def joined(first: Judged, second: Judged, judged: Sequence[Judged]) -> Amount | None:
    """One range of two wanted amounts that stand side by side, None where they don't make one."""
    places = [each.amount.first for each in judged]
    between = places.index(second.amount.first) - places.index(first.amount.first)
    one, other = bounded(first), bounded(second)
    if between != 1 or _other_currency(one, other) or _other_period(one, other):
        return None
    low, high = _ends(one, other)
    if low is None and high is None:
        return None
    scaled = first.scaled or second.scaled
    return replace(
        one,
        low=low,
        high=high,
        last=other.last,
        currency=one.currency or other.currency,
        period=one.period or other.period,
        bound=one.bound if low is None or high is None else None,
        money=one.money or other.money or not scaled,
        sure=one.sure and other.sure,
    )


def _ends(one: Amount, other: Amount) -> tuple[Decimal | None, Decimal | None]:
    """The ends of both amounts together; both None where they are too far apart."""
    if one.bound and other.bound and one.bound is not other.bound:
        low = one.low if one.bound is Bound.LOWER else other.low
        high = other.high if one.bound is Bound.LOWER else one.high
        return (low, high) if low and high and low <= high else (None, None)
    told = [end for end in (one.low, one.high, other.low, other.high) if end]
    if not told:
        return None, None
    least, most = min(told), max(told)
    stretched = not one.bound and other.bound is Bound.UPPER and other.high == most
    if most > (STRETCH if stretched else RANGE) * least:
        return None, None
    if one.low is None and other.low is None:
        return None, most
    if one.high is None and other.high is None:
        return least, None
    return least, most


def _other_currency(one: Amount, other: Amount) -> bool:
    return bool(one.currency and other.currency and one.currency != other.currency)


def _other_period(one: Amount, other: Amount) -> bool:
    return bool(one.rate or other.rate or (one.period and other.period not in (None, one.period)))


def bounded(one: Judged) -> Amount:
    """With the bound that its role tells, where the grammar has found none."""
    amount = one.amount
    cap, floor = one.chances.get("cap", 0.0), one.chances.get("floor", 0.0)
    if amount.bound or one.is_range:
        return amount
    if cap >= BOUND:
        return replace(amount, low=None, bound=Bound.UPPER)
    if floor >= BOUND:
        return replace(amount, high=None, bound=Bound.LOWER)
    return amount


def are_apart(doc: Doc, first: Judged, last: Judged) -> bool:
    """Whether a sentence ends, or a story goes on, between two amounts that don't stand close to
    each other, and of which neither is a bound.
    """
    begin, end = first.amount.last, last.amount.first
    between = doc.tokens[begin:end]
    if _is_bound(first) or _is_bound(last) or len(between) <= _NEAR:
        return False
    ends = begin and doc.tokens[end].sentence > doc.tokens[begin - 1].sentence
    return bool(ends) or any(token.low in GOES_ON for token in between)


def is_loose(first: Judged, last: Judged) -> bool:
    """ "They released 6,000, of which I'd use 3,800": hardly one range, without a bound."""
    bound = _is_bound(first) or _is_bound(last)
    return not bound and last.amount.first - first.amount.last > _CLOSE


def _is_bound(one: Judged) -> bool:
    return bounded(one).bound is not None
