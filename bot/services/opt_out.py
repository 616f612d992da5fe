"""Opt-out: it holds for the number everywhere and at once."""

from __future__ import annotations

from datetime import datetime

from bot.services.qualify_lead import keep_consent
from bot.services.tell_business import tell_withdrawal
from bot.services.turn import Turn
from bot.store import conversations, leads, outbox, texts
from bot.store.database import Connection
from bot.store.outbox_leases import OPTED_OUT
from bot.store.times import to_text


def opt_out(connection: Connection, phone: str, heard: str, now: datetime) -> None:
    """Nothing more is sent to `phone`, queued texts included; its conversations end."""
    # First its conversations: a turn that is under way holds one, and may queue a reply yet.
    conversations.close_conversations_of(connection, phone)
    texts.add_opt_out(connection, phone, heard, now)
    outbox.drop_outbound(connection, OPTED_OUT, now, recipient=phone)


def withdraw(turn: Turn, heard: str) -> bool:
    """Whether a lead of the conversation had reached its business, which is now told to stop.

    The withdrawal is appended to the evidence of consent.
    """
    lead = leads.get_lead_of(turn.connection, turn.conversation.id)
    if lead is None:
        return False
    consent = leads.get_consent(turn.connection, lead.id)
    if consent and consent.given:
        answer = {"value": "no", "heard": heard, "at": to_text(turn.now)}
        keep_consent(turn, lead.id, answer)
    if outbox.get_handoff(turn.connection, lead.id) is None:
        return False
    tell_withdrawal(turn, lead.id)
    return True


def opt_in(connection: Connection, phone: str) -> None:
    """The number's holder texted START: texts may go there again."""
    texts.remove_opt_out(connection, phone)
