"""Texts as the carrier knows them, and opt-outs."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.engine import Engine

from bot.store import texts
from bot.store.database import transaction
from bot.store.times import to_text
from tests.conftest import NOW

A, B = "+14155550101", "+14155550102"


def test_a_text_is_noted_once_for_its_sid(database: Engine) -> None:
    """The carrier's second call about it adds nothing."""
    with transaction(database) as connection:
        assert texts.add_text(connection, "SM1", A, B, "hi", "received", NOW)
        assert not texts.add_text(connection, "SM1", A, B, "hi", "received", NOW)
        assert [t.body for t in texts.list_texts(connection, sender=A)] == ["hi"]
        assert texts.list_texts(connection, recipient=A) == []


def test_a_final_status_is_never_left(database: Engine) -> None:
    """Late news changes nothing."""
    with transaction(database) as connection:
        texts.add_text(connection, "SM1", A, B, "hi", "queued", NOW)
        for status in ("sent", "delivered", "sent", "failed"):
            texts.set_text_status(connection, "SM1", status)
        assert texts.list_texts(connection, sender=A)[0].status == "delivered"


def test_the_first_opt_out_is_the_evidence(database: Engine) -> None:
    """Its words and its time stay; START takes it away."""
    with transaction(database) as connection:
        texts.add_opt_out(connection, A, "stop " * 100, NOW)
        texts.add_opt_out(connection, A, "again", NOW + timedelta(days=1))
        row = connection.exec_driver_sql("SELECT heard, at FROM opt_out").one()
        assert row.heard.startswith("stop stop")
        assert row.at == to_text(NOW)
        texts.remove_opt_out(connection, A)
        assert not texts.is_opted_out(connection, A)
