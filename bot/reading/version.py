"""Which reading a value was heard by: its words, rules and code, and the roles that it has learnt.

A stored answer names it, so that it can be told later whether the same words would be read by the
same reading.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from bot.reading.trained_roles import roles_version
from bot.settings import ROOT

_FOLDERS = ("bot/language", "bot/reading", "bot/nlu")
_KINDS = frozenset({".py", ".yml", ".txt", ".json"})
_DIGITS = 12


def reading_version() -> str:
    """As "3f2a91c0b7d4.9b1c20aa41ef": of what is written, and of what is learnt."""
    return f"{_written()}.{roles_version()[:_DIGITS]}"


@cache
def _written() -> str:
    digest = sha256()
    for folder in _FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in _KINDS:
                digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
                digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:_DIGITS]
