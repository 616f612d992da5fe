"""What an amount of money is read against: the question, and the sums a campaign deals in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.values.budget import Period

_BELOW, _ABOVE = Decimal("0.1"), 20
"""Of the least budget that qualifies: what people name lies between these times it."""


@dataclass(frozen=True, slots=True)
class MoneyScene:
    """`asks`: the question just put, by id. `means`: price, loan, premium, rent or tuition.

    `floor` is the least budget that qualifies, `plausible` the sums people name, both in major
    units of `currency`; None where nothing is known. Not `known`: there is no campaign, so
    nobody can say what money is for. `again`: an answer was not understood already.
    """

    currency: str = "USD"
    asks: str | None = None
    means: str = "price"
    period: Period = Period.ONCE
    floor: Decimal | None = None
    plausible: tuple[Decimal, Decimal] | None = None
    known: bool = True
    again: bool = False

    @property
    def asked(self) -> bool:
        return self.asks == "budget"

    def range(self) -> tuple[Decimal, Decimal] | None:
        """The plausible sums, told or guessed from the floor."""
        if self.plausible or not self.floor:
            return self.plausible
        return self.floor * _BELOW, self.floor * _ABOVE
