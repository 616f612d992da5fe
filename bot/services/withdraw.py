"""A prospect takes their consent back: it is written down, and whoever has the lead is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.leads.standing import WITHDRAWN
from bot.services.hand_off import tell_withdrawal
from bot.services.turn import campaign_today
from bot.store import conversations, leads, outbox
from bot.store.database import Connection
from bot.store.leads import SavedLead
from bot.store.outbox import ON_ITS_WAY, Outbound
from bot.store.times import to_text


def withdraw_lead(
    connection: Connection, lead: SavedLead, heard: str, evidence: Mapping[str, Any], now: datetime
) -> bool:
    """Whether the lead had reached its business, which is now told, once, to leave them alone.

    The withdrawal is appended to the evidence of consent, with what `evidence` says of where the
    words came from. What waits to be sent about the lead is dropped: handoff and reminders.
    """
    # As a turn does: whoever hands the lead off at this moment is waited for, or waits.
    conversations.lock_conversation(connection, lead.conversation_id)
    consent = leads.get_consent(connection, lead.id)
    if consent and consent.given:
        leads.add_consent(
            connection,
            lead.id,
            given=False,
            wording=consent.wording,
            text_sha256=consent.text_sha256,
            heard=heard,
            at=to_text(now),
            evidence={
                "name": lead.name,
                "phone": lead.phone,
                "definition_id": lead.definition_id,
                **evidence,
            },
        )
    handoffs = outbox.list_texts_about(connection, lead.id, "handoff")
    reached = [each for each in handoffs if _may_have_it(each)]
    # What may have gone out is looked up first; then it is judged again, and not sent either.
    outbox.drop_outbound(connection, WITHDRAWN, now, lead_id=lead.id, states=("queued",))
    campaign = campaign_today(connection, lead.campaign_id)
    for handoff in reversed(reached):
        tell_withdrawal(connection, campaign, handoff, lead.id, now)
    return bool(reached)


def _may_have_it(handoff: Outbound) -> bool:
    """Whether whom it is for may have read it: one that is sent again may have come before."""
    return handoff.state in ON_ITS_WAY or handoff.repeated
