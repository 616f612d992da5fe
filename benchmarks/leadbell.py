"""Leadbell, as `make run` runs it."""

from __future__ import annotations

import re
import sys
import uuid
from pathlib import Path
from typing import Any

from benchmarks.client import Client, wait_for
from benchmarks.prospect import CAMPAIGN, TURNS, answers
from benchmarks.side import ROOT, Side

PATH = f"/api/chat/{CAMPAIGN}"


class Leadbell(Side):
    name = "Leadbell"
    python = Path(sys.executable)
    distributions = ("leadbell",)

    def environment(self) -> dict[str, str]:
        return {
            **super().environment(),
            "DATABASE_URL": f"sqlite:///{self.folder / 'leadbell.db'}",
            "LEADBELL_MODELS": str(self.folder / "models"),
            "LEADBELL_SECRET": "only-for-the-benchmark",
            "SMS_TRANSPORT": "simulator",
        }

    def train(self) -> None:
        self.run(self._command, "train", "--force")

    def launch(self) -> None:
        self.spawn(self._command, "serve", "--port", str(self.port))

    def publish(self) -> None:
        self.run(self._command, "campaigns", "publish", *sorted(ROOT.glob("campaigns/*.yml")))

    def say_hi(self, client: Client) -> Any:
        bearer, _ = _open(client)
        return _say(client, bearer, "hi")

    def converse(self, client: Client) -> int:
        said = answers()
        bearer, opened = _open(client)
        last, turns = opened[-1], 1
        while not last["done"]:
            if turns > TURNS + 3:
                raise RuntimeError(f"the bot does not come to an end: {last}")
            text = said[last["asks"]] if last["asks"] != "phone_code" else _code(client, said)
            last = _say(client, bearer, text)[-1]
            turns += 1
        return turns

    @property
    def _command(self) -> Path:
        return self.python.with_name("leadbell")


def _open(client: Client) -> tuple[dict[str, str], Any]:
    """The header that the chat's messages carry, and what the bot shows first."""
    opened = client.post(PATH, {})
    return {"Authorization": f"Bearer {opened['token']}"}, opened["messages"]


def _say(client: Client, bearer: dict[str, str], text: str) -> Any:
    body = {"id": str(uuid.uuid4()), "text": text}
    return client.post(f"{PATH}/messages", body, bearer)["messages"]


def _code(client: Client, said: dict[str, str]) -> str:
    """The code that the bot texted to the prospect's number."""
    number = "+1" + re.sub(r"\D", "", said["phone"])
    texts = wait_for(lambda: client.get(f"/simulator/messages?to=%2B{number[1:]}")["messages"])
    found = re.search(r"\b\d{4,8}\b", texts[-1]["body"])
    assert found, texts
    return found.group()
