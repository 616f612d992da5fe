"""Queue a text of a campaign's: from its number, through its Messaging Service if it has one."""

from __future__ import annotations

from datetime import datetime

from bot.leads.campaign import Campaign
from bot.store import outbox
from bot.store.database import Connection


def queue_text(
    connection: Connection,
    campaign: Campaign,
    *,
    key: str,
    kind: str,
    recipient: str,
    body: str,
    now: datetime,
    lead_id: int | None = None,
    run_at: datetime | None = None,
    real_run_at: datetime | None = None,
) -> bool:
    """Queue it, to go at once or at `run_at` (by the machine's own clock at `real_run_at`, if that
    comes first); False when one with this key is here already.

    `kind`: see `outbox.add_outbound`.
    """
    return outbox.add_outbound(
        connection,
        key=key,
        kind=kind,
        campaign_id=campaign.id,
        lead_id=lead_id,
        sender=campaign.number,
        service=campaign.messaging_service,
        recipient=recipient,
        body=body,
        now=now,
        run_at=run_at,
        real_run_at=real_run_at,
    )
