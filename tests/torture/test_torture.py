"""The proofs of `make torture` about kills and poison, short; on both databases side by side.

Those about texts are in test_texts.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.failpoints import NAMES
from tests.postgres import Postgres
from tests.torture.audit import Alone
from tests.torture.conftest import OnBoth
from tests.torture.crowd import crowd_under_fire
from tests.torture.kill import kill_everywhere
from tests.torture.nursery import Nursery
from tests.torture.poison import poison
from tests.torture.undisturbed import play_undisturbed

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def undisturbed(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Alone]:
    return play_undisturbed(tmp_path_factory.mktemp("alone"), nursery)


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
    """In messages and in texts to send; the processes that they end are replaced."""
    effects = ("kill", "memory")
    for audit in on_both(
        lambda folder, url: poison(folder, url, effects, nursery, undisturbed, talks=4, lease=4)
    ):
        assert audit.figures["of them dead, with an apology"] == 4
        assert audit.figures["of them dead"] == 4
