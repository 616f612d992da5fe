"""What another had, or is over, beside what they want themselves."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from bot.nlu.intent_model import IntentModel
from bot.reading.heard import Context, Heard, Values
from bot.reading.own_question import read_own
from bot.reading.understand import understand
from tests.conftest import read_sample

CAMPAIGNS = Path(__file__).parents[2] / "campaigns"
NOW = datetime(2026, 11, 23, tzinfo=timezone.utc)


def told_in(model: IntentModel, campaign: str, text: str, asks: str | None) -> Values:
    """What is heard in `text`, said to a sample campaign's question."""
    sample = read_sample(CAMPAIGNS / f"{campaign}.yml")
    return understand(text, Context(NOW, asks, sample), model.predict(text)[0]).values


def need_in(model: IntentModel, campaign: str, text: str, asks: str | None) -> Heard[Any] | None:
    return told_in(model, campaign, text, asks).get("need")


@pytest.mark.parametrize(
    ("campaign", "text", "value"),
    [
        ("roofing", "our neighbors had the whole roof replaced, mine only leaks", "repair"),
        ("roofing", "my uncle replaced his roof. for us it's the gutters", "gutters"),
        ("roofing", "done with patching, I need a new roof", "replacement"),
        ("home-buying", "renting is over for me. I want to buy a house", "buy"),
        ("home-buying", "my sister rents, I want to buy", "buy"),
        ("mortgage", "my brother refinanced, we are buying", "purchase"),
        ("online-mba", "a coworker did the executive one, I want part time", "part_time"),
        ("dental-implants", "my dad had a full arch done, I need just one implant", "single"),
        ("roofing", "It used to be gutters that bothered me, now shingles fly off", "repair"),
        (
            "roofing",
            "I used to want an inspection. Now I know it's a whole new roof",
            "replacement",
        ),
        ("roofing", "my wife and I want a new roof", "replacement"),
        ("home-buying", "I'd like to sell, he rents", "sell"),
        ("roofing", "your crew put a new roof on for my neighbor, mine just has a leak", "repair"),
        ("dental-implants", "three single implants", "multiple"),
        (
            "roofing",
            "thought it was the gutters, it's the leak so fix that",
            "repair",
        ),
        ("roofing", "my husband says it leaks", "repair"),
        ("auto-insurance", "my son turned 16, put him on our policy", "add_driver"),
    ],
)
def test_what_another_had_or_is_over_gives_way_to_their_own(
    campaign: str, text: str, value: str
) -> None:
    heard = _need(text, campaign)
    assert heard is not None and (heard.value, heard.doubtful) == (value, False)


@pytest.mark.parametrize(
    ("campaign", "text"),
    [
        ("roofing", "my neighbor got a new roof last month"),
        ("online-mba", "my boss has the executive one"),
        ("home-buying", "renting is over for us"),
        ("home-buying", "rent went up by 300"),
        ("roofing", "gutters are fine, the roof itself is sagging"),
        ("auto-insurance", "my daughter's been added already, it's the price I'm sick of"),
        ("dental-implants", "whitening was years ago, this is something else"),
        ("dental-implants", "thought I needed only one, the dentist counts three"),
        ("roofing", "the roof was inspected in June"),
    ],
)
def test_what_another_had_or_is_over_alone_is_in_doubt(campaign: str, text: str) -> None:
    heard = _need(text, campaign)
    assert heard is None or heard.doubtful


def test_whatever_a_relation_does_gives_way_to_their_own() -> None:
    heard = _need("my cousin hangs gutters for a living, we need the leak fixed", "roofing")
    assert heard is not None and heard.value == "repair"


@pytest.mark.parametrize(
    ("campaign", "text", "value"),
    [
        ("auto-insurance", "my uncle lost his license in May, mine is valid", "yes"),
        ("auto-insurance", "my daughter doesn't have hers yet but I do", "yes"),
        ("auto-insurance", "He's got a license, I never had one myself", "no"),
        ("online-mba", "finished it online at sea so yes", "yes"),
        ("home-buying", "no letter from a bank because I'm paying cash", "yes"),
        ("online-mba", "my sister never finished college. I got my degree in 2010", "yes"),
    ],
)
def test_what_another_has_is_no_yes_or_no_of_theirs(campaign: str, text: str, value: str) -> None:
    read = read_sample(CAMPAIGNS / f"{campaign}.yml")
    own = ("licensed", "degree", "pre_approved")
    question = next(each for each in read.questions if each.id in own)
    heard = read_own(text, question, Context(NOW, question.id, read))
    assert heard is None or heard.value == value or heard.doubtful


def test_a_first_sentence_that_is_a_choice_stands_against_the_rest() -> None:
    heard = _need("Purchase. Renting suits other people", "home-buying")
    assert heard is not None and (heard.value, heard.doubtful) == ("buy", True)


@pytest.mark.parametrize(
    ("campaign", "asks", "text"),
    [
        ("mortgage", "credit", "what counts as fair credit?"),
        ("online-mba", "degree", "does an associate degree count?"),
        ("online-mba", "degree", "do foreign bachelors qualify"),
    ],
)
def test_who_asks_about_the_rule_answers_nothing(
    model: IntentModel, campaign: str, asks: str, text: str
) -> None:
    context = Context(NOW, asks, read_sample(CAMPAIGNS / f"{campaign}.yml"))
    assert asks not in understand(text, context, model.predict(text)[0]).values


@pytest.mark.parametrize(
    ("campaign", "asks", "text", "value"),
    [
        ("auto-insurance", "licensed", "no sir, I just ride the bus. Of course I have one", "yes"),
        ("auto-insurance", "licensed", "not a learner permit, a full one, yes", "yes"),
        (
            "home-buying",
            "pre_approved",
            "no letter, but the credit union cleared us already",
            "yes",
        ),
        ("home-buying", "pre_approved", "sure, and I'm a duchess. No, not so far", "no"),
        ("online-mba", "degree", "dropped out in 2009 but went back and got it done", "yes"),
    ],
)
def test_a_yes_or_no_that_is_turned_round_is_never_taken_without_a_doubt(
    campaign: str, asks: str, text: str, value: str
) -> None:
    read = read_sample(CAMPAIGNS / f"{campaign}.yml")
    question = next(each for each in read.questions if each.id == asks)
    heard = read_own(text, question, Context(NOW, asks, read))
    assert heard is None or heard.value == value or heard.doubtful


def _need(text: str, campaign: str) -> Heard[str] | None:
    read = read_sample(CAMPAIGNS / f"{campaign}.yml")
    question = read.question("need")
    assert question is not None
    return read_own(text, question, Context(NOW, "need", read))


@pytest.mark.parametrize(
    ("campaign", "text"),
    [
        ("roofing", "you guys did my neighbor's gutters"),
        ("roofing", "my cousins roof cost him 20 grand"),
        ("home-buying", "got your number from Al who bought on Page St"),
        ("home-buying", "every agent says it is a good time to buy"),
        ("home-buying", "the rent here is crazy"),
        ("home-buying", "moving out west, we sold our place in Ohio"),
        ("roofing", "not the gutters, those are brand new"),
        ("roofing", "gutters are fine its the roof"),
        ("home-buying", "rent is 3900 where I am"),
        ("mortgage", "everybody keeps telling me to refinance"),
        ("online-mba", "my girl did your part time one"),
        ("home-buying", "Renting since 2015, tired of it"),
        ("home-buying", "you guys sell houses near the beach?"),
        ("dental-implants", "Can implants be whitened?"),
        ("online-mba", "is 26 too young for the executive program?"),
    ],
)
def test_an_opening_about_others_what_is_over_or_asked_about_is_no_firm_need(
    model: IntentModel, campaign: str, text: str
) -> None:
    need = need_in(model, campaign, text, None)
    assert need is None or need.doubtful


@pytest.mark.parametrize(
    ("campaign", "text"),
    [
        ("dental-implants", "Whitening first, or implants first?"),
        ("mortgage", "refinance now, or later?"),
    ],
)
def test_a_question_of_two_choices_is_no_firm_need(
    model: IntentModel, campaign: str, text: str
) -> None:
    heard = need_in(model, campaign, text, "need")
    assert heard is not None and heard.doubtful


@pytest.mark.parametrize(
    ("campaign", "text", "value"),
    [
        ("roofing", "The gutters I can do myself, it's the leak I need you for", "repair"),
        ("dental-implants", "they pushed me to do the full arch, I only want two", "multiple"),
        ("online-mba", "full time is out with the twins, so part", "part_time"),
        ("roofing", "not after a quote on gutters, we want the roof replaced", "replacement"),
        ("roofing", "some slates are cracked. The gutters we can clean ourselves", "repair"),
    ],
)
def test_what_they_want_themselves_outweighs_what_else_is_named(
    model: IntentModel, campaign: str, text: str, value: str
) -> None:
    heard = need_in(model, campaign, text, "need")
    assert heard is not None and heard.value == value


def test_a_need_that_is_known_is_changed_by_a_description_only_in_doubt(
    model: IntentModel,
) -> None:
    sample = read_sample(CAMPAIGNS / "home-buying.yml")
    text = "No, not spring, too many open houses then. February"
    context = Context(NOW, "timeframe", sample, opens=False)
    need = understand(text, context, model.predict(text)[0]).values.get("need")
    assert need is None or need.doubtful


def test_what_another_has_answers_no_question_of_theirs(model: IntentModel) -> None:
    told = told_in(model, "auto-insurance", "my son has a permit, I have three cars", None)
    assert "licensed" not in told


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("Had the gutters done in the spring, this time the roof it is", True),
        ("Good morning, I need somebody to fix a leak over the kitchen window", False),
        ("roof leaks", False),
    ],
)
def test_a_long_opening_that_asks_for_nothing_is_read_back(
    model: IntentModel, text: str, doubtful: bool
) -> None:
    need = need_in(model, "roofing", text, None)
    assert need is not None and need.doubtful is doubtful
