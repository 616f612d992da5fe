"""Whatever a child does, its parent lives and knows what became of the try."""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot import child
from bot.child import Fate, run_alone


@pytest.mark.parametrize(
    ("order", "fate"),
    [
        ("nothing special", Fate.DONE),
        ("eat a little", Fate.DONE),
        ("raise", Fate.RAISED),
        ("SIGKILL", Fate.DIED),
        ("hang", Fate.DIED),
        ("eat", Fate.DIED),
        ("no database", Fate.HINDERED),
        ("SIGTERM", Fate.HINDERED),
        ("can't load", Fate.HINDERED),
    ],
)
def test_the_parent_learns_what_became_of_a_try(order: str, fate: Fate, tmp_path: Path) -> None:
    """Killed, hanging with the lock held, out of memory; or not tried at all."""
    assert run_alone("tests.children", (order, tmp_path / "begun")) is fate
    assert (tmp_path / "begun").exists() is (order != "can't load")


def test_who_waits_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting costs no CPU, so the parent's clock decides."""
    monkeypatch.setattr(child, "MOST_WORKING", 1.0)
    started = time.monotonic()
    assert run_alone("tests.children", ("sleep", tmp_path / "begun")) is Fate.DIED
    assert time.monotonic() - started < 30


@pytest.mark.parametrize(
    ("setting", "inherited"),
    [("read.kill@venom", "read.kill@venom"), ("turn.begun:3", ""), ("", "")],
)
def test_only_poison_follows_into_a_child(
    setting: str, inherited: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is in the message; the kill of a process is that process's alone."""
    monkeypatch.setenv("LEADBELL_FAILPOINT", setting)
    assert run_alone("tests.children", ("look", tmp_path / "begun")) is Fate.DONE
    assert (tmp_path / "begun").read_text() == inherited


@pytest.mark.parametrize("said", [b"", pickle.dumps(("hang", "file"))[:-3]])
def test_a_child_whose_parent_died_too_soon_just_ends(said: bytes) -> None:
    """It was told nothing, or half of it: nothing was tried, and there is no error to look at."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.children", "0"], input=said, capture_output=True, timeout=30
    )
    assert (ended.returncode, ended.stderr) == (child.HINDERED, b"")
