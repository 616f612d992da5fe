"""Every proof of `make torture`, short; both databases side by side, as there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot import clock
from bot.failpoints import NAMES
from tests.postgres import Postgres
from tests.torture.audit import Alone, Audit
from tests.torture.crowd import crowd_under_fire
from tests.torture.kill import kill_everywhere
from tests.torture.load import load
from tests.torture.nursery import Nursery
from tests.torture.poison import poison
from tests.torture.shuffle import shuffle
from tests.torture.shutdown import terminate_at_work
from tests.torture.stop_race import race
from tests.torture.undisturbed import play_undisturbed

pytestmark = pytest.mark.timeout(900)

OnBoth = Callable[[Callable[[Path, str], Audit]], list[Audit]]


@pytest.fixture(scope="module")
def nursery(trained: Path) -> Iterator[Nursery]:
    nursery = Nursery()
    yield nursery
    nursery.close()


@pytest.fixture(scope="module")
def undisturbed(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Alone]:
    return play_undisturbed(tmp_path_factory.mktemp("alone"), nursery)


@pytest.fixture(autouse=True)
def _running_clock(_stopped_clock: None) -> None:
    clock.fix(None)


@pytest.fixture
def on_both(tmp_path: Path, postgres: Postgres) -> OnBoth:
    """Runs a proof on a new SQLite and a new PostgreSQL at once; gives both audits, no faults."""

    def run(proof: Callable[[Path, str], Audit]) -> list[Audit]:
        folders = [tmp_path / "sqlite", tmp_path / "postgresql"]
        urls = [f"sqlite:///{folders[0] / 'leadbell.db'}", postgres.new_database()]
        with ThreadPoolExecutor(2) as side_by_side:
            audits = list(side_by_side.map(proof, folders, urls))
        assert [audit.faults for audit in audits] == [[], []]
        return audits

    return run


def test_a_kill_at_any_failpoint_loses_nothing_and_doubles_nothing(
    on_both: OnBoth, nursery: Nursery, undisturbed: dict[str, Alone]
) -> None:
    """Once at each, one process after the other, while prospects talk."""
    for audit in on_both(
        lambda folder, url: kill_everywhere(folder, url, 1, nursery, undisturbed, at_once=6)
    ):
        assert {audit.figures[f"kills at {name}"] for name in NAMES} == {1}


def test_conversations_end_as_alone_though_processes_die(
    tmp_path: Path, postgres: Postgres, nursery: Nursery, undisturbed: dict[str, Alone]
) -> None:
    """Two `serve` and two `worker` on one PostgreSQL, one killed now and then."""
    audit = crowd_under_fire(tmp_path, postgres.new_database(), 12, nursery, undisturbed)
    assert not audit.faults
    assert audit.figures["kills"]


def test_poison_ends_dead_and_everybody_else_is_answered(
    on_both: OnBoth, nursery: Nursery, undisturbed: dict[str, Alone]
) -> None:
    """In messages and in texts to send; the processes that they end are replaced.

    One effect on each database: the long run has all of them on both.
    """

    def proof(folder: Path, url: str) -> Audit:
        effects = ("memory",) if url.startswith("sqlite") else ("kill",)
        return poison(folder, url, effects, nursery, undisturbed, talks=4, lease=4)

    for audit in on_both(proof):
        assert audit.figures["of them dead, with an apology"] == 2
        assert audit.figures["of them dead"] == 2


def test_a_text_is_never_claimed_after_stop(on_both: OnBoth) -> None:
    """In other processes, whichever comes first."""
    for audit in on_both(lambda folder, url: race(folder, url, 20)):
        assert audit.figures["STOPs confirmed once"] == 20


def test_copies_in_any_order_have_one_effect_each(on_both: OnBoth, nursery: Nursery) -> None:
    """Two processes take one turn of a conversation at a time."""
    on_both(lambda folder, url: shuffle(folder, url, 2, nursery))


def test_webhooks_under_load_are_acknowledged_and_none_is_lost(
    tmp_path: Path, nursery: Nursery
) -> None:
    """For fifteen seconds, on SQLite; how fast is measured by the long run, on an idle machine."""
    url = f"sqlite:///{tmp_path / 'leadbell.db'}"
    audit = load(tmp_path, url, 20, 15, nursery)
    assert [fault for fault in audit.faults if " at p9" not in fault] == []
    assert audit.figures["messages lost"] == 0


def test_a_process_that_is_told_to_stop_finishes_what_it_holds(
    on_both: OnBoth, nursery: Nursery
) -> None:
    """No text is left in an unknown state."""
    on_both(lambda folder, url: terminate_at_work(folder, url, 2, nursery))
