"""Loads the trained model and answers messages with it."""

from __future__ import annotations

import logging
import warnings
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.core.policies.rule_policy import RulePolicy
from rasa.utils.log_utils import configure_structlog

from bot.agent.economies import economise
from bot.agent.inside_actions import InsideActions
from bot.agent.ordered_graph import OrderedGraph
from bot.agent.remembered_rules import remember_rules
from bot.nlu.intent_model import Guess
from bot.reading.heard import Context
from bot.reading.understand import understand
from bot.services.dialogue import Reply, Unsaid
from bot.services.turn import Turn, current_turn
from bot.store.tracker_store import TurnTrackerStore
from bot.trained_model import pick_model


class RasaDialogue:
    """A `Dialogue` (services) that is a Rasa agent."""

    def __init__(self, models: Path) -> None:
        """Load the newest whole model in `models`. Raises ModelMissing."""
        path = str(pick_model(models))
        warnings.filterwarnings("ignore")  # again: importing Rasa turns some on
        # Without this, structlog prints every message's text: personal data in the log.
        configure_structlog(logging.WARNING)
        store = TurnTrackerStore(None, _within)
        self._agent = Agent.load(
            path,
            generator=TemplatedNaturalLanguageGenerator(responses={}),
            tracker_store=store,
            lock_store=InMemoryLockStore(),
            action_endpoint=InsideActions(),
        )
        assert self._agent.processor is not None
        self._processor = self._agent.processor
        # Rasa wraps it in one that goes on in memory when the database fails: then a turn would
        # commit without its dialogue.
        self._processor.tracker_store = store
        graph = OrderedGraph(self._processor.graph_runner)
        self._processor.graph_runner = graph
        economise()
        for component in graph.components:
            if isinstance(component, RulePolicy):
                remember_rules(component)

    def warm_up(self) -> None:
        """Read sentences: the readers' libraries and words load with their first one."""
        now = datetime.now(timezone.utc)
        understand("a roof on Friday or asap, about 8k", Context(now), Guess("inform", 1.0))
        understand("ok bye", Context(now), Guess("goodbye", 1.0))

    async def respond(self, conversation_id: str, said: str | Unsaid) -> list[Reply]:
        output = _Collected()
        words = said if isinstance(said, str) else ""
        message = UserMessage(words, output, conversation_id, input_channel="leadbell")
        if isinstance(said, Unsaid):
            message.parse_data = _parsed(said)
            message.metadata = {"unsaid": said.value}
        # The processor itself, not the agent: turns are serialised before Rasa.
        await self._processor.handle_message(message)
        return output.replies


def _parsed(unsaid: Unsaid) -> dict[str, Any]:
    """The parse of a message with nothing in it to read."""
    intent = "open" if unsaid is Unsaid.OPENING else "nlu_fallback"
    return {"text": "", "intent": {"name": intent, "confidence": 1.0}, "entities": []}


def _within() -> Turn:
    turn = current_turn()
    if turn is None:
        raise LookupError("the dialogue was called outside a turn")
    return turn


class _Collected(OutputChannel):
    """Takes the bot's messages down instead of sending them."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []

    @classmethod
    def name(cls) -> str:
        return "leadbell"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.replies.append(
            Reply(
                message.get("text") or "",
                message.get("asks"),
                tuple((b["title"], b["payload"]) for b in message.get("buttons") or ()),
                bool(message.get("done")),
            )
        )
