"""Rasa's tracker within the turn's transaction: what is kept, and how it comes back."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Connection, Engine

from bot.settings import ROOT
from bot.store import conversations
from bot.store.database import reading, transaction
from bot.store.tracker_store import TurnTrackerStore
from tests.conftest import NOW

BUDGET = {"value": {"min": "8000.00", "max": None}, "heard": "8k 💸", "at": "2026-11-23T18:00:00Z"}


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(ROOT / "domain.yml"))


def _store(domain: Domain, connection: Connection, id: str) -> TurnTrackerStore:
    found = conversations.lock_conversation(connection, id)
    within = SimpleNamespace(connection=connection, conversation=found, now=NOW)
    return TurnTrackerStore(domain, lambda: within)


def _first_turn(domain: Domain, connection: Connection, id: str) -> DialogueStateTracker:
    store = _store(domain, connection, id)
    tracker = DialogueStateTracker(id, domain.slots)
    tracker.update(ActionExecuted("action_listen"))
    tracker.update(UserUttered("my budget is 8k", intent={"name": "inform"}))
    tracker.update(SlotSet("budget", BUDGET))
    tracker.update(ActiveLoop("lead_form"))
    tracker.update(BotUttered("When?"))
    tracker.update(ActionExecuted("action_listen"))
    asyncio.run(store.save(tracker))
    return tracker


def test_a_dialogue_comes_back_as_it_was_left(
    database: Engine, conversation: str, domain: Domain
) -> None:
    """Slots and the form are there, and the bot listens."""
    with transaction(database) as connection:
        _first_turn(domain, connection, conversation)
    with transaction(database) as connection:
        tracker = asyncio.run(_store(domain, connection, conversation).retrieve(conversation))
    assert tracker is not None
    assert tracker.get_slot("budget") == BUDGET
    assert tracker.get_slot("stage") == "new"
    assert tracker.active_loop_name == "lead_form"
    assert tracker.latest_action_name == "action_listen"


def test_every_event_is_kept_once_and_in_order(
    database: Engine, conversation: str, domain: Domain
) -> None:
    """What a tracker is rebuilt from is not written again."""
    with transaction(database) as connection:
        _first_turn(domain, connection, conversation)
    with transaction(database) as connection:
        store = _store(domain, connection, conversation)
        tracker = asyncio.run(store.retrieve(conversation))
        tracker.update(UserUttered("next month", intent={"name": "inform"}))
        tracker.update(SlotSet("stage", "done"))
        asyncio.run(store.save(tracker))
        asyncio.run(store.save(tracker))  # Rasa saves more than once a turn
    with reading(database) as connection:
        kept = conversations.list_dialogue_events(connection, conversation)
        saved = conversations.get_conversation(connection, conversation)
    said = [event["text"] for event in kept if event["event"] == "user"]
    assert said == ["my budget is 8k", "next month"]
    assert len(kept) == saved.events == 8
    assert saved.state["slots"]["stage"] == "done"


def test_a_new_conversation_has_no_dialogue_yet(
    database: Engine, conversation: str, domain: Domain
) -> None:
    """Rasa then begins one."""
    with transaction(database) as connection:
        assert asyncio.run(_store(domain, connection, conversation).retrieve(conversation)) is None


def test_a_turn_that_fails_leaves_the_dialogue_as_it_was(
    database: Engine, conversation: str, domain: Domain
) -> None:
    """Events and state are in the turn's transaction."""
    with pytest.raises(RuntimeError), transaction(database) as connection:
        _first_turn(domain, connection, conversation)
        raise RuntimeError
    with reading(database) as connection:
        assert conversations.list_dialogue_events(connection, conversation) == []
        assert conversations.get_conversation(connection, conversation).state is None
