"""A text that ends its holders is counted, tried alone and given up; the others go on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

import pytest
from sqlalchemy import text as sql
from sqlalchemy.engine import Engine

from bot.child import Fate
from bot.delivery.transport import Accepted, Remedy, TransportError
from bot.delivery.worker import Worker
from bot.services.claim_texts import ALONE
from bot.settings import LEASE, LOOK_UP_AFTER
from bot.store import outbox
from bot.store.database import reading, transaction
from bot.store.outbox import Outbound
from bot.store.outbox_leases import ALONE_AFTER, GIVEN_UP_AFTER
from tests.delivery.conftest import Clock, queue, text
from tests.services.test_qualify_lead import qualify

OPERATOR = "+14155550177"
OTHER = "+14155550187"
UNTIL_LOOKED_UP = LEASE.total_seconds() + LOOK_UP_AFTER.total_seconds()


class Killed(BaseException):
    """The worker's process ended."""


class Carrier:
    """Ends who sends a text with `poison` in it, before or after it was taken."""

    def __init__(self, after: bool = False) -> None:
        self.after = after
        self.taken: list[str] = []
        self.looked_up: list[str] = []

    def send(self, text: Outbound) -> Accepted:
        if "poison" in text.body and not self.after:
            raise Killed
        self.taken.append(text.body)
        if "poison" in text.body:
            raise Killed
        return Accepted(f"SM{len(self.taken)}")

    def find(self, text: Outbound, others: Collection[str]) -> Accepted | None:
        self.looked_up.append(text.body)
        return Accepted("SM1") if text.body in self.taken else None


class Children:
    """What tries alone; each try ends as `fates` say."""

    def __init__(self, *fates: Fate) -> None:
        self.fates = list(fates)
        self.tried: list[Outbound] = []

    def __call__(self, text: Outbound) -> Fate:
        self.tried.append(text)
        return self.fates.pop(0)


def worker(
    engine: Engine, carrier: object, clock: Clock, children: Children | None = None
) -> Worker:
    return Worker(engine, carrier, clock, OPERATOR, try_alone=children)  # type: ignore[arg-type]


def die_until_dangerous(engine: Engine, carrier: Carrier, clock: Clock) -> None:
    """One process after another takes the text in hand, and is no more."""
    for _ in range(ALONE_AFTER):
        with pytest.raises(Killed):
            worker(engine, carrier, clock).drain()
        clock.advance(UNTIL_LOOKED_UP)


def test_each_holder_that_vanished_is_counted(database: Engine, clock: Clock) -> None:
    """In the commit of the claim that finds its lease run out; it is looked up before each try."""
    queue(database, body="poison")
    carrier = Carrier()
    for count in range(ALONE_AFTER):
        with pytest.raises(Killed):
            worker(database, carrier, clock).drain()
        clock.advance(UNTIL_LOOKED_UP)
        assert text(database).mishaps == count
        assert carrier.looked_up == ["poison"] * count
    worker(database, carrier, clock, Children(Fate.HINDERED)).drain()
    assert text(database).mishaps == ALONE_AFTER


def test_the_third_time_it_is_tried_alone_and_given_up_if_that_ends_too(
    database: Engine, clock: Clock
) -> None:
    """Dead, the operator hears of it, and what waits behind it at the same phone goes out."""
    queue(database, "reply:1", body="poison")
    carrier = Carrier()
    die_until_dangerous(database, carrier, clock)
    queue(database, "reply:2", body="well")
    queue(database, "reply:3", to=OTHER, body="well, too")
    children = Children(Fate.DIED)
    while worker(database, carrier, clock, children).drain():
        pass
    assert [(each.body, each.state) for each in children.tried] == [("poison", "unknown")]
    assert (text(database).state, text(database).sid) == ("dead", None)
    assert text(database).last_error == "it ended its process"
    alert_body, *others = sorted(carrier.taken)
    assert others == ["well", "well, too"]
    with reading(database) as connection:
        (alert,) = [t for t in outbox.list_outbound(connection, ["sent"]) if t.kind == "alert"]
    assert (alert.recipient, alert.body) == (OPERATOR, alert_body)


def test_a_handoff_that_ends_its_holders_falls_back_as_any_other(
    database: Engine, clock: Clock
) -> None:
    """The operator is told which lead it was."""
    lead = qualify(database)
    with transaction(database) as connection:
        connection.execute(sql("UPDATE outbox SET body = 'poison'"))
    carrier = Carrier()
    die_until_dangerous(database, carrier, clock)
    while worker(database, carrier, clock, Children(Fate.DIED)).drain():
        pass
    assert any(f"lead {lead} did not reach" in body for body in carrier.taken)


def test_one_that_the_child_has_sent_is_settled_by_it_alone(database: Engine, clock: Clock) -> None:
    """The parent adds nothing; what a settlement says wipes the mishaps out."""
    queue(database, body="poison")
    carrier = Carrier()
    die_until_dangerous(database, carrier, clock)
    sound = Carrier()
    sound.taken = ["poison"]  # the carrier had it all the while

    def child(text: Outbound) -> Fate:
        Worker(database, sound, clock).deliver(text)
        return Fate.DONE

    Worker(database, sound, clock, OPERATOR, try_alone=child).drain()
    assert sound.looked_up == ["poison"]
    assert (text(database).state, text(database).mishaps) == ("sent", 0)
    assert not text(database).repeated


def test_one_that_was_not_tried_is_held_until_its_lease_ends(
    database: Engine, clock: Clock
) -> None:
    """As long as a child may live; then another is started."""
    queue(database, body="poison")
    carrier = Carrier()
    die_until_dangerous(database, carrier, clock)
    children = Children(Fate.HINDERED, Fate.DIED)
    worker(database, carrier, clock, children).drain()
    assert text(database).state == "sending"
    clock.advance(ALONE.total_seconds() - 1)
    assert worker(database, carrier, clock, children).drain() == 0
    clock.advance(1 + LOOK_UP_AFTER.total_seconds())
    worker(database, carrier, clock, children).drain()
    assert (text(database).state, len(children.tried)) == ("dead", 2)


def test_one_that_takes_its_parents_along_is_given_up_in_the_end(
    database: Engine, clock: Clock
) -> None:
    """Nobody saw its children die."""
    queue(database, body="poison")
    carrier = Carrier()
    die_until_dangerous(database, carrier, clock)

    def end_both(text: Outbound) -> Fate:
        raise Killed

    for _ in range(ALONE_AFTER, GIVEN_UP_AFTER):
        with pytest.raises(Killed):
            Worker(database, carrier, clock, OPERATOR, try_alone=end_both).drain()
        clock.advance(ALONE.total_seconds() + LOOK_UP_AFTER.total_seconds())
    Worker(database, carrier, clock, OPERATOR, try_alone=end_both).drain()
    assert text(database).state == "dead"


def test_refusals_are_no_mishaps(database: Engine, clock: Clock) -> None:
    """A carrier that is down for hours ends nobody."""

    class Down(Carrier):
        def send(self, text: Outbound) -> Accepted:
            raise TransportError("can't reach the carrier", Remedy.RETRY)

    queue(database)
    children = Children()
    for _ in range(6):
        worker(database, Down(), clock, children).drain()
        clock.advance(300)
    assert (text(database).attempts, text(database).mishaps, children.tried) == (6, 0, [])


def test_what_raises_again_and_again_is_given_up(database: Engine, clock: Clock) -> None:
    """After two looks at the carrier: an error that nobody foresaw may have come too late."""

    class Odd(Carrier):
        def send(self, text: Outbound) -> Accepted:
            raise ValueError("half an answer")

    queue(database)
    carrier = Odd()
    for _ in range(ALONE_AFTER + 1):
        worker(database, carrier, clock).drain()
        clock.advance(LOOK_UP_AFTER.total_seconds())
    assert text(database).state == "dead"
    assert carrier.looked_up == ["Hi"] * ALONE_AFTER


def test_one_dangerous_text_at_a_time_and_after_the_others(database: Engine, clock: Clock) -> None:
    """Those that must be tried alone never crowd out the rest."""
    for n in range(3):
        queue(database, f"handoff:{n}", kind="handoff", to=f"+1415555016{n}", body="poison")
    carrier = Carrier()
    for _ in range(3):
        die_until_dangerous(database, carrier, clock)
    for n in range(3):
        queue(database, f"reply:{n}", to=f"+1415555015{n}", body="well")
    claimed = worker(database, carrier, clock)._claim(8)
    assert [each.body for each in claimed] == ["well"] * 3 + ["poison"]


def test_a_row_that_can_not_be_read_is_dead_and_the_others_go_out(
    published: Engine, clock: Clock
) -> None:
    """It would be met with at each claim, and stop them all."""
    queue(published, "reply:bad", to=OTHER, body="never read")
    queue(published, "reply:1", body="well")
    with published.begin() as connection:
        connection.execute(
            sql("UPDATE outbox SET body = CAST(x'ff' AS TEXT) WHERE key = 'reply:bad'")
        )
    carrier = Carrier()
    while worker(published, carrier, clock).drain():
        pass
    alert, well = sorted(carrier.taken)
    assert well == "well"
    assert "texts of Bay Ridge Roofing can't be sent" in alert
    with reading(published) as connection:
        state = connection.execute(
            sql("SELECT state, last_error FROM outbox WHERE key = 'reply:bad'")
        ).one()
    assert tuple(state) == ("dead", "its row can't be read")


def test_an_end_of_a_lease_that_is_no_time_is_one_all_the_same(
    published: Engine, clock: Clock
) -> None:
    """The row is looked up like any other whose holder vanished."""
    queue(published, body="well")
    carrier = Carrier()
    worker(published, carrier, clock)._claim(1)
    with transaction(published) as connection:
        connection.execute(sql("UPDATE outbox SET lease_until = '2026-01-01 at noon'"))
    clock.advance(timedelta(minutes=4).total_seconds())
    worker(published, carrier, clock).drain()
    clock.advance(LOOK_UP_AFTER.total_seconds())
    worker(published, carrier, clock).drain()
    assert carrier.taken == ["well"]
