"""A campaign: a business's standing demand, and its definition of a qualified lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from bot.values.budget import Means, Period
from bot.values.money import Money


class QuestionType(str, Enum):
    """How an answer is read."""

    CHOICE = "choice"
    YES_NO = "yes_no"
    BUDGET = "budget"
    TIMEFRAME = "timeframe"
    POSTCODE = "postcode"
    TEXT = "text"


# The questions every campaign may ask, in the order they are asked, and how each is read.
STANDARD_QUESTIONS: Mapping[str, QuestionType] = {
    "need": QuestionType.CHOICE,
    "budget": QuestionType.BUDGET,
    "timeframe": QuestionType.TIMEFRAME,
    "postcode": QuestionType.POSTCODE,
}
# What every campaign asks after its own questions.
CONTACT_QUESTIONS = ("name", "phone", "email", "consent")
# The ids that a campaign's own questions can't have.
COMMON_QUESTIONS = (*STANDARD_QUESTIONS, *CONTACT_QUESTIONS)

# Territories whose people are their country's, with numbers of its plan at its price.
TERRITORIES: Mapping[str, tuple[str, ...]] = {
    "US": ("AS", "GU", "MP", "PR", "VI"),
    "GB": ("GG", "IM", "JE"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One thing the bot asks. `choices` maps a stored value to its label, in order.

    `phrases` maps a choice's value to other words for it. `why` answers "why do you ask?".
    For a budget, `means` is what the amount is, and `plausible` the least and the most that
    prospects name, None where nobody has said.
    """

    id: str
    ask: str
    type: QuestionType
    choices: Mapping[str, str] = field(default_factory=dict)
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    period: Period = Period.ONCE
    means: Means = Means.PRICE
    plausible: tuple[Money, Money] | None = None
    why: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot can `say` to a question that is asked in words like those of `heard`."""

    heard: tuple[str, ...]
    say: str


@dataclass(frozen=True, slots=True)
class Business:
    """Who receives the leads. `time_zone` is IANA's name; the numbers are E.164.

    `sms` and `backup_sms` get the leads, and no prospect is ever told them. `phone`, `email` and
    `site` are public.
    """

    name: str
    time_zone: str
    sms: str
    backup_sms: str | None = None
    phone: str | None = None
    email: str | None = None
    site: str | None = None


class PriceBasis(str, Enum):
    """What the business pays for. Per-lead fees can be unlawful in healthcare and mortgage."""

    PER_QUALIFIED_LEAD = "per_qualified_lead"
    FLAT_PER_MONTH = "flat_per_month"


@dataclass(frozen=True, slots=True)
class Price:
    """What the business pays, in the campaign's currency."""

    amount: Money
    basis: PriceBasis = PriceBasis.PER_QUALIFIED_LEAD


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Minutes of silence after which a reminder goes; None or 0: none goes.

    `business_after_minutes` counts from the handoff, and again until the backup number gets it.
    """

    prospect_after_minutes: int | None = None
    business_after_minutes: int | None = 30


@dataclass(frozen=True, slots=True)
class Duplicates:
    """For how many days a prospect is known again by phone, e-mail or browser; 0: not at all."""

    window_days: int = 30


@dataclass(frozen=True, slots=True)
class OneOf:
    """A choice among these values."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Is:
    """Exactly this value: `yes` or `no`, or one choice."""

    value: str


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The most they would spend must reach `amount` (major units of the campaign's currency)."""

    amount: Decimal


@dataclass(frozen=True, slots=True)
class WithinDays:
    """The earliest day (the latest, where that alone is known) is at most `days` away."""

    days: int


@dataclass(frozen=True, slots=True)
class StartsWith:
    """A postcode, spaces and case aside, that begins with one of these."""

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
    `score` weighs questions by id. `consent` is the text the prospect agrees to.
    `wording` replaces a sentence of the bot by key; `privacy` and `cost` answer a prospect
    who asks about them, `answers` (by a name of the campaign's own) what else they ask.
    `messaging_service` is the SID of the Twilio Messaging Service that sends the campaign's
    texts; without one its number does. `countries` (ISO 3166) are those whose
    numbers are answered; without any, the locale's.
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
    price: Price
    wording: Mapping[str, str] = field(default_factory=dict)
    privacy: str | None = None
    cost: str | None = None
    messaging_service: str | None = None
    follow_up: FollowUp = FollowUp()
    duplicates: Duplicates = Duplicates()
    countries: tuple[str, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)

    def question(self, id: str) -> Question | None:
        """The question with this id, or None."""
        return next((q for q in self.questions if q.id == id), None)

    @property
    def country(self) -> str:
        """ISO 3166 code from the locale: `US` for `en_US`."""
        return self.locale.partition("_")[2] or "US"

    @property
    def answered_countries(self) -> frozenset[str]:
        """The countries whose numbers are answered, with their territories."""
        named = self.countries or (self.country,)
        return frozenset(named).union(*(TERRITORIES.get(country, ()) for country in named))
