"""What holds personal data is for its owner alone, and nothing else is touched."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store import database as database_module
from bot.store.database import open_database, transaction
from bot.store.migrate import migrate


@pytest.fixture(autouse=True)
def _generous() -> Iterator[None]:
    """As on most machines: new files may be read by everybody, unless we see to it."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def rights(path: Path) -> int:
    return path.stat().st_mode & 0o777


def use(file: Path) -> None:
    """Open the database, write to it, and hold it open while the rights are looked at."""
    engine = open_database(f"sqlite:///{file}")
    migrate(engine)
    with transaction(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS note (words TEXT)")
        parts = sorted(file.parent.glob(f"{file.name}*"))
        assert {part.name.removeprefix(file.name) for part in parts} >= {"", "-wal", "-shm"}
        assert {part.name: oct(rights(part)) for part in parts} == {
            part.name: "0o600" for part in parts
        }
    engine.dispose()


def test_a_new_database_and_the_folders_made_for_it_are_for_their_owner(tmp_path: Path) -> None:
    """Every folder that was missing; the one that was there keeps its rights."""
    tmp_path.chmod(0o755)
    use(tmp_path / "leads" / "here" / "leadbell.db")
    assert rights(tmp_path / "leads") == rights(tmp_path / "leads" / "here") == 0o700
    assert rights(tmp_path) == 0o755


def test_a_database_that_was_open_to_others_is_closed_with_all_its_files(tmp_path: Path) -> None:
    """Also what SQLite laid beside it while it was open to all, and what is in it stays."""
    file = tmp_path / "old.db"
    running = sqlite3.connect(file, isolation_level=None)
    running.execute("PRAGMA journal_mode=WAL")
    running.execute("CREATE TABLE note (words TEXT)")
    running.execute("INSERT INTO note VALUES ('kept')")
    for part in tmp_path.iterdir():
        part.chmod(0o664)
    use(file)
    assert running.execute("SELECT words FROM note").fetchall() == [("kept",)]
    running.close()


def test_opening_a_database_again_leaves_the_locks_of_this_process(tmp_path: Path) -> None:
    """POSIX ends a process's locks on a file with any closing of it: SQLite's must hold."""
    file = tmp_path / "busy.db"
    use(file)
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    open_database(f"sqlite:///{file}").dispose()
    child = (
        "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0.1).execute('BEGIN IMMEDIATE')"
    )
    other = subprocess.run([sys.executable, "-c", child, file], capture_output=True, text=True)
    assert "locked" in other.stderr
    writer.close()


def test_our_own_folder_is_closed_and_a_shared_one_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`var` is ours, whoever made it; unless it is a link to somewhere else."""
    monkeypatch.setattr(database_module, "ROOT", tmp_path)
    var, shared = tmp_path / "var", tmp_path / "shared"
    for folder in (var, shared):
        folder.mkdir()
        folder.chmod(0o777)
        use(folder / "leadbell.db")
    assert (rights(var), rights(shared)) == (0o700, 0o777)

    linked = tmp_path / "elsewhere"
    linked.mkdir()
    (linked / "var").symlink_to(shared)
    monkeypatch.setattr(database_module, "ROOT", linked)
    use(linked / "var" / "leadbell.db")
    assert rights(shared) == 0o777


def test_a_folder_named_as_the_database_keeps_its_rights(tmp_path: Path) -> None:
    """A slip in DATABASE_URL must not close a folder that others need."""
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o755)
    open_database(f"sqlite:///{folder}").dispose()
    assert rights(folder) == 0o755
