"""A contact detail that was found, before it is decided whose it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """`message[start:end]` tell this `value`. `rule` found it; `role` says whose it is.

    `doubtful`: it should be read back before it counts. `margin`: how sure the learnt role is,
    0 to 1; None where rules alone have told it.
    """

    value: str
    start: int
    end: int
    rule: str
    doubtful: bool = False
    role: str = "theirs"
    margin: float | None = None
