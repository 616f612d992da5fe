"""A process that starts takes up what waits; what it can't read holds nothing up."""

from __future__ import annotations

import time
from pathlib import Path

from prometheus_client import REGISTRY
from sqlalchemy import text as sql
from sqlalchemy.engine import Engine
from starlette.testclient import TestClient

from bot import clock
from bot.app import build
from bot.services import turn
from bot.services.receive_text import InboundText, receive_text
from bot.services.wording import sentences
from bot.settings import Settings
from bot.store.database import open_database, reading, transaction
from tests.conftest import NOW

ROOFING, MORTGAGE = "+14155550199", "+13125550129"
OPERATOR = "+14155550177"


def text(engine: Engine, sid: str, sender: str, number: str = ROOFING) -> str:
    conversation = receive_text(engine, InboundText(sid, sender, number, "hello"), NOW)
    assert conversation is not None
    return conversation


def states(engine: Engine) -> dict[str, str]:
    """{SID: state} of the messages that came by text."""
    with reading(engine) as connection:
        rows = connection.execute(sql("SELECT key, state FROM inbox"))
        return {row.key.removeprefix("sms:"): row.state for row in rows}


def alerts() -> float:
    return REGISTRY.get_sample_value("leadbell_alerts_total", {"kind": "message"}) or 0


def test_the_sweep_goes_on_past_what_can_not_be_read(postgres_url: str, trained: Path) -> None:
    """A conversation of an odd shape, a definition of none; before, between and after sound ones.

    One that is at its third try is tried alone meanwhile, by a real child.
    """
    database = open_database(postgres_url)
    odd = text(database, "SM1", "+14155550181")
    text(database, "SM2", "+14155550182")
    text(database, "SM3", "+14155550183", MORTGAGE)
    text(database, "SM4", "+14155550184")
    text(database, "SM5", "+14155550185")
    with transaction(database) as connection:
        connection.execute(sql("UPDATE conversation SET state = '7' WHERE id = :id"), {"id": odd})
        connection.execute(sql("UPDATE definition SET body = '[]' WHERE campaign_id = 'mortgage'"))
        connection.execute(sql("UPDATE inbox SET attempts = 2 WHERE key = 'sms:SM4'"))
    turn._campaigns.clear()  # what a new process has not read yet
    clock.fix(None)
    settings = Settings(
        database_url=postgres_url,
        secret="only for the tests of leadbell",
        public_url="https://leads.example.com",
        sms_transport="simulator",
        twilio=None,
        fixed_now=None,
        models=trained,
        operator_sms=OPERATOR,
    )
    before = alerts()
    with TestClient(build(settings)):
        expected = {"SM1": "dead", "SM2": "done", "SM3": "dead", "SM4": "done", "SM5": "done"}
        deadline = time.monotonic() + 120
        while states(database) != expected and time.monotonic() < deadline:
            time.sleep(0.2)
        assert states(database) == expected
    assert alerts() - before == 2
    with reading(database) as connection:
        rows = connection.execute(sql("SELECT recipient, body FROM outbox")).all()
    told = {row.recipient: row.body for row in rows if row.body == sentences()["apology"]}
    assert set(told) == {"+14155550181", "+14155550183"}
    assert OPERATOR in {row.recipient for row in rows}
    database.dispose()
