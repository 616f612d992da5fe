"""What was handed over stands; corrections stand beside it and are told in few texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot import clock
from bot.delivery.transport import Accepted, Remedy, TransportError
from bot.delivery.worker import Worker
from bot.services.approve_lead import approve_lead
from bot.services.receive_text import InboundText, receive_text
from bot.services.report_delivery import report_delivery
from bot.services.tend_outbox import drop_text, list_texts, retry_text
from bot.store.database import reading
from bot.store.outbox import Outbound
from bot.store.schema import delivered, lead, outbox
from bot.values import sms_text
from bot.values.budget import Budget
from tests.conftest import NOW
from tests.services.campaigns import publish_roofing
from tests.services.prospects import BACKUP, BUSINESS, Prospect

NEW_PHONE = "+14155550199"
SHOWN = "need budget timeframe postcode details name phone email verdict signals".split()


class Carrier:
    """Takes texts, and does to the next ones what `befalls` says."""

    def __init__(self, *befalls: Remedy) -> None:
        self.befalls = list(befalls)
        self.taken: list[Outbound] = []

    def send(self, text: Outbound) -> Accepted:
        if self.befalls:
            raise TransportError("trouble", self.befalls.pop(0))
        self.taken.append(text)
        return Accepted(f"SM{text.id}x{len(self.taken)}")

    def find(self, text: Outbound, others: object) -> None:
        return None

    def bodies(self, kind: str = "update") -> list[str]:
        return [text.body for text in self.taken if text.kind == kind]


@pytest.fixture
def real_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[datetime]]:
    """The machine's own time, which a test moves; the fixed clock stands still."""
    instant = [NOW]
    monkeypatch.setattr(clock, "real", lambda: instant[0])
    yield instant


def deliver(engine: Engine, carrier: Carrier, now: datetime = NOW) -> None:
    Worker(engine, carrier, lambda: now).drain()


def dollars(amount: int) -> Budget:
    return Budget(amount * 100, amount * 100, "USD")


def handed_over(engine: Engine, carrier: Carrier, **changed: Any) -> Prospect:
    prospect = Prospect(engine)
    assert prospect.submit(**changed)["verdict"]["outcome"] == "qualified"
    deliver(engine, carrier)
    assert prospect.shown()["handoff"]["state"] == "sent"
    return prospect


def rows(engine: Engine, table: Any) -> list[Any]:
    with reading(engine) as connection:
        return list(connection.execute(select(table).order_by(table.c.id)))


def test_what_was_handed_over_is_a_snapshot_that_corrections_leave_alone(database: Engine) -> None:
    """Lead, verdict, row and text are as they were; what changed stands beside them."""
    carrier = Carrier()
    prospect = handed_over(database, carrier)
    before, row = prospect.shown(), rows(database, lead)
    after = prospect.correct(budget=dollars(1000), phone=NEW_PHONE, owner="no")
    assert {name: after[name] for name in SHOWN} == {name: before[name] for name in SHOWN}
    assert rows(database, lead) == row
    corrected = {each["field"]: each for each in after["corrected"]}
    assert set(corrected) == {"budget", "phone", "owner"}
    assert corrected["phone"] == {
        "field": "phone",
        "was": "+14155550123",
        "now": NEW_PHONE,
        "at": "2026-11-23T18:00:00Z",
        "heard": f"heard {NEW_PHONE}",
    }
    assert corrected["budget"]["was"]["max"] == "10000.00"
    assert corrected["budget"]["now"]["max"] == "1000.00"
    (snapshot,) = rows(database, delivered)
    (handoff,) = (text for text in carrier.taken if text.kind == "handoff")
    assert (snapshot.lead_id, snapshot.body) == (prospect.lead, handoff.body)
    assert (snapshot.recipient, snapshot.phone) == (BUSINESS, "+14155550123")
    assert snapshot.answers["budget"]["value"]["max"] == "10000.00"
    assert {c["result"] for c in snapshot.criteria} == {"pass"}
    assert snapshot.consent_id is not None


def test_a_second_correction_says_what_the_first_one_made_it(database: Engine) -> None:
    """Each step has its own line."""
    prospect = handed_over(database, Carrier())
    prospect.correct(postcode="94112")
    prospect.correct(postcode="94115")
    steps = [(each["was"], each["now"]) for each in prospect.shown()["corrected"]]
    assert steps == [("94110", "94112"), ("94112", "94115")]


def test_a_handoff_that_waits_says_what_holds_now(database: Engine) -> None:
    """It was never tried: it is written anew, and the snapshot is of what was sent."""
    prospect, carrier = Prospect(database), Carrier()
    prospect.submit()
    prospect.correct(budget=dollars(12000), name="Mara Lopez")
    deliver(database, carrier)
    (body,) = carrier.bodies("handoff")
    assert "$12,000" in body
    assert "Mara Lopez" in body
    assert carrier.bodies() == []
    (snapshot,) = rows(database, delivered)
    assert (snapshot.body, snapshot.name) == (body, "Mara Lopez")


def test_a_handoff_that_the_carrier_never_had_may_still_change(database: Engine) -> None:
    """Its carrier was down: nothing went out, so nothing was sold."""
    prospect, carrier = Prospect(database), Carrier(Remedy.RETRY)
    prospect.submit()
    deliver(database, carrier)
    prospect.correct(budget=dollars(1000))
    deliver(database, carrier, NOW + timedelta(minutes=10))
    assert carrier.taken == []
    assert prospect.shown()["verdict"]["outcome"] == "unqualified"


@pytest.mark.parametrize("loss", ["answer", "process"])
def test_a_handoff_that_may_have_gone_out_stands(database: Engine, loss: str) -> None:
    """Its answer was lost, or its worker died: what was claimed is what was sold."""
    prospect, carrier = Prospect(database), Carrier(Remedy.UNKNOWN)
    prospect.submit()
    worker = Worker(database, carrier, lambda: NOW)
    if loss == "answer":
        worker.drain()
    else:
        worker._claim(1)
    prospect.correct(budget=dollars(1000))
    assert prospect.shown()["budget"]["max"] == "10000.00"
    carrier.befalls.clear()
    deliver(database, carrier, NOW + timedelta(minutes=4))
    assert "$8,000 to $10,000" in carrier.bodies("handoff")[0]
    assert "$1,000" in carrier.bodies()[0]
    (snapshot,) = rows(database, delivered)
    assert snapshot.answers["budget"]["value"]["max"] == "10000.00"


def test_a_report_that_overtakes_the_answer_keeps_the_snapshot(database: Engine) -> None:
    """The worker died after the carrier took the text; the carrier's report says so."""
    prospect = Prospect(database)
    prospect.submit()
    (claimed,) = Worker(database, Carrier(), lambda: NOW)._claim(1)
    report_delivery(database, "SM77", "delivered", str(claimed.id), None, NOW)
    prospect.correct(budget=dollars(1000))
    (snapshot,) = rows(database, delivered)
    assert snapshot.answers["budget"]["value"]["max"] == "10000.00"
    assert prospect.shown()["budget"]["max"] == "10000.00"


def test_forty_corrections_make_few_texts_though_the_clock_stands_still(
    database: Engine, real_clock: list[datetime]
) -> None:
    """The first at once, the others joined; the last word of each is told."""
    carrier = Carrier()
    prospect = handed_over(database, carrier)
    for n in range(40):
        prospect.correct(budget=dollars(4000 + n), postcode=f"941{10 + n}")
        deliver(database, carrier)
    assert len(carrier.bodies()) == 1
    real_clock[0] += timedelta(seconds=59)
    deliver(database, carrier)
    assert len(carrier.bodies()) == 1
    real_clock[0] += timedelta(seconds=1)
    deliver(database, carrier)
    first, second = carrier.bodies()
    assert "$4,000" in first
    assert "$4,039" in second
    assert "94149" in second
    assert sms_text.segments(second) <= 2


def test_who_goes_on_correcting_for_hours_is_told_of_less_and_less_often(
    database: Engine, real_clock: list[datetime]
) -> None:
    """Every other minute for six hours: not one text each time."""
    carrier = Carrier()
    prospect = handed_over(database, carrier)
    for minute in range(0, 360, 2):
        prospect.now = now = NOW + timedelta(minutes=minute)
        real_clock[0] = now
        prospect.correct(budget=dollars(4000 + minute))
        deliver(database, carrier, now)
    assert 5 <= len(carrier.bodies()) <= 10


def test_a_new_phone_is_told_at_once_and_takes_along_what_waits(
    database: Engine, real_clock: list[datetime]
) -> None:
    """In the text's first line, for the rest may be cut."""
    carrier = Carrier()
    prospect = handed_over(database, carrier)
    prospect.correct(budget=dollars(4000))
    deliver(database, carrier)
    prospect.correct(postcode="94112")
    deliver(database, carrier)
    prospect.correct(phone=NEW_PHONE)
    deliver(database, carrier)
    _, second = carrier.bodies()
    assert second.splitlines()[1] == "phone: (415) 555-0199"
    assert "94112" in second
    prospect.correct(phone="+14155550198")
    deliver(database, carrier)
    assert "(415) 555-0198" in carrier.bodies()[2]


def test_what_is_put_back_as_it_was_is_not_told(
    database: Engine, real_clock: list[datetime]
) -> None:
    """Within the minute: nothing changed after all."""
    carrier = Carrier()
    prospect = handed_over(database, carrier)
    prospect.correct(postcode="94112")
    deliver(database, carrier)
    prospect.correct(budget=dollars(4000))
    prospect.correct(budget=Budget(800000, 1000000, "USD"))
    real_clock[0] += timedelta(hours=2)
    deliver(database, carrier)
    assert len(carrier.bodies()) == 1
    prospect.correct(postcode="94115")
    real_clock[0] += timedelta(hours=2)
    deliver(database, carrier)
    assert "94115" in carrier.bodies()[1]


def test_a_long_answer_leaves_room_for_the_phone(database: Engine) -> None:
    """Each fact is shortened, and the phone comes first."""
    carrier = Carrier()
    prospect = handed_over(database, carrier)
    prospect.correct(name="N" * 400, email=f"{'e' * 200}@example.com", phone=NEW_PHONE)
    deliver(database, carrier)
    (body,) = carrier.bodies()
    assert "(415) 555-0199" in body
    assert sms_text.segments(body) <= 2


def test_the_second_number_and_the_reminder_get_what_holds_now(published: Engine) -> None:
    """They wait for their hour; the snapshot stays what the first number got."""
    publish_roofing(published, backup=BACKUP)
    carrier = Carrier()
    prospect = handed_over(published, carrier)
    prospect.correct(phone=NEW_PHONE)
    for minutes in (1, 30, 60):
        deliver(published, carrier, NOW + timedelta(minutes=minutes))
    assert [(t.kind, t.recipient) for t in carrier.taken] == [
        ("handoff", BUSINESS),
        ("update", BUSINESS),
        ("reminder", BUSINESS),
        ("handoff", BACKUP),
    ]
    assert all("(415) 555-0199" in text.body for text in carrier.taken[1:])
    (snapshot,) = rows(published, delivered)
    assert (snapshot.recipient, snapshot.phone) == (BUSINESS, "+14155550123")
    assert prospect.shown()["phone"] == "+14155550123"


def test_a_first_number_that_fails_later_does_not_undo_a_correction(published: Engine) -> None:
    """The second number gets the lead with the new phone."""
    publish_roofing(published, backup=BACKUP)
    carrier = Carrier()
    prospect = handed_over(published, carrier)
    prospect.correct(phone=NEW_PHONE)
    (handoff,) = (text for text in carrier.taken if text.kind == "handoff")
    report_delivery(published, f"SM{handoff.id}x1", "failed", str(handoff.id), "30005", NOW)
    deliver(published, carrier)
    (backup,) = (t for t in carrier.taken if t.recipient == BACKUP and t.kind == "handoff")
    assert "(415) 555-0199" in backup.body


def test_a_correction_after_an_approval_asks_for_another_look(database: Engine) -> None:
    """What was approved is not what it says now; the handoff waits for a person again."""
    prospect, carrier = Prospect(database), Carrier()
    prospect.submit(budget=None)
    approve_lead(database, prospect.lead, NOW)
    shown = prospect.correct(name="Mara Lopez")
    assert (shown["approved_at"], shown["handoff"]) == (None, None)
    deliver(database, carrier)
    assert carrier.taken == []
    approve_lead(database, prospect.lead, NOW)
    deliver(database, carrier)
    assert "Mara Lopez" in carrier.bodies("handoff")[0]


def test_consent_given_after_a_withdrawal_hands_the_lead_over(database: Engine) -> None:
    """The business never had it: it gets the lead, and no correction of it."""
    prospect, carrier = Prospect(database), Carrier()
    prospect.submit()
    prospect.withdraw()
    deliver(database, carrier)
    assert carrier.taken == []
    prospect.correct(consent="yes")
    deliver(database, carrier)
    assert [text.kind for text in carrier.taken] == ["handoff"]


def test_a_handoff_that_the_operator_took_back_stays_there(database: Engine) -> None:
    """A correction neither sends it nor is told of a lead that nobody has."""
    prospect, carrier = Prospect(database), Carrier()
    prospect.submit()
    (waiting,) = list_texts(database)
    drop_text(database, waiting["id"], NOW)
    assert prospect.correct(budget=dollars(12000))["budget"]["max"] == "12000.00"
    deliver(database, carrier)
    assert carrier.taken == []


def test_a_handoff_sent_again_by_the_operator_is_still_the_one_that_was_sold(
    database: Engine,
) -> None:
    """The carrier had it once: a correction does not write it anew."""
    carrier = Carrier()
    prospect = handed_over(database, carrier)
    (handoff,) = carrier.taken
    report_delivery(database, f"SM{handoff.id}x1", "failed", str(handoff.id), "30005", NOW)
    retry_text(database, handoff.id, NOW)
    prospect.correct(budget=dollars(1000))
    deliver(database, carrier)
    assert [text.body for text in carrier.taken[1:2]] == [handoff.body]
    assert "$1,000" in carrier.bodies()[0]


def test_texts_about_a_lead_name_it(database: Engine) -> None:
    """In the outbox, for who looks after it."""
    carrier = Carrier()
    prospect = handed_over(database, carrier)
    prospect.correct(budget=dollars(4000))
    (update,) = (row for row in rows(database, outbox) if row.kind == "update")
    assert update.lead_id == prospect.lead
    assert NOW.isoformat()[:10] not in update.key


def test_a_stop_from_the_number_put_right_withdraws_the_lead(database: Engine) -> None:
    """The row keeps the number that was handed over; its prospect is the one who texts."""
    carrier = Carrier()
    prospect = handed_over(database, carrier)
    prospect.correct(phone="+14155550184")
    receive_text(database, InboundText("SM1", "+14155550184", "+14155550199", "STOP"), NOW)
    assert not prospect.shown()["consent"]["given"]
    deliver(database, carrier)
    assert [body.splitlines()[0] for body in carrier.bodies()] == [
        f"Bay Ridge Roofing: lead {prospect.lead} asks not to be contacted any more"
    ]


def test_a_stop_from_a_number_that_was_a_slip_leaves_the_lead_alone(database: Engine) -> None:
    """It was put right before anything went out: its holder has nothing to do with the lead."""
    prospect = Prospect(database)
    prospect.submit(phone="+14155550184")
    prospect.correct(phone="+14155550123")
    receive_text(database, InboundText("SM1", "+14155550184", "+14155550199", "STOP"), NOW)
    assert prospect.shown()["consent"]["given"]
