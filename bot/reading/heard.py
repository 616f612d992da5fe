"""What every reader takes and gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from bot.language.clean import LONGEST
from bot.leads.campaign import Campaign

__all__ = ["FAR", "LONGEST", "MOST", "Context", "Heard", "Values", "why_of"]

FAR = 80
"""Characters before a value in which we look for what it is: what stands further off says nothing
of it, and to look there for each of many values would take a long message's square."""
MOST = 12
"""Values of one kind that are weighed against each other; nobody means more in one message."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Context:
    """What a sentence is read against.

    `now` is aware, in the campaign's time zone. `asks` is the question's id that the bot just
    put, or None. `campaign` is None when there is none (then US English and dollars). `opens` is
    whether they may still tell their need unasked, in any words: nothing was asked or told yet.
    `again` is whether an answer to `asks` was not understood already: then the only thing in the
    message that may answer it is read back, however little speaks for it.
    """

    now: datetime
    asks: str | None = None
    campaign: Campaign | None = None
    opens: bool = True
    again: bool = False

    @property
    def locale(self) -> str:
        return self.campaign.locale if self.campaign else "en_US"

    @property
    def currency(self) -> str:
        return self.campaign.currency if self.campaign else "USD"

    @property
    def country(self) -> str:
        return self.campaign.country if self.campaign else "US"


@dataclass(frozen=True, slots=True)
class Heard(Generic[T]):
    """A value and where it stands: `text[start:end]` are the words heard.

    `doubtful` means that the value should be read back before it counts. `condition` are the words
    of a yes that holds under one: "text only". `offered` are two values of which one is meant:
    `value` is the likelier one then, and doubtful. `rule` names what found it
    ("timeframe.distance"), `role` what it is in their life and `margin` how sure that is, 0 to 1.
    Where rules alone tell it, the margin is 1, or 0.5 where it should be read back.
    """

    value: T
    start: int
    end: int
    doubtful: bool = False
    condition: str | None = field(default=None, kw_only=True)
    offered: tuple[T, T] | None = field(default=None, kw_only=True)
    rule: str = field(default="", compare=False, kw_only=True)
    role: str = field(default="", compare=False, kw_only=True)
    margin: float | None = field(default=None, compare=False, kw_only=True)


Values = dict[str, Heard[Any]]
"""What was heard, by the question that it answers."""


def why_of(heard: Heard[Any]) -> dict[str, Any]:
    """`{"rule", "role"?, "margin"?}`: what read a value, and how surely."""
    role = {"role": heard.role} if heard.role else {}
    margin = {} if heard.margin is None else {"margin": round(heard.margin, 4)}
    return {"rule": heard.rule, **role, **margin}
