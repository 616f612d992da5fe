"""Opt-out: it holds for the number everywhere and at once; a typed number proves less."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.services.hand_off import tell_withdrawal
from bot.services.own_numbers import is_tried, whose
from bot.services.qualify_lead import keep_consent
from bot.services.turn import Turn
from bot.store import conversations, leads, opt_outs, outbox
from bot.store.database import Connection
from bot.store.outbox_leases import OPTED_OUT
from bot.store.times import to_text


def opt_out(connection: Connection, phone: str, heard: str, now: datetime) -> None:
    """Nothing more is sent to `phone`, queued texts included; its conversations end."""
    # First its conversations: a turn that is under way holds one, and may queue a reply yet.
    conversations.close_conversations_of(connection, phone)
    opt_outs.add_opt_out(connection, phone, heard, now)
    outbox.drop_outbound(connection, OPTED_OUT, now, recipient=phone)


def end(turn: Turn, typed: Iterable[str], heard: str) -> bool:
    """The prospect wants no more: their conversation and their lead end here; see `withdraw`.

    A texter's number is opted out. A number that was merely `typed` is somebody's, proved by
    nothing: it gets no text that we would start, and what its holder has with us goes on. A
    business that tries its own campaign ends the try, not its handoffs.
    """
    address = turn.conversation.address
    if is_tried(turn):
        conversations.close_conversation(turn.connection, turn.conversation.id)
    elif address:
        opt_out(turn.connection, address, heard, turn.now)
    else:
        for number in typed:
            if whose(turn, number) is None:
                opt_outs.add_typed_opt_out(turn.connection, number, heard, turn.now)
    return withdraw(turn, heard)


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


def opt_in(connection: Connection, phone: str, heard: str, now: datetime) -> None:
    """The number's holder texted START: texts may go there again."""
    opt_outs.add_opt_in(connection, phone, heard, now)
