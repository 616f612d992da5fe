"""Published campaigns with changes, for tests of what a campaign file may say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy.engine import Engine

from bot.leads.campaign import Campaign
from bot.services.publish_campaigns import publish_campaigns
from bot.settings import ROOT
from tests.conftest import NOW, read_sample

ROOFING = ROOT / "campaigns" / "roofing.yml"


def publish_roofing(engine: Engine, backup: str | None = None, **changes: Any) -> Campaign:
    """Publish the roofing campaign with a backup number and other changes."""
    sample = read_sample(ROOFING)
    business = replace(sample.business, backup_sms=backup)
    campaign = replace(sample, business=business, **changes)
    publish_campaigns(engine, [campaign], NOW)
    return campaign
