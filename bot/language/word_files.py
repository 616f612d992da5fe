"""A language's words and phrases as its YAML files list them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

_HERE = Path(__file__).parent


@cache
def load(language: str, name: str) -> dict[str, dict[Any, list[str]]]:
    """`bot/language/{language}/{name}.yml`: kind → value → its words and phrases."""
    text = (_HERE / language / f"{name}.yml").read_text(encoding="utf-8")
    words: dict[str, dict[Any, list[str]]] = YAML(typ="safe").load(text)
    return words


def by_word(values: dict[Any, list[str]]) -> dict[str, Any]:
    """The value of each word of one kind."""
    return {word: value for value, words in values.items() for word in words}
