"""What can be seen about whether a lead is real."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from babel import Locale

from bot.leads.campaign import Campaign
from bot.leads.signal import Signal, SignalResult
from bot.leads.verdict import Verdict
from bot.services.changed_after_verdict import changed_after_verdict
from bot.services.own_numbers import Whose, is_test, number_of, whose
from bot.services.turn import Turn
from bot.values import phone
from bot.values.phone import Kind

_SPECIAL = {
    Kind.TOLL_FREE: "the number is toll-free, which companies have and hardly any person",
    Kind.PREMIUM: "the number is a premium one: calling it costs the caller dear",
    Kind.SHARED_COST: "the number is a shared-cost one: calling it costs the caller more",
    Kind.PERSONAL: "the number is a personal (follow-me) one: calling it can cost the caller dear",
    Kind.SATELLITE: "the number is a satellite phone's: calling it costs the caller dear",
}


def observe_lead(turn: Turn, answers: Mapping[str, Any], verdict: Verdict) -> tuple[Signal, ...]:
    """The signals on the lead that `answers` ({question id: answer JSON}) make in this turn.

    `verdict` is that of the definition alone. A test of the business's own shows what a prospect's
    lead would be: nothing holds it back.
    """
    if is_test(turn, answers):
        return ()
    seen = (signal for observe in _OBSERVERS if (signal := observe(turn, answers)))
    return (*seen, *changed_after_verdict(turn, answers, verdict))


def _whose_line(turn: Turn, answers: Mapping[str, Any]) -> Signal | None:
    """A number that is nobody's own line at home: `toll_free_number`, `foreign_number`, ..."""
    number = number_of(turn, answers)
    kind = phone.kind(number, turn.campaign.answered_countries) if number else Kind.ORDINARY
    if number is None or kind is Kind.ORDINARY:
        return None
    because = _SPECIAL.get(kind) or f"the number is from {_country(turn.campaign, number)}"
    return Signal(f"{kind.value}_number", SignalResult.REVIEW, because)


def _anothers(turn: Turn, answers: Mapping[str, Any]) -> Signal | None:
    """A number that was typed, and belongs to another business here."""
    number = None if turn.conversation.address else number_of(turn, answers)
    if number is None or whose(turn, number) is not Whose.OTHER_BUSINESS:
        return None
    because = "the number was typed, and is known as another business's"
    return Signal("business_number", SignalResult.REVIEW, because)


_OBSERVERS: tuple[Callable[[Turn, Mapping[str, Any]], Signal | None], ...] = (
    _whose_line,
    _anothers,
)


def _country(campaign: Campaign, number: str) -> str:
    country = phone.country_of(number)
    named = Locale.parse(campaign.locale).territories.get(country or "")
    return str(named or "a country that nobody knows")
