"""What must be true when all is quiet again, of every message, lead and text."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from bot.services.show_leads import show_lead
from bot.store.database import reading
from bot.store.schema import conversation, dialogue_event, inbox, lead, outbox, text_message
from tests.torture.prospects import Prospect, anonymous
from tests.torture.site import Site, outbox_row

# What tells two runs of one script apart: ids and times.
_OWN = {"id", "created_at", "at", "heard_at", "approved_at"}


# A reminder waits half an hour for its business: that is not stuck.
_FOR_LATER = (outbox.c.kind == "reminder") & (outbox.c.attempts == 0)


@dataclass
class Alone:
    """How a script ends when nothing disturbs it: what was heard, and the lead or None."""

    heard: list[list[str]]
    lead: Any


@dataclass
class Audit:
    """`figures` are counted; each of `faults` breaks a promise."""

    figures: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def quiet(site: Site, seconds: float = 90) -> bool:
    """Whether nothing waits any more by then: no message, no text, no report."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with reading(site.engine) as connection:
            waiting = connection.execute(
                select(func.count()).select_from(inbox).where(inbox.c.state == "new")
            ).scalar_one()
            moving = connection.execute(
                select(func.count())
                .select_from(outbox)
                .where(outbox.c.state.in_(("queued", "sending", "unknown", "sent")), ~_FOR_LATER)
            ).scalar_one()
        if not waiting and not moving:
            return True
        time.sleep(0.2)
    return False


def alone(site: Site, prospect: Prospect) -> Alone:
    """How the prospect's conversation ended."""
    with reading(site.engine) as connection:
        found = connection.execute(
            select(lead.c.id).where(lead.c.conversation_id.in_(_conversations(site, prospect)))
        ).scalar()
    return Alone(prospect.heard, found and _lead(site, found, prospect.phone))


def audit(
    site: Site,
    prospects: Sequence[Prospect],
    undisturbed: Mapping[str, Alone],
    poison: str | None = None,
) -> Audit:
    """Hold the database and the carrier's own records against what was said.

    What has the word `poison` in it may have been given up.
    """
    result = Audit()
    _conversations_end_alike(site, prospects, undisturbed, result)
    _messages_are_answered_once(site, prospects, result, poison)
    _texts_go_out_once(site, result, poison)
    return result


def _conversations_end_alike(
    site: Site, prospects: Sequence[Prospect], undisturbed: Mapping[str, Alone], result: Audit
) -> None:
    leads, lost, doubled, other = 0, 0, 0, 0
    for prospect in prospects:
        result.faults += prospect.troubles
        name, expected = (
            f"{prospect.script.name} {prospect.phone}",
            undisturbed[prospect.script.name],
        )
        if not prospect.done:
            result.faults.append(f"{name}: never came to its end")
            continue
        with reading(site.engine) as connection:
            ids = list(
                connection.execute(
                    select(lead.c.id).where(
                        lead.c.conversation_id.in_(_conversations(site, prospect))
                    )
                ).scalars()
            )
        wanted = int(expected.lead is not None)
        leads, lost = leads + len(ids), lost + max(0, wanted - len(ids))
        doubled += max(0, len(ids) - wanted)
        if len(ids) != wanted:
            result.faults.append(f"{name}: {len(ids)} leads instead of {wanted}")
        elif ids and (got := _lead(site, ids[0], prospect.phone)) != expected.lead:
            other += 1
            result.faults.append(f"{name}: another lead: {_difference(got, expected.lead)}")
        if prospect.heard != expected.heard:
            other += 1
            result.faults.append(
                f"{name}: another talk: {_difference(prospect.heard, expected.heard)}"
            )
    with reading(site.engine) as connection:
        strangers = connection.execute(select(func.count()).select_from(lead)).scalar_one() - leads
    if strangers:
        result.faults.append(f"{strangers} leads of nobody")
    result.figures |= {
        "conversations": len(prospects),
        "ended otherwise than alone": other,
        "leads": leads,
        "leads lost": lost,
        "leads doubled": doubled + strangers,
    }


def _messages_are_answered_once(
    site: Site, prospects: Sequence[Prospect], result: Audit, poison: str | None
) -> None:
    said = {id for prospect in prospects for id in prospect.ids}
    with reading(site.engine) as connection:
        rows = connection.execute(select(inbox)).all()
        replies = Counter(connection.execute(select(outbox.c.key)).scalars())
        known = set(connection.execute(select(text_message.c.sid)).scalars())
        numbers = dict(connection.execute(select(conversation.c.id, conversation.c.events)).all())
        events = dict(
            connection.execute(
                select(dialogue_event.c.conversation_id, func.count()).group_by(
                    dialogue_event.c.conversation_id
                )
            ).all()
        )
    kept = Counter(row.key.rpartition(":")[2] for row in rows)
    # A carrier's keyword is obeyed at once: a text, but no message for a turn.
    lost = [id for id in said if not kept[id] and id not in known]
    ends = {row.id: "dead" if _has(row.text, poison) else "done" for row in rows}
    unanswered = [row.key for row in rows if row.state != ends[row.id] or row.answer is None]
    texted = {row.conversation_id: row for row in rows if row.key.startswith("sms:")}
    silent = [
        row.key
        for row in rows
        if row.key.startswith("sms:") and row.answer and replies[f"reply:{row.id}"] != 1
    ]
    torn = [id for id, count in numbers.items() if events.get(id, 0) != count]
    result.faults += [f"{key}: lost" for key in lost]
    result.faults += [f"{key}: not answered" for key in unanswered]
    result.faults += [f"{key}: no text, or several" for key in silent]
    result.faults += [f"{id}: events torn" for id in torn]
    result.figures |= {
        "messages acknowledged": len(said),
        "messages lost": len(lost),
        "messages unanswered or answered twice": len(unanswered) + len(silent),
        "texting conversations": len(texted),
    }


def _has(text: str, poison: str | None) -> bool:
    return poison is not None and poison in text


def _texts_go_out_once(site: Site, result: Audit, poison: str | None) -> None:
    with reading(site.engine) as connection:
        found = connection.execute(select(outbox).where(~_FOR_LATER)).all()
        rows = [row for row in found if not _has(row.body, poison)]
        reminders = connection.execute(
            select(func.count()).select_from(outbox).where(_FOR_LATER)
        ).scalar_one()
        known = {
            row.sid: row.outbox_id
            for row in connection.execute(select(text_message.c.sid, text_message.c.outbox_id))
        }
    taken: dict[str, list[str]] = {}
    for message in site.twilio.messages:
        taken.setdefault(outbox_row(message), []).append(message["sid"])
    never = [row for row in rows if str(row.id) not in taken and row.state != "dropped"]
    stuck = [row for row in rows if row.state not in ("delivered", "dropped")]
    twice = [row for row in rows if len(taken.get(str(row.id), ())) > 1]
    unmarked = [row for row in twice if not row.repeated]
    unknown = [
        sid
        for row in rows
        for sid in taken.get(str(row.id), ())
        if sid not in known or known[sid] != row.id
    ]
    strange = [row for row in rows if row.sid and row.sid not in taken.get(str(row.id), ())]
    for fault, found in (
        ("never sent", never),
        ("stuck", stuck),
        ("sent twice and not marked", unmarked),
        ("has another's sid", strange),
    ):
        result.faults += [f"{row.key} ({row.state}): {fault}" for row in found]
    result.faults += [f"{sid}: sent, but not known by its sid" for sid in unknown]
    handoffs = [row for row in rows if row.kind == "handoff"]
    result.figures |= {
        "texts": len(rows),
        "texts stuck or never sent": len(never) + len(stuck),
        "texts marked as repeats": sum(bool(row.repeated) for row in rows),
        "texts sent twice, marked": len(twice) - len(unmarked),
        "texts sent twice, not marked": len(unmarked),
        "handoffs": len(handoffs),
        "reminders that wait": reminders,
        "handoffs sent twice, marked": sum(row.kind == "handoff" for row in twice if row.repeated),
        "handoffs sent twice, not marked": sum(row.kind == "handoff" for row in unmarked),
        "sent texts not known by sid": len(unknown) + len(strange),
    }


def _conversations(site: Site, prospect: Prospect) -> list[str]:
    with reading(site.engine) as connection:
        if prospect.script.channel == "sms":
            query = select(conversation.c.id).where(conversation.c.address == prospect.phone)
        else:
            keys = [inbox.c.key.like(f"web:%:{id}") for id in prospect.ids[:1]]
            query = select(inbox.c.conversation_id).where(*keys)
        return list(connection.execute(query).scalars())


def _lead(site: Site, id: int, phone: str) -> Any:
    return _plain(show_lead(site.engine, id), phone)


def _plain(data: Any, phone: str) -> Any:
    if isinstance(data, dict):
        return {k: _plain(v, phone) for k, v in data.items() if k not in _OWN}
    if isinstance(data, list):
        return [_plain(each, phone) for each in data]
    return anonymous(data, phone) if isinstance(data, str) else data


def _difference(got: Any, wanted: Any) -> str:
    if isinstance(got, dict) and isinstance(wanted, dict):
        pairs = {
            k: (got.get(k), wanted.get(k)) for k in got | wanted if got.get(k) != wanted.get(k)
        }
        return repr(pairs)[:400]
    if isinstance(got, list) and isinstance(wanted, list):
        for n, (one, other) in enumerate(zip(got, wanted, strict=False)):
            if one != other:
                return f"at {n}: {one!r} instead of {other!r}"[:400]
        return f"{len(got)} instead of {len(wanted)}"
    return f"{got!r} instead of {wanted!r}"[:400]
