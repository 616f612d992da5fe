"""The trained model's files: written beside and renamed, checked, the last good one kept.

`leadbell.tar.gz` is what is served; `leadbell.json`, its stamp, says what it was made from and
its own hash; `previous.tar.gz` is the one before, which serves when the newest is damaged.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.errors import ModelMissing

logger = logging.getLogger(__name__)

NAME = "leadbell"
_PREVIOUS = "previous.tar.gz"


@dataclass(frozen=True, slots=True)
class Stamp:
    """SHA-256, in hex, of what a model was made from and of the model's own file."""

    made_from: str
    model: str


def model_path(models: Path) -> Path:
    """Where the newest trained model lies in the folder `models`."""
    return models / f"{NAME}.tar.gz"


def pick_model(models: Path) -> Path:
    """The newest model that is whole. Raises ModelMissing when there is none."""
    for path in _newest_first(models):
        if is_whole(path):
            return path
        logger.error("the model %s is damaged: run `leadbell train`", path.name)
    raise ModelMissing(str(models))


def is_whole(path: Path) -> bool:
    """Whether the archive can be read to its end: a file cut short can't."""
    try:
        with tarfile.open(path, "r:gz") as archive:
            return sum(1 for _ in archive) > 0
    except (OSError, EOFError, tarfile.TarError, zlib.error):
        return False


def is_current(models: Path, made_from: str) -> bool:
    """Whether the newest model was made from this, and is still as it was written."""
    path = model_path(models)
    stamp = _read_stamp(models)
    return path.exists() and stamp == Stamp(made_from, sha256_of(path))


def is_as_written(models: Path) -> bool | None:
    """Whether the newest model still has the hash in its stamp; None without a stamp."""
    stamp = _read_stamp(models)
    return sha256_of(model_path(models)) == stamp.model if stamp else None


def keep_model(trained: Path, models: Path, made_from: str) -> Path:
    """Put a newly trained model in the newest one's place; that one stays as the previous.

    Each step is a rename, so a run that is cut short leaves a whole model to serve. `trained` must
    lie on the same file system.
    """
    newest = model_path(models)
    if newest.exists() and is_whole(newest):
        draft = models / f".{_PREVIOUS}.{os.getpid()}"
        shutil.copy2(newest, draft)
        draft.replace(models / _PREVIOUS)
    stamp = Stamp(made_from, sha256_of(trained))
    _synchronise(trained)
    trained.replace(newest)
    draft = models / f".{NAME}.json.{os.getpid()}"
    draft.write_text(json.dumps(asdict(stamp)))
    draft.replace(models / f"{NAME}.json")
    return newest


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _newest_first(models: Path) -> Iterator[Path]:
    """What is served first comes first; the previous model, whatever its age, comes last."""
    found = [path for path in models.glob("*.tar.gz") if path.name != _PREVIOUS]
    yield from sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)
    if (models / _PREVIOUS).exists():
        yield models / _PREVIOUS


def _read_stamp(models: Path) -> Stamp | None:
    try:
        return Stamp(**json.loads((models / f"{NAME}.json").read_text()))
    except (OSError, ValueError, TypeError):
        return None


def _synchronise(path: Path) -> None:
    """On the disk before it gets its name: a power cut must not leave a name for half a file."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
