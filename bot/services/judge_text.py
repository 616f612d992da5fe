"""A text waits, and the world goes on: whether it may still go is judged when it is taken in hand.

Every kind has its judge, which gives the reason why the text is not wanted any more, or None. What
says of itself whom it is about, by its lead or its key, is judged; anything else may go.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.leads.standing import (
    OPTED_OUT,
    Standing,
    why_not_hand_over,
    why_not_withdraw,
    why_unwanted,
)
from bot.services.hours import hours_allow
from bot.services.lead_now import standing_of
from bot.services.slots import slots_of, stage_of
from bot.services.text_keys import (
    backed_up,
    conversation_of,
    is_for_backup,
    reminded_of,
    withdrawn_lead,
)
from bot.services.turn import campaign_today
from bot.store import conversations, leads, opt_outs, outbox, texts
from bot.store.conversations import Conversation
from bot.store.database import Connection, Engine, reading, reading_row
from bot.store.outbox import Outbound
from bot.store.outbox_leases import may_go

ANSWERED = "the business has answered"
STOPPED = "the prospect wants no contact"
NO_LONGER_SILENT = "the prospect went on"
NO_LEAD = "there is no such lead any more"
NOT_ARRIVED = "the handoff did not arrive"
NO_SECOND_NUMBER = "the business has no second number any more"


@dataclass(frozen=True, slots=True)
class Go:
    """The text may go as it is."""


@dataclass(frozen=True, slots=True)
class Drop:
    """The text is not to be sent; `falls_back`: another has to hear of it in its stead."""

    reason: str
    falls_back: bool = False


@dataclass(frozen=True, slots=True)
class Redirect:
    """The text may go, but to `number` (E.164)."""

    number: str


@dataclass(frozen=True, slots=True)
class Wait:
    """The text may go, but only from `until` on: it is night where it goes."""

    until: datetime


Judgement = Go | Drop | Redirect | Wait


def last_look(engine: Engine, text: Outbound, now: datetime) -> Judgement:
    """What a text in hand may do right before it goes out: the world may have moved since.

    It is asked of each text by itself, after the claim has committed: what raises here, or ends the
    process, concerns that text alone. Raises RowUnreadable.
    """
    with reading(engine) as connection, reading_row("outbox", text.id):
        if not may_go(connection, text):
            return Drop(OPTED_OUT, falls_back=True)
        judgement = judge_again(connection, text)
        until = hours_allow(connection, text, now) if isinstance(judgement, Go) else None
        return Wait(until) if until else judgement


def judge_again(connection: Connection, text: Outbound) -> Judgement:
    """Whether a text that was queued some time ago may go now, and to which number."""
    reason = why_unwanted_now(connection, text)
    if reason:
        return Drop(reason)
    number = _number_today(connection, text)
    if number is None:
        return Drop(NO_SECOND_NUMBER, falls_back=True)
    return Go() if number == text.recipient else Redirect(number)


def is_unwanted(connection: Connection, text: Outbound) -> bool:
    """Whether nobody needs the text any more, whatever number it would go to."""
    return why_unwanted_now(connection, text) is not None


def why_unwanted_now(connection: Connection, text: Outbound) -> str | None:
    """Why nobody needs the text any more; None when it is wanted."""
    judge = _JUDGES.get(text.kind)
    return judge(connection, text) if judge else None


def _handoff(connection: Connection, text: Outbound) -> str | None:
    return _by_lead(connection, text, why_not_hand_over) or (
        _backup(connection, text) if is_for_backup(text.key) else None
    )


def _backup(connection: Connection, text: Outbound) -> str | None:
    """A lead goes to the second number when the first got it and nobody answered, or did not."""
    first = outbox.get_outbound_by_key(connection, backed_up(text.key))
    arrived = first is not None and first.state in ("sent", "delivered")
    return ANSWERED if arrived and _has_answered(connection, text) else None


def _reminder(connection: Connection, text: Outbound) -> str | None:
    handoff = outbox.get_outbound_by_key(connection, reminded_of(text.key))
    if handoff is not None and handoff.state not in ("sent", "delivered"):
        return NOT_ARRIVED
    if text.lead_id is not None and _has_answered(connection, text):
        return ANSWERED
    return _by_lead(connection, text, why_unwanted)


def _has_answered(connection: Connection, text: Outbound) -> bool:
    """Whether the business has texted since the text was queued."""
    business = campaign_today(connection, text.campaign_id).business
    numbers = {text.recipient, business.sms, business.backup_sms} - {None}
    return any(
        texts.has_texted_since(connection, number or "", text.sender, text.created_at)
        for number in numbers
    )


def _update(connection: Connection, text: Outbound) -> str | None:
    if withdrawn_lead(text.key) is not None:
        return _by_lead(connection, text, why_not_withdraw)
    if text.lead_id is not None:
        return _by_lead(connection, text, why_unwanted)
    conversation = _conversation(connection, text)
    return STOPPED if conversation and _has_stopped(connection, conversation) else None


def _has_stopped(connection: Connection, conversation: Conversation) -> bool:
    number = conversation.address
    opted_out = number is not None and opt_outs.is_opted_out(connection, number)
    return opted_out or stage_of(conversation) == "stopped"


def _follow_up(connection: Connection, text: Outbound) -> str | None:
    if opt_outs.refuses_started_texts(connection, text.recipient):
        return OPTED_OUT
    conversation = _conversation(connection, text)
    if conversation is None:
        return None
    asking = stage_of(conversation) == "asking" and not conversation.closed
    return None if asking and number_for_texts(conversation) else NO_LONGER_SILENT


def number_for_texts(conversation: Conversation) -> str | None:
    """Where its prospect may be texted: one who texts, or who has given a number and consent."""
    answers = slots_of(conversation)
    consent, number = answers.get("consent") or {}, answers.get("phone") or {}
    typed = number.get("value") if consent.get("value") == "yes" else None
    return conversation.address or typed


def _by_lead(
    connection: Connection, text: Outbound, rule: Callable[[Standing], str | None]
) -> str | None:
    id = _lead_id(text)
    if id is None:
        return None
    lead = leads.get_lead(connection, id)
    return NO_LEAD if lead is None else rule(standing_of(connection, lead, text))


def _lead_id(text: Outbound) -> int | None:
    return text.lead_id if text.lead_id is not None else withdrawn_lead(text.key)


def _conversation(connection: Connection, text: Outbound) -> Conversation | None:
    id = conversation_of(text.key)
    return conversations.get_conversation(connection, id) if id else None


def _number_today(connection: Connection, text: Outbound) -> str | None:
    """The number of whom the text is for, as it is now; None where there is none any more."""
    conversation = _conversation(connection, text)
    if text.kind == "follow_up" and conversation:
        return number_for_texts(conversation)
    if text.kind not in _FOR_BUSINESS or (_lead_id(text) is None and conversation is None):
        return text.recipient
    business = campaign_today(connection, text.campaign_id).business
    return business.backup_sms if is_for_backup(text.key) else business.sms


_FOR_BUSINESS = ("handoff", "reminder", "update")
_JUDGES: Mapping[str, Callable[[Connection, Outbound], str | None]] = {
    "handoff": _handoff,
    "reminder": _reminder,
    "update": _update,
    "follow_up": _follow_up,
}
