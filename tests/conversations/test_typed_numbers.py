"""A number that was typed proves nothing: what it can stop, and whose leads it makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot import clock
from bot.leads.campaign import FollowUp
from bot.services.dialogue import Dialogue
from bot.services.publish_campaigns import publish_campaigns
from bot.store import opt_outs
from bot.store.database import reading
from bot.store.schema import conversation as conversation_table
from bot.store.schema import opt_out as opt_out_table
from tests.conftest import NOW, by_turns, read_sample
from tests.conversations.harness import PROSPECTS, Talk
from tests.services.campaigns import ROOFING

HOLDER = PROSPECTS["+1"]
NUMBER, BUSINESS, BACKUP, PUBLIC = "+14155550199", "+14155550100", "+14155550109", "+14155550101"
FORMER, FORMER_NUMBER, OTHERS, OPERATOR = (
    "+14155550105",
    "+14155550195",
    "+13125550120",
    "+14155550107",
)
STOPS = [
    "stop texting me",
    "leave me alone",
    "Take me off your list please",
    "STOP",
    "do not contact me again",
    "unsubscribe",
]


@pytest.fixture
def roofing(database: Engine) -> Engine:
    """A campaign that has had other numbers before, with reminders."""
    sample = read_sample(ROOFING)
    before = replace(
        sample, number=FORMER_NUMBER, business=replace(sample.business, sms=FORMER, phone=None)
    )
    now = replace(
        sample,
        business=replace(sample.business, backup_sms=BACKUP),
        follow_up=FollowUp(prospect_after_minutes=60, business_after_minutes=0),
    )
    for each in (before, now):
        publish_campaigns(database, [each], NOW)
    return database


def talk(engine: Engine, dialogue: Dialogue, channel: str = "web") -> Talk:
    talk = Talk(engine, dialogue, "roofing", channel, {"number": NUMBER, "business": BUSINESS})
    talk.operator = OPERATOR
    if channel == "web":
        talk.open()
    return talk


def tell(talk: Talk, number: str | None, *more: str) -> str:
    """Everything up to the contact, and what follows; the bot's last words."""
    said = ["our roof leaks, 9k, next month, 94110, I own it", "Dana Whitfield"]
    said += [number] if number else []
    answer: list[dict[str, Any]] = []
    for text in (*said, *more):
        answer = talk.say(text)
    return " ".join(message["text"] for message in answer)


def events(engine: Engine) -> list[tuple[str, str]]:
    with reading(engine) as connection:
        rows = connection.execute(select(opt_out_table.c.phone, opt_out_table.c.kind))
        return [(row.phone, row.kind) for row in rows]


@by_turns("stop", STOPS)
def test_a_stop_on_the_web_ends_that_chat_and_not_the_conversation_of_who_has_the_number(
    roofing: Engine, dialogue: Dialogue, stop: str
) -> None:
    """The holder's talk goes on, answers and handoff included; only what we would start is not."""
    holder = talk(roofing, dialogue, "sms")
    holder.say("we need a new roof")
    web = talk(roofing, dialogue)
    tell(web, HOLDER, stop)
    assert events(roofing) == [(HOLDER, "typed")]
    with reading(roofing) as connection:
        rows = connection.execute(select(conversation_table).order_by("created_at")).all()
    assert [row.closed for row in rows if row.channel == "sms"] == [False]
    said = holder.say("about 10k")
    assert said[0]["asks"] == "timeframe"
    assert said[0]["text"] in holder.texts_to(HOLDER)[-1]
    before = len(holder.texts_to(HOLDER))
    clock.fix(NOW + timedelta(hours=2))
    holder.deliver()
    assert len(holder.texts_to(HOLDER)) == before, "a reminder is a text that we start"
    clock.fix(NOW)
    for text in ("next month", "94110", "yes", "Sam Ito", "skip", "yes"):
        holder.say(text)
    assert "(415) 555-0188" in holder.texts_to(BUSINESS)[-1]
    assert web.say("hello?")[0]["done"], "the chat on the web stays over"


def test_a_reminder_that_waits_already_is_dropped(roofing: Engine, dialogue: Dialogue) -> None:
    """It was queued before anyone asked for no texts, and is looked at again when it is due."""
    holder = talk(roofing, dialogue, "sms")
    holder.say("we need a new roof")
    before = len(holder.texts_to(HOLDER))
    tell(talk(roofing, dialogue), HOLDER, "stop texting me")
    clock.fix(NOW + timedelta(hours=2))
    holder.deliver()
    assert len(holder.texts_to(HOLDER)) == before


def test_a_number_named_with_the_stop_is_meant(roofing: Engine, dialogue: Dialogue) -> None:
    """As the only words of a chat, too; and beside the number that was given before."""
    assert talk(roofing, dialogue).say("stop texting me at 415 555 0127")[0]["done"]
    assert events(roofing) == [("+14155550127", "typed")]
    web = talk(roofing, dialogue)
    tell(web, "415 555 0128", "stop texting my number 415 555 0129")
    assert {number for number, _ in events(roofing)} == {
        "+14155550127",
        "+14155550128",
        "+14155550129",
    }


def test_a_stop_on_the_web_withdraws_that_lead_and_tells_the_business(
    roofing: Engine, dialogue: Dialogue
) -> None:
    """Appended to the evidence; the next lead is handed off as ever."""
    web = talk(roofing, dialogue)
    tell(web, "415 555 0123", "skip", "yes")
    assert web.lead()["consent"]["given"]
    tell(talk(roofing, dialogue), "415 555 0124", "skip", "yes")
    told = " ".join(message["text"] for message in web.say("please stop contacting me"))
    assert "Bay Ridge Roofing" in told
    lead = [each for each in _leads(roofing) if each["phone"] == "+14155550123"]
    assert [each["consent"]["given"] for each in lead] == [False]
    assert "not to be contacted" in web.texts_to(BUSINESS)[-1]
    tell(talk(roofing, dialogue), "415 555 0125", "skip", "yes")
    assert "(415) 555-0125" in web.texts_to(BUSINESS)[-1]


def test_another_lead_with_the_same_number_is_left_alone(
    roofing: Engine, dialogue: Dialogue
) -> None:
    """Whoever types a number neither sees nor changes what its holder told."""
    holder = talk(roofing, dialogue, "sms")
    for text in ("new roof, 9k, next month, 94110, I own it", "Sam Ito", "skip", "yes"):
        holder.say(text)
    (mine,) = _leads(roofing)
    said = tell(talk(roofing, dialogue), HOLDER, "leave me alone")
    assert [each for each in _leads(roofing) if each["id"] == mine["id"]] == [mine]
    assert "Sam" not in said
    assert not [text for text in holder.texts_to(BUSINESS) if "not to be contacted" in text]


@by_turns("number", [BUSINESS, BACKUP, PUBLIC, FORMER, NUMBER, FORMER_NUMBER, OTHERS, OPERATOR])
def test_a_number_of_ours_is_never_blocked_by_typing_it(
    roofing: Engine, dialogue: Dialogue, number: str
) -> None:
    """A stranger could cut a business off from its leads."""
    tell(talk(roofing, dialogue), number, "stop texting me")
    assert events(roofing) == []
    with reading(roofing) as connection:
        assert not opt_outs.refuses_started_texts(connection, number)
    web = talk(roofing, dialogue)
    tell(web, "415 555 0126", "skip", "yes")
    assert "(415) 555-0126" in web.texts_to(BUSINESS)[-1]


@by_turns("number", [BUSINESS, BACKUP, PUBLIC, FORMER, OPERATOR])
def test_a_business_that_gives_its_own_number_makes_a_test_lead(
    roofing: Engine, dialogue: Dialogue, number: str
) -> None:
    """It rings as a lead would, marked; and the prospect's side shows nothing of it."""
    web = talk(roofing, dialogue)
    said = tell(web, number, "skip", "yes")
    assert said.startswith("Thanks, Dana! Bay Ridge Roofing will call or text you")
    lead = web.lead()
    assert lead["test"] is True
    assert (lead["verdict"]["outcome"], lead["signals"]) == ("qualified", [])
    (handoff,) = web.texts_to(BUSINESS)
    assert handoff.startswith("TEST Bay Ridge Roofing: new lead")
    web.say("actually my budget is 12k")
    assert web.texts_to(BUSINESS)[-1].startswith("TEST Bay Ridge Roofing: lead")
    ordinary = talk(roofing, dialogue)
    tell(ordinary, "415 555 0123", "skip", "yes")
    assert ordinary.lead()["test"] is False
    assert not ordinary.texts_to(BUSINESS)[-1].startswith("TEST")


def test_another_business_s_number_waits_for_a_person(roofing: Engine, dialogue: Dialogue) -> None:
    """Whoever typed it is hardly that business."""
    web = talk(roofing, dialogue)
    tell(web, OTHERS, "skip", "yes")
    lead = web.lead()
    assert (lead["verdict"]["outcome"], lead["test"]) == ("review", False)
    assert [signal["name"] for signal in lead["signals"]] == ["business_number"]
    assert web.texts_to(BUSINESS) == []


@by_turns("number", [NUMBER, FORMER_NUMBER, "+13125550129"])
def test_a_number_that_prospects_text_is_no_prospect_s(
    roofing: Engine, dialogue: Dialogue, number: str
) -> None:
    """Refused kindly, whatever is said around it; then their own is taken."""
    web = talk(roofing, dialogue)
    assert "own number" in tell(web, number)
    assert "ours, too" in web.say(f"it's {number[2:]}, I'm sure")[0]["text"]
    assert web.say("ok then, 415 555 0123")[0]["asks"] == "email"
    web.say("skip")
    web.say("yes")
    assert web.lead()["phone"] == "+14155550123"
    assert "own number" in web.say(f"sorry, my number is {number}")[0]["text"]
    assert web.lead()["phone"] == "+14155550123"


@by_turns(
    "said",
    [
        "I texted 415 555 0199, mine is 415 555 0123",
        "I called you at (415) 555-0101 before. You can reach me at 415-555-0123",
    ],
)
def test_of_two_numbers_the_prospect_s_own_is_taken(
    roofing: Engine, dialogue: Dialogue, said: str
) -> None:
    """The campaign's and the business's public one are known."""
    web = talk(roofing, dialogue)
    tell(web, said, "skip", "yes")
    assert (web.lead()["phone"], web.lead()["test"]) == ("+14155550123", False)


@by_turns(
    "number,signal,because",
    [
        ("1-800-555-0123", "toll_free_number", "toll-free"),
        ("(900) 555-0123", "premium_number", "premium"),
        ("415-976-0123", "premium_number", "premium"),
        ("+44 906 123 4567", "premium_number", "premium"),
        ("876-555-0123", "foreign_number", "Jamaica"),
        ("(416) 555-0123", "foreign_number", "Canada"),
        ("+44 20 7946 0018", "foreign_number", "United Kingdom"),
        ("+881 612 345 678", "satellite_number", "satellite"),
        ("500-555-0006", "personal_number", "personal"),
    ],
)
def test_a_number_that_is_nobody_s_line_at_home_goes_to_review_with_the_reason(
    roofing: Engine, dialogue: Dialogue, number: str, signal: str, because: str
) -> None:
    """A person looks before the business pays for it, or calls it."""
    web = talk(roofing, dialogue)
    tell(web, number, *(["yes"] if number.startswith("+881") else []), "skip", "yes")
    lead = web.lead()
    assert lead["verdict"]["outcome"] == "review"
    ((found,),) = [lead["signals"]]
    assert (found["name"], found["result"]) == (signal, "review")
    assert because in found["because"]
    assert web.texts_to(BUSINESS) == []


def test_a_signal_never_lifts_a_verdict(roofing: Engine, dialogue: Dialogue) -> None:
    """A lead that fails stays failed, whatever its number."""
    web = talk(roofing, dialogue)
    for text in ("gutters", "9k", "next month", "94110", "yes", "Dana Whitfield", "800 555 0123"):
        web.say(text)
    web.say("skip")
    web.say("yes")
    lead = web.lead()
    assert lead["verdict"]["outcome"] == "unqualified"
    assert [signal["name"] for signal in lead["signals"]] == ["toll_free_number"]


@by_turns(
    "said", ["415-555-0123 ext. 12", "(415) 555 0123 x12", "415 555 0123, extension number 12"]
)
def test_an_extension_is_told_to_both_sides(roofing: Engine, dialogue: Dialogue, said: str) -> None:
    """A text can't reach it, a call can."""
    web = talk(roofing, dialogue)
    farewell = tell(web, said, "skip", "yes")
    assert "(415) 555-0123 ext. 12" in farewell
    assert "(415) 555-0123 ext. 12" in web.texts_to(BUSINESS)[-1]
    assert (web.lead()["phone"], web.lead()["phone_extension"]) == ("+14155550123", "12")


def _leads(engine: Engine) -> list[dict[str, Any]]:
    from bot.services.show_leads import list_leads

    return list_leads(engine)
