"""The training sentences in data/nlu, read without Rasa."""

from __future__ import annotations

from pathlib import Path

from ruamel.yaml import YAML


def read_examples(folder: Path) -> list[tuple[str, str]]:
    """Pairs of text and intent from every Rasa NLU file in `folder`, in a fixed order."""
    yaml = YAML(typ="safe")
    pairs = []
    for path in sorted(folder.glob("*.yml")):
        for item in yaml.load(path.read_text(encoding="utf-8")).get("nlu", []):
            if "intent" in item:
                lines = item["examples"].splitlines()
                pairs += [(line.removeprefix("- ").strip(), item["intent"]) for line in lines]
    return [(text, intent) for text, intent in pairs if text]
