"""An amount with what it may be in the prospect's life."""

from __future__ import annotations

from dataclasses import dataclass

from bot.language.amount import Amount
from bot.language.amount_roles import WANTED
from bot.language.roles import Chances, likeliest


@dataclass(frozen=True, slots=True)
class Judged:
    """An amount with the chances of its roles. `scaled`: its scale is guessed from elsewhere."""

    amount: Amount
    chances: Chances
    scaled: bool = False

    @property
    def wanted(self) -> float:
        """The chance that they would spend it."""
        return sum(self.chances.get(role, 0.0) for role in WANTED)

    @property
    def role(self) -> str:
        return likeliest(self.chances)[0]

    @property
    def is_range(self) -> bool:
        return self.amount.low is not None and self.amount.low != self.amount.high
