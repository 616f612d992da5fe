"""A text that reached nobody: the backup number, then the operator; a lead is never silent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.delivery.transport import Accepted, Remedy, TransportError
from bot.delivery.worker import Worker
from bot.services.opt_out import opt_out
from bot.services.report_delivery import report_delivery
from bot.services.show_leads import show_lead
from bot.store.database import reading, transaction
from bot.store.outbox import Outbound
from bot.store.schema import outbox as outbox_table
from bot.values import sms_text
from tests.conftest import NOW
from tests.delivery.conftest import Clock, queue
from tests.services.campaigns import publish_roofing
from tests.services.test_qualify_lead import qualify

BUSINESS, BACKUP, OPERATOR = "+14155550100", "+14155550101", "+14155550177"


class Carrier:
    """Takes every text, but refuses the numbers in `refused` with their reason."""

    def __init__(self, **refused: tuple[str, Remedy]) -> None:
        self.refused = {f"+{number.strip('n')}": why for number, why in refused.items()}
        self.taken: list[tuple[str, str]] = []

    def send(self, text: Outbound) -> Accepted:
        if text.recipient in self.refused:
            raise TransportError(*self.refused[text.recipient])
        self.taken.append((text.kind, text.recipient))
        return Accepted(f"SM{text.id}")

    def find(self, text: Outbound, others: object) -> None:
        return None


def deliver(engine: Engine, carrier: Carrier, operator: str | None = OPERATOR) -> None:
    Worker(engine, carrier, lambda: NOW, operator).drain()


def rows(engine: Engine, kind: str) -> list[Outbound]:
    with reading(engine) as connection:
        found = connection.execute(
            select(outbox_table).where(outbox_table.c.kind == kind).order_by(outbox_table.c.id)
        )
        return [Outbound(**row._mapping) for row in found]


BAD = {"n14155550100n": ("Twilio 21211", Remedy.NEVER)}
BOTH_BAD = {**BAD, "n14155550101n": ("Twilio 21211", Remedy.NEVER)}


def test_a_number_that_can_not_be_right_gives_the_lead_to_the_backup(database: Engine) -> None:
    """At once, word for word; the lead shows where it went."""
    publish_roofing(database, backup=BACKUP)
    lead = qualify(database)
    carrier = Carrier(**BAD)
    deliver(database, carrier)
    assert carrier.taken == [("handoff", BACKUP)]
    first, second = rows(database, "handoff")
    assert (first.state, second.state, second.body) == ("dead", "sent", first.body)
    assert show_lead(database, lead)["handoff"]["to"] == BACKUP
    assert rows(database, "alert") == []


def test_a_business_that_has_opted_out_gives_the_lead_to_the_backup(database: Engine) -> None:
    """Its STOP is obeyed, and the lead is not lost."""
    publish_roofing(database, backup=BACKUP)
    with transaction(database) as connection:
        opt_out(connection, BUSINESS, "STOP", NOW)
    qualify(database)
    carrier = Carrier()
    deliver(database, carrier)
    assert carrier.taken == [("handoff", BACKUP)]


def test_a_handoff_that_never_arrived_gives_the_lead_to_the_backup(database: Engine) -> None:
    """The carrier took it and reports later that the phone can't be reached."""
    publish_roofing(database, backup=BACKUP)
    qualify(database)
    carrier = Carrier()
    deliver(database, carrier)
    (sent,) = (row for row in rows(database, "handoff") if row.recipient == BUSINESS)
    for _ in range(2):  # reports come twice
        report_delivery(database, sent.sid or "", "undelivered", str(sent.id), "30005", NOW)
    deliver(database, carrier)
    assert carrier.taken == [("handoff", BUSINESS), ("handoff", BACKUP)]
    assert [row.state for row in rows(database, "reminder")] == ["dropped"]


@pytest.mark.parametrize("backup", [None, BACKUP])
def test_the_operator_hears_of_a_lead_that_reached_nobody(
    database: Engine, backup: str | None
) -> None:
    """One text, from the campaign's number, with the lead's and without anybody's name."""
    publish_roofing(database, backup=backup)
    lead = qualify(database)
    carrier = Carrier(**BOTH_BAD)
    deliver(database, carrier)
    assert carrier.taken == [("alert", OPERATOR)]
    (alert,) = rows(database, "alert")
    assert f"lead {lead} did not reach Bay Ridge Roofing (Twilio 21211)" in alert.body
    assert "Maria" not in alert.body
    assert sms_text.segments(alert.body) == 1


def test_without_an_operator_the_log_says_it(
    database: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    """Numbers of rows, no one's name or phone."""
    publish_roofing(database)
    qualify(database)
    deliver(database, Carrier(**BAD), operator=None)
    assert rows(database, "alert") == []
    assert "reached nobody: Twilio 21211" in caplog.text
    assert "Maria" not in caplog.text
    assert "4155550" not in caplog.text


def test_an_alert_that_fails_alerts_nobody(database: Engine) -> None:
    """There is no one left to tell, and no loop."""
    publish_roofing(database)
    qualify(database)
    deliver(database, Carrier(**BAD, n14155550177n=("Twilio 21610", Remedy.OPTED_OUT)))
    assert [row.state for row in rows(database, "alert")] == ["dropped"]


def test_replies_that_we_can_not_send_alert_once_an_hour(database: Engine) -> None:
    """A wrong setting stops them all: one text says so, not one for each."""
    clock = Clock()
    refused = {f"n1415555016{n}n": ("Twilio 21606", Remedy.NEVER) for n in range(3)}
    worker = Worker(database, Carrier(**refused), clock, OPERATOR)
    for n in range(3):
        queue(database, f"reply:{n}", to=f"+1415555016{n}")
    worker.drain()
    assert len(rows(database, "alert")) == 1
    clock.instant += timedelta(hours=1)
    queue(database, "reply:later", to="+14155550160")
    worker.drain()
    assert [row.state for row in rows(database, "alert")] == ["sent", "sent"]


def test_a_prospect_whose_phone_is_off_alerts_nobody(database: Engine) -> None:
    """That is theirs."""
    queue(database)
    deliver(database, Carrier())
    (reply,) = rows(database, "reply")
    report_delivery(database, reply.sid or "", "failed", str(reply.id), "30005", NOW, OPERATOR)
    assert rows(database, "reply")[0].state == "failed"
    assert rows(database, "alert") == []
