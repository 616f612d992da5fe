"""What a web chat says before anything is sent: that it is automated, and recorded for whom."""

from __future__ import annotations

from bot.errors import CampaignUnknown
from bot.services.turn import campaign_today
from bot.services.wording import say
from bot.store.database import Engine, reading


def notice_of(engine: Engine, campaign_id: str) -> str | None:
    """The campaign's notice; None where no such campaign is published."""
    with reading(engine) as connection:
        try:
            return say("notice", campaign_today(connection, campaign_id))
        except CampaignUnknown:
            return None
