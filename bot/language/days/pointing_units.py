"""Where "the month after that" stands: whole months, weeks and weekdays that point at others."""

from __future__ import annotations

from collections.abc import Iterator

from bot.language.days.around import Words
from bot.language.word_files import word_set

POINTING_UNITS = (
    "month_after",
    "named_month_after",
    "week_after_it",
    "weekday_after",
    "week_before_it",
    "month_before",
)
UNITS_BEFORE = ("week_before_it", "month_before")
_OF_THAT, _JOINING = word_set("day_cues", "of_that"), word_set("day_cues", "or_and")


def units_after(words: Words, kind: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Every such place of this `kind` within `tokens[first:last]` that names nothing behind it,
    and goes on from nothing: "the month after Easter", "next month or the month after" tell their
    own days.
    """
    for begin, end in words.spans(kind, first, last):
        behind = words.low[end : end + 1]
        if begin and words.low[begin - 1] in _JOINING:
            continue
        if words.low[end - 1] in _OF_THAT or not (behind and behind[0][0].isalnum()):
            yield begin, end
