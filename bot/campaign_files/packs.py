"""Packs: the words of a trade, or of a question that many campaigns ask, for all to share.

packs/NAME.yml holds {a choice's value: its phrases}.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.campaign_files.yaml_lines import read_yaml

FOLDER = Path(__file__).with_name("packs")


@cache
def pack_names() -> tuple[str, ...]:
    """The packs that there are, by name."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yml")))


@cache
def read_pack(name: str) -> Mapping[str, tuple[str, ...]]:
    """{a choice's value: its phrases} of one of `pack_names`."""
    data = read_yaml(FOLDER / f"{name}.yml").data
    return {value: tuple(phrases) for value, phrases in data.items()}
