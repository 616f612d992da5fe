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
    MONTH_WORD,
    ORDINAL_WORDS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    in_figures,
    number_of,
)
from bot.nlu.days.mention import Mention
from bot.nlu.days.period_patterns import MONTHS
from bot.nlu.patterns import beginning, phrases

_NTHS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "last": 0,
}  # fmt: skip
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
_ISO = re.compile(r"(?<![\d/.-])(20\d\d)([/.])(\d{1,2})\2(\d{1,2})(?![\d/-])")
_WEEK_WORD = re.compile("week")
_WEEK_NUMBER = re.compile(
    r"(?<![a-z])(?:the )?(?:calendar )?week(?: (?:number|no\.?|nr))? ?#?(?P<week>\d{1,2})"
    r"(?![\d/.:-]|[ ]?(?:am|pm|days?|weeks?|months?|k)(?![a-z])| (?:of|in) (?!20))"
    r"(?:(?: of| in|,)? (?P<year>20\d\d))?"
)
_DOTTED = re.compile(r"(?<![\d/.-])(\d{1,2})\.(\d{1,2})\.(?!\d)")
_NTH = re.compile(
    rf"(?<![a-z0-9])(?:the[ ])?(?P<nth>{'|'.join(_NTHS)})[ ](?P<weekday>{WEEKDAY})"
    r"[ ](?:of|in)[ ](?:the|this|each|every)[ ]month(?![a-z])"
)
_any_nth = "|".join(name for name, number in _NTHS.items() if number)
_NTH_WEEK = re.compile(
    rf"""(?<![a-z0-9])(?:the[ ])?(?:(?P<low>{_any_nth})(?:[ ]week)?{_to}(?:the[ ])?)?
    (?P<nth>{_any_nth}|last)[ ](?:full[ ])?week[ ](?:of|in)[ ]
    (?P<month>{MONTH})\.?(?![a-z]){YEAR}""",
    re.VERBOSE,
)
_one_day = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL_WORDS})"
_ALONE = re.compile(
    rf"[\s;,]*(?:(?:on|around|about|say|maybe|it'?s|make it) )*(?P<said>(?:the )?({_one_day})"
    rf"(?:{_to}(?:the )?({_one_day}))?)"
    rf"(?:,? (?:please|pls|thanks|works|instead|then|(?:not|instead of|rather than)"
    rf" (?:on )?(?:the )?{_one_day}))*[\s.!;]*".replace("[ ]", " ")
)


def find_stated(text: str, today: date, month_first: bool) -> Iterator[Mention]:
    """Dates of clean `text` told by the day's number in these special ways."""
    begin = beginning(MONTH_WORD, text)
    for match in _DAYS.finditer(text, begin):
        span = _days(match, today)
        if span:
            yield Mention(match.start(), match.end(), span, firm=True, ranged=True)
    for match in _MONTH_DAY.finditer(text, begin):
        month = MONTHS[match["month"] or match["month2"]]
        number = number_of(match["day"] or match["day2"])
        one = _date(match["year"] or match["year2"], month, str(number), today)
        if one:
            yield Mention(match.start(), match.end(), calendar.day(one), firm=True)
    for match in _DATE.finditer(text, begin):
        found = {k[0]: v for k, v in match.groupdict().items() if v}
        one = _date(found.get("y"), MONTHS[found["m"]], found["d"], today)
        if one:
            yield Mention(match.start(), match.end(), calendar.day(one), firm=True)
    if in_figures(text):
        yield from _find_in_figures(text, today, month_first)
    for match in _WEEK_NUMBER.finditer(text, beginning(_WEEK_WORD, text)):
        week = _week(match, today)
        if week:
            yield Mention(match.start(), match.end(), week, firm=True, bare=True)
    for match in _NTH.finditer(text, begin):
        one = _nth(_NTHS[match["nth"]], WEEKDAYS[match["weekday"]], today)
        yield Mention(match.start(), match.end(), calendar.day(one), firm=True)
    for match in _NTH_WEEK.finditer(text, begin):
        weeks = _nth_week(match, today)
        if weeks:
            ranged = match["low"] is not None
            yield Mention(match.start(), match.end(), weeks, firm=True, ranged=ranged)
    alone = _ALONE.fullmatch(text)
    if alone:
        one = _with_number(number_of(alone[2]), today)
        until = _with_number(number_of(alone[3]), one) if one and alone[3] else one
        if one and until:
            span = Span(one, until, Grain.DAY if one == until else Grain.PART)
            yield Mention(*alone.span("said"), span, firm=True, bare=True)
    for match in _WEEKDAY.finditer(text):
        one = _on_weekday(WEEKDAYS[match["weekday"]], number_of(match["day"]), today)
        if one:
            yield Mention(match.start(), match.end(), calendar.day(one), firm=True)


def _find_in_figures(text: str, today: date, month_first: bool) -> Iterator[Mention]:
    for match in _NUMERIC.finditer(text):
        one = _numeric(match, today, month_first)
        if one:
            yield Mention(match.start(), match.end(), calendar.day(one), firm=True)
    for match in _ISO.finditer(text):
        one = _date(match[1], int(match[3]), match[4], today)
        if one:
            yield Mention(match.start(), match.end(), calendar.day(one), firm=True)
    for match in _DOTTED.finditer(text):
        one = _date(None, int(match[2]), match[1], today)
        if one:
            yield Mention(match.start(), match.end(), calendar.day(one), firm=True, bare=True)


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


def _numeric(match: re.Match[str], today: date, month_first: bool) -> date | None:
    """3/4/27 as the country writes it; of 15/3/2027 and 3/15/2027 only one reading can be."""
    first, second = int(match[1]), int(match[3])
    day, month = (second, first) if month_first else (first, second)
    if month > 12:
        day, month = month, day
    return _date(match[4], month, str(day), today)


def _week(match: re.Match[str], today: date) -> Span | None:
    """Week 31 as calendars count them, of the coming year when none was told."""
    for year in [int(match["year"])] if match["year"] else [today.year, today.year + 1]:
        try:
            span = calendar.week(date.fromisocalendar(year, int(match["week"]), 1))
        except ValueError:
            return None
        if match["year"] or not span.past(today):
            return span
    return None


def _nth_week(match: re.Match[str], today: date) -> Span | None:
    """Of a month's weeks, Monday to Sunday, which have six days in it or more."""
    low, high = _NTHS[match["low"] or match["nth"]], _NTHS[match["nth"]]
    years = [int(match["year"])] if match["year"] else [today.year, today.year + 1]
    for begun in [date(year, MONTHS[match["month"]], 1) for year in years if low <= high]:
        over = calendar.add_days(calendar.add_months(begun, 1), -1)
        sixth = calendar.add_days(begun, 5) if high else calendar.add_days(over, -5)
        begin = calendar.week(sixth, low - 1 if high else 0).first
        end = calendar.week(sixth, high - 1 if high else 0).last
        if begin and end and (match["year"] or end >= today):
            return Span(max(begin, begun), min(end, over), Grain.WEEK)
    return None


def _nth(nth: int, weekday: int, today: date) -> date:
    """The `nth` (0: last) such weekday of this month or, when it is gone by, of the next."""
    for later in (0, 1):
        month = calendar.add_months(today.replace(day=1), later)
        last = calendar.add_days(calendar.add_months(month, 1), -1)
        if nth:
            one = calendar.add_days(month, (weekday - month.weekday()) % 7 + 7 * (nth - 1))
        else:
            one = calendar.add_days(last, -((last.weekday() - weekday) % 7))
        if one >= today:
            break
    return one


def _with_number(day: int, today: date) -> date | None:
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
