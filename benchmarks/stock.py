"""Stock Rasa with the same conversation: benchmarks/stock, run the way its documentation says.

It lives in an environment of its own, .bench/stock, with the real TensorFlow.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any
from uuid import uuid4

from ruamel.yaml import YAML

from benchmarks.client import Client, free_port
from benchmarks.prospect import TURNS, answers
from benchmarks.side import ROOT, Side

PROJECT = Path(__file__).with_name("stock")
REQUIREMENTS = PROJECT / "requirements.txt"
HOME = ROOT / ".bench" / "stock"
LAST_WORDS = "Thank you"
# As many as a first project has; on all of ours its transformer would train for many minutes.
PHRASES_AN_INTENT = 20


class Stock(Side):
    name = "stock Rasa"
    python = HOME / "bin" / "python"
    distributions = ("rasa", "rasa-sdk")

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._actions_port = free_port()

    def install(self) -> bool:
        """Make its environment, if it is not there yet; whether there is one."""
        stamp = HOME / "installed.txt"
        if stamp.exists() and stamp.read_text() == REQUIREMENTS.read_text():
            return True
        print("Installing stock Rasa into .bench/stock (2.6 GB, a few minutes) ...", flush=True)
        # --no-config: our own settings keep TensorFlow out.
        uv = ("sh", "tools/uv", "--no-config")
        try:
            self.run(*uv, "venv", "--clear", "--python", "3.10", HOME)
            self.run(
                *uv, "pip", "sync", "--compile-bytecode", "--python", self.python, REQUIREMENTS
            )
        except (OSError, subprocess.CalledProcessError):
            self.show_log()
            return False
        stamp.write_text(REQUIREMENTS.read_text())
        return True

    def environment(self) -> dict[str, str]:
        return {
            **super().environment(),
            "STOCK_ACTIONS": f"http://127.0.0.1:{self._actions_port}/webhook",
            "STOCK_DATABASE": str(self.folder / "stock.db"),
        }

    def train(self) -> None:
        project = self._project()
        shutil.copytree(PROJECT, project)
        _write_phrases(project / "data" / "phrases.yml")
        self.run(self.python, "-m", "rasa", "train", "--force", cwd=project)

    def launch(self) -> None:
        run = (self.python, "-m", "rasa", "run")
        self.spawn(*run, "actions", "--port", str(self._actions_port), cwd=self._project())
        self.spawn(
            *(*run, "--enable-api", "--endpoints", "endpoints.yml"),
            *("--credentials", "credentials.yml", "--port", str(self.port)),
            cwd=self._project(),
        )

    def say_hi(self, client: Client) -> Any:
        return _say(client, uuid4().hex, "hi")

    def converse(self, client: Client) -> int:
        sender = uuid4().hex
        replies = _say(client, sender, "hi")
        for text in answers().values():
            replies = _say(client, sender, text)
        if not replies or LAST_WORDS not in replies[-1]["text"]:
            raise RuntimeError(f"the form did not come to its end: {replies}")
        return TURNS

    def _project(self) -> Path:
        return self.folder / "project"


def _say(client: Client, sender: str, text: str) -> Any:
    return client.post("/webhooks/rest/webhook", {"sender": sender, "message": text})


def _write_phrases(path: Path) -> None:
    """Some of each intent's phrases in data/nlu, spread over all of them."""
    yaml = YAML(typ="safe")
    intents = []
    for file in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.load(file)["nlu"]:
            lines = block["examples"].splitlines()
            step = max(1, len(lines) // PHRASES_AN_INTENT)
            chosen = "\n".join(lines[::step][:PHRASES_AN_INTENT])
            if block["intent"] != "nlu_fallback":  # Rasa's own FallbackClassifier finds that
                intents.append({"intent": block["intent"], "examples": chosen + "\n"})
    yaml.dump({"version": "3.1", "nlu": intents}, path)
