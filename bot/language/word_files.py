"""A language's words and phrases as its YAML files list them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

_HERE = Path(__file__).parent


@cache
def load(language: str, name: str) -> dict[str, Any]:
    """`bot/language/{language}/{name}.yml`: kind → value → its words and phrases."""
    text = (_HERE / language / f"{name}.yml").read_text(encoding="utf-8")
    words: dict[str, Any] = YAML(typ="safe").load(text)
    return words


def by_word(values: dict[Any, list[str]]) -> dict[str, Any]:
    """The value of each word of one kind."""
    return {word: value for value, words in values.items() for word in words}


def word_set(name: str, kind: str, language: str = "en") -> frozenset[str]:
    """The words of one kind of a file that has lists of them."""
    return frozenset(load(language, name)[kind])
