"""A campaign: a business's standing demand, and its definition of a qualified lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from bot.values.budget import Period
from bot.values.money import Money


class QuestionType(str, Enum):
    """How an answer is read."""

    CHOICE = "choice"
    YES_NO = "yes_no"
    BUDGET = "budget"
    TIMEFRAME = "timeframe"
    POSTCODE = "postcode"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing the bot asks. `choices` maps a stored value to its label, in order.

    `synonyms` maps a choice's value to other words for it. `why` answers "why do you ask?".
    """

    id: str
    ask: str
    type: QuestionType
    choices: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    period: Period = Period.ONCE
    why: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Business:
    name: str
    time_zone: str
    sms: str
    backup_sms: str | None = None


@dataclass(frozen=True, slots=True)
class OneOf:
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Is:
    value: str


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The most they would spend must reach `amount` (major units of the campaign's currency)."""

    amount: Decimal


@dataclass(frozen=True, slots=True)
class WithinDays:
    days: int


@dataclass(frozen=True, slots=True)
class StartsWith:
    prefixes: tuple[str, ...]


Rule = OneOf | Is | AtLeast | WithinDays | StartsWith


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the definition: the answer to question `name` must meet `rule`."""

    name: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Campaign:
    """What a campaign file says, checked. Questions come in the order they are asked.

    `questions` holds need, budget, timeframe and postcode, then the campaign's own.
    `wording` replaces a sentence of the bot by key.
    """

    id: str
    vertical: str
    business: Business
    number: str
    locale: str
    currency: str
    greeting: str
    questions: tuple[Question, ...]
    qualified_when: tuple[Criterion, ...]
    score: Mapping[str, int]
    consent: str
    price: Money
    wording: Mapping[str, str] = field(default_factory=dict)

    def question(self, id: str) -> Question | None:
        """The question with this id, or None."""
        return next((q for q in self.questions if q.id == id), None)

    @property
    def country(self) -> str:
        """ISO 3166 code from the locale: `US` for `en_US`."""
        return self.locale.partition("_")[2] or "US"
