"""What the simulator's phones show."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from bot.errors import RowUnreadable
from bot.services.turn import campaign_of
from bot.store import campaigns, texts
from bot.store.database import Engine, reading
from bot.store.times import to_seconds


def list_phone_texts(
    engine: Engine, sender: str | None, recipient: str | None
) -> list[dict[str, Any]]:
    """Texts from or to a number, the oldest first."""
    with reading(engine) as connection:
        found = texts.list_texts(connection, sender=sender, recipient=recipient)
    return [
        {
            "id": text.id,  # grows with time, so texts of one second keep their order
            "sid": text.sid,
            "from": text.sender,
            "to": text.recipient,
            "body": text.body,
            "at": to_seconds(text.at),
            "status": text.status,
        }
        for text in found
    ]


def list_phones(engine: Engine) -> list[dict[str, Any]]:
    """Each readable campaign with the numbers that play in it; the prospect's is made up."""
    found = []
    with reading(engine) as connection:
        for published in campaigns.list_named(connection):
            with suppress(RowUnreadable):
                found.append((published.id, campaign_of(connection, published.definition_id)))
    return [
        {
            "id": id,
            "business": campaign.business.name,
            "vertical": campaign.vertical,
            "greeting": campaign.greeting,
            "number": campaign.number,
            "business_sms": campaign.business.sms,
            # The same area code, in the range that is kept for fiction: 555-0100 to 555-0199.
            "prospect_sms": f"{campaign.number[:5]}555{150 + n:04d}",
        }
        for n, (id, campaign) in enumerate(found)
    ]
