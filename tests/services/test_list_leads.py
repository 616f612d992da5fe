"""Lists of leads come a page at a time, and nothing of a page is lost or told twice."""

from __future__ import annotations

import pytest
from sqlalchemy import text as sql
from sqlalchemy.engine import Engine

from bot.services import show_leads
from bot.services.show_leads import list_leads, stream_leads
from bot.store.database import transaction
from tests.services.test_qualify_lead import qualify


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(show_leads, "_PAGE", 2)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5])
def test_each_lead_is_listed_once_the_newest_first(published: Engine, count: int) -> None:
    ids = [qualify(published) for _ in range(count)]
    assert [lead["id"] for lead in list_leads(published)] == ids[::-1]
    for limit in range(1, count + 2):
        found = list_leads(published, "roofing", limit)
        assert [lead["id"] for lead in found] == ids[::-1][:limit]


def test_a_page_of_damaged_leads_ends_no_list(published: Engine) -> None:
    ids = [qualify(published) for _ in range(5)]
    with transaction(published) as connection:
        connection.execute(
            sql("UPDATE lead SET answers = '[1]' WHERE id IN (:a, :b)"), {"a": ids[2], "b": ids[3]}
        )
    told: list[object] = []
    found = list_leads(published, unreadable=told.append)
    assert [lead["id"] for lead in found] == [ids[4], ids[1], ids[0]]
    assert len(told) == 2


def test_what_is_new_while_a_list_is_read_is_no_part_of_it(published: Engine) -> None:
    ids = [qualify(published) for _ in range(4)]
    found = stream_leads(published)
    first = next(found)
    qualify(published)
    assert [first["id"], *(lead["id"] for lead in found)] == ids[::-1]
