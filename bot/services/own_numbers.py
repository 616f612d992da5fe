"""Numbers that are no prospect's: a campaign's, a business's, the operator's.

Whoever types one has not proved that it is theirs; so such a number is never blocked by what is
typed, and a lead that gives one is a test or waits for a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from bot.services.turn import Turn
from bot.store.database import Connection
from bot.store.own_numbers import list_holders


class Whose(Enum):
    """CAMPAIGN: prospects text it. BUSINESS: it is the campaign's own business's, now or before.
    OTHER_BUSINESS: another business here has it. OPERATOR: who runs Leadbell is told there.
    """

    CAMPAIGN = "campaign"
    BUSINESS = "business"
    OTHER_BUSINESS = "other business"
    OPERATOR = "operator"


def whose(turn: Turn, number: str) -> Whose | None:
    """Who of us has `number` (E.164); None: a prospect's, as far as we know."""
    holders = list_holders(turn.connection, number)
    if any(holder.texted for holder in holders):
        return Whose.CAMPAIGN
    ours = turn.campaign
    if any(h.campaign == ours.id or h.business == ours.business.name for h in holders):
        return Whose.BUSINESS
    if number == turn.operator:
        return Whose.OPERATOR
    return Whose.OTHER_BUSINESS if holders else None


def is_campaigns(connection: Connection, number: str) -> bool:
    """Whether `number` is or was one that prospects text: nobody can be reached there."""
    return any(holder.texted for holder in list_holders(connection, number))


def is_test(turn: Turn, answers: Mapping[str, Any]) -> bool:
    """Whether the business or the operator tries the campaign: the number is one of their own."""
    number = number_of(turn, answers)
    return number is not None and whose(turn, number) in (Whose.BUSINESS, Whose.OPERATOR)


def is_tried(turn: Turn) -> bool:
    """Whether the business itself texts, from a number that gets its leads."""
    business = turn.campaign.business
    return turn.conversation.address in (business.sms, business.backup_sms or business.sms)


def number_of(turn: Turn, answers: Mapping[str, Any]) -> str | None:
    """The number that a lead would have: the texter's own, else the one that was typed."""
    return turn.conversation.address or (answers.get("phone") or {}).get("value")
