"""Numbers that are no prospect's: those that campaigns and their businesses have or had."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sqlalchemy import String, bindparam, or_, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql import Select

from bot.store.schema import definition


@dataclass(frozen=True, slots=True)
class Holder:
    """Who a number belongs to: `campaign` names its definition's, and `texted` says that it is the
    campaign's own, which prospects text; else it is its business's.
    """

    campaign: str
    business: str
    texted: bool


def list_holders(connection: Connection, phone: str) -> list[Holder]:
    """Who has `phone` (E.164), by any definition that was ever published."""
    rows = connection.execute(_holders(), {"sought": phone})
    return [Holder(row.campaign_id, row.business, bool(row.texted)) for row in rows]


@cache  # to build a query costs more than to run it
def _holders() -> Select:
    body, phone = definition.c.body, bindparam("sought", type_=String)
    texted = body["number"].as_string() == phone
    of_business = [
        body["business"][key].as_string() == phone for key in ("sms", "backup_sms", "phone")
    ]
    return (
        select(
            definition.c.campaign_id,
            body["business"]["name"].as_string().label("business"),
            texted.label("texted"),
        )
        .where(or_(texted, *of_business))
        .distinct()
    )
