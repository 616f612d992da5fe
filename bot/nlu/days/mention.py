"""One place in a sentence that names days."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.nlu.days.calendar import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """`text[start:end]` names the days of `span`.

    `firm` readings stand against Duckling's of the same words. `bare` ones ("3 months",
    "may") count only as an answer or behind a preposition. `doubtful`: to be read back.
    `flexible`: no days, any will do. `ranged`: both ends were told.
    `vague`: "asap", which names no day but the nearest.
    `void`: words that look like days and are none. `rule` names the reader that found it.
    """

    start: int
    end: int
    span: Span
    firm: bool = False
    bare: bool = False
    doubtful: bool = False
    flexible: bool = False
    ranged: bool = False
    vague: bool = False
    void: bool = False
    rule: str = field(default="", compare=False)
