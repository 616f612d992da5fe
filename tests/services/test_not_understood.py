"""What was not understood is kept for the campaign's words: masked, of nobody, for a while."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from bot.services.not_understood import (
    PERSONAL,
    forget_not_understood,
    list_not_understood,
)
from bot.services.turn import Turn
from bot.store import conversations, not_understood
from bot.store.not_understood import NotUnderstood
from tests.conftest import NOW
from tests.services.conftest import Parrot, counts, say, take


def at_a_loss(turn: Turn, said: Any) -> None:
    turn.understood, turn.unheard = False, said


def asking(asks: str | None) -> Any:
    """A dialogue that asks this from the first turn on, and never understands."""

    def step(turn: Turn, said: Any) -> None:
        at_a_loss(turn, said)
        state = {"slots": {"asks": asks}}
        conversations.save_dialogue(turn.connection, turn.conversation.id, state, 0, (), NOW)

    return Parrot(step)


def test_a_sentence_that_was_not_understood_is_kept_with_what_was_asked(
    database: Engine, web: str
) -> None:
    """One that was, is not."""
    say(database, web, "1", "a skylight")
    take(database, web, asking("need"))
    say(database, web, "2", "and solar panels")
    take(database, web, Parrot(at_a_loss))
    say(database, web, "3", "a new roof")
    take(database, web, Parrot())
    assert list_not_understood(database, "roofing") == [
        NotUnderstood("and solar panels", "need", 1),
        NotUnderstood("a skylight", None, 1),
    ]
    assert list_not_understood(database, "mortgage") == []


@pytest.mark.parametrize("asks", sorted(PERSONAL))
def test_what_answers_a_question_of_contact_or_place_is_not_kept(
    database: Engine, web: str, asks: str
) -> None:
    """A name or a street that we can't read is a name or a street all the same."""
    dialogue = asking(asks)
    say(database, web, "1", "hm")
    take(database, web, dialogue)
    say(database, web, "2", "Xq of 12 Elm Street")
    take(database, web, dialogue)
    assert [each.text for each in list_not_understood(database, "roofing")] == ["hm"]


def test_a_sentence_that_can_not_be_kept_costs_no_answer(
    database: Engine, web: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is beside the point of the turn."""

    def fail(*_: Any) -> None:
        raise ValueError("no")

    monkeypatch.setattr(not_understood, "add_not_understood", fail)
    say(database, web, "1", "a skylight")
    taken = take(database, web, Parrot(at_a_loss))
    assert [message["text"] for message in taken.answers["1"]] == ["You said a skylight"]
    assert counts(database)["not_understood"] == 0


def test_the_real_dialogue_keeps_what_it_makes_nothing_of(
    database: Engine, web: str, dialogue: Any
) -> None:
    """Also a question that nothing answers: an answer of the campaign's own may be missing.
    Numbers and addresses are masked, spoken ones, too.
    """
    said = ["blorp zizzle", "do you take old solar panels away?", "my roof leaks"]
    said += ["write to dana at example dot com", "four one five, five five five, oh one two three"]
    for n, text in enumerate(said):
        say(database, web, str(n), text)
        take(database, web, dialogue)
    texts = {each.text for each in list_not_understood(database, "roofing")}
    assert texts == {
        "blorp zizzle",
        "do you take old solar panels away?",
        "write to [e-mail]",
    }


def test_sentences_past_their_keeping_time_are_removed(database: Engine, web: str) -> None:
    say(database, web, "1", "a skylight")
    take(database, web, Parrot(at_a_loss))
    kept = timedelta(days=90)
    assert forget_not_understood(database, kept, NOW + timedelta(days=90)) == 0
    assert forget_not_understood(database, kept, NOW + timedelta(days=91)) == 1
    assert list_not_understood(database, "roofing") == []
