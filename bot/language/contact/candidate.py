"""A contact detail that was found, before it is decided whose it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """`message[start:end]` tell this `value`. `rule` found it; `role` says whose it is.

    `doubtful`: it should be read back before it counts.
    """

    value: str
    start: int
    end: int
    rule: str
    doubtful: bool = False
    role: str = "theirs"
