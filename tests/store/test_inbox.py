"""The inbox: every inbound message once, answered in the order they came."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.engine import Engine

from bot.store import inbox
from bot.store.database import reading, transaction
from tests.conftest import NOW


def test_a_message_is_kept_once_for_its_key(database: Engine, conversation: str) -> None:
    """The second delivery of the same message changes nothing."""
    with transaction(database) as connection:
        assert inbox.add_inbound(connection, "sms:SM1", "message", conversation, "hi", NOW)
        assert not inbox.add_inbound(connection, "sms:SM1", "message", conversation, "ho", NOW)
        assert [m.text for m in inbox.list_inbound(connection, conversation)] == ["hi"]


def test_messages_wait_in_the_order_they_came(database: Engine, conversation: str) -> None:
    """The oldest one that is not done is next."""
    with transaction(database) as connection:
        for n in (1, 2):
            inbox.add_inbound(connection, f"k{n}", "message", conversation, f"text {n}", NOW)
        first, more = inbox.next_inbound(connection, conversation)
        assert first is not None
        assert (first.key, more) == ("k1", True)
        inbox.mark_done(connection, first.id, [], NOW)
        second, more = inbox.next_inbound(connection, conversation)
        assert second is not None
        assert (second.key, more) == ("k2", False)
        inbox.mark_done(connection, second.id, [], NOW, state="dead")
        assert inbox.next_inbound(connection, conversation) == (None, False)


def test_an_answer_is_kept_as_it_was_given(database: Engine, conversation: str) -> None:
    """Emoji, quotes and nested choices come back the same from both databases."""
    answer = [{"text": 'Żółć 🎉 "quoted"', "choices": [{"title": "é", "value": "1"}], "done": True}]
    with transaction(database) as connection:
        inbox.add_inbound(connection, "k", "message", conversation, "¿qué? 👋", NOW)
        message = inbox.get_inbound(connection, "k")
        assert message is not None
        inbox.mark_done(connection, message.id, answer, NOW)
    with reading(database) as connection:
        kept = inbox.get_inbound(connection, "k")
    assert kept is not None
    assert (kept.text, kept.answer, kept.state) == ("¿qué? 👋", answer, "done")


def test_tries_are_counted(database: Engine, conversation: str) -> None:
    """One more each time; one that begins at once is counted as the message is kept."""
    with transaction(database) as connection:
        inbox.add_inbound(connection, "k", "message", conversation, "hi", NOW, attempts=1)
        id = inbox.get_inbound(connection, "k").id
        assert inbox.count_attempts(connection, id) == 1
        inbox.count_attempt(connection, id)
        assert inbox.count_attempts(connection, id) == 2


def test_one_process_alone_has_a_message(database: Engine, conversation: str) -> None:
    """For a while, or until it gives it back; and never one that is answered."""
    later = NOW + timedelta(minutes=2)
    with transaction(database) as connection:
        inbox.add_inbound(connection, "k", "message", conversation, "hi", NOW)
        id = inbox.get_inbound(connection, "k").id
        assert inbox.hold_alone(connection, id, later, NOW)
        assert not inbox.hold_alone(connection, id, later, NOW)
        assert inbox.hold_alone(connection, id, later + timedelta(minutes=2), later)
        inbox.free_alone(connection, id, NOW)
        assert inbox.hold_alone(connection, id, later, NOW)
        inbox.free_alone(connection, id, NOW)
        inbox.mark_done(connection, id, [], NOW)
        assert not inbox.hold_alone(connection, id, later, NOW)


def test_conversations_that_wait_are_found_after_a_while(
    database: Engine, conversation: str
) -> None:
    """A message of this instant is somebody's turn; an old one is nobody's."""
    with transaction(database) as connection:
        inbox.add_inbound(connection, "k1", "message", conversation, "hi", NOW)
        inbox.add_inbound(connection, "k2", "message", conversation, "ho", NOW)
        before = NOW - timedelta(seconds=5)
        assert inbox.list_waiting_conversations(connection, before) == []
        later = NOW + timedelta(seconds=5)
        assert inbox.list_waiting_conversations(connection, later) == [conversation]
        for key in ("k1", "k2"):
            inbox.mark_done(connection, inbox.get_inbound(connection, key).id, [], NOW)
        assert inbox.list_waiting_conversations(connection, later) == []
