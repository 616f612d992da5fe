"""Plays a transcript against the in-process agent, with a real database and real delivery."""

from __future__ import annotations

import asyncio
import itertools
import secrets
from dataclasses import replace
from typing import Any

from sqlalchemy.engine import Engine

from bot import clock
from bot.delivery.simulator import SimulatorTransport
from bot.delivery.worker import Worker
from bot.limits import DAY, LIMITS, Rate
from bot.services.chat import message_answer, receive_chat_message
from bot.services.dialogue import Dialogue
from bot.services.limiter import LENIENT, Limiter
from bot.services.receive_text import InboundText, receive_text
from bot.services.show_leads import list_leads
from bot.services.simulated_phones import list_phone_texts
from bot.services.start_conversation import Opening, open_chat
from bot.services.take_turn import take_turns

_MANY = Rate(1_000_000, DAY)
# For what the dialogue says to the same again and again: by text it would soon be silent.
PATIENT = Limiter(
    replace(
        LIMITS,
        repeats=_MANY,
        short_repeats=_MANY,
        not_understood=_MANY,
        leading_nowhere=_MANY,
    )
)
# A texter's own number, by the country code of the campaign's.
PROSPECTS = {"+1": "+14155550188", "+44": "+447700900188"}


class Talk:
    """One prospect with one campaign, on the web or by SMS."""

    def __init__(
        self,
        engine: Engine,
        dialogue: Dialogue,
        campaign: str,
        channel: str,
        numbers: dict[str, str],
        limiter: Limiter = LENIENT,
    ) -> None:
        self.engine = engine
        self.dialogue = dialogue
        self.campaign = campaign
        self.channel = channel
        self.limiter = limiter
        self.number, self.business = numbers["number"], numbers["business"]
        self.prospect = next(own for code, own in PROSPECTS.items() if self.number.startswith(code))
        self.worker = Worker(engine, SimulatorTransport(engine, clock.now), clock.now)
        self.delivers = True  # whether texts go out after each turn, or wait
        self.operator: str | None = None
        self._count = itertools.count(1)
        self._conversation = ""
        self._opening: Opening | None = None

    @property
    def conversation(self) -> str:
        """The id of the conversation that goes on."""
        return self._conversation

    def open(self, browser: str | None = None) -> list[dict[str, Any]]:
        """The web prospect opens the widget, in a browser with this random id."""
        origin = {"browser": browser} if browser else {}
        self._opening, messages = open_chat(self.engine, self.campaign, origin, clock.now())
        self._conversation = self._opening.conversation_id
        return messages

    def say(self, text: str) -> list[dict[str, Any]]:
        """One message; returns the bot's messages (for SMS, with the text as it was sent)."""
        if self.channel == "web":
            key = f"web:{self._conversation}:{next(self._count)}"
            receive_chat_message(
                self.engine, self._conversation, key, text, clock.now(), self._opening
            )
            return self._answer(key)
        sid = f"SM{secrets.token_hex(16)}"
        inbound = InboundText(sid, self.prospect, self.number, text)
        conversation = receive_text(self.engine, inbound, clock.now(), self.limiter)
        if conversation is None:
            self.worker.drain()
            return []
        self._conversation = conversation
        return self._answer(f"sms:{sid}")

    def continued(self, engine: Engine) -> Talk:
        """The same talk in a copy of its database: what is said there leaves this one alone."""
        copy = Talk(
            engine,
            self.dialogue,
            self.campaign,
            self.channel,
            {"number": self.number, "business": self.business},
            self.limiter,
        )
        copy._conversation, copy._count = self._conversation, itertools.count(1000)
        copy._opening = self._opening
        return copy

    def _answer(self, key: str) -> list[dict[str, Any]]:
        turns = take_turns(
            self.engine,
            self._conversation,
            self.dialogue,
            clock.now,
            operator=self.operator,
            limiter=self.limiter,
        )
        asyncio.run(turns)
        if self.delivers:
            self.deliver()
        answer = message_answer(self.engine, key)
        texts = [each["text"] for each in answer]
        assert len(set(texts)) == len(texts), f"said twice in one answer: {texts}"
        return answer

    def deliver(self) -> None:
        """Send every text that waits."""
        while self.worker.drain():
            pass

    def texts_to(self, number: str) -> list[str]:
        return [text["body"] for text in list_phone_texts(self.engine, None, number)]

    def lead(self) -> dict[str, Any] | None:
        leads = list_leads(self.engine)
        return leads[0] if leads else None
