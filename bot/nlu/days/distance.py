"""Distances from today: in 2 weeks, within 3 months, 3-6 months, the next 10 days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.nlu.days import calendar
from bot.nlu.days.calendar import Grain, Span
from bot.nlu.days.distance_patterns import (
    COUNTS,
    DISTANCE,
    LASTING,
    LOOKS_BACK,
    LOOSE,
    NOT_AHEAD,
    UNIT_WORD,
)
from bot.nlu.days.mention import Mention
from bot.nlu.patterns import beginning, head_of

_UNITS = {"mth": "month", "mo": "month", "wk": "week", "yr": "year", "hr": "hour"}
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_HALF = Decimal("0.5")
_AND = re.compile(r",?(?: and| &| plus)? (?:an? )?")
_LENGTHS = ("hour", "day", "night", "weekend", "week", "fortnight", "month", "quarter", "year")
# "about 3 months" may be how long it takes; "in 3 months" is when.
_SAYS_NOTHING = ("", "about", "around", "like", "over", "more than", "at least", "up to", "under")
FARTHEST = 10
"""Years. Nobody means "in 500 years"."""


def find_distances(text: str, today: date) -> Iterator[Mention]:
    """Every "in N units" of clean `text`. Bare ones ("3 months") are marked so."""
    before: tuple[re.Match[str], Mention] | None = None
    for match in DISTANCE.finditer(text, beginning(UNIT_WORD, text)):
        whole = _with_rest(text, before, match) if before else None
        mention = whole or _mention(text, match, today)
        if mention is None:
            continue
        if before and not whole:
            yield before[1]
        before = match, mention
    if before:
        yield before[1]


def _with_rest(
    text: str, before: tuple[re.Match[str], Mention], match: re.Match[str]
) -> Mention | None:
    """ "In two weeks and three days": the second counted on from the first."""
    first, mention = before
    day = mention.span.last
    if day is None or mention.void or first["tail"] or match["lead"] or match["high"]:
        return None
    if not match["low"] or not _AND.fullmatch(text, first.end(), match.start()):
        return None
    if _LENGTHS.index(_unit_of(match)) >= _LENGTHS.index(_unit_of(first)):
        return None
    count, most = _range(match["low"])
    if count != most:
        return None
    end = _day(day, count, match)
    near = end if mention.span.first == day else mention.span.first
    return replace(mention, end=match.end(), span=replace(mention.span, first=near, last=end))


def from_there(match: re.Match[str], day: date) -> Span:
    """The day that lies an `OFFSET` after `day`."""
    low, high = _range(match["low"])
    return _between(_day(day, low, match), _day(day, high, match))


def _mention(text: str, match: re.Match[str], today: date) -> Mention | None:
    lead = match["lead"] or ""
    ahead = bool(match["ahead"] or match["later"])
    head = head_of(text, match.start())
    many = match["unit"].endswith("s")
    if not match["tail"] and NOT_AHEAD.match(text, match.end()):
        return _void(match) if text.startswith(" ago", match.end()) else None
    if lead in ("every", "past", "last", "previous", "of") or (not lead and LASTING.search(head)):
        return None
    from_today = (match["tail"] or "").startswith(" from ")
    if not ahead and (
        (lead == "for" and not from_today) or (lead == "in" and LOOKS_BACK.search(head))
    ):
        return _void(match)
    if match["unit"] == "night" and match["low"] not in ("a", "one", "1"):
        return None  # 10 at night
    if _unit_of(match) == "hour" and not _reaches_a_day(match):
        return None
    if (
        not match["low"]
        and not match["or"]
        and not many
        and lead in ("", "for", "about", "around", "like")
    ):
        return None  # "the next month" is December, "in the next month" is not
    low, high = _counts(match) if match["low"] or match["or"] or many else (Decimal(1), Decimal(1))
    near, far = _day(today, low, match), _day(today, high, match)
    if far > calendar.add_months(today, 12 * FARTHEST):
        return _void(match)
    return Mention(
        match.start(),
        match.end(),
        _span(match, ahead, today, near, far),
        firm=True,
        bare=lead in _SAYS_NOTHING and not ahead and not match["tail"] and "+" not in match["low"],
        doubtful=not match["low"] and many,
    )


def _void(match: re.Match[str]) -> Mention:
    return Mention(match.start(), match.end(), Span(None, None), firm=True, void=True)


def _span(match: re.Match[str], ahead: bool, today: date, near: date, far: date) -> Span:
    if ahead and not (match["lead"] or "").startswith("not"):
        return Span(today, far, Grain.PART)
    if match["lead"] == "for":  # "for 3 days from today" begins today
        return Span(today, calendar.add_days(far, -1), Grain.PART)
    if match["least"] or match["atleast"] or match["plus"] or match["low"].endswith("+"):
        return Span(near, None)
    if match["most"] or match["atmost"]:
        return Span(today, far, Grain.PART)
    return _between(near, far)


def _between(near: date, far: date) -> Span:
    return Span(near, far, Grain.DAY if near == far else Grain.PART)


def _counts(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    low = _range(match["low"] or ("a" if match["or"] else ""))
    high = _range(match["or"] or match["high"] or match["low"])
    half = _HALF if match["half"] else Decimal(0)
    return min(low[0], high[0]) + half, max(low[1], high[1]) + half


def _range(said: str) -> tuple[Decimal, Decimal]:
    """The least and the most that a count may mean: "a few" is 2 to 3, "3" is 3."""
    words = said.strip().removesuffix("+")
    extra = Decimal(0)
    if words.endswith(" and a half"):
        words, extra = words.removesuffix(" and a half"), _HALF
    words = words.removesuffix(" or so").removesuffix(" more").removesuffix("+")
    if words.startswith(("half", "a half", "an half")):
        return _HALF, _HALF
    if words[-1:] in _FRACTIONS:
        words, extra = words[:-1].strip() or "0", _FRACTIONS[words[-1]]
    words = words or "few"  # "the coming weeks"
    if words in LOOSE:
        low, high = LOOSE[words]
        return Decimal(low), Decimal(high)
    count = Decimal(COUNTS[words]) if words in COUNTS else Decimal(words)
    return count + extra, count + extra


def _unit_of(match: re.Match[str]) -> str:
    singular = match["unit"].removesuffix("s")
    return _UNITS.get(singular, singular)


def _reaches_a_day(match: re.Match[str]) -> bool:
    """ "In 2 hours" is when to talk; "within 4 hours" and "in 48 hours" are when to begin."""
    return bool(match["most"]) or _counts(match)[1] >= 24


def _day(today: date, count: Decimal, match: re.Match[str]) -> date:
    """The day `count` units on; of a part of a month or year the nearest day or month."""
    unit = _unit_of(match)
    whole = min(int(count), 10**6)
    if match["work"] and unit == "day":
        return calendar.business_days_on(today, whole)
    if unit == "hour":
        return calendar.add_days(today, whole // 24)
    one = calendar.on(today, whole, unit)
    rest = count - whole
    if not rest or unit in ("day", "night"):
        return one
    parts = {"year": ("month", 12), "quarter": ("month", 3), "month": ("day", 30)}
    smaller, size = parts.get(unit, ("day", 14 if unit == "fortnight" else 7))
    return calendar.on(one, round(rest * size), smaller)
