"""Keep a lead as its business got it: the carrier has the handoff, and nothing changes it any more.

While a handoff may have gone out, from its claim on, the lead's row stands still (`correct_lead`):
what is copied here when the carrier has the text is what the text says, however often a process
died or an answer was lost in between.
"""

from __future__ import annotations

from datetime import datetime

from bot.store import delivered, leads
from bot.store.database import Connection
from bot.store.outbox import Outbound


def keep_delivered(connection: Connection, handoff: Outbound, now: datetime) -> None:
    """Copy the lead and the text; a later handoff of the same lead, or report, changes nothing."""
    lead = leads.get_lead(connection, handoff.lead_id or 0)
    if lead is None:
        return
    consent = leads.get_consent(connection, lead.id, given=True)
    evidence = consent.id if consent else None
    delivered.add_delivered(connection, lead, evidence, handoff.recipient, handoff.body, now)
