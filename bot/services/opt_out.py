"""Opt-out: it holds for the number everywhere and at once, and takes its consents back.

A number that was merely typed proves less.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from bot.errors import RowUnreadable
from bot.services.contact_keys import leads_of_phone
from bot.services.own_numbers import is_tried, whose
from bot.services.tell_business import call_off, call_off_at
from bot.services.turn import Turn, campaign_of
from bot.services.withdraw import withdraw_lead
from bot.store import conversations, leads, opt_outs, outbox
from bot.store.database import Connection
from bot.store.outbox_leases import OPTED_OUT


def opt_out(
    connection: Connection, phone: str, heard: str, now: datetime, message: str | None = None
) -> None:
    """Nothing more is sent to `phone`, queued texts included; its conversations end.

    What its holder agreed to is withdrawn in every campaign, and the businesses that have a lead
    of theirs, or of their wish for a call, are told. `heard` are the words, in `message` (the key
    of what was received).
    """
    # First its conversations: a turn that is under way holds one, and may queue a reply yet.
    going_on = conversations.list_open_of(connection, phone)
    conversations.close_conversations_of(connection, phone)
    theirs = leads_of_phone(connection, phone)
    for lead in theirs:  # before any text is touched, as a turn does: else the two could deadlock
        conversations.lock_conversation(connection, lead.conversation_id)
    opt_outs.add_opt_out(connection, phone, heard, now)
    outbox.drop_outbound(connection, OPTED_OUT, now, recipient=phone)
    evidence = {"channel": "sms", "phone": phone, "answered_in": message}
    told = {
        lead.conversation_id
        for lead in theirs
        if withdraw_lead(connection, lead, heard, evidence, now)
    }
    for conversation, definition in going_on:
        if conversation in told:
            continue
        with suppress(RowUnreadable):  # an opt-out holds, whatever is wrong with a campaign
            call_off_at(connection, campaign_of(connection, definition), conversation, phone, now)


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
        opt_out(turn.connection, address, heard, turn.now, turn.message)
    else:
        for number in typed:
            if whose(turn, number) is None:
                opt_outs.add_typed_opt_out(turn.connection, number, heard, turn.now)
    return withdraw(turn, heard)


def withdraw(turn: Turn, heard: str) -> bool:
    """Whether a lead of the conversation, or their wish for a call, had reached its business, which
    is now told to stop.
    """
    lead = leads.get_lead_of(turn.connection, turn.conversation.id)
    if lead is None:
        return call_off(turn)
    evidence = {
        **turn.conversation.origin,
        "channel": turn.conversation.channel,
        "answered_in": turn.message,
    }
    return withdraw_lead(turn.connection, lead, heard, evidence, turn.now) or call_off(turn)


def opt_in(connection: Connection, phone: str, heard: str, now: datetime) -> None:
    """The number's holder texted START: texts may go there again. It consents to nothing."""
    opt_outs.add_opt_in(connection, phone, heard, now)
