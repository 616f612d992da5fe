"""Opting out in any words, in whatever question; and what only sounds like it."""

from datetime import datetime, timezone
from pathlib import Path

import pytest

from bot.language.opt_out import Withdrawal, means_something_else, opts_out, withdraws
from bot.nlu.intent_model import IntentModel
from bot.nlu.sentences import questions
from bot.reading.heard import Context
from bot.reading.understand import understand
from tests.conftest import read_sample

NOW = datetime(2026, 11, 23, tzinfo=timezone.utc)
CAMPAIGNS = Path(__file__).parents[2] / "campaigns"

OPTING_OUT = """
    stop texting me
    pls quit txting
    STOP!!!
    Please stop.
    not interested, stop
    ok stop
    stop w the texts
    stop sending me this stuff
    no more msgs pls
    no more texts about roofs please
    leave me alone
    leave us the heck alone
    take me off your list
    take me off of this
    get me out of your database
    remove my number from your system
    delete me from ur list
    unsub
    how can i unsubscribe
    opt-out
    i'd like to opt out of these texts
    don't ever text me again
    dont text this number
    never contact me again
    don’t message me any more
    don't call, don't text
    don't text, call, or email me
    lose this number
    why won't you stop texting me
    if you don't stop calling me i'll sue
    other roofers never stop calling, so stop texting me too
    I never signed up
    i didnt sign up for these
    i never gave you my number
    wrong number
    wrong # buddy
    you have the wrong person
    u got the wrong number
    i dont want ur texts
    cease and desist
    i'm reporting this as spam
    im on the do not call registry
    go away
    alto
    ¡Parar!
    baja
    quiero darme de baja
    no me mandes más mensajes
    no me escriban mas
    No me llame, por favor
    ya no quiero recibir mensajes
    deja de mandarme mensajes
    déjenme en paz
    quítame de la lista
    borra mi número
    numero equivocado
"""
NOT_OPTING_OUT = """
    can i opt out later?
    is there a way to unsubscribe afterwards
    stop the leak
    stop the roof from caving in
    i need to stop water getting in the attic
    the leak won't stop
    stop by tomorrow and look at it
    trying to stop a foreclosure
    end of March
    by the end of the week
    when my lease ends
    cancel my old policy
    they cancelled my policy
    I quit smoking
    i want to quit renting
    remove the old shingles
    remove wisdom teeth
    remove me from my parents' insurance
    take me off my mom's policy
    take my daughter off our policy
    get my name off my ex's mortgage
    opt out of collision coverage
    my insurer won't stop calling me
    they never stop calling me
    other companies wont stop texting me
    don't contact my husband
    don't text me after 9pm
    dont call before 9
    dont text, call me
    text me, don't call
    call, don't text
    no more than 8 grand
    i don't want to get ripped off
    i dont want to spend more than 5k
    don't need gutters
    not interested in solar
    stop asking about money
    I moved out
    para reparar el techo
    no me llamaron ayer
    no me han mandado la cotización
    el techo es alto
    quiero bajar el pago
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


def heard(model: IntentModel, text: str, asks: str | None) -> str:
    context = Context(now=NOW, asks=asks, campaign=ROOFING)
    asked = [model.predict(each)[0] for each in questions(text)]
    return understand(text, context, model.predict(text)[0], asked).intent


ROOFING = read_sample(CAMPAIGNS / "roofing.yml")


@pytest.mark.parametrize("asks", [None, "need", "budget", "timeframe", "owner", "phone"])
@pytest.mark.parametrize("text", lines(OPTING_OUT))
def test_an_opt_out_is_heard_whatever_was_asked(
    model: IntentModel, text: str, asks: str | None
) -> None:
    assert heard(model, text, asks) == "opt_out"


@pytest.mark.parametrize("asks", [None, "need", "budget", "timeframe", "owner", "phone"])
@pytest.mark.parametrize("text", lines(NOT_OPTING_OUT))
def test_no_opt_out_is_heard_where_none_is_meant(
    model: IntentModel, text: str, asks: str | None
) -> None:
    assert heard(model, text, asks) != "opt_out"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("no", "inform"),
        ("don't text me", "inform"),
        ("no, do not contact me", "inform"),
        ("no, stop texting me", "opt_out"),
        ("no. never contact me again", "opt_out"),
        ("take me off your list", "opt_out"),
        ("No. Stop.", "opt_out"),
        ("wrong number", "correct"),
    ],
)
def test_refusing_consent_is_no_opt_out_but_more_than_that_is(
    model: IntentModel, text: str, intent: str
) -> None:
    assert heard(model, text, "consent") == intent


@pytest.mark.parametrize("text", ["", "stop" * 5000, "don't text me " * 500, "a " * 20000])
def test_any_length_is_read_at_once(text: str) -> None:
    opts_out(text)
    means_something_else(text)


@pytest.mark.parametrize(
    ("text", "asks", "intent"),
    [
        ("im off to work, talk tomorrow", "budget", "goodbye"),
        ("just have someone call me tomorrow", "budget", "human"),
        ("i can get you more roofing customers", "need", "sales"),
        ("i have no idea how much roofs cost", "budget", "unsure"),
        ("i don't have one", "email", "skip"),
        ("don't want to say", "budget", "skip"),
        ("sí", "owner", "inform"),
        ("wdym", "budget", "repeat"),
        ("who is this", "need", "bot_challenge"),
        ("no me llamaron", "need", "spanish"),
    ],
)
def test_an_aside_is_no_answer(model: IntentModel, text: str, asks: str, intent: str) -> None:
    assert heard(model, text, asks) == intent


TAKEN_BACK = """
    please don't call after all | tell your people not to contact me | I revoke my consent
    cancel the request | withdraw my application please | i no longer need this | call it off
    we went with another company | found somebody else already | not interested any more
    I never agreed to be called | you don't have my permission | delete my details
    no need to reach out | i'd like to take that back | do not bother calling | don't phone me
"""
MAYBE_TAKEN_BACK = """
    no | nope | actually no | wait, no thanks | never mind | nvm | forget about it | cancel that
    i've changed my mind | I meant no | no calls
"""
NOT_TAKEN_BACK = """
    no problem | don't call before ten | don't call my office | text me, don't call | no rush at all
    will you call me? | I don't need the gutters done | never got a call | cancel my old policy?
    please call after 5 | thanks, bye | my e-mail is a@b.co | i changed my phone number
    don't forget the ladder | can i change the date?
"""


@pytest.mark.parametrize(
    ("listing", "sure"),
    [(TAKEN_BACK, Withdrawal.SURE), (MAYBE_TAKEN_BACK, Withdrawal.LIKELY), (NOT_TAKEN_BACK, None)],
)
def test_a_request_is_taken_back_in_many_words(listing: str, sure: Withdrawal | None) -> None:
    texts = [text.strip() for line in listing.strip().splitlines() for text in line.split(" | ")]
    assert {text: withdraws(text) for text in texts} == dict.fromkeys(texts, sure)
