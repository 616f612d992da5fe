"""The training sentences in data/nlu, read without Rasa."""

from __future__ import annotations

from pathlib import Path

from ruamel.yaml import YAML

from bot.nlu.intent_model import Example


def read_examples(folder: Path) -> list[Example]:
    """The sentences of every Rasa NLU file in `folder`, in a fixed order.

    An intent's `metadata` may say with `asks` which question all of its examples here follow.
    """
    yaml = YAML(typ="safe")
    found = []
    for path in sorted(folder.glob("*.yml")):
        for item in yaml.load(path.read_text(encoding="utf-8")).get("nlu", []):
            if "intent" in item:
                asks = (item.get("metadata") or {}).get("asks")
                lines = [line.removeprefix("- ").strip() for line in item["examples"].splitlines()]
                found += [Example(line, item["intent"], asks) for line in lines if line]
    return found
