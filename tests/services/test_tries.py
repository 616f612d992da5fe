"""A try is counted before it begins; a message that no try survives is given up, and only that."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from bot import child
from bot.child import Fate
from bot.errors import TurnFailed
from bot.services import turn as turn_module
from bot.services.chat import message_answer, receive_chat_message
from bot.services.receive_text import InboundText, receive_text
from bot.services.take_turn import Taken, take_turns
from bot.services.tries import Tries
from bot.services.try_alone import PAUSE, begin_alone, end_alone
from bot.services.turn import Turn
from bot.services.waiting import list_waiting
from bot.services.wording import sentences
from bot.store import inbox, outbox
from bot.store.database import open_database, reading, transaction
from bot.store.inbox import ALONE_FROM, LAST_ATTEMPT, Inbound
from bot.store.schema import outbox as outbox_table
from tests.conftest import NOW
from tests.services.conftest import Parrot, say, take

PROSPECT, NUMBER, OPERATOR = "+14155550188", "+14155550199", "+14155550177"


def message(engine: Engine, key: str = "k") -> Inbound:
    with reading(engine) as connection:
        found = inbox.get_inbound(connection, key)
    assert found is not None
    return found


def turns(engine: Engine, conversation: str, dialogue: Any, tries: Tries | None = None) -> Taken:
    """In a process that has counted `tries`; a new one by default."""
    return asyncio.run(take_turns(engine, conversation, dialogue, lambda: NOW, tries))


def die(engine: Engine, conversation: str) -> None:
    """A process that does not survive its turn, seen from the database."""

    def kill(turn: Turn, _: str) -> None:
        raise KeyboardInterrupt  # nothing of ours handles it

    with pytest.raises(KeyboardInterrupt):
        turns(engine, conversation, Parrot(kill))


def alerts(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        rows = connection.execute(select(outbox_table).where(outbox_table.c.kind == "alert"))
        return [row.body for row in rows]


def test_a_try_is_counted_for_others_to_see_before_it_begins(database: Engine, web: str) -> None:
    """In a commit of its own: the turn's is rolled back by whatever ends its process."""
    seen: list[int] = []
    other = open_database(database.url.render_as_string(False))
    say(database, web, "k", "hello")
    turns(database, web, Parrot(lambda *_: seen.append(message(other).attempts)))
    assert seen == [1]
    other.dispose()


def test_the_first_try_is_counted_as_the_message_is_kept(database: Engine, web: str) -> None:
    """By who takes its turn at once: one commit less."""
    tries = Tries()
    assert receive_chat_message(database, web, "k", "hello", NOW, attempts=1)
    tries.add(web, "k", 1)
    turns(database, web, Parrot(), tries)
    assert message(database).attempts == 1
    assert not receive_chat_message(database, web, "k", "hello", NOW, attempts=1)
    assert message(database).attempts == 1


@pytest.mark.parametrize("deaths", [1, 2])
def test_who_dies_is_counted_and_the_next_one_tries_again(
    database: Engine, web: str, deaths: int
) -> None:
    """A kill that had nothing to do with the message costs it nothing."""
    say(database, web, "k", "hello")
    for _ in range(deaths):
        die(database, web)
    assert message(database).attempts == deaths
    take(database, web, Parrot())
    assert [m["text"] for m in message_answer(database, "k")] == ["You said hello"]


def test_the_third_try_is_made_alone_and_in_no_process_that_has_others(
    database: Engine, web: str
) -> None:
    """Whoever meets with the message leaves it; so it ends two processes at most."""
    say(database, web, "k", "hello")
    die(database, web)
    die(database, web)
    dialogue = Parrot()
    taken = turns(database, web, dialogue)
    assert (taken.alone, dialogue.heard) == (message(database).id, [])
    assert message(database).attempts == 3


@pytest.mark.parametrize("fate", [Fate.DIED, Fate.RAISED])
def test_who_ends_its_child_too_is_given_up_and_the_next_one_answered(
    database: Engine, web: str, fate: Fate, caplog: pytest.LogCaptureFixture
) -> None:
    """An apology, an alert without personal data, and the conversation goes on."""
    say(database, web, "k", "secret words")
    say(database, web, "next", "hello")
    die(database, web)
    die(database, web)
    id = turns(database, web, Parrot()).alone
    assert id is not None
    assert begin_alone(database, web, id, NOW, operator=OPERATOR)
    end_alone(database, web, id, fate, NOW, operator=OPERATOR)
    assert message(database).state == "dead"
    assert [m["text"] for m in message_answer(database, "k")] == [sentences()["apology"]]
    (alert,) = alerts(database)
    assert "Bay Ridge Roofing" in alert
    assert f"message {id} (roofing) is given up" in caplog.text
    assert "secret words" not in caplog.text + alert
    take(database, web, Parrot())
    assert message_answer(database, "next")[0]["text"] == "You said hello"


def test_a_texter_gets_the_apology_by_text(database: Engine) -> None:
    """Once."""
    id = receive_text(database, InboundText("SM1", PROSPECT, NUMBER, "hello"), NOW)
    assert id is not None
    die(database, id)
    die(database, id)
    waiting = turns(database, id, Parrot()).alone
    assert waiting is not None
    for _ in range(2):
        end_alone(database, id, waiting, Fate.DIED, NOW, operator=OPERATOR)
    with reading(database) as connection:
        rows = outbox.list_outbound(connection, ["queued"])
    assert [(row.kind, row.recipient) for row in rows if row.kind != "alert"] == [
        ("reply", PROSPECT)
    ]
    assert len(alerts(database)) == 1


def test_many_that_are_given_up_alert_once_an_hour(database: Engine, web: str) -> None:
    """Who sends poison must not be able to fill the operator's phone."""
    for n in range(3):
        say(database, web, f"k{n}", "poison")

    def fail(turn: Turn, _: str) -> None:
        raise RuntimeError

    for _ in range(9):
        with suppress(TurnFailed):
            take(database, web, Parrot(fail), operator=OPERATOR)
    assert {message(database, f"k{n}").state for n in range(3)} == {"dead"}
    assert len(alerts(database)) == 1


def test_while_a_child_tries_nobody_else_does(database: Engine, web: str) -> None:
    """Neither that message nor what is behind it; once it can't be alive any more, the next."""
    say(database, web, "k", "hello")
    die(database, web)
    die(database, web)
    id = turns(database, web, Parrot()).alone
    assert id is not None
    assert begin_alone(database, web, id, NOW, None)
    say(database, web, "next", "and more")
    other = Parrot()
    assert turns(database, web, other).alone is None
    assert other.heard == []
    assert not begin_alone(database, web, id, NOW, None)
    late = NOW + timedelta(seconds=child.LONGEST)
    assert begin_alone(database, web, id, late, None)


def test_a_child_that_could_not_try_leaves_the_message_for_later(
    database: Engine, web: str
) -> None:
    """The database was away: no try is used up, and none is made at once."""
    say(database, web, "k", "hello")
    die(database, web)
    die(database, web)
    tries = Tries()
    id = turns(database, web, Parrot(), tries).alone
    assert id is not None
    assert begin_alone(database, web, id, NOW, None)
    end_alone(database, web, id, Fate.HINDERED, NOW, None)
    assert turns(database, web, Parrot(), tries).alone is None

    def later() -> datetime:
        return NOW + PAUSE

    taken = asyncio.run(take_turns(database, web, Parrot(), later, tries))
    assert taken.alone == id
    assert message(database).attempts == 3


def test_a_message_that_takes_its_parents_along_is_given_up_in_the_end(
    database: Engine, web: str
) -> None:
    """Nobody saw its children die, but there is an end to it."""
    say(database, web, "k", "hello")
    die(database, web)
    die(database, web)
    at = NOW
    for number in range(ALONE_FROM, LAST_ATTEMPT + 2):
        id = asyncio.run(take_turns(database, web, Parrot(), lambda at=at: at)).alone
        assert id is not None
        assert begin_alone(database, web, id, at, operator=OPERATOR) is (number <= LAST_ATTEMPT)
        at += timedelta(seconds=child.LONGEST)
    assert message(database).state == "dead"
    assert len(alerts(database)) == 1


def test_a_database_that_is_away_uses_up_no_try(database: Engine, web: str) -> None:
    """However often it breaks a turn off."""

    def away(turn: Turn, _: str) -> None:
        raise OperationalError("SELECT", {}, sqlite3.OperationalError("database is locked"))

    say(database, web, "k", "hello")
    tries = Tries()
    for _ in range(5):
        with pytest.raises(OperationalError):
            turns(database, web, Parrot(away), tries)
    assert message(database).attempts == 1
    turns(database, web, Parrot(), tries)
    assert message_answer(database, "k")[0]["text"] == "You said hello"
    assert message(database).attempts == 1


def test_a_turn_that_raises_counts_once(database: Engine, web: str) -> None:
    """Its count was there before it began."""

    def fail(turn: Turn, _: str) -> None:
        raise RuntimeError

    say(database, web, "k", "hello")
    with pytest.raises(TurnFailed):
        turns(database, web, Parrot(fail))
    assert message(database).attempts == 1


def test_two_that_counted_the_same_message_try_it_once(database: Engine, web: str) -> None:
    """One answers it; the other, whose count came in between, finds nothing to do."""
    say(database, web, "k", "hello")
    one, other = Tries(), Tries()
    for tries in (one, other):
        with transaction(database) as connection:
            waiting = message(database)
            inbox.count_attempt(connection, waiting.id)
        tries.add(web, "k", waiting.attempts + 1)
    heard = Parrot()
    turns(database, web, heard, other)
    turns(database, web, heard, one)
    assert heard.heard == ["hello"]
    assert message(database).state == "done"


@pytest.mark.parametrize("closed", [False, True])
def test_what_can_not_be_read_is_given_up_at_once_and_the_others_go_on(
    published: Engine, closed: bool
) -> None:
    """The conversation's state is no JSON: nobody will ever read it."""
    broken = receive_text(published, InboundText("SM1", PROSPECT, NUMBER, "hello"), NOW)
    sound = receive_text(published, InboundText("SM2", "+14155550187", NUMBER, "hello"), NOW)
    assert broken
    assert sound
    with published.begin() as connection:
        connection.exec_driver_sql(
            f"UPDATE conversation SET state = '{{', closed = {closed:d} WHERE id = '{broken}'"
        )
    for conversation in list_waiting(published, NOW):
        take(published, conversation, Parrot(), operator=OPERATOR)
    assert message(published, "sms:SM1").state == "dead"
    assert message(published, "sms:SM2").state == "done"
    with reading(published) as connection:
        rows = outbox.list_outbound(connection, ["queued"])
    told = {row.recipient: row.body for row in rows}
    assert told["+14155550187"] == "You said hello"
    assert told.get(PROSPECT) == (None if closed else sentences()["apology"])
    assert OPERATOR in told


def test_a_definition_that_can_not_be_read_gives_up_its_messages_alone(
    database: Engine, web: str
) -> None:
    """With the bot's own words instead of the campaign's, and from the campaign's number."""
    id = receive_text(database, InboundText("SM1", PROSPECT, NUMBER, "hello"), NOW)
    mortgage = receive_text(database, InboundText("SM2", PROSPECT, "+13125550129", "hello"), NOW)
    assert id
    assert mortgage
    broken = open_database(database.url.render_as_string(False))  # nothing is cached for it
    with broken.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE definition SET body = '{\"id\": \"roofing\"}' WHERE campaign_id = 'roofing'"
        )
    turn_module._campaigns.clear()
    for conversation in (id, mortgage):
        take(broken, conversation, Parrot(), operator=OPERATOR)
    with reading(broken) as connection:
        rows = outbox.list_outbound(connection, ["queued"])
    apology, answer = (
        next(row for row in rows if row.key == f"reply:{message(broken, key).id}")
        for key in ("sms:SM1", "sms:SM2")
    )
    assert (apology.body, apology.sender) == (sentences()["apology"], NUMBER)
    assert answer.body == "You said hello"
    assert "Bay Ridge Roofing" in alerts(broken)[0]
    turn_module._campaigns.clear()
    broken.dispose()
