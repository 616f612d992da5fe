"""A language's words and phrases as its YAML files list them."""

from __future__ import annotations

import re
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


def pattern(name: str, written: str, language: str = "en") -> re.Pattern[str]:
    r"""A regular expression in which `<kind>` is any word of that kind of a file.

    Letters may be large, and an apostrophe curly or missing.

    >>> pattern("corrections", r"<denying> (\w+), <parting>").match("Not May, it’s June")[1]
    'May'
    """
    lists = load(language, name)

    def any_of(kind: re.Match[str]) -> str:
        words = sorted(map(re.escape, lists[kind[1]]), key=len, reverse=True)
        return f"(?:{'|'.join(words)})".replace("'", "['’]?")

    return re.compile(re.sub(r"<(\w+)>", any_of, written), re.IGNORECASE)
