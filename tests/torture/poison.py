"""Poison: messages and texts that hang, exhaust or kill every process that touches them.

Two `serve` and two `worker`, each of which is replaced when it dies, share one database. Prospects
talk all the while; some of them say a poisonous line in between, by text and on the web, and some
texts to send are poisonous, too. Each ends dead, after an apology or an alert; everybody else ends
as alone.
"""

from __future__ import annotations

import signal
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot import clock
from bot.services.wording import sentences
from bot.store.database import reading, transaction
from bot.store.outbox import add_outbound
from bot.store.schema import inbox, outbox
from tests.torture.audit import Alone, Audit, audit, quiet
from tests.torture.nursery import Child, Nursery
from tests.torture.prospects import SCRIPTS, Crowd, Prospect, Script, phones
from tests.torture.site import Site, open_site

EFFECTS = ("kill", "memory", "hang")
VENOM = "belladonna"
OPERATOR = "+14155550177"
TEXTS = 2  # poisonous ones to send, for each effect
REPLACED = "another takes its place"
LEASE = 20.0  # seconds: a settlement may have to outlast who holds SQLite's one write lock


def poison(
    folder: Path,
    database_url: str,
    effects: Sequence[str],
    nursery: Nursery,
    undisturbed: Mapping[str, Alone],
    talks: int = 24,
    lease: float = LEASE,
) -> Audit:
    """`talks` conversations, two of them poisoned, for each of `effects`."""
    scripts = [_poisoned(script) for script in SCRIPTS if script.name.startswith("roof ")][:2]
    known = {**undisturbed, **{each.name: _apologised(each, undisturbed) for each in scripts}}
    prospects: list[Prospect] = []
    ended = True
    with open_site(folder, database_url, nursery, lease=lease, look_up=lease + 1) as site:
        site.environment["OPERATOR_SMS"] = OPERATOR
        ports = [site.new_port(), site.new_port()]
        numbers = phones()
        for effect in effects:
            children = _start(site, ports, effect)
            crowd = Crowd(site, talks, talks, [*scripts, *SCRIPTS], numbers)
            _queue(site, effect)
            ended &= crowd.wait(600) and quiet(site, 300)
            prospects += crowd.prospects
            _stop(children)
        result = audit(site, prospects, known, VENOM)
        poisoned = sum(each.script in scripts for each in prospects)
        _judge(site, result, poisoned, len(effects) * TEXTS)
    if not ended:
        result.faults.append("it did not come to rest")
    return result


def _poisoned(script: Script) -> Script:
    """The same talk with a poisonous line before its third."""
    says = (*script.says[:2], f"it is {VENOM}", *script.says[2:])
    return replace(script, name=f"{script.name}, poisoned", says=says)


def _apologised(script: Script, undisturbed: Mapping[str, Alone]) -> Alone:
    """As it ends alone, and the apology where the poison was."""
    plain = undisturbed[script.name.removesuffix(", poisoned")]
    at = len(plain.heard) - len(script.says) + 1 + 2  # the web's greeting comes first
    heard = [*plain.heard[:at], [str(sentences()["apology"])], *plain.heard[at:]]
    return Alone(heard, plain.lead)


def _start(site: Site, ports: Sequence[int], effect: str) -> list[Child]:
    failpoint = f"read.{effect}@{VENOM},send.{effect}@{VENOM}"
    serving = [site.serve(port, failpoint, once=False) for port in ports]
    return [*serving, *(site.worker(failpoint, once=False) for _ in range(2))]


def _stop(children: Sequence[Child]) -> None:
    for child in children:
        child.signal(signal.SIGTERM)
    for child in children:
        if child.wait(40) is None:
            child.kill()


def _queue(site: Site, effect: str) -> None:
    """Poisonous texts, and after each a sound one to the same phone."""
    with transaction(site.engine) as connection:
        for n in range(TEXTS):
            for name, body in (("poison", f"all about {VENOM}"), ("sound", "all is well")):
                add_outbound(
                    connection,
                    key=f"{name}:{effect}:{n}",
                    kind="reply",
                    campaign_id="roofing",
                    sender="+14155550199",
                    recipient=f"+1212555017{n}",
                    body=body,
                    now=clock.now(),
                )


def _judge(site: Site, result: Audit, messages: int, texts: int) -> None:
    with reading(site.engine) as connection:
        said = connection.execute(select(inbox).where(inbox.c.text.contains(VENOM))).all()
        queued = connection.execute(select(outbox).where(outbox.c.body.contains(VENOM))).all()
        alerts = connection.execute(select(outbox).where(outbox.c.kind == "alert")).all()
    apologies = [row for row in said if row.state == "dead" and _is_apology(row.answer)]
    given_up = [row for row in queued if row.state == "dead"]
    ends = _count(site, REPLACED)
    told = {about: [row for row in alerts if words in row.body] for about, words in _ALERTS.items()}
    expected = (
        (len(said) == len(apologies) == messages, f"{len(apologies)} of {len(said)} apologies"),
        (len(queued) == len(given_up) == texts, f"{len(given_up)} of {len(queued)} texts given up"),
        (all(row.state == "delivered" for row in alerts), "an alert did not arrive"),
        (ends >= 1, "nothing ended a process"),
        (ends <= 2 * (messages + texts), f"{ends} processes ended: one died a third time"),
        *((bool(rows), f"no alert about {about}") for about, rows in told.items()),
    )
    result.faults += [fault for fine, fault in expected if not fine]
    result.figures |= {
        "poisonous messages": len(said),
        "of them dead, with an apology": len(apologies),
        "poisonous texts": len(queued),
        "of them dead": len(given_up),
        "processes that they ended": ends,
        "texts to the operator": len(alerts),
    }


_ALERTS = {"messages": "got an apology", "texts": "can't be sent"}


def _is_apology(answer: Any) -> bool:
    return [message["text"] for message in answer or ()] == [sentences()["apology"]]


def _count(site: Site, words: str) -> int:
    return sum(log.read_text().count(words) for log in site.folder.glob("*.log"))
