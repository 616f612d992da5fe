"""An expression of days in a message."""

from __future__ import annotations

from dataclasses import dataclass

from bot.language.days.value import Days


@dataclass(frozen=True, slots=True)
class Mention:
    """`tokens[first:last]` tell these `days`. `vague` ones name no day but the nearest,
    `flexible` ones none at all, `pointing` ones tell them by others. `rule` names what found it.
    """

    first: int
    last: int
    days: Days
    rule: str
    vague: bool = False
    flexible: bool = False
    pointing: bool = False

    @property
    def named(self) -> bool:
        """Whether it names its days, so that its role is learnt."""
        return not (self.vague or self.flexible or self.pointing)
