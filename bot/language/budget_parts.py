"""Where no amount is wanted outright: what others tell of it, always to be read back.

A loan is the price less what is paid down, or what is owed with what is needed on top.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.language.amount_roles import largest
from bot.language.budget_scale import fits
from bot.language.doc import Doc
from bot.language.judged_amount import Judged
from bot.language.money_scene import MoneyScene
from bot.language.word_files import word_set

_ALONE = {
    "loan": ("owes", "extra", "item_price"),
    "premium": ("pays_now", "part"),
    "rent": ("pays_now", "item_price"),
}
_ALONE_ELSE = ("saved", "owes", "item_price", "part")
"""Roles whose amount is read back where there is none better, the best first, by means."""

_PERCENT = word_set("figures", "percent")
_HEARD = 0.5
_MAY_BE_PART, _SURELY_THEIRS = 0.25, 0.8


def part_told(doc: Doc, judged: Sequence[Judged], scene: MoneyScene) -> Judged | None:
    """What the best of the unwanted amounts tells, None where they tell nothing."""
    if not scene.asked and scene.means != "loan":
        return None
    made = _loan(doc, judged) if scene.means == "loan" else None
    parts = _parts(judged)
    if made or len(parts) < 2:
        return made or _alone(judged, scene)
    if any(one.amount.period for one in parts):
        return None  # "work pays 5k a year, I pay 15k": for how many years?
    if len({one.amount.currency for one in parts if one.amount.money}) > 1:
        return None
    return _of_value(parts[-1], sum((largest(one.amount) for one in parts), Decimal(0)))


def _loan(doc: Doc, judged: Sequence[Judged]) -> Judged | None:
    price, down = _first(judged, "item_price"), _first(judged, "down_payment")
    owed, more = _first(judged, "owes"), _first(judged, "extra")
    if price and down and largest(down.amount) < largest(price.amount):
        return _of_value(price, largest(price.amount) - largest(down.amount))
    share = _share_down(doc)
    if price and share:
        return _of_value(price, largest(price.amount) * (100 - share) / 100)
    if owed and more:
        return _of_value(owed, largest(owed.amount) + largest(more.amount))
    return None


def _parts(judged: Sequence[Judged]) -> list[Judged]:
    """The parts of one sum: "4k down and 4k later", "my boss covers 6k and I can add 5k"."""
    part = _first(judged, "part")
    return [one for one in judged if one is part or _adds(one)] if part else []


def _adds(one: Judged) -> bool:
    """Whether an amount beside a part is another, more likely than not."""
    part = one.chances.get("part", 0.0)
    down = one.chances.get("down_payment", 0.0)
    likely = part >= _MAY_BE_PART and part + one.wanted >= _SURELY_THEIRS
    return likely or max(part, down) >= _HEARD


def _alone(judged: Sequence[Judged], scene: MoneyScene) -> Judged | None:
    """The amount that is likeliest one of those that are read back, or wanted after all."""
    if not scene.asked:
        return None
    roles = _ALONE.get(scene.means, _ALONE_ELSE)

    def chance(one: Judged) -> float:
        return one.wanted + sum(one.chances.get(role, 0.0) for role in roles)

    near = [one for one in judged if fits(one.amount, one.amount.period or scene.period, scene)]
    for role in roles:
        told = _first(near, role)
        if told:
            return told
    best = max(near, key=chance, default=None)
    return best if best and chance(best) >= _HEARD else None


def _first(judged: Sequence[Judged], role: str) -> Judged | None:
    return next((one for one in judged if one.chances.get(role, 0.0) >= _HEARD), None)


def _of_value(one: Judged, value: Decimal) -> Judged:
    return replace(one, amount=replace(one.amount, low=value, high=value, bound=None))


def _share_down(doc: Doc) -> Decimal | None:
    """The 20 of "20% down"."""
    lows = [token.low for token in doc.tokens]
    for at in range(len(lows) - 1):
        if lows[at].isdigit() and lows[at + 1] in _PERCENT and int(lows[at]) < 100:
            return Decimal(lows[at])
    return None
