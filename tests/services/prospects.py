"""Prospects who answer everything, and then put things right, without a dialogue between."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.engine import Engine

from bot.services.answers import answer_to_json
from bot.services.correct_lead import correct_lead
from bot.services.opt_out import withdraw
from bot.services.qualify_lead import qualify_lead
from bot.services.show_leads import show_lead
from bot.services.start_conversation import add_conversation
from bot.services.turn import Turn, campaign_of
from bot.store import campaigns, conversations
from bot.store.database import Connection, transaction
from tests.conftest import NOW
from tests.services.test_qualify_lead import GOOD

BUSINESS, BACKUP = "+14155550100", "+14155550101"


@dataclass
class Prospect:
    """One conversation with a campaign; `address` is the number of one who texts."""

    engine: Engine
    campaign: str = "roofing"
    address: str | None = None
    browser: str | None = None
    now: datetime = NOW
    answers: dict[str, Any] = field(default_factory=dict)
    conversation: str = ""
    lead: int = 0

    def submit(self, **changed: Any) -> dict[str, Any]:
        """Answer as GOOD, with changes; returns the lead's JSON."""
        origin = {"browser": self.browser} if self.browser else {}
        channel = "sms" if self.address else "web"
        with transaction(self.engine) as connection:
            published = campaigns.get_campaign(connection, self.campaign)
            assert published is not None
            self.conversation = add_conversation(
                connection, published, channel, self.address, origin, self.now
            )
            self.answers = self._answers({**GOOD, **changed})
            self.lead, _ = qualify_lead(self.turn(connection), self.answers)
        return self.shown()

    def correct(self, **changed: Any) -> dict[str, Any]:
        """Put answers right after the end; returns the lead's JSON."""
        with transaction(self.engine) as connection:
            answers = self._answers(changed)
            self.answers |= answers
            correct_lead(self.turn(connection), self.answers, answers)
        return self.shown()

    def withdraw(self) -> None:
        """ "Leave me alone"."""
        with transaction(self.engine) as connection:
            withdraw(self.turn(connection), "leave me alone")

    def turn(self, connection: Connection) -> Turn:
        """A turn of the conversation, which it holds until the transaction ends."""
        talk = conversations.lock_conversation(connection, self.conversation)
        assert talk is not None
        campaign = campaign_of(connection, talk.definition_id)
        return Turn(connection, talk, campaign, self.now, f"web:{secrets.token_hex(4)}")

    def shown(self) -> dict[str, Any]:
        return show_lead(self.engine, self.lead)

    def _answers(self, values: dict[str, Any]) -> dict[str, Any]:
        return {
            name: answer_to_json(value, f"heard {value}", self.now)
            for name, value in values.items()
        }
