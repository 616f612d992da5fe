"""Feasts that Duckling does not know, or not by these names: nye, the spring bank holiday."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.nlu.days import calendar
from bot.nlu.days.mention import Mention

_ON = {
    "valentines?": (2, 14), "burns night": (1, 25), "(?:international )?workers'? day": (5, 1),
    "bonfire night|guy fawkes(?: night| day)?": (11, 5), "remembrance day": (11, 11),
    "nye|hogmanay": (12, 31),
}  # fmt: skip
# Month, weekday, which: the last is -1.
_ON_WEEKDAY = {
    "super ?bowl(?: sunday)?": (2, 6, 1), "(?:spring|whitsun) bank holiday": (5, 0, -1),
    "(?:late )?summer bank holiday": (8, 0, -1), "indigenous peoples?'? day": (10, 0, 1),
}  # fmt: skip
_RULES = [*_ON.values(), *_ON_WEEKDAY.values()]
_NAMES = "|".join(f"({names})" for names in [*_ON, *_ON_WEEKDAY])
# A look for these costs less than the pattern.
_CUES = ("valentine", " night", "fawkes", "worker", "remembrance", "nye", "hogmanay", "bowl",
         "bank holiday", "indigenous")  # fmt: skip
_FEAST = re.compile(
    rf"(?<![a-z])(?:the )?(?:{_NAMES})(?![a-z']| day)(?:,? (?P<year>20\d\d)(?!\d))?"
)


def find_feasts(text: str, today: date) -> Iterator[Mention]:
    """The next time of every such feast in clean `text`, or that of the year told."""
    if not any(cue in text for cue in _CUES):
        return
    for match in _FEAST.finditer(text):
        rule = next(rule for at, rule in enumerate(_RULES, 1) if match[at])
        years = [int(match["year"])] if match["year"] else [today.year, today.year + 1]
        one = next((day for year in years if (day := _feast(rule, year)) >= today), None)
        if one:
            yield Mention(match.start(), match.end(), calendar.day(one), firm=True)


def _feast(rule: tuple[int, ...], year: int) -> date:
    month, first, *nth = rule
    if not nth:
        return date(year, month, first)
    days = [calendar.add_days(date(year, month, 1), later) for later in range(31)]
    return [day for day in days if (day.month, day.weekday()) == (month, first)][nth[0]]
