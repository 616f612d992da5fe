"""The web chat's history and answers."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import Engine

from bot.errors import CampaignUnknown
from bot.services.chat import chat_history, message_answer
from bot.services.start_conversation import start_web_conversation
from tests.conftest import NOW
from tests.services.conftest import Parrot, counts, say, take


def test_the_history_has_both_sides_in_order(database: Engine, web: str) -> None:
    """The opening without a message of the prospect's, then what each said."""
    say(database, web, f"web:{web}:1111", "hello 👋")
    take(database, web, Parrot())
    history = chat_history(database, web)
    assert [message["from"] for message in history] == ["bot", "prospect", "bot"]
    assert history[1] == {
        "from": "prospect",
        "at": "2026-11-23T18:00:00Z",
        "id": "1111",
        "text": "hello 👋",
        "asks": None,
        "choices": [],
        "done": False,
    }
    assert set(history[2]) == set(history[1])
    assert history[2]["text"] == "You said hello 👋"


def test_a_message_that_waits_is_in_the_history_without_an_answer(
    database: Engine, web: str
) -> None:
    """It arrived; that the answer is missing shows."""
    say(database, web, "web:x:1", "hello")
    assert [message["from"] for message in chat_history(database, web)] == ["bot", "prospect"]


def test_the_same_message_again_is_the_same_answer(database: Engine, web: str) -> None:
    """Whatever text comes with it the second time."""
    dialogue = Parrot()
    say(database, web, "k", "hello")
    take(database, web, dialogue)
    first = message_answer(database, "k")
    before = counts(database)
    say(database, web, "k", "something else")
    take(database, web, dialogue)
    assert message_answer(database, "k") == first
    assert counts(database) == before
    assert dialogue.heard == ["hello"]


def test_the_same_client_id_in_two_conversations_is_two_messages(database: Engine) -> None:
    """A browser's ids are its own: the conversation is part of the key."""
    for id in [start_web_conversation(database, "roofing", {}, NOW) for _ in range(2)]:
        say(database, id, f"web:{id}:1111", "hello")
    assert counts(database)["inbox"] == 4


def test_a_very_long_message_is_kept_no_longer_than_it_can_be_read(
    database: Engine, web: str
) -> None:
    """A megabyte of text is not evidence of anything."""
    say(database, web, "web:x:1", "\x00x" * 500_000)
    assert len(chat_history(database, web)[-1]["text"]) == 1001


def test_an_address_that_no_database_takes_is_an_unknown_campaign(database: Engine) -> None:
    """`/api/chat/a%00b`, on PostgreSQL, too."""
    with pytest.raises(CampaignUnknown):
        start_web_conversation(database, "a\x00b\ud83d", {}, NOW)
