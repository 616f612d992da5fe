"""The parts of a date: the day's number (3, 3rd, third), the month, the weekday, the year."""

from __future__ import annotations

import re

from bot.nlu.days.period_patterns import MONTHS
from bot.nlu.patterns import phrases

_FIRSTS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_ORDINALS = {word: number for number, word in enumerate(_FIRSTS, start=1)} | {"thirtieth": 30}
ORDINAL_WORDS = "|".join(sorted(_ORDINALS, key=len, reverse=True)).replace(" ", "[ ]")
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{ORDINAL_WORDS})(?![a-z0-9:]|[.,]\d)"
YEAR = r"(?:,?[ ](?:of[ ]|in[ ])?(?P<year>20\d\d)(?!\d))?"
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        "monday mon|tuesday tue tues|wednesday wed|thursday thu thur thurs|friday fri"
        "|saturday sat|sunday sun".split("|")
    )
    for name in names.split()
}
WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
# "march 2 bathrooms" names no day
COUNTED = phrases(
    r"""k\b | grand | thousand | dollars | bucks | % | am\b | pm\b | a\.m | p\.m | bed | bath
    | people | weeks?\b | days?\b | months?\b | [/-]"""
)


MONTH_WORD = re.compile("jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|month")
"""Every date with its month in words, and "the 3rd to 5th of next month", holds one of these."""
_IN_FIGURES = re.compile(r"\d[/.-]\d")


def in_figures(text: str) -> bool:
    """Whether a date may be written in figures alone; most messages are spared the looking."""
    return _IN_FIGURES.search(text) is not None


def number_of(day: str) -> int:
    """The number of the day that `DAY` matched."""
    return _ORDINALS[day] if day in _ORDINALS else int(re.sub(r"\D", "", day))
