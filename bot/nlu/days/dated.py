"""Days that Duckling reads: dates, weekdays, holidays, the third Friday of October."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from bot.nlu import duckling
from bot.nlu.days import calendar
from bot.nlu.days.calendar import Grain, Span
from bot.nlu.days.distance_patterns import OFFSET
from bot.nlu.days.mention import Mention

_CUE = re.compile(
    r"""(?<![a-z0-9])(?:
      (?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:\.|\b)|[a-z]+day|[a-z]+days|weekend|tomorrow|today|tonight
    | (?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)(?:[a-z]*)\.?-?\d*(?![a-z])
    | (?:\d+)?(?:st|nd|rd|th)?(?:day|week|month|quarter|year|decade|season|qtr|fortnight|weekend)s?\b
    | \d{1,2}(?:st|nd|rd|th) | \d{1,4}[ ]?[/.-][ ]?\d{1,2}(?:[ ]?[/.-][ ]?\d{2,4})? | 20\d\d | \d\dq\d
    | (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]+teenth|twentieth|thirtieth)
    | xmas|christmas|easter|halloween|thanksgiving|hanukkah|chanukah|kwanzaa|ramadan|eid|diwali|passover
    | lent|pentecost|nowruz|holi|juneteenth|mardi|purim|yom|rosh|new[ ]year|eve|eoy|eom|boy
    | morning|afternoon|evening|night|winter|summer|autumn|spring|fall|tet|vesak|navratri|ashura|hogmanay
    )(?![a-z])""",
    re.VERBOSE,
)
# A day's own time says nothing about which day.
_CLOCK = re.compile(
    r"(?:(?:at|on|around|about|after|before|by|from|until|till|to|between|and|in|the|for|early|late|mid|this|past|half|quarter|o'clock|hours?|hrs?|min(?:ute)?s?|seconds?|am|pm|a\.m\.?|p\.m\.?|noon|midnight|midday|morning|lunch(?:time)?|dinner|breakfast|afternoon|evening|night|now|right|just|[a-z]+ty|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|a|an|[\d:.,-]+(?:am|pm|h)?)\W*)+"
)
_TODAYS = re.compile(r"\b(?:this (?:morning|afternoon|evening)|tonight|later today)\b")
# Bounds are read by us; Duckling's own differ and would hide the day itself.
_BOUND = re.compile(
    r"(?<!day )(?<!days )(?<!week )(?<!weeks )(?<!month )(?<!months )(?<!year )(?<!years )(?<!day, )"
    r"(?<![a-z])(?:before|until|till|til|by|after(?! next\b)|since|from(?! now)(?! today)|through|thru|anytime|any time)(?![a-z])"
)
_NOISE = re.compile(
    r"""[£$€]\s?\d[\d,.]*(?:[ ]?(?:k|m|million|thousand|grand)\b)? | \d[\d,.]*[ ]?(?:k\b|[£$€]|grand|thousand|dollars?|bucks|pounds|euros|usd|gbp|%)
    | \+?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4} | \d{5,7}(?!\d) | \d{9,} | 24/7 | (?<!\d)[1-9]\d{2}(?!\d)
    | (?<![a-z])(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days|weekends|weekdays)(?!')(?![a-z]|[ ]from)
    | (?:zip|zipcode|postcode)(?:[ ]code)?[ ]?:?[ ]?\d+ | [\w.+-]+@[\w.-]+ | [a-z]{1,2}\d[a-z\d]?[ ]\d[a-z]{2}\b
    | \d+[ -](?:bed|bath|bedroom|bathroom|story|storey|people|person|kids|adults|guests|cars|drivers|rooms?|tickets?)\b
    | (?:one|a)[ ]second | second[ ](?:hand|floor|home|house|opinion|story|mortgage|car|time|one|thought)|(?:first|third)[ ](?:time|floor|one|class|home|house|car)\b
    | (?<![a-z])sun[ ](?:room|porch|damage|roof)|sat[ ](?:nav|down)|[\d.]+[ ]?(?:sq|square|ft|feet|acres?)\b
    | (?<![a-z0-9])(?:for|party[ ]of|at[ ]unit|apt|apartment|unit|suite)[ ]\d{1,3}(?![ ]?(?:days?|nights?|weeks?|months?|years?|-|/|(?:st|nd|rd|th|(?:of[ ])?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))|\d)""",
    re.VERBOSE,
)
_FRACTION = re.compile(r"\d{1,2}[ ]?[/.-][ ]?\d{1,2}")
_LEAD = re.compile(
    r"(?<![a-z])(?:on|by|before|after|until|from|starting|start|since|around|expires|ends|due|up|"
    r"closing|date|deadline|is)[ :]+$"
)
_LINK = re.compile(r"[ \d](?:-|to|x+|and|through)[ \d]|\d-|-\d| - ")
_GRAINS = {
    "second": Grain.HOUR, "minute": Grain.HOUR, "hour": Grain.HOUR, "day": Grain.DAY,
    "week": Grain.WEEK, "month": Grain.MONTH, "quarter": Grain.QUARTER, "year": Grain.YEAR,
}  # fmt: skip
_BEFORE, _AFTER = 28, 34


def find_dated(text: str, now: datetime, country: str) -> Iterator[Mention]:
    """What Duckling finds in clean `text`, as whole days."""
    readable = _masked(text)
    for start, end in _windows(readable):
        for found in duckling.find(readable[start:end], ("time",), now, country):
            words = readable[start + found.start : start + found.end]
            span = _span(found.value)
            if span is None or (span.grain is Grain.HOUR and _only_a_clock(words)):
                continue
            yield Mention(
                start + found.start,
                start + found.end,
                span,
                bare=bool(_FRACTION.fullmatch(words))
                and not _LEAD.search(text[: start + found.start]),
                doubtful=_doubtful(words, span, now.date()) and words != text.strip(),
                ranged=span.first != span.last and bool(_LINK.search(words)),
            )


def _only_a_clock(words: str) -> bool:
    return bool(_CLOCK.fullmatch(words)) and not _TODAYS.search(words)


def _doubtful(words: str, span: Span, today: date) -> bool:
    """9-5 may be hours; a weekday that its date first has in over a year is a slip."""
    if re.fullmatch(r"\d{1,2}[ ]?[.-][ ]?\d{1,2}", words):
        return True
    far = span.first is not None and (span.first - today).days > 366
    return far and bool(re.search(r"\d", words) and re.search(r"day|(?:mon|tue|wed|thu|fri|sat|sun)\b", words)) and not re.search(r"\d{4}|year", words)


def _masked(text: str) -> str:
    """`text` with everything blotted out, place for place, that is no date."""
    kept = _NOISE.sub(lambda match: "x" * len(match.group()), text)
    kept = OFFSET.sub(lambda match: "x" * (len(match.group()) - 1) + " ", kept)
    return _BOUND.sub(lambda match: "x" * len(match.group()), kept)


def _windows(text: str) -> list[tuple[int, int]]:
    """The parts around words that may name a day: Duckling's time grows with the text."""
    parts: list[tuple[int, int]] = []
    for cue in _CUE.finditer(text):
        start = _word_start(text, cue.start() - _BEFORE)
        end = _word_end(text, cue.end() + _AFTER)
        if parts and start <= parts[-1][1]:
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    return parts


def _word_start(text: str, at: int) -> int:
    return 0 if at <= 0 else text.find(" ", at) + 1


def _word_end(text: str, at: int) -> int:
    space = text.rfind(" ", 0, at) if at < len(text) else -1
    return space if space > 0 else len(text)


def _span(value: Mapping[str, Any]) -> Span | None:
    if value["type"] == "value":
        return _whole(value)
    low, high = value.get("from"), value.get("to")
    if low is None or high is None:
        one = low or high
        return _whole(one) if one else None
    grain = _GRAINS.get(low["grain"], Grain.DAY)
    first, last = _day(low["value"]), _day(high["value"])
    if first is None or last is None:
        return None
    if high["grain"] in ("day", "week", "month", "quarter", "year") or (
        high["value"][11:19] == "00:00:00"
    ):
        last = calendar.add_days(last, -1)
    if first >= last:
        return Span(first, first, grain if grain is Grain.HOUR else Grain.DAY)
    if grain is Grain.HOUR and (last - first).days == 2:
        return Span(calendar.add_days(first, 1), last, Grain.WEEKEND)
    return Span(first, last, Grain.PART)


def _whole(value: Mapping[str, Any]) -> Span | None:
    first = _day(value["value"])
    if first is None:
        return None
    grain = _GRAINS.get(value["grain"], Grain.DAY)
    if grain is Grain.WEEK:
        return calendar.week(first)
    if grain is Grain.MONTH:
        return calendar.month(first.year, first.month)
    if grain is Grain.QUARTER:
        return calendar.quarter(first.year, (first.month + 2) // 3)
    if grain is Grain.YEAR:
        return calendar.year(first.year)
    return Span(first, first, grain)


def _day(stamp: str) -> date | None:
    try:
        return date.fromisoformat(stamp[:10])
    except ValueError:
        return None
