"""The worker, with a carrier that fails on command."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from datetime import timedelta

import pytest
from sqlalchemy.engine import Engine

from bot.delivery.transport import Accepted, Remedy, TransportError
from bot.delivery.worker import LONGEST_BACKOFF, MOST_ATTEMPTS, Worker, backoff
from bot.settings import LEASE, LOOK_UP_AFTER
from bot.store import opt_outs, texts
from bot.store.database import reading, transaction
from bot.store.outbox import Outbound
from tests.conftest import NOW
from tests.delivery.conftest import PHONE, Clock, queue, text


class Carrier:
    """Keeps what it takes; `answers` are what befalls the next sends, then all is well."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.taken: list[str] = []
        self.looked_up: list[str] = []
        self.knows = True
        self.before: Callable[[], None] = lambda: None

    def send(self, text: Outbound) -> Accepted:
        self.before()
        answer = self.answers.pop(0) if self.answers else None
        if isinstance(answer, BaseException):
            raise answer
        self.taken.append(text.body)
        if answer == "taken, then lost":
            raise TransportError("lost", Remedy.UNKNOWN)
        return Accepted(f"SM{len(self.taken)}")

    def find(self, text: Outbound, others: Collection[str]) -> Accepted | None:
        self.looked_up.append(text.body)
        return Accepted("SM1") if text.body in self.taken else None


def down() -> TransportError:
    return TransportError("can't reach the carrier", Remedy.RETRY)


def lost() -> TransportError:
    return TransportError("no answer", Remedy.UNKNOWN)


def test_a_text_is_sent_once_and_then_left_alone(database: Engine, clock: Clock) -> None:
    """Sent, with the carrier's id; a second look finds nothing to do."""
    queue(database)
    carrier = Carrier()
    worker = Worker(database, carrier, clock)
    assert [worker.drain(), worker.drain()] == [1, 0]
    assert carrier.taken == ["Hi"]
    assert (text(database).state, text(database).sid) == ("sent", "SM1")


def test_a_carrier_that_is_down_gets_the_text_when_it_is_back(
    database: Engine, clock: Clock
) -> None:
    """Tried again after longer and longer waits; sent once."""
    queue(database)
    carrier = Carrier(*[down() for _ in range(6)])
    worker = Worker(database, carrier, clock)
    tries = 0
    while text(database).state == "queued":
        tries += worker.drain()
        assert worker.drain() == 0, "not again at once"
        clock.advance(300)
    assert (tries, carrier.taken) == (7, ["Hi"])
    assert text(database).attempts == 7
    assert not text(database).repeated
    assert carrier.looked_up == []


def test_a_lost_answer_is_looked_up_before_anything_is_sent_again(
    database: Engine, clock: Clock
) -> None:
    """The carrier had it: it is found, and not sent twice."""
    queue(database)
    carrier = Carrier("taken, then lost")
    worker = Worker(database, carrier, clock)
    worker.drain()
    assert text(database).state == "unknown"
    clock.advance(LOOK_UP_AFTER.total_seconds() - 1)
    assert worker.drain() == 0
    clock.advance(1)
    worker.drain()
    assert (carrier.taken, carrier.looked_up) == (["Hi"], ["Hi"])
    assert (text(database).state, text(database).sid, text(database).repeated) == (
        "sent",
        "SM1",
        False,
    )


def test_a_text_that_the_carrier_does_not_know_is_sent_again_and_marked(
    database: Engine, clock: Clock
) -> None:
    """Only after the look-up, and everybody can see that it is a repeat."""
    queue(database)
    carrier = Carrier(lost())
    worker = Worker(database, carrier, clock)
    worker.drain()
    clock.advance(LOOK_UP_AFTER.total_seconds())
    worker.drain()
    assert (carrier.taken, carrier.looked_up) == (["Hi"], ["Hi"])
    assert (text(database).state, text(database).repeated) == ("sent", True)


def test_a_refused_text_is_dead_and_never_tried_again(database: Engine, clock: Clock) -> None:
    """A bad number stays a bad number; the reason is kept."""
    queue(database)
    worker = Worker(database, Carrier(TransportError("Twilio 21211", Remedy.NEVER)), clock)
    worker.drain()
    clock.advance(100_000)
    assert worker.drain() == 0
    assert (text(database).state, text(database).last_error) == ("dead", "Twilio 21211")


def test_a_text_to_a_number_that_has_opted_out_at_the_carrier_is_dropped(
    database: Engine, clock: Clock
) -> None:
    """The carrier knew of a STOP before we did."""
    queue(database)
    worker = Worker(database, Carrier(TransportError("21610", Remedy.OPTED_OUT)), clock)
    worker.drain()
    assert text(database).state == "dropped"


def test_a_number_that_has_opted_out_here_is_not_even_tried(database: Engine, clock: Clock) -> None:
    """The carrier never sees the text."""
    queue(database)
    with transaction(database) as connection:
        opt_outs.add_opt_out(connection, PHONE, "stop", NOW)
    carrier = Carrier()
    Worker(database, carrier, clock).drain()
    assert carrier.taken == []
    assert text(database).state == "dropped"


def test_after_a_day_a_text_is_given_up(database: Engine, clock: Clock) -> None:
    """Old news helps nobody."""
    queue(database)
    worker = Worker(database, Carrier(*[down() for _ in range(MOST_ATTEMPTS)]), clock)
    while worker.drain():
        clock.advance(LONGEST_BACKOFF)
    assert text(database).state == "dead"
    assert clock() - NOW > timedelta(days=1)


def test_an_error_that_nobody_foresaw_leaves_the_text_unknown_and_the_others_sent(
    database: Engine, clock: Clock
) -> None:
    """One odd answer must not hold up the texts behind it, nor double its own."""
    for n in range(3):
        queue(database, f"reply:{n}", body=f"text {n}")
    carrier = Carrier(ValueError("half an answer"))
    Worker(database, carrier, clock).drain()
    assert text(database, "reply:0").state == "unknown"
    assert carrier.taken == ["text 1", "text 2"]


def test_a_worker_that_died_mid_send_leaves_no_text_behind_and_none_twice(
    database: Engine, clock: Clock
) -> None:
    """Another one looks it up once the lease has run out."""

    class Killed(BaseException):
        pass

    for n in range(2):
        queue(database, f"reply:{n}", body=f"text {n}")
    dying = Carrier()
    dying.send = lambda text: (dying.taken.append(text.body), (_ for _ in ()).throw(Killed()))
    with pytest.raises(Killed):
        Worker(database, dying, clock).drain()
    other = Carrier()
    other.taken = dying.taken
    worker = Worker(database, other, clock)
    assert worker.drain() == 0
    clock.advance(LOOK_UP_AFTER.total_seconds() + LEASE.total_seconds())
    worker.drain()
    assert sorted(other.taken) == ["text 0", "text 1"]
    assert {text(database, f"reply:{n}").state for n in range(2)} == {"sent"}


def test_a_slow_carrier_does_not_make_two_workers_send_the_same_text(
    database: Engine, clock: Clock
) -> None:
    """Ten texts at ten seconds each outlast a lease; what another took up is left alone."""
    for n in range(10):
        queue(database, f"reply:{n}", body=f"text {n}")
    carrier = Carrier()
    other = Worker(database, carrier, clock)
    slow = Worker(database, carrier, clock)
    busy = False

    def ten_seconds_pass() -> None:
        nonlocal busy
        if not busy:
            clock.advance(10)
            busy = True
            other.drain()
            busy = False

    carrier.before = ten_seconds_pass
    while slow.drain():
        pass
    assert sorted(carrier.taken) == [f"text {n}" for n in range(10)]


def test_many_workers_send_each_text_once(database: Engine, clock: Clock) -> None:
    """Four at once, thirty texts."""
    for n in range(30):
        queue(database, f"reply:{n:02}", body=f"text {n:02}")
    carrier = Carrier()

    def work() -> None:
        worker = Worker(database, carrier, clock)
        while worker.drain():
            pass

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(carrier.taken) == [f"text {n:02}" for n in range(30)]


def test_a_running_worker_sends_as_soon_as_it_is_woken_and_stops_when_told(
    database: Engine, clock: Clock
) -> None:
    """It doesn't wait for its next look."""
    carrier = Carrier()
    sent = threading.Event()
    carrier.before = sent.set
    worker = Worker(database, carrier, clock)
    worker.start()
    queue(database)
    worker.wake()
    assert sent.wait(5)
    worker.stop()
    assert text(database).state == "sent"


def test_a_stopping_worker_begins_no_further_text(database: Engine, clock: Clock) -> None:
    """With a carrier that hangs, ten texts in hand would hold up the end for minutes."""
    for n in range(10):
        queue(database, f"reply:{n}", body=f"text {n}")
    carrier = Carrier()
    worker = Worker(database, carrier, clock)
    carrier.before = worker._stop.set
    worker.drain()
    assert carrier.taken == ["text 0"]
    clock.advance(LEASE.total_seconds() + LOOK_UP_AFTER.total_seconds())
    Worker(database, carrier, clock).drain()
    assert sorted(carrier.taken) == [f"text {n}" for n in range(10)]


def test_waits_grow_up_to_five_minutes() -> None:
    """And are spread by chance, so that not everybody comes back at once."""
    waits = [backoff(attempts) for attempts in range(1, 40)]
    assert waits[0] <= timedelta(seconds=2)
    assert max(waits) <= timedelta(minutes=5)
    assert all(wait >= timedelta(seconds=150) for wait in waits[10:])
    assert len(set(waits[10:])) > 1


def test_what_went_out_is_noted_as_a_text(database: Engine, clock: Clock) -> None:
    """The record of texts has what the carrier took, under its id."""
    queue(database)
    Worker(database, Carrier(), clock).drain()
    with reading(database) as connection:
        (noted,) = texts.list_texts(connection, recipient=PHONE)
    assert (noted.sid, noted.body, noted.outbox_id) == ("SM1", "Hi", text(database).id)


def test_a_phone_gets_its_texts_one_after_the_other(database: Engine, clock: Clock) -> None:
    """While one is on its way the next waits, so that they arrive in order; others don't wait."""
    for n in range(3):
        queue(database, f"reply:{n}", body=f"text {n}")
    queue(database, "reply:other", to="+14155550189", body="other")
    taken: list[str] = []
    other = Worker(database, carrier := Carrier(), clock)

    def meanwhile() -> None:
        carrier.before = lambda: None
        other.drain()
        taken.extend(carrier.taken)

    carrier.before = meanwhile
    Worker(database, carrier, clock).drain()
    assert taken == ["other"]
    assert carrier.taken == ["other", "text 0", "text 1", "text 2"]


def test_handoffs_go_before_replies(database: Engine, clock: Clock) -> None:
    """Somebody pays for speed."""
    queue(database, "reply:1", body="a reply")
    queue(database, "handoff:1", kind="handoff", to="+14155550100", body="a lead")
    carrier = Carrier()
    Worker(database, carrier, clock).drain()
    assert carrier.taken == ["a lead", "a reply"]


def test_a_stop_between_the_claim_and_the_send_is_obeyed(database: Engine, clock: Clock) -> None:
    """The worker looks once more before it lets go of a text."""
    queue(database)
    carrier = Carrier()
    worker = Worker(database, carrier, clock)
    (claimed,) = worker._claim(1)
    with transaction(database) as connection:
        opt_outs.add_opt_out(connection, PHONE, "stop", NOW)
    worker._deliver(claimed)
    assert carrier.taken == []
    assert text(database).state == "dropped"


def test_a_slow_text_does_not_hold_up_the_others(database: Engine, clock: Clock) -> None:
    """Several are on their way at once, each to another phone."""
    for n in range(4):
        queue(database, f"reply:{n}", to=f"+1415555017{n}", body=f"text {n}")
    carrier = Carrier()
    all_there = threading.Barrier(4, timeout=10)
    carrier.before = all_there.wait
    worker = Worker(database, carrier, clock)
    worker.start()
    worker.wake()
    deadline = threading.Event()
    for _ in range(100):
        if len(carrier.taken) == 4:
            break
        deadline.wait(0.1)
    worker.stop()
    assert sorted(carrier.taken) == [f"text {n}" for n in range(4)]
    assert {text(database, f"reply:{n}").state for n in range(4)} == {"sent"}
