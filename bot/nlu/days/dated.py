"""Days that Duckling reads: dates, weekdays, holidays, the third Friday of October."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from bot.nlu import duckling
from bot.nlu.days import calendar
from bot.nlu.days.calendar import Grain, Span
from bot.nlu.days.mention import Mention
from bot.nlu.days.period_patterns import GOES_ON
from bot.nlu.days.shown import cues, masked, shown
from bot.nlu.patterns import head_of, phrases

_clock = phrases(
    r"""at | on | around | about | after | before | by | from | until | till | to | between | and
    | in | the | for | early | late | mid | this | past | half | quarter | o'clock | hours? | hrs?
    | min(?:ute)?s? | seconds? | am | pm | a\.m\.? | p\.m\.? | noon | midnight | midday | morning
    | lunch(?:time)? | dinner | breakfast | afternoon | evening | night | now | right | just
    | [a-z]+ty | one | two | three | four | five | six | seven | eight | nine | ten | eleven
    | twelve | [a-z]+teen | an? | [\d:.,-]+(?:am|pm|h)?"""
)
# A day's own time says nothing about which day.
_CLOCK = re.compile(rf"(?:{_clock}(?:\W+|$))+")
_TODAYS = re.compile(r"\b(?:this (?:morning|afternoon|evening)|tonight|later today)\b")
# To Duckling "the day" is today: "the day we close".
_NO_DAY = ("the day", "day")
_WEEKDAY = re.compile(r"day|(?:mon|tue|wed|thu|fri|sat|sun)\b")
_FRACTION = re.compile(r"(?:about |around )?\d{1,2}[ ]?[/.-][ ]?\d{1,2}")
_NUMBERED = re.compile(r"(?:the )?(?:\d{1,2}(?:st|nd|rd|th)|[a-z]+(?:rd|th|st))")
_no_thing = phrases(
    """instead | also | too | maybe | preferably | actually | i | i'm | we | we're | my | it's
    | good | fine | ok | okay | sounds | morning | afternoon | evening | night | in | by | with
    | can | could | you | your | of | so | because | just | not | on | from | after | before | pls
    | thanks | thx | should | will | ish | around | between | day | jan[a-z]* | feb[a-z]*
    | mar[a-z]* | apr[a-z]* | may | june? | july? | aug[a-z]* | sep[a-z]* | oct[a-z]*
    | nov[a-z]* | dec[a-z]*"""
)
_THING_AFTER = re.compile(rf" (?!(?:{GOES_ON}|{_no_thing})(?![a-z]))[a-z]")
_YEAR_AFTER = re.compile(r"[ ,/'-]*\d")
_LEAD = re.compile(
    r"(?<![a-z])(?:on|by|before|after|until|from|starting|start|since|around|expires|ends|due|up|"
    r"closing|date|deadline|is)[ :]+$"
)
_LINK = re.compile(r"[ \d](?:-|to|x+|and|until|till?|through|thru)[ \d]|\d-|-\d| - ")
# "Reunion weekend" is some other weekend.
_NAMED_WEEKEND = re.compile(
    r"(?<![a-z])(?!(?:the|this|that|coming|upcoming|by|on|of|over|for|until|before|after|or|and|a|next"
    r"|in|during|at|to|from|weekday|weekdays|whole|every|following|maybe|is|works)\b)[a-z]+ $"
)
_GRAINS = {
    "second": Grain.HOUR, "minute": Grain.HOUR, "hour": Grain.HOUR, "day": Grain.DAY,
    "week": Grain.WEEK, "month": Grain.MONTH, "quarter": Grain.QUARTER, "year": Grain.YEAR,
}  # fmt: skip


def find_dated(
    text: str, now: datetime, country: str, own: Sequence[Mention] = ()
) -> Iterator[Mention]:
    """What Duckling finds in clean `text` beside our `own` mentions, as whole days."""
    read = _read(text, own, now.date())
    if not cues(text, read):
        return
    readable = masked(text)
    for start, end in shown(readable, read):
        for found in duckling.find(readable[start:end], now, country):
            words = readable[start + found.start : start + found.end]
            span = _ahead(found, words, now, country)
            if (
                span is None
                or words in _NO_DAY
                or (span.grain is Grain.HOUR and _only_a_clock(words))
            ):
                continue
            yield Mention(
                start + found.start,
                start + found.end,
                span,
                bare=_is_bare(text, start + found.start, start + found.end),
                doubtful=(_doubtful(words, span, now.date()) and words != text.strip())
                or (
                    words == "weekend"
                    and bool(_NAMED_WEEKEND.search(head_of(text, start + found.start)))
                ),
                ranged=span.first != span.last and bool(_LINK.search(words)),
            )


def _read(text: str, own: Sequence[Mention], today: date) -> list[tuple[int, int]]:
    """Where our own mentions stand, but for those that a number follows: a year, maybe."""
    return [
        (one.start, one.end)
        for one in own
        if (one.firm or one.span.past(today)) and not _YEAR_AFTER.match(text, one.end)
    ]


def _ahead(found: duckling.Found, words: str, now: datetime, country: str) -> Span | None:
    """The days found; of a feast that is today Duckling gives the next year's."""
    span = _span(found.value)
    if not (span and span.first and found.value.get("holidayBeta")):
        return span
    if (span.first - now.date()).days < 330 or re.search(r"\d|year", words):
        return span
    for again in duckling.find(words, now - timedelta(days=1), country):
        feast = _span(again.value)
        if feast and feast.first == now.date():
            return feast
    return span


def _is_bare(text: str, start: int, end: int) -> bool:
    """3/4 may be a share, "the 3rd" the third of many things."""
    words = text[start:end]
    if _NUMBERED.fullmatch(words) and _THING_AFTER.match(text, end):
        return True
    return bool(_FRACTION.fullmatch(words)) and (
        not _LEAD.search(head_of(text, start)) or text.startswith(" of ", end)
    )


def _only_a_clock(words: str) -> bool:
    return bool(_CLOCK.fullmatch(words)) and not _TODAYS.search(words) and "/" not in words


def _doubtful(words: str, span: Span, today: date) -> bool:
    """9-5 may be hours; a weekday that its date first has in over a year is a slip."""
    if re.fullmatch(r"\d{1,2}[ ]?[.-][ ]?\d{1,2}", words):
        return True
    if span.first is None or (span.first - today).days <= 366:
        return False
    told = re.search(r"\d{4}|year", words)
    return not told and bool(re.search(r"\d", words) and _WEEKDAY.search(words))


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
