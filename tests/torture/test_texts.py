"""The proofs of `make torture` about texts, webhooks and the end of a process, short.

Beside test_torture.py, so that two processes share what takes the longest of all tests.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture.conftest import OnBoth
from tests.torture.load import load
from tests.torture.nursery import Nursery
from tests.torture.shuffle import shuffle
from tests.torture.shutdown import terminate_at_work
from tests.torture.stop_race import race

pytestmark = pytest.mark.timeout(900)


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
    """For ten seconds, on SQLite; how fast is measured by the long run, on an idle machine."""
    url = f"sqlite:///{tmp_path / 'leadbell.db'}"
    audit = load(tmp_path, url, 20, 50, nursery)
    assert [fault for fault in audit.faults if " at p9" not in fault] == []
    assert audit.figures["messages lost"] == 0


def test_a_process_that_is_told_to_stop_finishes_what_it_holds(
    on_both: OnBoth, nursery: Nursery
) -> None:
    """No text is left in an unknown state."""
    on_both(lambda folder, url: terminate_at_work(folder, url, 2, nursery))
