"""Many rows: one that is damaged is told of, and the others come all the same."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.errors import RowUnreadable
from bot.store import inbox, leads
from bot.store.database import open_database, reading, reading_row, transaction
from bot.store.rows import read_rows
from bot.store.schema import inbox as inbox_table
from tests.conftest import NOW


def test_a_row_that_can_not_be_read_is_named_and_the_others_come_in_order(
    database: Engine, conversation: str
) -> None:
    """Whatever building it raises."""

    def build(**columns: object) -> object:
        if columns["text"] == "text 2":
            raise KeyError("a shape that nobody knows")
        return columns["text"]

    with transaction(database) as connection:
        for n in range(4):
            inbox.add_inbound(connection, f"k{n}", "message", conversation, f"text {n}", NOW)
    told: list[RowUnreadable] = []
    with reading(database) as connection:
        query = select(inbox_table).order_by(inbox_table.c.id.desc())
        found = read_rows(connection, query, inbox_table.c.id, build, told.append)
        damaged = inbox.get_inbound(connection, "k2")
    assert damaged
    assert found == ["text 3", "text 1", "text 0"]
    assert [str(error) for error in told] == [
        f"inbox {damaged.id} can't be read: its row in the database is damaged"
    ]


@pytest.mark.parametrize("damage", ["'{'", "x'ff'", "'[1,'"])
def test_damaged_json_and_damaged_text_hide_no_other_message(
    published: Engine, damage: str
) -> None:
    """In SQLite a column takes anything."""
    with transaction(published) as connection:
        from bot.store import campaigns, conversations

        roofing = campaigns.get_campaign(connection, "roofing")
        assert roofing
        conversations.add_conversation(
            connection, "talk", "roofing", roofing.definition_id, "web", None, {}, NOW
        )
        for n in range(3):
            inbox.add_inbound(connection, f"k{n}", "message", "talk", f"text {n}", NOW)
        column = "text" if damage.startswith("x") else "answer"
        connection.exec_driver_sql(
            f"UPDATE inbox SET {column} = CAST({damage} AS TEXT) WHERE key = 'k1'"
        )
    with reading(published) as connection:
        assert [each.text for each in inbox.list_inbound(connection, "talk")] == [
            "text 0",
            "text 2",
        ]


def test_a_database_that_is_away_is_no_damaged_row(postgres_url: str) -> None:
    """Every row would seem to be one."""
    engine = open_database(postgres_url.replace("test_", "no_such_"))
    with pytest.raises(Exception, match="does not exist") as caught, reading_row("lead", 1):
        engine.connect()
    assert not isinstance(caught.value, RowUnreadable)


def test_an_error_of_ours_keeps_its_name(database: Engine) -> None:
    """What is not there is not damaged."""
    from bot.errors import LeadUnknown

    with pytest.raises(LeadUnknown), reading(database) as connection, reading_row("lead", 1):
        if leads.get_lead(connection, 1) is None:
            raise LeadUnknown(1)
