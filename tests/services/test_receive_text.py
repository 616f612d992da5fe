"""An inbound text: once, keywords first, and to the right conversation."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.engine import Engine

from bot.errors import RowUnreadable
from bot.services import turn
from bot.services.receive_text import InboundText, receive_text
from bot.store import conversations, inbox, opt_outs
from bot.store.database import open_database, reading, transaction
from bot.store.schema import conversation as conversation_table
from bot.store.schema import definition
from bot.store.schema import outbox as outbox_table
from tests.conftest import NOW
from tests.services.conftest import Parrot, counts, take

PROSPECT, NUMBER, BUSINESS = "+14155550188", "+14155550199", "+14155550100"


def text(body: str, sid: str = "SM1", sender: str = PROSPECT, to: str = NUMBER) -> InboundText:
    return InboundText(sid, sender, to, body)


def receive(engine: Engine, body: str, sid: str = "SM1", now: datetime = NOW) -> str | None:
    return receive_text(engine, text(body, sid), now)


def sent(engine: Engine) -> list[tuple[str, str, str]]:
    with reading(engine) as connection:
        rows = connection.execute(outbox_table.select().order_by(outbox_table.c.id))
        return [(row.kind, row.recipient, row.body) for row in rows]


def test_a_first_text_begins_a_conversation_and_waits_for_its_turn(database: Engine) -> None:
    """Its number is the prospect's address, its body and id the evidence."""
    id = receive(database, "my roof leaks 💧")
    assert id is not None
    with reading(database) as connection:
        talk = conversations.get_conversation(connection, id)
        (message,) = inbox.list_inbound(connection, id)
    assert talk is not None
    assert (talk.channel, talk.address, talk.campaign_id) == ("sms", PROSPECT, "roofing")
    assert talk.origin == {"sid": "SM1", "body": "my roof leaks 💧"}
    assert (message.key, message.text, message.state) == ("sms:SM1", "my roof leaks 💧", "new")
    assert PROSPECT.strip("+") not in id


def test_the_same_sid_five_times_has_one_effect(database: Engine) -> None:
    """Carriers repeat themselves."""
    receive(database, "hello")
    before = counts(database)
    for _ in range(4):
        assert receive(database, "hello") is None
    assert counts(database) == before


def test_a_second_text_goes_on_with_the_conversation(database: Engine) -> None:
    """While it is open, everything from that number belongs to it."""
    first = receive(database, "hello")
    assert receive(database, "is anybody there", "SM2") == first
    assert receive_text(database, text("hi", "SM3", sender="+14155550187"), NOW) != first


def test_numbers_of_two_campaigns_are_two_conversations(database: Engine) -> None:
    """The same prospect may talk with two businesses."""
    with reading(database) as connection:
        other = connection.exec_driver_sql(
            "SELECT number FROM campaign WHERE id = 'mortgage'"
        ).scalar()
    assert receive(database, "hi") != receive_text(database, text("hi", "SM2", to=other), NOW)


@pytest.mark.parametrize("word", ["STOP", "stop", " Stop. ", "StopAll", "UNSUBSCRIBE", "quit"])
def test_stop_ends_everything_at_once(database: Engine, word: str) -> None:
    """One confirmation that names the business; the conversation is over."""
    id = receive(database, "hello")
    assert receive(database, word, "SM2") is None
    ((kind, recipient, body),) = sent(database)
    assert (kind, recipient) == ("notice", PROSPECT)
    assert body.startswith("Bay Ridge Roofing: ")
    with reading(database) as connection:
        assert opt_outs.is_opted_out(connection, PROSPECT)
        assert conversations.get_conversation(connection, id).closed


def test_stop_holds_for_every_campaign(database: Engine) -> None:
    """An opt-out is the number's, everywhere: nothing more is answered or begun."""
    receive(database, "STOP")
    with reading(database) as connection:
        other = connection.exec_driver_sql(
            "SELECT number FROM campaign WHERE id = 'mortgage'"
        ).scalar()
    assert receive_text(database, text("hello", "SM2", to=other), NOW) is None
    assert receive(database, "hello", "SM3") is None
    assert len(sent(database)) == 1


def test_stop_again_gets_no_second_confirmation(database: Engine) -> None:
    """Carriers allow one text after an opt-out, and no more."""
    receive(database, "STOP")
    receive(database, "stop", "SM2")
    assert len(sent(database)) == 1


def test_start_brings_a_number_back(database: Engine) -> None:
    """Texts may go there again, and the next one begins a new conversation."""
    first = receive(database, "hello")
    receive(database, "STOP", "SM2")
    assert receive(database, "START", "SM3") is None
    with reading(database) as connection:
        assert not opt_outs.is_opted_out(connection, PROSPECT)
    second = receive(database, "hello again", "SM4")
    assert second not in (None, first)


def test_start_lifts_a_block_that_somebody_typed(database: Engine) -> None:
    """Its holder says so, and has it confirmed."""
    with transaction(database) as connection:
        opt_outs.add_typed_opt_out(connection, PROSPECT, "stop texting me", NOW)
    assert receive(database, "START") is None
    with reading(database) as connection:
        assert not opt_outs.refuses_started_texts(connection, PROSPECT)
    assert len(sent(database)) == 1


def test_a_damaged_campaign_keeps_nobody_from_leaving(database: Engine) -> None:
    """Other texts wait at the carrier until it is mended."""
    with transaction(database) as connection:
        connection.execute(update(definition).values(body={}))
    turn._campaigns.clear()
    receive(database, "STOP")
    with reading(database) as connection:
        assert opt_outs.is_opted_out(connection, PROSPECT)
    with pytest.raises(RowUnreadable):
        receive_text(database, text("hello", "SM2", sender="+14155550177"), NOW)


def test_yes_is_an_answer_unless_the_number_has_opted_out(database: Engine) -> None:
    """YES is a carrier's START, and the commonest answer to the consent question."""
    assert receive(database, "YES") is not None
    receive(database, "STOP", "SM2")
    assert receive(database, "yes", "SM3") is None
    with reading(database) as connection:
        assert not opt_outs.is_opted_out(connection, PROSPECT)


def test_help_names_the_business_a_contact_and_how_to_stop(database: Engine) -> None:
    """What carriers ask of HELP; it interrupts nothing."""
    id = receive(database, "hello")
    receive(database, "HELP", "SM2")
    ((kind, _, body),) = sent(database)
    assert kind == "notice"
    assert all(words in body for words in ("Bay Ridge Roofing", "(415) 555-0101", "STOP", "rates"))
    assert "0100" not in body
    assert receive(database, "so, my roof", "SM3") == id


def test_a_keyword_inside_a_sentence_is_no_keyword(database: Engine) -> None:
    """It is what the prospect says."""
    assert receive(database, "can you stop by on Monday") is not None
    assert sent(database) == []


def test_the_business_is_no_prospect_of_its_own(database: Engine) -> None:
    """A reply to a handoff gets a word of thanks and begins no conversation."""
    assert receive_text(database, text("thanks!", sender=BUSINESS), NOW) is None
    ((kind, recipient, _),) = sent(database)
    assert (kind, recipient) == ("reply", BUSINESS)
    assert counts(database)["conversation"] == 0


def test_a_text_to_a_number_of_no_campaign_is_only_noted(database: Engine) -> None:
    """Nobody knows what it is about."""
    assert receive_text(database, text("hello", to="+14155559999"), NOW) is None
    after = counts(database)
    assert (after["text_message"], after["conversation"], after["outbox"]) == (1, 0, 0)


@pytest.mark.parametrize(
    ("stage", "days", "goes_on"), [("done", 6, True), ("done", 8, False), ("asking", 8, True)]
)
def test_a_finished_conversation_goes_on_for_a_week(
    database: Engine, stage: str, days: int, goes_on: bool
) -> None:
    """Then the next text is a new request; an unfinished one goes on where it was left."""
    id = receive(database, "hello")
    with transaction(database) as connection:
        conversations.save_dialogue(connection, id, {"slots": {"stage": stage}}, 0, [], NOW)
    again = receive(database, "hello again", "SM2", NOW + timedelta(days=days))
    assert (again == id) is goes_on
    with reading(database) as connection:
        assert conversations.get_conversation(connection, id).closed is not goes_on


def test_two_first_texts_at_the_same_instant_are_one_conversation(database: Engine) -> None:
    """A long text comes in two parts, on two connections: both are kept, neither is refused."""
    engines = [open_database(database.url.render_as_string(False)) for _ in range(4)]
    start = threading.Barrier(4)
    found: list[object] = []

    def one(n: int) -> None:
        start.wait()
        try:
            found.append(receive_text(engines[n], text(f"part {n}", f"SM{n}"), NOW))
        except Exception as error:
            found.append(error)

    threads = [threading.Thread(target=one, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1, found
    with reading(database) as connection:
        assert len(connection.execute(conversation_table.select()).all()) == 1
    assert counts(database)["inbox"] == 4
    for engine in engines:
        engine.dispose()


@pytest.mark.parametrize("body", ["a\x00b", "\x00", "STOP\x00", "\ufeffhi", "\udc80"])
def test_a_text_that_the_database_could_refuse_is_kept_all_the_same(
    database: Engine, body: str
) -> None:
    """NUL and broken characters must not make the carrier try again for ever."""
    receive(database, body)
    assert counts(database)["text_message"] == 1


def test_a_sender_that_is_no_phone_number_is_kept_all_the_same(database: Engine) -> None:
    """Twilio's other channels write `whatsapp:+14155550123`, and longer ones."""
    for n, sender in enumerate(["whatsapp:+14155550123", "rcs:" + "a" * 60, "MYBANK", ""]):
        receive_text(database, text("hello", f"SM{n}", sender=sender), NOW)
    assert counts(database)["text_message"] == 4


def test_a_conversation_goes_on_under_the_definition_it_began_with(database: Engine) -> None:
    """A campaign published meanwhile counts for new conversations only."""
    from dataclasses import replace

    from bot.campaign_files import read_campaign
    from bot.services.publish_campaigns import publish_campaigns
    from bot.settings import ROOT

    id = receive(database, "hello")
    roofing = read_campaign(ROOT / "campaigns" / "roofing.yml")
    publish_campaigns(database, [replace(roofing, greeting="Hello anew!")], NOW)
    greetings: list[str] = []
    assert receive(database, "hi", "SM2") == id
    take(database, id, Parrot(lambda turn, _: greetings.append(turn.campaign.greeting)))
    assert set(greetings) == {roofing.greeting}


def test_facts_of_any_shape_are_kept_as_far_as_they_fit(database: Engine) -> None:
    """PostgreSQL, unlike SQLite, refuses what is too long, and NUL."""
    odd = text("hi\x00", sid="SM\x00" + "7" * 99, sender="+1\x00" + "4" * 99, to="\x00" + "9" * 99)
    assert receive_text(database, odd, NOW) is None
