"""`leadbell train`: the Rasa model, if anything that makes it has changed."""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import logging
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from bot.settings import ROOT, load_settings

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")

NAME = "leadbell"


def run(parsed: argparse.Namespace) -> int:
    models = load_settings().models
    stamp = models / f"{NAME}.sha256"
    fingerprint = _fingerprint()
    model = models / f"{NAME}.tar.gz"
    if not parsed.force and model.exists() and _read(stamp) == fingerprint:
        print("The model is up to date.")
        return 0
    print("Training the model, about ten seconds ", end="", flush=True)
    started = time.perf_counter()
    with _dots():
        problem = _train(models)
    print()
    if problem:
        print(problem, file=sys.stderr)
        return 1
    stamp.write_text(fingerprint)
    print(f"Trained in {time.perf_counter() - started:.0f} s: {model.name}")
    return 0


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


def _train(models: Path) -> str | None:
    """Train; returns Rasa's own output if that fails."""
    log = models / "train.log"
    models.mkdir(parents=True, exist_ok=True)
    logging.disable(logging.WARNING)
    with log.open("w") as file, contextlib.redirect_stdout(file), contextlib.redirect_stderr(file):
        from rasa.model_training import train
        from rasa.shared.nlu.training_data.message import Message

        # Rasa puts every example into sets a dozen times, by the MD5 of all of its parts.
        Message.__hash__ = lambda message: hash((message.get("text"), message.get("intent")))
        try:
            result = train(
                domain=str(ROOT / "domain.yml"),
                config=str(ROOT / "config.yml"),
                training_files=str(ROOT / "data"),
                output=str(models),
                fixed_model_name=NAME,
                force_training=True,
            )
            failed = result.code != 0 or result.model is None
        except (Exception, SystemExit) as error:
            file.write(f"{error}\n")
            failed = True
    logging.disable(logging.NOTSET)
    return f"Training failed; what Rasa said is in {log}" if failed else None


def _fingerprint() -> str:
    """Over everything that makes the model: Rasa's files and the components' code."""
    files = [ROOT / "config.yml", ROOT / "domain.yml"]
    files += sorted((ROOT / "data").rglob("*.yml"))
    files += sorted((ROOT / "bot" / "nlu").rglob("*.py"))
    digest = hashlib.sha256()
    for file in files:
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _read(path: Path) -> str | None:
    return path.read_text() if path.exists() else None
