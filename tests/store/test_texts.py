"""Texts as the carrier knows them, and opt-outs."""

from __future__ import annotations

from sqlalchemy.engine import Engine

from bot.store import texts
from bot.store.database import transaction
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
