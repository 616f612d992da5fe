"""Amounts and the chances of their roles → the one budget that a message tells, and how sure.

Pure arithmetic over readings: which amounts are wanted, how two make a range, what is taken back,
in whose scale and period a figure stands, and what is better read back than believed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.language.amount import Amount, Bound, Rate
from bot.language.amount_roles import WANTED, largest
from bot.language.budget_parts import part_told
from bot.language.budget_range import STRETCH, are_apart, bounded, is_loose, joined
from bot.language.budget_scale import as_meant, fits
from bot.language.doc import Doc
from bot.language.judged_amount import Judged
from bot.language.money_scene import MoneyScene
from bot.language.money_words import CONDITIONS
from bot.language.roles import Chances, likeliest
from bot.values.budget import Period

HEARD = 0.5  # below it nothing is heard
FIRM = 0.8  # below it what is heard is read back
FIRM_ELSEWHERE = 0.93  # of a bare figure, where another question was asked
_GUESSED = 0.25  # what a guessed scale takes from the chance of an amount among others
_UNCLEAR = 0.25  # from it on an only amount is read back
_BESIDE = 5  # tokens between a figure and the one that puts it right
_MISTYPED = 12  # how far those two are from each other: a nought too many
_IN_ONE = ("loan",)
_HALF_A_YEAR = 6  # months
_SAME_PERIOD = 5  # a figure takes its period from another that is within this ratio
_OF_A_PERIOD = frozenset([*WANTED, "pays_now", "refused", "others_price", "paid_before"])
_A_YEAR = {Rate.WEEK: 52, Rate.TWO_WEEKS: 26, Rate.QUARTER: 4, Rate.HALF_YEAR: 2}
_PERIODS_A_YEAR = {Period.MONTH: 12, Period.YEAR: 1}
_HUGE = 10**11
_PARTS_OF_PHONES = 1000  # below it a bare figure may be a group of a phone number
_YEARS = range(2020, 2040)


@dataclass(frozen=True, slots=True)
class Cues:
    """What words beside amounts say of them: whether those between two take the first back, and
    whether those beside one call it the old or the wrong one.
    """

    turned: Callable[[Amount, Amount], bool] = lambda first, second: False
    is_old: Callable[[Amount], bool] = lambda amount: False


@dataclass(frozen=True, slots=True)
class Told:
    """From `low` to `high` in major units of `currency` (None: the campaign's) a `period`.

    `tokens[first:last]` are its words, `role` what it is and `margin` the role's chance;
    `doubtful`: it should be read back.
    """

    low: Decimal | None
    high: Decimal | None
    currency: str | None
    period: Period
    first: int
    last: int
    role: str
    margin: float
    doubtful: bool


def decode(
    doc: Doc,
    amounts: Sequence[Amount],
    chances: Sequence[Chances],
    scene: MoneyScene,
    cues: Cues = Cues(),
) -> Told | None:
    """The budget that `amounts` tell, None where they tell none."""
    if _is_of_another_question(doc, amounts, scene):
        return None
    if _is_whole_answer(doc, amounts, scene):
        chances = [{"spend": 1.0}]
    judged = [Judged(*each) for each in zip(amounts, chances, strict=True)]
    judged = [as_meant(one, judged, scene) for one in judged]
    current = _current(judged, cues)
    wanted = _of_money([one for one in current if one.wanted >= HEARD])
    marked = [one for one in current if one.amount.currency]
    if scene.asked and not scene.known and len(marked) == 1 and marked[0] not in wanted:
        wanted = marked  # without a campaign nothing says more than a currency
    if not wanted:
        part = part_told(doc, judged, scene) or _any(judged, scene)
        return _told(part, part.amount, judged, scene, doubtful=True) if part else None
    total = _total(judged)
    if total in wanted:
        return _told(total, bounded(total), judged, scene, doubtful=False)
    best, amount, doubtful = _together(doc, wanted, judged, scene)
    in_parts = any(one.role == "part" for one in current)
    doubtful = doubtful or in_parts or _rivalled(best, wanted, current)
    return _told(best, amount, judged, scene, doubtful)


def _of_money(wanted: Sequence[Judged]) -> list[Judged]:
    """Without bare figures that are nowhere near a sum of money beside them: "125 million dollars,
    priced at 50 to yield 15".
    """
    marked = [largest(one.amount) for one in wanted if one.amount.currency]

    def near(value: Decimal) -> bool:
        return any(value < other * _MISTYPED and other < value * _MISTYPED for other in marked)

    return [one for one in wanted if not marked or one.amount.money or near(largest(one.amount))]


def _is_of_another_question(doc: Doc, amounts: Sequence[Amount], scene: MoneyScene) -> bool:
    """Bare figures and nothing else, where something else was asked, answer that."""
    if scene.asks in ("budget", None):
        return False
    bare = not any(one.money or one.period or one.rate for one in amounts)
    if bare and scene.asks == "phone" and all(largest(one) < _PARTS_OF_PHONES for one in amounts):
        return True  # "eight oh five, 555 0136"
    return bare and not any(token.low[0].isalpha() for token in doc.tokens)


def _is_whole_answer(doc: Doc, amounts: Sequence[Amount], scene: MoneyScene) -> bool:
    """Whether one sum of money is all that is said to the question for the budget.

    Roles are learnt with campaigns; without one nothing around a sum says more.
    """
    if scene.known or not scene.asked or len(amounts) != 1 or not amounts[0].money:
        return False
    (amount,) = amounts
    around = (*doc.tokens[: amount.first], *doc.tokens[amount.last :])
    return not any(token.low[0].isalnum() for token in around)


def _current(judged: Sequence[Judged], cues: Cues) -> list[Judged]:
    """Those that no words take back, where others are wanted in their place."""
    kept = [one for one in judged if not cues.is_old(one.amount)]
    if not any(one.wanted >= HEARD for one in kept):
        kept = list(judged)
    for at in reversed(range(1, len(kept))):
        first, second = kept[at - 1], kept[at]
        if cues.turned(first.amount, second.amount):
            second = _no_part(_replacing(first, second))
            if second.wanted >= HEARD:
                return [second, *kept[at + 1 :]]
    return kept


def _total(judged: Sequence[Judged]) -> Judged | None:
    """The amount that is the sum of two before it: "he can do 200, I can do 180, so 380"."""
    values = [largest(one.amount) for one in judged]
    for at, value in enumerate(values):
        before = values[:at]
        if any(one > 0 and value - one in before[:i] for i, one in enumerate(before)):
            return judged[at]
    return None


def _any(judged: Sequence[Judged], scene: MoneyScene) -> Judged | None:
    """Without a campaign, the amount that is likeliest wanted; the only one that answers, where it
    is not clear that it is another's. To be read back.
    """
    if scene.known:
        only = judged[0] if scene.asked and len(judged) == 1 else None
        if only and scene.again:  # who says it twice means it
            return only if fits(only.amount, only.amount.period or scene.period, scene) else None
        told = only and (only.amount.money or only.amount.bound)
        return only if only and told and only.wanted >= _UNCLEAR else None
    marked = [one for one in judged if one.amount.money or (scene.asked and not one.amount.counted)]
    return max(marked, key=lambda one: (one.amount.money, one.wanted), default=None)


def _no_part(one: Judged) -> Judged:
    """What is put right is no part of a sum beside what it puts right."""
    chances = {**one.chances, "part": 0.0}
    chances["spend"] = chances.get("spend", 0.0) + one.chances.get("part", 0.0)
    return replace(one, chances=chances)


def _replacing(first: Judged, second: Judged) -> Judged:
    """`second` in the role of `first`, which it puts right: one of its kind, close by."""
    apart = second.amount.first - first.amount.last
    old, new = largest(first.amount), largest(second.amount)
    alike = new < old * _MISTYPED and old < new * _MISTYPED
    other = second.chances.get("none", 0.0) + second.chances.get("income", 0.0) >= HEARD
    if apart > _BESIDE or not alike or other or first.wanted <= second.wanted:
        return second
    return replace(second, chances=first.chances)


def _together(
    doc: Doc, wanted: Sequence[Judged], judged: Sequence[Judged], scene: MoneyScene
) -> tuple[Judged, Amount, bool]:
    """The likeliest of the wanted amounts, joined with another where both make one range."""
    best = max(wanted, key=_sureness)
    paid_down = any(one.role == "down_payment" for one in judged)
    in_parts = paid_down and scene.means in ("price", "tuition")
    if len(wanted) == 1:
        down = [largest(one.amount) for one in judged if one.role == "down_payment"]
        return best, bounded(best), in_parts and largest(best.amount) < 2 * max(down)
    first, last = wanted[0], wanted[-1]
    apart = are_apart(doc, first, last)
    if apart and first.scaled >= last.scaled:
        best = last  # "35 thousand with the scholarship, but don't count on that. Twenty thousand"
    both = joined(first, last, judged) if len(wanted) == 2 and not apart else None
    if both is None:
        rivals = {(one.amount.low, one.amount.high) for one in wanted}
        return best, bounded(best), len(rivals) > 1
    weaker = min(wanted, key=lambda one: one.wanted)
    conditional = any(token.low in CONDITIONS for token in doc.tokens)
    return weaker, both, conditional or in_parts or is_loose(first, last)


def _sureness(one: Judged) -> float:
    return one.wanted - _GUESSED * one.scaled


def _rivalled(best: Judged, wanted: Sequence[Judged], current: Sequence[Judged]) -> bool:
    """Whether an amount that was passed over, near to the best one, may well be meant."""
    own = largest(best.amount)
    return any(
        one.wanted > 1 - FIRM and largest(one.amount) * STRETCH > own and not _same(one, best)
        for one in current
        if one not in wanted
    )


def _same(one: Judged, other: Judged) -> bool:
    return (one.amount.low, one.amount.high) == (other.amount.low, other.amount.high)


def _told(
    one: Judged, amount: Amount, judged: Sequence[Judged], scene: MoneyScene, doubtful: bool
) -> Told:
    period = amount.period or _period_of_others(one, judged) or scene.period
    together = period is Period.ONCE and _is_of_all_payers(amount, scene)
    period = scene.period if together else period
    times = Decimal(1)
    if amount.rate in _A_YEAR and period in _PERIODS_A_YEAR:
        # A weekly rate, where months or years are asked for, is told in those (and read back).
        times = Decimal(_A_YEAR[amount.rate]) / _PERIODS_A_YEAR[period]
    low = None if amount.low is None else amount.low * times
    high = None if amount.high is None else amount.high * times
    role, chance = likeliest(one.chances)
    margin = one.wanted if role in WANTED else chance
    doubtful = doubtful or together or one.scaled or margin < FIRM or _odd(amount, period, scene)
    doubtful = doubtful or _may_be_most(one, amount) or _strays(amount, margin, scene)
    return Told(
        low, high, amount.currency, period, amount.first, amount.last, role, margin, doubtful
    )


def _is_of_all_payers(amount: Amount, scene: MoneyScene) -> bool:
    """ "60 from them, 80 from me, 140 total" for insurance: too little to be half a year's."""
    most = scene.plausible[1] if scene.plausible and scene.means == "premium" else 0
    return scene.period is not Period.ONCE and largest(amount) * _HALF_A_YEAR <= most


def _strays(amount: Amount, margin: float, scene: MoneyScene) -> bool:
    """A bare figure beside another question, which may be of anything."""
    bare = not (amount.money or amount.period)
    return bare and scene.asks not in ("budget", None) and margin < FIRM_ELSEWHERE


def _may_be_most(one: Judged, amount: Amount) -> bool:
    """ "More than 9k and my wife kills me": the least to the grammar, the most to the examples."""
    against = one.chances.get("cap", 0.0) + one.chances.get("refused", 0.0)
    return amount.bound is Bound.LOWER and against > 1 - FIRM


def _period_of_others(one: Judged, judged: Sequence[Judged]) -> Period | None:
    """ "Paying 3,100 a year, want 2,500": a year, too."""
    if one.amount.rate:
        return None
    own = largest(one.amount)
    for other in judged:
        value = largest(other.amount)
        near = value < own * _SAME_PERIOD and own < value * _SAME_PERIOD
        if other is not one and other.amount.period and near and other.role in _OF_A_PERIOD:
            return other.amount.period
    return None


def _odd(amount: Amount, period: Period, scene: MoneyScene) -> bool:
    """Whether the figure itself is doubtful: loose, a rate, a year, far from what is dealt in."""
    value = largest(amount)
    if not amount.sure or not value or value > _HUGE or amount.rate:
        return True
    if not fits(amount, period, scene):
        return True
    if period is not scene.period and scene.means in _IN_ONE:
        return True  # "2,100 a month" is no loan, but what it would cost
    if amount.money or amount.period:
        return False
    if value in _YEARS and (amount.low is None or amount.low in _YEARS):
        return True
    return value == amount.low and 10**4 < value < 10**5 and bool(value % 50)  # a ZIP code
