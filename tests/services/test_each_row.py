"""One row that can't be read stops nothing but itself: neither a queue nor a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import text as sql
from sqlalchemy.engine import Engine

from bot.delivery.transport import Accepted
from bot.errors import RowUnreadable
from bot.services import turn as turn_module
from bot.services.chat import chat_history
from bot.services.opt_out import opt_out
from bot.services.publish_campaigns import publish_campaigns
from bot.services.report_delivery import report_delivery
from bot.services.show_leads import list_leads, show_lead
from bot.services.simulated_phones import list_phones
from bot.services.start_conversation import start_web_conversation
from bot.services.tend_outbox import list_texts
from bot.store.database import reading, transaction
from bot.store.outbox import Outbound
from tests.conftest import NOW, read_sample
from tests.delivery.conftest import queue, text
from tests.services.campaigns import ROOFING
from tests.services.conftest import Parrot, say, take
from tests.services.test_fall_back import BAD, BUSINESS, OPERATOR, Carrier, deliver, rows
from tests.services.test_qualify_lead import qualify

PROSPECT = "+14155550188"
# What a definition may have become; not all of it is JSON.
DAMAGES = ('{"id": "roofing"}', "[]", '"?"', "null", "7")
NO_JSON = ("{", "")


def damage(engine: Engine, body: str, campaign: str = "roofing") -> None:
    """Put `body` where the campaign's definitions were."""
    with transaction(engine) as connection:
        connection.execute(
            sql("UPDATE definition SET body = :body WHERE campaign_id = :campaign"),
            {"body": body, "campaign": campaign},
        )
    turn_module._campaigns.clear()


class Damaging(Carrier):
    """The definition is damaged while the carrier takes a text."""

    def __init__(self, engine: Engine, body: str) -> None:
        super().__init__()
        self._engine, self._body = engine, body

    def send(self, text: Outbound) -> Accepted:
        damage(self._engine, self._body)
        return super().send(text)


@pytest.fixture(autouse=True)
def _no_campaign_is_known() -> Iterator[None]:
    yield
    turn_module._campaigns.clear()


@pytest.mark.parametrize("body", DAMAGES)
def test_an_opted_out_number_of_a_damaged_campaign_stops_no_delivery(
    database: Engine, body: str
) -> None:
    """Its text is dropped at the claim, with nobody to fall back to; the others go out."""
    queue(database, "update:1", kind="update", to=BUSINESS, body="news")
    queue(database, "reply:1", to=PROSPECT, body="well")
    with transaction(database) as connection:
        connection.execute(
            sql(
                "INSERT INTO opt_out (phone, kind, heard, at) "
                "VALUES (:phone, 'out', 'STOP', 'then')"
            ),
            {"phone": BUSINESS},
        )
    damage(database, body)
    carrier = Carrier()
    deliver(database, carrier)
    deliver(database, carrier)
    assert sorted(carrier.taken) == [("alert", OPERATOR), ("reply", PROSPECT)]
    assert text(database, "update:1").state == "dropped"
    assert [row.recipient for row in rows(database, "alert")] == [OPERATOR]


@pytest.mark.parametrize("body", NO_JSON)
def test_a_definition_that_is_no_json_stops_no_delivery(published: Engine, body: str) -> None:
    """As SQLite alone would keep it."""
    lead = qualify(published)
    queue(published, "reply:1", to=PROSPECT)
    damage(published, body)
    carrier = Carrier(**BAD)
    deliver(published, carrier)
    assert text(published, f"handoff:{lead}").state == "dead"
    assert text(published, "reply:1").state == "sent"
    assert f"lead {lead} did not reach Bay Ridge Roofing" in rows(published, "alert")[0].body


@pytest.mark.parametrize("body", DAMAGES)
def test_what_the_carrier_took_is_kept_though_no_reminder_can_be_made(
    database: Engine, body: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Else it would be looked up and, at worst, sent again."""
    lead = qualify(database)
    deliver(database, Damaging(database, body))
    (handoff,) = rows(database, "handoff")
    assert (handoff.state, handoff.sid) == ("sent", f"SM{handoff.id}")
    report_delivery(database, handoff.sid or "", "delivered", str(handoff.id), None, NOW, OPERATOR)
    assert text(database, f"handoff:{lead}").state == "delivered"
    assert rows(database, "reminder") == []
    assert "was left out" in caplog.text


def test_a_report_of_a_failure_of_a_damaged_campaign_alerts_the_operator(
    database: Engine,
) -> None:
    """No backup number can be read, so nobody else can be told."""
    lead = qualify(database)
    deliver(database, Carrier())
    (handoff,) = rows(database, "handoff")
    damage(database, "[]")
    report_delivery(
        database, handoff.sid or "", "undelivered", str(handoff.id), "30005", NOW, OPERATOR
    )
    assert text(database, f"handoff:{lead}").state == "failed"
    (alert,) = rows(database, "alert")
    assert f"lead {lead} did not reach Bay Ridge Roofing" in alert.body


def test_a_report_on_a_damaged_row_changes_nothing(
    published: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    """And is no error of the carrier's, who would send it again and again."""
    queue(published)
    with transaction(published) as connection:
        connection.execute(sql("UPDATE outbox SET body = CAST(x'ff' AS TEXT)"))
    report_delivery(published, "SM1", "delivered", "1", None, NOW, OPERATOR)
    with reading(published) as connection:
        assert connection.execute(sql("SELECT state FROM outbox")).scalar() == "queued"
    assert "outbox 1 can't be read" in caplog.text


def test_leads_that_can_be_read_are_listed_and_the_others_named(database: Engine) -> None:
    """A damaged definition, and answers of no known shape."""
    ids = [qualify(database) for _ in range(3)]
    with transaction(database) as connection:
        connection.execute(sql("UPDATE lead SET answers = '[1]' WHERE id = :id"), {"id": ids[1]})
    told: list[RowUnreadable] = []
    listed = list_leads(database, unreadable=told.append)
    assert [lead["id"] for lead in listed] == [ids[2], ids[0]]
    assert [str(error) for error in told] == [
        f"lead {ids[1]} can't be read: its row in the database is damaged"
    ]
    with pytest.raises(RowUnreadable):
        show_lead(database, ids[1])
    damage(database, "[]")
    told.clear()
    assert list_leads(database, unreadable=told.append) == []
    assert sorted(str(error.row) for error in told) == sorted(map(str, ids))


@pytest.mark.parametrize("column", ["answers", "criteria"])
def test_a_lead_that_is_no_json_hides_no_other(published: Engine, column: str) -> None:
    """SQLite reads all rows before it gives one."""
    ids = [qualify(published) for _ in range(3)]
    with transaction(published) as connection:
        connection.execute(sql(f"UPDATE lead SET {column} = '{{' WHERE id = :id"), {"id": ids[0]})
    told: list[RowUnreadable] = []
    listed = list_leads(published, "roofing", 10, told.append)
    assert [lead["id"] for lead in listed] == ids[:0:-1]
    assert [error.row for error in told] == [ids[0]]


def test_texts_that_can_be_read_are_listed_and_the_others_named(published: Engine) -> None:
    """`outbox list` is where one looks when something is wrong."""
    queue(published, "reply:1")
    queue(published, "reply:2")
    with transaction(published) as connection:
        connection.execute(sql("UPDATE outbox SET body = CAST(x'ff' AS TEXT) WHERE id = 1"))
    told: list[RowUnreadable] = []
    assert [each["id"] for each in list_texts(published, unreadable=told.append)] == [2]
    assert [error.row for error in told] == [1]


def test_a_chat_is_shown_without_the_answer_that_can_not_be_read(
    published: Engine,
) -> None:
    """The visitor reloads the page."""
    id = start_web_conversation(published, "roofing", {}, NOW)
    take(published, id, Parrot())
    for n in range(2):
        say(published, id, f"web:{id}:{n}", f"text {n}")
        take(published, id, Parrot())
    with transaction(published) as connection:
        connection.execute(
            sql("UPDATE inbox SET answer = '{' WHERE key = :key"), {"key": f"web:{id}:0"}
        )
    shown = [each["text"] for each in chat_history(published, id)]
    assert shown[-2:] == ["text 1", "You said text 1"]


def test_a_damaged_campaign_hides_no_other_and_can_be_published_anew(
    database: Engine,
) -> None:
    """The simulator shows the rest; the next definition is sound again."""
    damage(database, "[]")
    assert len(list_phones(database)) == 5
    sample = read_sample(ROOFING)
    greeting = f"{sample.greeting} Welcome back."
    (done,) = publish_campaigns(database, [replace(sample, greeting=greeting)], NOW)
    assert (done.version, done.changed) == (2, True)
    assert len(list_phones(database)) == 6


def test_stop_is_obeyed_by_the_numbers_of_a_damaged_campaign(database: Engine) -> None:
    """What an opt-out takes back asks no definition."""
    queue(database, to=PROSPECT)
    damage(database, "[]")
    with transaction(database) as connection:
        opt_out(connection, PROSPECT, "STOP", NOW)
    carrier = Carrier()
    deliver(database, carrier)
    assert carrier.taken == []
    assert text(database).state == "dropped"
