"""A carrier's report: what it changes, and what it must not."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import Engine

from bot.services.report_delivery import report_delivery
from bot.services.show_leads import show_lead
from bot.store.database import reading
from bot.store.schema import outbox as outbox_table
from tests.conftest import NOW
from tests.services.test_qualify_lead import qualify


def state(engine: Engine) -> tuple[int, str, str | None]:
    with reading(engine) as connection:
        row = connection.execute(outbox_table.select()).one()
    return row.id, row.state, row.last_error


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("queued", "sent"),
        ("sent", "sent"),
        ("delivered", "delivered"),
        ("undelivered", "failed"),
        ("failed", "failed"),
        ("read", "queued"),
        ("", "queued"),
    ],
)
def test_a_report_moves_the_text_on(published: Engine, status: str, expected: str) -> None:
    """The lead shows it; words that we don't know change nothing."""
    lead = qualify(published)
    id, *_ = state(published)
    report_delivery(published, "SM1", status, str(id), None, NOW)
    assert show_lead(published, lead)["handoff"]["state"] == expected


def test_the_carriers_error_is_kept(published: Engine) -> None:
    """For who looks into why a business got nothing."""
    qualify(published)
    id, *_ = state(published)
    report_delivery(published, "SM1", "undelivered", str(id), "30005", NOW)
    assert state(published)[1:] == ("failed", "carrier error 30005")


@pytest.mark.parametrize("outbox_id", [None, "", "x", "-1", "4711", "²", "9" * 30])
def test_a_report_about_nothing_of_ours_changes_nothing(
    database: Engine, outbox_id: str | None
) -> None:
    """Whatever stands in the address."""
    qualify(database)
    report_delivery(database, "SM1", "delivered", outbox_id, None, NOW)
    assert state(database)[1] == "queued"
