"""Dates that no calendar has: February 30, the 31st of April, 30/2/2027."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from bot.nlu.days.day_numbers import COUNTED, DAY, MONTH, MONTH_WORD, WEEKDAY, in_figures, number_of
from bot.nlu.days.period_patterns import MONTHS
from bot.nlu.patterns import beginning, phrases

_weekday = rf"(?:(?:{WEEKDAY})\.?,?[ ])?"
_year = r"(?:(?:,?[ ](?:of[ ]|in[ ])?|[/-])(?P<year>20\d\d)(?!\d))?"
_to = r"[ ]?(?:-+|to|till|until|through|thru)[ ]?"
_day_after = rf"(?P<day>{DAY})(?:{_to}(?:the[ ])?(?P<high>{DAY}))?"
_NAMED = re.compile(
    rf"""(?<![a-z0-9$£€/.,-]){_weekday}(?:on[ ])?(?:the[ ])?(?:
      (?:(?P<low>{DAY}){_to}(?:the[ ])?)?(?P<day2>{DAY})[ ](?:of[ ])?
        (?P<month2>{MONTH})\.?(?![a-z]){_year.replace("year", "year2")}
    | (?P<month>{MONTH})\.?(?:(?P<apart>,)?[ ](?:the[ ])?|[/-]){_day_after}{_year}(?![ ]?{COUNTED})
    )(?![a-z0-9])""",
    re.VERBOSE,
)
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<one>\d{1,2})([/.-])(?P<two>\d{1,2})\2(?P<year>(?:20)?\d\d)(?![\d/-])"
)
_ISO = re.compile(
    r"(?<![\d/.-])(?P<year>20\d\d)([/.-])(?P<one>\d{1,2})\2(?P<two>\d{1,2})(?![\d/-])"
)
# "In march 80 a month": not a day, but no date either
_rate = phrases("an? | per | each | every | monthly | yearly | extra | more | [a-z]{3,}s")
_RATED = re.compile(rf" {_rate}(?![a-z])")


def without_impossible(text: str) -> tuple[str, bool]:
    """Clean `text` with every date that there is not blotted out, and whether there was one.

    Of "march, 80 a month" the number alone goes, for it was never meant as a day.
    """
    slipped = False
    for start, end, is_date in _impossible(text):
        text = text[:start] + "_" * (end - start) + text[end:]
        slipped = slipped or is_date
    return text, slipped


def _impossible(text: str) -> Iterator[tuple[int, int, bool]]:
    for match in _NAMED.finditer(text, beginning(MONTH_WORD, text)):
        month = MONTHS[match["month"] or match["month2"]]
        year = int(match["year"] or match["year2"] or 2028)  # any February may have 29 days
        days = [match[name] for name in ("low", "day", "high", "day2") if match[name]]
        most = max(number_of(day) for day in days)
        if most <= calendar.monthrange(year, month)[1]:
            continue
        rated = most > 31 and match["day"] == str(most) and _RATED.match(text, match.end())
        if match["apart"] or (rated and not match["high"]):
            yield *match.span("day"), False
        elif most > 31 and match["month2"] in ("may", "march"):  # "80 may be too much"
            yield *match.span("day2"), False
        else:
            yield *match.span(), True
    written = [*_NUMERIC.finditer(text), *_ISO.finditer(text)] if in_figures(text) else ()
    for match in written:
        year = int(match["year"]) % 100 + 2000
        one, two = int(match["one"]), int(match["two"])
        if not (_is_date(year, one, two) or _is_date(year, two, one)):
            yield *match.span(), True


def _is_date(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
