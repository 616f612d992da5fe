"""A campaign to judge by: a roofer who asks for money, a day, a place and an owner."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.leads.campaign import Campaign
from bot.leads.campaign_json import campaign_from_json

ROOFER: dict[str, Any] = {
    "id": "roofing",
    "vertical": "home-services",
    "business": {
        "name": "Bay Ridge Roofing",
        "time_zone": "America/Los_Angeles",
        "sms": "+14155550100",
    },
    "number": "+14155550199",
    "locale": "en_US",
    "currency": "USD",
    "greeting": "Hi!",
    "questions": {
        "need": {"ask": "What?", "choices": {"repair": "Roof repair", "replacement": "New roof"}},
        "budget": {"ask": "How much?"},
        "timeframe": {"ask": "When?"},
        "postcode": {"ask": "Where?"},
        "details": [
            {"id": "owner", "ask": "Yours?", "type": "yes_no"},
            {"id": "insured", "ask": "Insured?", "type": "yes_no"},
            {"id": "material", "ask": "Of?", "choices": {"tile": "Tile", "shingle": "Shingle"}},
        ],
    },
    "qualified_when": {
        "need": {"one_of": ["repair", "replacement"]},
        "budget": {"at_least": 3000},
        "timeframe": {"within_days": 90},
        "postcode": {"starts_with": ["940", "941"]},
        "owner": {"is": "yes"},
    },
    "score": {"need": 25, "budget": 35, "timeframe": 30, "owner": 10},
    "consent": {"text": "OK to call?"},
    "price": {"per_qualified_lead": "65.00"},
}


@pytest.fixture
def campaign() -> Callable[..., Campaign]:
    """`campaign()` is the roofer's; `campaign(currency="CAD")` the same with other keys."""
    return lambda **changes: campaign_from_json(ROOFER | changes)


@pytest.fixture
def questions() -> dict[str, Any]:
    """The roofer's questions, to be changed by a test."""
    return dict(ROOFER["questions"])
