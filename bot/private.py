"""Folders and files that hold personal data or secrets: for their owner alone."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

OTHERS = 0o077  # what group and others may do


def make_folder(folder: Path) -> None:
    """Make the folder and what is missing above it; one that is there keeps its rights."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)


def make_file(file: Path) -> None:
    """Make the file, empty, if it is missing.

    What can't be done is left to whoever opens the file: they will say what is wrong.
    """
    # Never opened here: SQLite's locks on a file end when anybody in the process closes it.
    with suppress(OSError):
        os.mknod(file, 0o600)


def close_folder(folder: Path) -> None:
    """Take the rights of group and others away, unless the folder is elsewhere in truth."""
    with suppress(OSError):
        if folder.is_dir() and not folder.is_symlink() and not folder.is_mount():
            _close(folder)


def close_file(file: Path) -> None:
    """Take the rights of group and others away, if it is a file."""
    with suppress(OSError):
        if file.is_file():
            _close(file)


def _close(path: Path) -> None:
    found = path.stat()
    if found.st_uid == os.geteuid() and found.st_mode & OTHERS:
        path.chmod(found.st_mode & 0o7777 & ~OTHERS)
