"""STOP, in whatever company, at whatever number of ours: opted out, withdrawn, told once."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.delivery.worker import Worker
from bot.errors import LeadNotInReview
from bot.leads.keywords import Keyword
from bot.services.approve_lead import approve_lead
from bot.services.chat import receive_chat_message
from bot.services.publish_campaigns import publish_campaigns
from bot.services.receive_text import InboundText, receive_text
from bot.services.report_delivery import report_delivery
from bot.services.show_leads import show_lead
from bot.services.turn import Turn
from bot.store import opt_outs
from bot.store.database import reading
from bot.store.outbox import Outbound
from bot.store.schema import consent as consent_table
from bot.store.schema import inbox as inbox_table
from bot.store.schema import outbox as outbox_table
from tests.conftest import NOW, SAMPLES, by_turns, read_sample
from tests.services.campaigns import publish_roofing
from tests.services.conftest import Parrot, counts, say, take
from tests.services.test_fall_back import BACKUP, BUSINESS, Carrier
from tests.services.test_qualify_lead import GOOD, qualify

PROSPECT, NUMBER, NEW_NUMBER = GOOD["phone"], "+14155550199", "+14155550195"
STOPS = ["STOP", "Stop. I already hired a roofer", "ARRÊT", "please stop"]


def receive(engine: Engine, body: str, n: int = 1, **facts: Any) -> str | None:
    text = InboundText(f"SMin{n}", PROSPECT, NUMBER, body)
    return receive_text(engine, replace(text, **facts), NOW)


def outgoing(engine: Engine, *kinds: str) -> list[Outbound]:
    with reading(engine) as connection:
        rows = connection.execute(select(outbox_table).order_by(outbox_table.c.id))
        return [Outbound(**row._mapping) for row in rows if not kinds or row.kind in kinds]


def consents(engine: Engine, lead: int) -> list[Any]:
    with reading(engine) as connection:
        return connection.execute(
            select(consent_table)
            .where(consent_table.c.lead_id == lead)
            .order_by(consent_table.c.id)
        ).all()


def is_opted_out(engine: Engine) -> bool:
    with reading(engine) as connection:
        return opt_outs.is_opted_out(connection, PROSPECT)


def deliver(engine: Engine) -> Carrier:
    carrier = Carrier()
    Worker(engine, carrier, lambda: NOW).drain()
    return carrier


@by_turns("body", STOPS)
def test_stop_before_the_handoff_goes_out_takes_the_lead_back(database: Engine, body: str) -> None:
    """The business never hears of it; the evidence has the words, the number and the text's id."""
    lead = qualify(database)
    receive(database, body, n=7)
    assert is_opted_out(database)
    assert [row.state for row in outgoing(database, "handoff")] == ["dropped"]
    assert outgoing(database, "update") == []
    given, withdrawn = consents(database, lead)
    assert (given.given, withdrawn.given) == (True, False)
    assert withdrawn.heard == body
    assert withdrawn.wording == given.wording
    assert withdrawn.evidence == {
        "channel": "sms",
        "phone": PROSPECT,
        "name": "Maria Lopez",
        "definition_id": given.evidence["definition_id"],
        "answered_in": "sms:SMin7",
    }


def test_stop_after_the_handoff_is_told_once_and_stops_what_would_follow(database: Engine) -> None:
    """The business hears of it; its backup number, which never got the lead, does not."""
    publish_roofing(database, backup=BACKUP)
    lead = qualify(database)
    deliver(database)
    assert {row.kind for row in outgoing(database) if row.state == "queued"} == {
        "reminder",
        "handoff",
    }
    for n, body in enumerate(STOPS):
        receive(database, body, n)
    (told,) = outgoing(database, "update")
    assert told.recipient == BUSINESS
    assert f"lead {lead}" in told.body
    assert {row.state for row in outgoing(database, "reminder")} == {"dropped"}
    assert [row.state for row in outgoing(database, "handoff")] == ["sent", "dropped"]
    assert len(consents(database, lead)) == 2
    assert show_lead(database, lead)["consent"]["given"] is False


def test_a_backup_that_got_the_lead_is_told(database: Engine) -> None:
    """The business's own phone could not be reached, so there is nobody to tell there."""
    publish_roofing(database, backup=BACKUP)
    qualify(database)
    deliver(database)
    (first, _) = outgoing(database, "handoff")
    report_delivery(database, first.sid or "", "undelivered", str(first.id), "30005", NOW)
    deliver(database)
    receive(database, "STOP")
    assert [row.recipient for row in outgoing(database, "update")] == [BACKUP]


def test_stop_withdraws_from_every_campaign_that_has_a_lead_of_the_number(database: Engine) -> None:
    """Also from those they reached on the web; leads of others stay."""
    mine = [qualify(database), qualify(database)]
    other = qualify(database, phone="+14155550144")
    deliver(database)
    receive(database, "STOP", recipient=_number_of("mortgage"))
    assert [show_lead(database, lead)["consent"]["given"] for lead in (*mine, other)] == [
        False,
        False,
        True,
    ]
    assert len(outgoing(database, "update")) == 2


def _number_of(id: str) -> str:
    return next(each.number for each in map(read_sample, SAMPLES) if each.id == id)


def test_start_gives_no_consent_back(database: Engine) -> None:
    """It lets us answer again, and no more."""
    lead = qualify(database, budget=None)
    receive(database, "STOP")
    receive(database, "START", 2)
    assert not is_opted_out(database)
    assert show_lead(database, lead)["consent"]["given"] is False
    with pytest.raises(LeadNotInReview, match="consent"):
        approve_lead(database, lead, NOW)
    assert outgoing(database, "handoff") == []


def test_a_lead_without_consent_has_none_to_take_back(database: Engine) -> None:
    """A no is a no already."""
    lead = qualify(database, consent="no")
    receive(database, "STOP")
    assert [row.given for row in consents(database, lead)] == [False]


def test_a_correction_on_the_web_after_stop_reaches_nobody(database: Engine) -> None:
    """The chat goes on, but what it puts right is nobody's business any more."""
    from bot.services.correct_lead import correct_lead
    from bot.store import leads

    lead = qualify(database)
    deliver(database)
    receive(database, "STOP")
    before = len(outgoing(database))
    with reading(database) as connection:
        saved = leads.get_lead(connection, lead)
    assert saved is not None

    def put_right(turn: Turn, _: str) -> None:
        changed = {"name": {"value": "Mary Lopez", "heard": "Mary", "at": "now"}}
        correct_lead(turn, {**saved.answers, **changed}, changed)

    say(database, saved.conversation_id, "k", "it's Mary")
    take(database, saved.conversation_id, Parrot(put_right))
    assert len(outgoing(database)) == before


# Numbers that the campaign had, and none of ours


def _move(database: Engine, **changed: str) -> None:
    """Publish the samples with other numbers."""
    samples = [read_sample(path) for path in SAMPLES]
    publish_campaigns(
        database,
        [replace(each, number=changed.get(each.id, each.number)) for each in samples],
        NOW,
    )


@by_turns("body", STOPS)
def test_stop_at_a_number_that_the_campaign_had_is_obeyed(database: Engine, body: str) -> None:
    """It is confirmed from the number of today, in the business's name."""
    qualify(database)
    _move(database, roofing=NEW_NUMBER)
    receive(database, body)
    assert is_opted_out(database)
    (notice,) = outgoing(database, "notice")
    assert (notice.sender, notice.recipient) == (NEW_NUMBER, PROSPECT)
    assert "Bay Ridge Roofing" in notice.body
    assert outgoing(database, "handoff")[0].state == "dropped"


def test_a_number_that_moved_to_another_campaign_is_its_holders(database: Engine) -> None:
    """Its name stands in the confirmation."""
    _move(database, roofing=NEW_NUMBER)
    _move(database, roofing=NEW_NUMBER, mortgage=NUMBER)
    receive(database, "STOP")
    (notice,) = outgoing(database, "notice")
    assert notice.campaign_id == "mortgage"


def test_who_writes_to_a_former_number_goes_on_with_the_campaign(database: Engine) -> None:
    """They have the old number in their phone."""
    before = receive(database, "hello")
    _move(database, roofing=NEW_NUMBER)
    assert receive(database, "my roof leaks", 2) == before


@by_turns("body", [*STOPS, "Cancel. Thank you"])
def test_stop_at_a_number_that_nobody_knows_is_obeyed_without_a_word(
    database: Engine, body: str
) -> None:
    """An opt-out holds everywhere; there is no name to answer in."""
    lead = qualify(database)
    receive(database, body, recipient="+14155559999")
    assert is_opted_out(database)
    assert show_lead(database, lead)["consent"]["given"] is False
    assert outgoing(database, "notice", "reply") == []
    assert receive(database, "HELP", 2, recipient="+14155559999") is None
    assert outgoing(database, "notice", "reply") == []


# What Twilio's Advanced Opt-Out has answered already


@by_turns("body", ["STOP", "ARRET", "no more of this", "", "YES and no"])
def test_a_stop_that_twilio_answered_is_obeyed_in_silence(database: Engine, body: str) -> None:
    lead = qualify(database)
    assert receive(database, body, answered=Keyword.STOP) is None
    assert is_opted_out(database)
    assert show_lead(database, lead)["consent"]["given"] is False
    assert outgoing(database, "notice", "reply") == []


@by_turns("body", ["HELP", "AYUDA", "what is this", "START"])
def test_a_help_that_twilio_answered_gets_no_second_answer(database: Engine, body: str) -> None:
    before = counts(database)["conversation"]
    assert receive(database, body, answered=Keyword.HELP) is None
    assert outgoing(database) == []
    assert counts(database)["conversation"] == before


@by_turns("body", ["START", "COMENZAR", "unstop", "YES"])
def test_a_start_that_twilio_answered_brings_the_number_back_in_silence(
    database: Engine, body: str
) -> None:
    receive(database, "STOP", answered=Keyword.STOP)
    assert receive(database, body, 2, answered=Keyword.START) is None
    assert not is_opted_out(database)
    assert receive(database, body, 3, answered=Keyword.START) is None or body == "YES"
    assert outgoing(database) == []


@by_turns("body,tag", itertools.product(["YES", "yes", "Sí"], [None, Keyword.START, Keyword.HELP]))
def test_a_yes_stays_an_answer_while_the_number_has_not_opted_out(
    database: Engine, body: str, tag: Keyword | None
) -> None:
    """Whatever Twilio took it for."""
    first = receive(database, "hello")
    assert receive(database, body, 2, answered=tag) == first
    with reading(database) as connection:
        said = connection.execute(select(inbox_table.c.text)).scalars().all()
    assert said == ["hello", body]


# Reactions and quotations


@by_turns(
    "body",
    [
        "Liked “Bay Ridge Roofing: you can text us. Reply STOP to opt out.”",
        "\u200b👎\u200b to “Reply YES or NO”",
        "Disliked “STOP”",
        "Le gustó “Reply STOP to opt out.”",
        "Loved an image",
    ],
)
def test_a_reaction_is_noted_and_changes_nothing(database: Engine, body: str) -> None:
    """No keyword, no turn, no conversation that it would begin."""
    for begun in (False, True):
        if begun:
            take(database, receive(database, "hello") or "", Parrot())
        before = counts(database)
        assert receive(database, body, 2 + begun) is None
        after = counts(database)
        assert after.pop("text_message") == before.pop("text_message") + 1
        assert after == before


def test_a_reaction_of_the_business_spares_it_the_reminder_and_a_thanks(database: Engine) -> None:
    """It has read the lead."""
    qualify(database)
    deliver(database)
    before = len(outgoing(database))
    receive(database, "Liked “Bay Ridge Roofing: new lead 1”", sender=BUSINESS)
    assert [row.state for row in outgoing(database, "reminder")] == ["dropped"]
    assert len(outgoing(database)) == before


def test_our_own_words_quoted_are_no_keyword_and_theirs_beside_them_are(database: Engine) -> None:
    """Pasted, cited or in quotation marks."""
    talk = receive(database, "hello")
    take(database, talk or "", Parrot())  # "You said hello"
    ours = "Bay Ridge Roofing: you won't get any more texts from us. Reply STOP to opt out."
    say_to_all = Parrot()
    receive(database, "HELP", 2)
    (notice,) = outgoing(database, "notice")
    for n, body in enumerate((f"“{notice.body}”", f"> {notice.body}", f"Fwd: {notice.body}"), 3):
        assert receive(database, body, n) == talk, body
    take(database, talk or "", say_to_all)
    assert not any("STOP" in str(heard) for heard in say_to_all.heard)
    assert not is_opted_out(database)
    assert receive(database, f"> {notice.body}\nSTOP", 9) is None
    assert is_opted_out(database)
    assert ours not in notice.body


def test_a_reaction_on_the_web_gets_no_answer(database: Engine, web: str) -> None:
    """The message is kept and done, and no dialogue hears of it."""
    parrot = Parrot()
    receive_chat_message(database, web, "k", "Liked “You said Unsaid.OPENING”", NOW)
    take(database, web, parrot)
    assert parrot.heard == []
    with reading(database) as connection:
        kept = connection.execute(select(inbox_table).where(inbox_table.c.key == "k")).one()
    assert (kept.state, kept.answer) == ("done", [])
