"""Two mentions that make one: a range, one day or another, a day inside a period."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.nlu.days import calendar
from bot.nlu.days.calendar import Grain, Span
from bot.nlu.days.mention import Mention
from bot.nlu.days.ruled_out import ruled_out
from bot.nlu.patterns import FAR, phrases

WEEKDAY = re.compile(r"(?:on )?(?:mon|tues?|wed|thu|fri|sat|sun|today|tomorrow)(?:[a-z]*day)?$")
MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.SEASON: 12, Grain.YEAR: 12}
_OR = re.compile(r" or |/")
_link = phrases(
    r"""-+ | to | until | till? | through | thru | or | and | / | ~ | maybe | or maybe | perhaps
    | or early | into"""
)
_between_link = phrases(
    """the | maybe | even | about | mid | early | late | possibly | by | in | on | until | perhaps
    | early in | end of"""
)
_LINK = re.compile(rf"(?: *,)? *{_link}(?: {_between_link}(?![a-z]))* *")
_MAYBE = re.compile(r",? *(?:or )?(?:maybe|perhaps) *")
# "Next year in the summer"
_IN_IT = re.compile(r",?(?: (?:in|maybe|around|during|sometime in|the))* ")
_IN_YEARS = (Grain.SEASON, Grain.MONTH, Grain.QUARTER, Grain.HALF)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)|'\d\d|year")
_BETWEEN = re.compile(
    r"(?<![a-z])(?:between|from|in|sometime between|anywhere from) +(?:the |maybe |about )*$"
)


def joined_range(text: str, first: Mention, second: Mention, today: date) -> Mention | None:
    """The one that two neighbours make together, None when each stands for itself."""
    if first.flexible or second.flexible:
        return None
    low, high = first.span, second.span
    between = text[first.end : second.start]
    if low.grain is Grain.YEAR and _IN_IT.fullmatch(between) and high.grain in _IN_YEARS:
        return _in_year(first, second)
    if not _LINK.fullmatch(between) or low.first is None or high.last is None:
        return None
    if _MAYBE.fullmatch(between) and ruled_out(text, first):
        return None
    maybe = _MAYBE.fullmatch(between) and " or " not in between
    if maybe and low.grain is Grain.WEEK and _names_weekday(text, second):
        # "Next week, maybe Thursday"
        one = calendar.add_days(low.first, high.last.weekday())
        return replace(second, start=first.start, span=calendar.day(one))
    lead = _BETWEEN.search(text, max(0, first.start - FAR), first.start)
    if "and" in between and not lead and "-" not in between:
        return None
    start = low.first
    if _YEAR.search(text[second.start : second.end]) and not _YEAR.search(
        text[first.start : first.end]
    ):
        # "March 5 to June 3, 2028": the year was said once, for both
        start = calendar.add_months(start, 12 * (high.last.year - start.year))
    end = high.last
    if start > end and _OR.search(between):
        if high.grain in MONTHS and start > today:
            # "Q3 or Q4", said in Q4: both are of the year to come
            end = calendar.add_days(calendar.add_months(calendar.add_days(end, 1), 12), -1)
        elif _names_weekday(text, second) and end.weekday() > start.weekday():
            # "Thursday next week or Friday"
            end = calendar.add_days(start, end.weekday() - start.weekday())
        elif low.last and high.first and high.first >= today:
            start, end = high.first, low.last  # "Friday or Thursday"
    elif start > end and _names_weekday(text, second):
        # "Monday April 12 through Friday"
        end = calendar.add_days(start, (end.weekday() - start.weekday()) % 7)
    if start > end:
        start = calendar.add_months(start, -12)
        if start > end or calendar.add_months(start, 12) <= end:
            return None
    begin = lead.start() if lead and lead.group().strip() not in ("in",) else first.start
    return Mention(
        begin, second.end, Span(start, end, Grain.PART),
        firm=True, bare=first.bare and second.bare and not lead, ranged=True,
        doubtful=first.doubtful or second.doubtful,
    )  # fmt: skip


def _in_year(first: Mention, second: Mention) -> Mention | None:
    """The period named second, of the year named first."""
    year, begin, last = first.span.first, second.span.first, second.span.last
    if not (year and begin and last):
        return None
    later = 12 * (year.year - begin.year)
    beyond = calendar.add_months(calendar.add_days(last, 1), later)
    span = Span(calendar.add_months(begin, later), calendar.add_days(beyond, -1), second.span.grain)
    return replace(second, start=first.start, span=span, bare=False)


def _names_weekday(text: str, mention: Mention) -> bool:
    return mention.span.grain is Grain.DAY and bool(WEEKDAY.match(text, mention.start, mention.end))
