"""TRY by text: the business plays a prospect of its own, and nothing of it counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from bot import clock
from bot.leads.keywords import parse as carrier_keyword
from bot.services.dialogue import Dialogue
from bot.store import opt_outs
from bot.store.database import reading
from bot.values import sms_text
from tests.conftest import NOW
from tests.conversations.harness import Talk
from tests.services.campaigns import publish_roofing

NUMBER, BUSINESS, BACKUP = "+14155550199", "+14155550100", "+14155550109"
REST = ["9k", "next month", "94110", "yes", "Dana Whitfield", "skip", "yes"]


@pytest.fixture
def owner(database: Engine, dialogue: Dialogue) -> Talk:
    """The business's phone."""
    publish_roofing(database, backup=BACKUP)
    return talk(database, dialogue, BUSINESS)


def talk(engine: Engine, dialogue: Dialogue, phone: str) -> Talk:
    talk = Talk(engine, dialogue, "roofing", "sms", {"number": NUMBER, "business": BUSINESS})
    talk.prospect = phone
    return talk


def heard(talk: Talk, said: str) -> list[str]:
    """What the phone gets for it."""
    before = len(talk.texts_to(talk.prospect))
    talk.say(said)
    return talk.texts_to(talk.prospect)[before:]


def try_it(talk: Talk, *said: str) -> list[str]:
    texts: list[str] = []
    for each in said:
        texts += heard(talk, each)
    return texts


@pytest.mark.parametrize(
    "said",
    ["TRY my roof leaks", "try: our roof is leaking", '  Try "the roof leaks"!', "TRY\nleak"],
)
def test_try_begins_a_test_with_what_comes_after_it(owner: Talk, said: str) -> None:
    """First how to leave it, then what a prospect would hear."""
    how, opening = heard(owner, said)
    assert "LEAVE" in how
    assert carrier_keyword("LEAVE") is None
    assert opening.startswith("Hi! I'm the automated assistant of Bay Ridge Roofing.")
    assert "budget" in opening
    assert sms_text.segments(how) == 1


def test_a_mere_try_begins_with_the_first_question(owner: Talk) -> None:
    """As the widget does when it is opened."""
    _, opening = heard(owner, "Try!")
    assert "What do you need done?" in opening
    assert "get that" not in opening


@pytest.mark.parametrize("phone", [BUSINESS, BACKUP])
def test_the_test_s_lead_rings_and_is_marked(
    database: Engine, dialogue: Dialogue, phone: str
) -> None:
    """From either of its numbers; afterwards texts are the business's again."""
    publish_roofing(database, backup=BACKUP)
    owner = talk(database, dialogue, phone)
    try_it(owner, "TRY my roof leaks", *REST)
    lead = owner.lead()
    assert lead is not None
    assert (lead["test"], lead["verdict"]["outcome"]) == (True, "qualified")
    assert (lead["phone"], lead["phone_verified"]) == (phone, True)
    ring = [text for text in owner.texts_to(BUSINESS) if "new lead" in text]
    assert [text.startswith("TEST Bay Ridge Roofing: new lead") for text in ring] == [True]
    (thanks,) = heard(owner, "what a nice test")
    assert thanks.startswith("Thanks, we got your text.")
    assert len(_leads(owner)) == 1


@pytest.mark.parametrize("leave", ["LEAVE", "leave.", " Leave! "])
def test_leave_ends_the_test(owner: Talk, leave: str) -> None:
    """Then texts are its own again, until the next TRY."""
    try_it(owner, "TRY my roof leaks")
    (over,) = heard(owner, leave)
    assert "over" in over
    assert heard(owner, "9k")[0].startswith("Thanks, we got your text.")
    assert heard(owner, leave)[0].startswith("Thanks, we got your text."), "there is none to leave"
    assert "budget" in heard(owner, "TRY new roof")[1]


def test_another_try_begins_anew(owner: Talk) -> None:
    """What was told in the first is forgotten."""
    try_it(owner, "TRY my roof leaks", "9k")
    assert "budget" in heard(owner, "try new roof please")[1]


def test_a_test_that_is_left_lying_ends_by_itself(owner: Talk) -> None:
    """An hour later an OK is one to a lead, and no answer in a test."""
    try_it(owner, "TRY my roof leaks")
    clock.fix(NOW + timedelta(minutes=59))
    assert "start" in heard(owner, "9k")[0]
    clock.fix(NOW + timedelta(minutes=59 + 61))
    assert heard(owner, "ok")[0].startswith("Thanks, we got your text.")


@pytest.mark.parametrize("stop", ["no more texts", "leave me alone", "take me off your list"])
def test_playing_someone_who_has_had_enough_cuts_no_business_off(owner: Talk, stop: str) -> None:
    """The test ends, and leads keep coming."""
    assert "stop here" in try_it(owner, "TRY my roof leaks", stop)[-1]
    with reading(owner.engine) as connection:
        assert not opt_outs.is_opted_out(connection, BUSINESS)
        assert not opt_outs.refuses_started_texts(connection, BUSINESS)
    assert heard(owner, "ok")[0].startswith("Thanks, we got your text.")


def test_a_test_answers_no_lead(owner: Talk) -> None:
    """The reminder of a real one comes all the same."""
    web = Talk(owner.engine, owner.dialogue, "roofing", "web", {"number": NUMBER, "business": ""})
    web.open()
    for text in ("my roof leaks", *REST[:5], "415 555 0123", *REST[5:]):
        web.say(text)
    try_it(owner, "TRY my roof leaks", "9k")
    clock.fix(NOW + timedelta(minutes=31))
    owner.deliver()
    assert "waits to hear from you" in owner.texts_to(BUSINESS)[-1]


def test_asking_for_a_person_in_a_test_is_marked(owner: Talk) -> None:
    """Nobody else waits to be called."""
    texts = try_it(owner, "TRY my roof leaks", "can I talk to a person?")
    assert any(text.startswith("TEST Bay Ridge Roofing: someone wants") for text in texts)


@pytest.mark.parametrize("said", ["Trying to reach her", "I'll try again", "retry", "ok"])
def test_other_texts_of_the_business_begin_nothing(owner: Talk, said: str) -> None:
    """TRY comes first, as a word of its own."""
    assert heard(owner, said)[0].startswith("Thanks, we got your text.")


def test_a_prospect_s_try_is_a_prospect_s_text(database: Engine, dialogue: Dialogue) -> None:
    """Only the business tries."""
    prospect = talk(database, dialogue, "+14155550188")
    (opening,) = heard(prospect, "try to fix my leaking roof please")
    assert opening.startswith("Hi! I'm the automated assistant")
    try_it(prospect, *REST)
    lead = prospect.lead()
    assert lead is not None
    assert lead["test"] is False


def _leads(talk: Talk) -> list[dict[str, Any]]:
    from bot.services.show_leads import list_leads

    return list_leads(talk.engine)
