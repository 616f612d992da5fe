"""Duplicates and any order, at two processes at once: one effect each, one turn at a time."""

from __future__ import annotations

import random
import signal
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from bot.store.database import reading
from bot.store.schema import conversation, dialogue_event, inbox, outbox
from tests.torture.audit import Audit, quiet
from tests.torture.nursery import Nursery
from tests.torture.prospects import SOON, anonymous, phones, send_text
from tests.torture.site import Site, open_site, outbox_row

NUMBER = "+14155550199"
SAYS = (
    "my roof needs repair",
    "about 8000",
    SOON,
    "94122",
    "yes, I own it",
    "who are you?",
    "how much does it cost",
)
COPIES = 5


@dataclass
class Found:
    """One conversation: what was said in the order of its turns, and each one's answer."""

    said: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)


def shuffle(folder: Path, database_url: str, times: int, nursery: Nursery) -> Audit:
    """`times` conversations, every message five times, in any order, to both processes at once."""
    result = Audit()
    torn, other, wrong = 0, 0, 0
    with open_site(folder, database_url, nursery) as site:
        children = [site.serve(site.new_port()) for _ in range(2)]
        numbers = phones()
        talks = [(next(numbers), next(numbers)) for _ in range(times)]
        with ThreadPoolExecutor(4) as at_once:
            list(at_once.map(lambda talk: _at_once(site, talk[0]), talks))
        assert quiet(site), "it did not come to rest"
        for phone, another in talks:
            found = _found(site, phone, result)
            torn += found is None
            if found is None:
                continue
            wrong += sorted(found.said) != sorted(SAYS)
            for n, line in enumerate(found.said, 1):
                send_text(site, f"SM{uuid.uuid4().hex}", another, NUMBER, line)
                site.postman.wait(another, n, site.entrance.over)
            again = _found(site, another, result)
            if again is None or again.answers != found.answers:
                other += 1
                result.faults.append(f"{phone}: not as one after the other: {found} {again}")
        assert quiet(site)
        with reading(site.engine) as connection:
            replies = [str(id) for id in connection.execute(select(outbox.c.id)).scalars()]
        sent = [outbox_row(message) for message in site.twilio.messages]
        doubled = len(sent) - len(set(sent))
        for child in children:
            child.signal(signal.SIGTERM)
        for child in children:
            child.wait(40)
    # Two turns at once would clash at the number of their events: one would fail.
    result.faults += ["an error in the log"] * site.errors()
    result.faults += ["a message was lost or doubled"] * wrong
    result.faults += ["a text went out twice or not at all"] * (
        doubled + len(set(replies) ^ set(sent))
    )
    result.figures = {
        "conversations in any order": times,
        "webhooks": times * len(SAYS) * COPIES,
        "messages": times * len(SAYS),
        "conversations with a message lost or doubled": wrong,
        "conversations with turns interleaved": torn + other,
        "texts sent twice": doubled,
    }
    return result


def _at_once(site: Site, phone: str) -> None:
    webhooks = [(f"SM{uuid.uuid4().hex}", line) for line in SAYS]
    copies = [webhook for webhook in webhooks for _ in range(COPIES)]
    random.shuffle(copies)
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda w: send_text(site, w[0], phone, NUMBER, w[1]), copies))


def _found(site: Site, phone: str, result: Audit) -> Found | None:
    """What the database holds, if it is whole."""
    with reading(site.engine) as connection:
        ids = list(
            connection.execute(
                select(conversation.c.id).where(conversation.c.address == phone)
            ).scalars()
        )
        rows = connection.execute(
            select(inbox).where(inbox.c.conversation_id.in_(ids)).order_by(inbox.c.id)
        ).all()
        events = connection.execute(
            select(dialogue_event.c.number, dialogue_event.c.data)
            .where(dialogue_event.c.conversation_id.in_(ids))
            .order_by(dialogue_event.c.number)
        ).all()
        bodies = dict(
            connection.execute(
                select(outbox.c.key, outbox.c.body).where(outbox.c.recipient == phone)
            ).all()
        )
    whole = (
        len(ids) == 1
        and all(row.state == "done" for row in rows)
        and [event.number for event in events] == list(range(len(events)))
    )
    if not whole:
        result.faults.append(f"{phone}: {len(ids)} conversations, {len(rows)} messages: torn")
        return None
    said = [event.data["text"] for event in events if event.data.get("event") == "user"]
    keys = {row.text: f"reply:{row.id}" for row in rows}
    if len(keys) != len(rows) or set(said) != set(keys):
        result.faults.append(f"{phone}: said {said}, kept {[row.text for row in rows]}")
        return None
    return Found(said, [anonymous(bodies.get(keys[line], ""), phone) for line in said])
