"""A turn commits all or nothing, once, in order; a failing one leaves only a count."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from bot.errors import ConversationUnknown, TurnFailed
from bot.services.chat import chat_history, message_answer
from bot.services.dialogue import Reply, Unsaid
from bot.services.opt_out import opt_out
from bot.services.receive_text import InboundText, receive_text
from bot.services.start_conversation import start_web_conversation
from bot.services.take_turn import take_turns
from bot.services.turn import Turn, current_turn
from bot.services.waiting import list_waiting
from bot.services.wording import sentences
from bot.store import inbox, leads, opt_outs, outbox, tracker_store
from bot.store.database import open_database, reading, transaction
from bot.store.schema import outbox as outbox_table
from tests.conftest import NOW
from tests.services.conftest import Parrot, counts, say, take

PROSPECT, NUMBER = "+14155550188", "+14155550199"


def write_everything(turn: Turn) -> None:
    """All that a turn may write, besides what the dialogue itself keeps."""
    lead = leads.add_lead(
        turn.connection,
        now=turn.now,
        conversation_id=turn.conversation.id,
        campaign_id="roofing",
        definition_id=turn.conversation.definition_id,
        channel="web",
        answers={},
        phone_verified=False,
        outcome="review",
        score=0,
        criteria=[],
    )
    leads.add_consent(turn.connection, lead, True, "OK?", "0" * 64, "yes", "at", {})
    opt_outs.add_opt_out(turn.connection, "+14155550111", "stop", turn.now)
    outbox.add_outbound(
        turn.connection,
        key=f"handoff:{lead}",
        kind="handoff",
        campaign_id="roofing",
        sender=NUMBER,
        recipient="+14155550100",
        body="new lead",
        now=turn.now,
    )


def die_before(turn: Turn, _: str) -> None:
    raise RuntimeError("before anything")


def die_after(turn: Turn, _: str) -> None:
    write_everything(turn)
    raise RuntimeError("after everything")


def die_in_the_database(turn: Turn, _: str) -> None:
    write_everything(turn)
    write_everything(turn)  # a second lead of one conversation


def die_inside_an_action(turn: Turn, _: str) -> None:
    write_everything(turn)
    turn.failure = RuntimeError("noted by the action; the dialogue goes on")


@pytest.mark.parametrize("step", [die_before, die_after, die_in_the_database, die_inside_an_action])
def test_a_failing_turn_leaves_nothing_but_a_count(database: Engine, web: str, step: Any) -> None:
    """Wherever it dies, all that remains is the message and one more attempt."""
    say(database, web, "k", "hello")
    before = counts(database)
    with pytest.raises(TurnFailed) as caught:
        take(database, web, Parrot(step))
    assert caught.value.attempts == 1
    assert counts(database) == before
    with reading(database) as connection:
        message = inbox.get_inbound(connection, "k")
    assert message is not None
    assert (message.state, message.attempts, message.answer) == ("new", 1, None)


def test_a_turn_commits_everything_together(database: Engine, web: str) -> None:
    """The lead, its consent, the texts to send and the answer are there at once."""
    say(database, web, "k", "hello")
    before = counts(database)
    take(database, web, Parrot(lambda turn, _: write_everything(turn)))
    after = counts(database)
    grown = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    assert grown == {"lead": 1, "consent": 1, "opt_out": 1, "outbox": 1}
    assert message_answer(database, "k")[0]["text"] == "You said hello"


def test_a_message_that_fails_three_times_gets_an_apology_and_the_next_its_answer(
    database: Engine, web: str
) -> None:
    """One poisonous message doesn't end the conversation."""

    def poison(turn: Turn, said: str) -> None:
        if said == "poison":
            write_everything(turn)
            raise RuntimeError

    dialogue = Parrot(poison)
    say(database, web, "k1", "poison")
    say(database, web, "k2", "hello")
    for attempt in (1, 2):
        with pytest.raises(TurnFailed) as caught:
            take(database, web, dialogue)
        assert caught.value.attempts == attempt
    take(database, web, dialogue)
    assert [m["text"] for m in message_answer(database, "k1")] == [sentences()["apology"]]
    assert [m["text"] for m in message_answer(database, "k2")] == ["You said hello"]
    with reading(database) as connection:
        assert inbox.get_inbound(connection, "k1").state == "dead"
    assert counts(database)["lead"] == 0


class Panic(BaseException):
    """What a native library raises when it dies: no Exception."""


def test_a_panic_of_a_native_library_is_a_failed_turn_like_any_other(
    database: Engine, web: str
) -> None:
    """Else the message would be tried for ever, and the ones behind it never."""

    def panic(turn: Turn, _: str) -> None:
        raise Panic

    say(database, web, "k", "hello")
    with pytest.raises(TurnFailed):
        take(database, web, Parrot(panic))
    with reading(database) as connection:
        assert inbox.get_inbound(connection, "k").attempts == 1


def test_waiting_messages_are_answered_in_the_order_they_came(database: Engine, web: str) -> None:
    """One call answers all; a second call finds nothing to do."""
    for n in range(3):
        say(database, web, f"k{n}", f"text {n}")
    dialogue = Parrot()
    take(database, web, dialogue)
    take(database, web, dialogue)
    assert dialogue.heard == ["text 0", "text 1", "text 2"]


def test_two_processes_never_take_the_same_turn(database: Engine, web: str) -> None:
    """Both are told of every message; each is answered once, and in order."""
    heard: list[str] = []

    async def both(engine: Engine) -> None:
        for _ in range(12):
            await take_turns(engine, web, Parrot(lambda _, said: heard.append(said)), lambda: NOW)

    others = [open_database(database.url.render_as_string(False)) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        running = [pool.submit(asyncio.run, both(engine)) for engine in others]
        for n in range(12):
            say(database, web, f"k{n}", f"text {n}")
        for future in running:
            future.result()
    take(database, web, Parrot(lambda _, said: heard.append(said)))
    assert heard == [f"text {n}" for n in range(12)]
    for engine in others:
        engine.dispose()


def test_the_opening_is_a_turn_without_words(database: Engine) -> None:
    """The dialogue is told that the widget was opened, and nothing else."""
    from bot.services.start_conversation import start_web_conversation

    dialogue = Parrot()
    take(database, start_web_conversation(database, "roofing", {}, NOW), dialogue)
    assert dialogue.heard == [Unsaid.OPENING]


@pytest.mark.parametrize(
    ("body", "media", "heard"),
    [
        ("my roof leaks", 0, "my roof leaks"),
        ("", 1, Unsaid.PICTURE),
        ("", 0, Unsaid.UNREADABLE),
        ("🎉🎉", 0, Unsaid.UNREADABLE),
        ("look at this", 1, "look at this"),
        ("/restart", 0, Unsaid.UNREADABLE),
    ],
)
def test_the_dialogue_hears_words_or_why_there_are_none(
    published: Engine, body: str, media: int, heard: object
) -> None:
    """A picture, emoji or a command never reach it as text."""
    id = receive_text(published, InboundText("SM1", PROSPECT, NUMBER, body, media), NOW)
    dialogue = Parrot()
    take(published, id, dialogue)
    assert dialogue.heard == [heard]


def outgoing(engine: Engine) -> list[tuple[str, str, str, str]]:
    with reading(engine) as connection:
        rows = connection.execute(outbox_table.select().order_by(outbox_table.c.id))
        return [(row.key.partition(":")[0], row.kind, row.recipient, row.body) for row in rows]


def test_a_texter_is_answered_by_text_and_a_visitor_is_not(database: Engine, web: str) -> None:
    """The reply to an SMS is queued in the turn's transaction, once."""
    say(database, web, "k", "hello")
    take(database, web, Parrot())
    assert outgoing(database) == []
    id = receive_text(database, InboundText("SM1", PROSPECT, NUMBER, "hello"), NOW)
    take(database, id, Parrot())
    take(database, id, Parrot())
    assert outgoing(database) == [("reply", "reply", PROSPECT, "You said hello")]


def test_who_opts_out_in_a_turn_still_gets_its_confirmation(database: Engine) -> None:
    """It goes as a notice: everything else to that number is dropped."""

    def stop(turn: Turn, _: str) -> None:
        opt_out(turn.connection, PROSPECT, "leave me alone", turn.now)

    id = receive_text(database, InboundText("SM1", PROSPECT, NUMBER, "leave me alone"), NOW)
    take(database, id, Parrot(stop))
    assert [kind for _, kind, _, _ in outgoing(database)] == ["notice"]


def test_a_message_behind_an_opt_out_is_not_answered(database: Engine) -> None:
    """It came before STOP and its turn comes after: silence."""
    id = receive_text(database, InboundText("SM1", PROSPECT, NUMBER, "hello"), NOW)
    with transaction(database) as connection:
        opt_out(connection, PROSPECT, "STOP", NOW)
    dialogue = Parrot()
    take(database, id, dialogue)
    assert dialogue.heard == []
    assert outgoing(database) == []
    assert list_waiting(database, NOW) == []


def test_an_answer_to_who_stopped_elsewhere_is_no_notice(database: Engine) -> None:
    """STOP, while the first text was about to begin the conversation, found none to close."""
    id = receive_text(database, InboundText("SM1", PROSPECT, NUMBER, "hello"), NOW)
    with transaction(database) as connection:
        opt_outs.add_opt_out(connection, PROSPECT, "STOP", NOW)
    take(database, id, Parrot())
    assert [kind for _, kind, _, _ in outgoing(database)] == ["reply"]  # which no worker claims


def test_an_apology_to_who_has_opted_out_is_no_notice(database: Engine) -> None:
    """The turn failed three times, and STOP came meanwhile."""
    id = receive_text(database, InboundText("SM1", PROSPECT, NUMBER, "hello"), NOW)
    for _ in range(2):
        with pytest.raises(TurnFailed):
            take(database, id, Parrot(die_before))
    with transaction(database) as connection:
        opt_outs.add_opt_out(connection, PROSPECT, "STOP", NOW)
    take(database, id, Parrot(die_before))
    assert [kind for _, kind, _, _ in outgoing(database)] == ["reply"]


def test_no_turn_is_current_once_it_is_over(database: Engine, web: str) -> None:
    """Nothing can write into a transaction that has ended."""
    say(database, web, "k", "hello")
    take(database, web, Parrot())
    assert current_turn() is None


def test_an_unknown_conversation_has_nothing_to_take(published: Engine) -> None:
    """And asking for its history says so."""
    take(published, "nobody", Parrot())
    with pytest.raises(ConversationUnknown):
        chat_history(published, "nobody")
    with pytest.raises(ConversationUnknown):
        say(published, "nobody", "k", "hello")


def test_the_log_of_a_failed_turn_has_no_personal_data(
    database: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the number nor the words, whatever the database complains of."""

    def fail(turn: Turn, _: str) -> None:
        opt_outs.add_opt_out(turn.connection, PROSPECT, "secret words", turn.now)
        turn.connection.exec_driver_sql("SELECT * FROM no_such_table")

    id = receive_text(database, InboundText("SM1", PROSPECT, NUMBER, "secret words"), NOW)
    with pytest.raises(TurnFailed):
        take(database, id, Parrot(fail))
    assert "turn failed" in caplog.text
    assert PROSPECT not in caplog.text
    assert "secret words" not in caplog.text


def test_several_replies_are_one_text(published: Engine) -> None:
    """A turn's messages travel together, in order."""

    class Talkative(Parrot):
        async def respond(self, conversation_id: str, said: Any) -> list[Reply]:
            return [Reply("One."), Reply("Two?", asks="need", choices=(("A", "a"), ("B", "b")))]

    id = receive_text(published, InboundText("SM1", PROSPECT, NUMBER, "hi"), NOW)
    take(published, id, Talkative())
    assert [body for *_, body in outgoing(published)] == ["One.\nTwo?\n1 A\n2 B"]


def test_a_dialogue_that_can_not_be_saved_fails_the_turn(
    database: Engine, dialogue: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rasa's own store would go on in memory, and the prospect's answers be lost."""
    id = start_web_conversation(database, "roofing", {}, NOW)
    take(database, id, dialogue)
    say(database, id, "web:1", "my roof leaks")
    before = counts(database)

    def full(*_: Any) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(tracker_store, "save_dialogue", full)
        with pytest.raises(TurnFailed):
            take(database, id, dialogue)
    assert counts(database) == before
    take(database, id, dialogue)
    (answer,) = message_answer(database, "web:1")
    assert answer["asks"] == "budget"
