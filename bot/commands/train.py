"""`leadbell train`: the Rasa model, if anything that makes it has changed."""

from __future__ import annotations

import argparse
import contextlib
import copy
import gc
import hashlib
import logging
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.settings import ROOT, load_settings
from bot.trained_model import NAME, is_current, keep_model, model_path

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")

_RASAS = ("nlu", "rules")  # of data/: Rasa's own; data/roles would pass for intents
_BESIDE = ".training-"  # the folders in which models are made
_LONGEST = 3600  # seconds


def run(parsed: argparse.Namespace) -> int:
    models = load_settings().models
    fingerprint = _fingerprint()
    if not parsed.force and is_current(models, fingerprint):
        print("The model is up to date.")
        return 0
    print("Training the model, about twenty seconds ", end="", flush=True)
    started = time.perf_counter()
    models.mkdir(parents=True, exist_ok=True)
    _forget_broken_off(models)
    with tempfile.TemporaryDirectory(dir=models, prefix=_BESIDE) as beside:
        with _dots():
            problem = _train(Path(beside), models / "train.log")
        print()
        if problem:
            print(problem, file=sys.stderr)
            return 1
        model = keep_model(model_path(Path(beside)), models, fingerprint)
    print(f"Trained in {time.perf_counter() - started:.0f} s: {model.name}")
    return 0


def _forget_broken_off(models: Path) -> None:
    """Remove what a training left that was killed; one that still runs is younger."""
    for left in models.glob(f"{_BESIDE}*"):
        if time.time() - left.stat().st_mtime > _LONGEST:
            shutil.rmtree(left, ignore_errors=True)


@contextlib.contextmanager
def _dots() -> Iterator[None]:
    """A dot a second on the terminal while the block runs."""
    done = threading.Event()
    terminal = sys.stdout  # training takes standard output for its log

    def tick() -> None:
        while not done.wait(1):
            print(".", end="", file=terminal, flush=True)

    ticking = threading.Thread(target=tick, daemon=True)
    ticking.start()
    try:
        yield
    finally:
        done.set()
        ticking.join()


def _train(folder: Path, log: Path) -> str | None:
    """Train into `folder`; where that fails, a line that says where Rasa's own words are."""
    logging.disable(logging.WARNING)
    with log.open("w") as file, contextlib.redirect_stdout(file), contextlib.redirect_stderr(file):
        from rasa.model_training import train
        from rasa.shared.nlu.training_data.message import Message

        # Rasa puts every example into sets a dozen times, by the MD5 of all of its parts.
        Message.__hash__ = lambda message: hash((message.get("text"), message.get("intent")))
        # And copies them all, to the last string, whenever it joins two files.
        Message.__deepcopy__ = _copied
        # And hashes them part by part to see what has changed: all of it is trained anew.
        Message.fingerprint = lambda message: repr(message.data)
        gc.disable()  # what is read stays to the end: looking for garbage costs a seventh
        try:
            result = train(
                domain=str(ROOT / "domain.yml"),
                config=str(ROOT / "config.yml"),
                training_files=[str(ROOT / "data" / each) for each in _RASAS],
                output=str(folder),
                fixed_model_name=NAME,
                force_training=True,
            )
            failed = result.code != 0 or result.model is None
        except (Exception, SystemExit) as error:
            file.write(f"{error}\n")
            failed = True
        finally:
            gc.enable()
    logging.disable(logging.NOTSET)
    return f"Training failed; what Rasa said is in {log}" if failed else None


def _copied(message: Any, memo: object) -> Any:
    """A Message of Rasa's whose parts may be set anew; none of them is changed in place."""
    twin = copy.copy(message)
    twin.data = dict(message.data)
    twin.features = list(message.features)
    twin.output_properties = set(message.output_properties)
    return twin


def _fingerprint() -> str:
    """Over everything that makes the model: Rasa's files and the components' code."""
    files = [ROOT / "config.yml", ROOT / "domain.yml"]
    files += sorted((ROOT / "data").rglob("*.yml"))
    for room in ("nlu", "language"):
        files += sorted((ROOT / "bot" / room).rglob("*.py"))
    digest = hashlib.sha256()
    for file in files:
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()
