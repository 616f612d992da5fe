"""Dates that Duckling reads badly or not: ranges inside a month, weekday with a day's number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.nlu.days import calendar
from bot.nlu.days.calendar import Grain, Span
from bot.nlu.days.day_numbers import (
    COUNTED,
    DAY,
    MONTH,
    ORDINAL_WORDS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    number_of,
)
from bot.nlu.days.mention import Mention
from bot.nlu.days.period_patterns import MONTHS
from bot.nlu.patterns import phrases

_to = r"[ ]*(?:-+|to|till|until|through|thru|and|or|/)[ ]*"
_DAYS = re.compile(
    rf"""(?<![a-z0-9$£€/.,-])(?:(?:from|between|sometime[ ]between)[ ])?(?:the[ ])?(?:
      (?P<low>{DAY}){_to}(?:the[ ])?(?P<high>{DAY})[ ]*(?:of[ ]|in[ ])?(?:the[ ])?
        (?:(?P<month>{MONTH})\.?(?![a-z]){YEAR}|(?P<rel>this|next|coming|following)[ ]month)
    | (?P<month2>{MONTH})\.?[ ](?:the[ ])?(?P<low2>{DAY}){_to}(?:the[ ])?(?P<high2>{DAY})
        (?![ ]?(?:of[ ])?(?:{MONTH}|k\b|grand|thousand|dollars|am\b|pm\b))
        (?:,?[ ](?P<year2>20\d\d)(?!\d))?
    )""",
    re.VERBOSE,
)
_no_day = phrases(
    f"""am | pm | a\\.m | p\\.m | of | o'clock | in the | {MONTH} | days? | weeks? | months?
    | people | k\\b"""
)
_MONTH_DAY = re.compile(
    rf"""(?<![a-z0-9$£€/.,-])(?:on[ ])?(?:the[ ])?(?:
      (?P<day>{DAY})[ ](?:of[ ])?(?P<month>{MONTH})\.?(?![a-z]){YEAR}
    | (?P<month2>{MONTH})\.?[ ](?:the[ ])?(?P<day2>{DAY}){YEAR.replace("year", "year2")}
        (?![ ]?{COUNTED})
    )(?![a-z0-9])""",
    re.VERBOSE,
)
_DATE = re.compile(
    rf"""(?<![a-z0-9])(?:
      (?P<m1>{MONTH})\.?[/-](?P<d1>\d{{1,2}})(?:[/-](?P<y1>20\d\d))?
    | (?P<y2>20\d\d)[/-](?P<m2>{MONTH})[/-](?P<d2>\d{{1,2}})
    | (?P<y3>20\d\d)[/-](?P<d3>\d{{1,2}})[/-](?P<m3>{MONTH})
    | (?P<d4>\d{{1,2}})[/-](?P<m4>{MONTH})(?:[/-](?P<y4>(?:20)?\d\d))?
    )(?![a-z0-9])""",
    re.VERBOSE,
)
_WEEKDAY = re.compile(
    rf"""(?<![a-z])(?:on[ ])?(?P<weekday>{WEEKDAY})\.?,?[ ](?:the[ ])?(?P<day>{DAY})
    (?![ ]?{_no_day}(?![a-z])|[ ]?[/:-]|[ ]\d)""",
    re.VERBOSE,
)


_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2((?:20)?\d\d)(?![\d/-])")
_ALONE = re.compile(rf"\s*(?:on )?(?:the )?(\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL_WORDS})[\s.!]*")


def find_stated(text: str, today: date) -> Iterator[Mention]:
    """Dates of clean `text` told by the day's number in these special ways."""
    for match in _DAYS.finditer(text):
        span = _days(match, today)
        if span:
            yield Mention(match.start(), match.end(), span, firm=True, ranged=True)
    for match in _MONTH_DAY.finditer(text):
        month = MONTHS[match["month"] or match["month2"]]
        number = number_of(match["day"] or match["day2"])
        one = _date(match["year"] or match["year2"], month, str(number), today)
        if one:
            yield Mention(match.start(), match.end(), calendar.day(one), firm=True)
    for match in _DATE.finditer(text):
        found = {k[0]: v for k, v in match.groupdict().items() if v}
        one = _date(found.get("y"), MONTHS[found["m"]], found["d"], today)
        if one:
            yield Mention(match.start(), match.end(), calendar.day(one), firm=True)
    for match in _NUMERIC.finditer(text):
        one = _numeric(match, today)
        if one:
            yield Mention(match.start(), match.end(), calendar.day(one), firm=True)
    alone = _ALONE.fullmatch(text)
    if alone:
        one = _onnumber_of(number_of(alone[1]), today)
        if one:
            yield Mention(*alone.span(), calendar.day(one), firm=True, bare=True)
    for match in _WEEKDAY.finditer(text):
        one = _on_weekday(WEEKDAYS[match["weekday"]], number_of(match["day"]), today)
        if one:
            yield Mention(match.start(), match.end(), calendar.day(one), firm=True)


def _days(match: re.Match[str], today: date) -> Span | None:
    low = number_of(match["low"] or match["low2"])
    high = number_of(match["high"] or match["high2"])
    if match["rel"]:
        first = calendar.add_months(today.replace(day=1), 0 if match["rel"] == "this" else 1)
        year: str | None = str(first.year)
        month = first.month
    else:
        month = MONTHS[match["month"] or match["month2"]]
        year = match["year"] or match["year2"]
    last = _date(year, month, str(high), today)
    if last is None or not 1 <= low < high:
        return None
    return Span(last.replace(day=low), last, Grain.PART)


def _date(year: str | None, month: int, day: str, today: date) -> date | None:
    """The date, of the coming year when none was told; None when there is no such day."""
    years = [int(year) % 100 + 2000] if year else range(today.year, today.year + 9)
    for number in years:
        try:
            one = date(number, month, int(day))
        except ValueError:
            continue
        if year or one >= today:
            return one
    return None


def _numeric(match: re.Match[str], today: date) -> date | None:
    """15/3/2027 where the month goes first, 3/15/2027 where the day does: only one can be."""
    first, second = int(match[1]), int(match[3])
    if first > 12 >= second:
        return _date(match[4], second, match[1], today)
    if second > 12 >= first:
        return _date(match[4], first, match[3], today)
    return None


def _onnumber_of(day: int, today: date) -> date | None:
    for later in range(4):
        try:
            one = calendar.add_months(today.replace(day=1), later).replace(day=day)
        except ValueError:
            continue
        if one >= today:
            return one
    return None


def _on_weekday(weekday: int, day: int, today: date) -> date | None:
    """The next date with this number that falls on this weekday, within two years."""
    first = today.replace(day=1)
    for later in range(24):
        month = calendar.add_months(first, later)
        try:
            one = month.replace(day=day)
        except ValueError:
            continue
        if one >= today and one.weekday() == weekday:
            return one
    return None
