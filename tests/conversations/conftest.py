"""The campaigns that conversations are held with: the samples, and the tests' own."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot.campaign_files import read_campaign
from bot.services.publish_campaigns import publish_campaigns
from tests.conftest import NOW, SAMPLES

CAMPAIGNS = [*SAMPLES, *sorted((Path(__file__).parents[1] / "campaigns").glob("*.yml"))]


@pytest.fixture
def published(engine: Engine) -> Engine:
    """A new database with the samples and the tests' own campaigns published."""
    publish_campaigns(engine, map(read_campaign, CAMPAIGNS), NOW)
    return engine
