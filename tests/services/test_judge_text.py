"""What was queued is judged again when it is claimed, and once more right before it goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.engine import Engine

from bot.delivery.transport import Remedy
from bot.delivery.worker import Worker
from bot.errors import TextUnwanted
from bot.leads.campaign import FollowUp
from bot.services.approve_lead import approve_lead
from bot.services.opt_out import opt_out
from bot.services.publish_campaigns import publish_campaigns
from bot.services.receive_text import InboundText, receive_text
from bot.services.remind import follow_up
from bot.services.report_delivery import report_delivery
from bot.services.tell_business import call_person
from bot.services.tend_outbox import list_texts, retry_text
from bot.store import conversations, leads, opt_outs
from bot.store.database import transaction
from bot.store.schema import lead
from tests.conftest import NOW, read_sample
from tests.services.campaigns import ROOFING, publish_roofing
from tests.services.prospects import BACKUP, BUSINESS, Prospect
from tests.services.test_correct_lead import Carrier, dollars, handed_over

OPERATOR, NEW_NUMBER, PROSPECT = "+14155550177", "+14155550109", "+14155550123"
WITHDRAWN = "the prospect withdrew their consent"
OPTED_OUT = "the prospect's number has opted out"


def deliver(engine: Engine, carrier: Carrier, minutes: float = 0) -> list[tuple[str, str]]:
    """What goes out at this minute."""
    before = len(carrier.taken)
    Worker(engine, carrier, lambda: NOW + timedelta(minutes=minutes), OPERATOR).drain()
    return [(text.kind, text.recipient) for text in carrier.taken[before:]]


def dropped(engine: Engine) -> list[tuple[str, str]]:
    """What an operator reads of what was not sent."""
    return [(t["kind"], t["error"]) for t in reversed(list_texts(engine, ["dropped"]))]


def publish(engine: Engine, **business: Any) -> None:
    """The business of the roofing campaign has other numbers from now on."""
    sample = read_sample(ROOFING)
    campaign = replace(sample, business=replace(sample.business, **business))
    publish_campaigns(engine, [campaign], NOW)


def withdraws(prospect: Prospect) -> None:
    """As the newest evidence says; no text was touched yet."""
    with transaction(prospect.engine) as connection:
        consent = leads.get_consent(connection, prospect.lead)
        assert consent is not None
        wording = (consent.wording, consent.text_sha256)
        leads.add_consent(connection, prospect.lead, False, *wording, "no", consent.at, {})


def opts_out(prospect: Prospect) -> None:
    """As its carrier says."""
    with transaction(prospect.engine) as connection:
        opt_outs.add_opt_out(connection, PROSPECT, "told by the carrier", NOW)


def fails_now(prospect: Prospect) -> None:
    with transaction(prospect.engine) as connection:
        connection.execute(update(lead).values(outcome="unqualified"))


AFTER: list[tuple[Callable[[Prospect], None], str]] = [
    (withdraws, WITHDRAWN),
    (opts_out, OPTED_OUT),
    (fails_now, "the lead does not qualify any more"),
]


@pytest.mark.parametrize(("befalls", "reason"), AFTER)
def test_a_handoff_that_should_not_go_any_more_goes_to_nobody(
    database: Engine, befalls: Callable[[Prospect], None], reason: str
) -> None:
    """Neither to the business nor its second number; nobody is alerted; the list says why."""
    publish_roofing(database, backup=BACKUP)
    prospect, carrier = Prospect(database), Carrier()
    prospect.submit()
    befalls(prospect)
    assert [deliver(database, carrier, minutes) for minutes in (0, 60, 600)] == [[], [], []]
    assert ("handoff", reason) in dropped(database)
    (handoff,) = (t for t in list_texts(database, ["dropped"]) if t["kind"] == "handoff")
    with pytest.raises(TextUnwanted, match=reason):
        retry_text(database, handoff["id"], NOW)
    assert deliver(database, carrier, 700) == []


@pytest.mark.parametrize(("befalls", "reason"), AFTER[:2])
def test_the_last_look_sees_what_came_after_the_claim(
    database: Engine, befalls: Callable[[Prospect], None], reason: str
) -> None:
    """A text in hand is not sent, and nobody else gets it; as if it had never been tried."""
    publish_roofing(database, backup=BACKUP)
    prospect, carrier = Prospect(database), Carrier()
    prospect.submit()
    worker = Worker(database, carrier, lambda: NOW, OPERATOR)
    (claimed,) = worker._claim(1)
    befalls(prospect)
    worker._deliver(claimed)
    assert deliver(database, carrier) == []
    assert ("handoff", reason) in dropped(database)


@pytest.mark.parametrize(("befalls", "reason"), AFTER[:2])
def test_after_a_withdrawal_nobody_is_reminded_and_the_second_number_gets_nothing(
    database: Engine, befalls: Callable[[Prospect], None], reason: str
) -> None:
    """Two hours later nothing says that the lead waits to be called."""
    publish_roofing(database, backup=BACKUP)
    carrier = Carrier()
    prospect = handed_over(database, carrier)
    befalls(prospect)
    told = [deliver(database, carrier, minutes) for minutes in (1, 30, 60, 200)]
    assert told == [[], [], [], []]
    assert dropped(database) == [("reminder", reason), ("handoff", reason)]


@pytest.mark.parametrize("word", ["leave me alone", "STOP"])
def test_one_who_leaves_is_told_of_and_nothing_else_follows(database: Engine, word: str) -> None:
    """By the chat or by text: one text to each number that got the lead."""
    publish_roofing(database, backup=BACKUP)
    carrier = Carrier()
    prospect = handed_over(database, carrier)
    if word == "STOP":
        with transaction(database) as connection:
            opt_out(connection, PROSPECT, word, NOW)
    else:
        prospect.withdraw()
    told = [deliver(database, carrier, minutes) for minutes in (1, 30, 60, 200)]
    assert told == [[("update", BUSINESS)], [], [], []]
    assert dropped(database) == [("reminder", WITHDRAWN), ("handoff", WITHDRAWN)]


def test_corrections_of_one_who_withdraws_are_not_told_and_the_withdrawal_is(
    database: Engine,
) -> None:
    """Whatever waited."""
    carrier = Carrier()
    prospect = handed_over(database, carrier)
    prospect.correct(budget=dollars(4000))
    prospect.withdraw()
    assert deliver(database, carrier, 1) == [("update", BUSINESS)]
    assert "not to be contacted" in carrier.taken[-1].body
    assert ("update", WITHDRAWN) in dropped(database)


def test_a_business_that_never_got_the_lead_hears_of_no_withdrawal(database: Engine) -> None:
    """It would ask: which lead?"""
    prospect, carrier = Prospect(database), Carrier()
    prospect.submit()
    prospect.withdraw()
    assert deliver(database, carrier) == []
    assert dropped(database) == [("handoff", WITHDRAWN)]


def test_a_withdrawal_between_the_claim_and_the_send_is_told_to_nobody(database: Engine) -> None:
    """The handoff in hand did not go; who never got the lead would ask: which one?"""
    prospect, carrier = Prospect(database), Carrier()
    prospect.submit()
    worker = Worker(database, carrier, lambda: NOW, OPERATOR)
    (claimed,) = worker._claim(1)
    prospect.withdraw()
    worker._deliver(claimed)
    assert deliver(database, carrier) == []
    assert dropped(database) == [
        ("handoff", WITHDRAWN),
        ("update", "the business never got the lead"),
    ]


@pytest.mark.parametrize("backup", [None, BACKUP])
def test_a_handoff_that_fails_after_a_withdrawal_falls_back_to_nobody(
    database: Engine, backup: str | None
) -> None:
    """The second number and the operator have no use for it."""
    publish_roofing(database, backup=backup)
    carrier = Carrier()
    prospect = handed_over(database, carrier)
    prospect.withdraw()
    deliver(database, carrier)
    handoff = next(text for text in carrier.taken if text.kind == "handoff")
    report_delivery(
        database, f"SM{handoff.id}x1", "undelivered", str(handoff.id), "30005", NOW, OPERATOR
    )
    assert [deliver(database, carrier, minutes) for minutes in (1, 60)] == [[], []]


def test_a_number_put_right_gets_what_was_queued_for_the_old_one(database: Engine) -> None:
    """The handoff, its reminder and its copy for the second number."""
    publish_roofing(database, backup=BACKUP)
    prospect, carrier = Prospect(database), Carrier()
    prospect.submit()
    publish(database, sms=NEW_NUMBER, backup_sms=BACKUP)
    assert deliver(database, carrier) == [("handoff", NEW_NUMBER)]
    assert prospect.shown()["handoff"]["to"] == NEW_NUMBER
    publish(database, sms=BUSINESS, backup_sms=NEW_NUMBER)
    assert deliver(database, carrier, 30) == [("reminder", BUSINESS)]
    assert deliver(database, carrier, 60) == [("handoff", NEW_NUMBER)]


def test_a_call_for_a_person_goes_to_the_number_of_today_too(database: Engine) -> None:
    """It has no lead yet."""
    prospect, carrier = Prospect(database), Carrier()
    prospect.submit(owner="no")
    with transaction(database) as connection:
        call_person(prospect.turn(connection), prospect.answers)
    publish(database, sms=NEW_NUMBER)
    assert deliver(database, carrier) == [("update", NEW_NUMBER)]


def test_the_last_look_sees_a_new_number_too(database: Engine) -> None:
    """The text in hand goes there next."""
    prospect, carrier = Prospect(database), Carrier()
    prospect.submit()
    worker = Worker(database, carrier, lambda: NOW, OPERATOR)
    (claimed,) = worker._claim(1)
    publish(database, sms=NEW_NUMBER)
    worker._deliver(claimed)
    assert carrier.taken == []
    assert deliver(database, carrier) == [("handoff", NEW_NUMBER)]


def test_what_may_have_gone_to_the_old_number_is_looked_up_there_first(database: Engine) -> None:
    """And then goes to the new one, marked as a repeat."""
    prospect, carrier = Prospect(database), Carrier(Remedy.UNKNOWN)
    looked_up: list[str] = []
    carrier.find = lambda text, others: looked_up.append(text.recipient)  # type: ignore[method-assign]
    prospect.submit()
    deliver(database, carrier)
    publish(database, sms=NEW_NUMBER)
    assert deliver(database, carrier, 3) == [("handoff", NEW_NUMBER)]
    assert looked_up == [BUSINESS]
    (sent,) = list_texts(database, ["sent"])
    assert sent["repeated"]


def test_a_second_number_that_is_no_more_tells_the_operator(database: Engine) -> None:
    """The lead reached nobody: that is not passed over in silence."""
    publish_roofing(database, backup=BACKUP)
    carrier = Carrier(Remedy.NEVER)
    Prospect(database).submit()
    worker = Worker(database, carrier, lambda: NOW, OPERATOR)
    worker._deliver(worker._claim(1)[0])
    publish(database, backup_sms=None)
    assert deliver(database, carrier) == [("alert", OPERATOR)]


def test_an_approved_lead_goes_out(database: Engine) -> None:
    """Its verdict stays review; someone has looked."""
    prospect, carrier = Prospect(database), Carrier()
    prospect.submit(budget=None)
    approve_lead(database, prospect.lead, NOW)
    assert deliver(database, carrier) == [("handoff", BUSINESS)]


def test_a_business_that_answered_while_nothing_was_sent_is_not_reminded(
    database: Engine,
) -> None:
    """The reminder was due and its worker down when the answer came."""
    publish_roofing(database, backup=BACKUP)
    carrier = Carrier()
    handed_over(database, carrier)
    later = NOW + timedelta(minutes=90)
    receive_text(database, InboundText("SM1", BUSINESS, "+14155550199", "called her"), later)
    assert deliver(database, carrier, 90) == [("reply", BUSINESS)]
    answered = "the business has answered"
    assert dropped(database) == [("reminder", answered), ("handoff", answered)]


def test_a_handoff_to_the_second_number_goes_whatever_the_first_texted_before(
    database: Engine,
) -> None:
    """The first number never got this lead."""
    publish_roofing(database, backup=BACKUP)
    carrier = Carrier(Remedy.NEVER)
    Prospect(database).submit()
    worker = Worker(database, carrier, lambda: NOW, OPERATOR)
    worker._deliver(worker._claim(1)[0])
    receive_text(database, InboundText("SM1", BUSINESS, "+14155550199", "hi"), NOW)
    assert ("handoff", BACKUP) in deliver(database, carrier)


def reminded(engine: Engine, **slots: Any) -> Prospect:
    """A prospect who fell silent, and a reminder that waits."""
    publish_roofing(engine, follow_up=FollowUp(prospect_after_minutes=20))
    prospect = Prospect(engine)
    prospect.submit()
    heard = {"consent": {"value": "yes"}, "phone": {"value": PROSPECT}, "stage": "asking"}
    keep(prospect, **heard)
    with transaction(engine) as connection:
        turn = prospect.turn(connection)
        follow_up(connection, turn.campaign, turn.conversation, "When?", NOW)
    keep(prospect, **{**heard, **slots})
    return prospect


def keep(prospect: Prospect, **slots: Any) -> None:
    with transaction(prospect.engine) as connection:
        state = {"slots": slots}
        conversations.save_dialogue(connection, prospect.conversation, state, 0, [], NOW)


def test_a_silent_prospect_is_reminded_at_the_number_of_today(database: Engine) -> None:
    """It was put right meanwhile."""
    reminded(database, phone={"value": "+14155550124"})
    assert ("follow_up", "+14155550124") in deliver(database, Carrier(), 20)


@pytest.mark.parametrize("stage", ["done", "quiet", "stopped"])
def test_a_prospect_who_went_on_is_not_reminded(published: Engine, stage: str) -> None:
    """Whatever came of it."""
    reminded(published, stage=stage)
    assert "follow_up" not in dict(deliver(published, Carrier(), 20))
    assert ("follow_up", "the prospect went on") in dropped(published)


@pytest.mark.parametrize("refuse", [opt_outs.add_opt_out, opt_outs.add_typed_opt_out])
def test_a_number_that_refuses_texts_gets_no_reminder(
    published: Engine, refuse: Callable[[Any, str, str, datetime], bool]
) -> None:
    """Its holder's word, or that of one who typed it."""
    reminded(published)
    with transaction(published) as connection:
        refuse(connection, PROSPECT, "stop", NOW)
    assert "follow_up" not in dict(deliver(published, Carrier(), 20))


def test_a_prospect_who_wanted_a_person_and_then_to_be_left_alone_is_left_alone(
    database: Engine,
) -> None:
    """The call for a person still waited."""
    prospect, carrier = Prospect(database), Carrier()
    prospect.submit(owner="no")
    with transaction(database) as connection:
        call_person(prospect.turn(connection), prospect.answers)
    keep(prospect, stage="stopped")
    assert deliver(database, carrier) == []
    assert dropped(database) == [("update", "the prospect wants no contact")]
