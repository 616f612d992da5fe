"""Distances from today: in 2 weeks, within 3 months, 3-6 months, the next 10 days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from bot.nlu.days import calendar
from bot.nlu.days.calendar import Grain, Span
from bot.nlu.days.mention import Mention

_WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "forty five": 45, "sixty": 60, "ninety": 90, "a": 1, "an": 1,
     "couple": 2, "couple of": 2, "a couple": 2, "a couple of": 2, "another": 1, "single": 1,
     "twenty four": 24, "thirty six": 36}  # fmt: skip
_LOOSE = {"few": (2, 4), "a few": (2, 4), "several": (3, 6), "some": (2, 4)}
_count = (
    r"(?:\d+(?:\.\d+)?(?:[ ]?[½¼¾]|\+)?|[½¼¾]|(?:an?[ ])?half[ ](?:an?[ ])?|"
    + "|".join(sorted(map(re.escape, [*_WORDS, *_LOOSE]), key=len, reverse=True))
    + r")(?:[ ]and[ ]a[ ]half|[ ](?:or[ ]so|more))?"
)
_unit = (
    r"(?:(?P<work>business|working|work|week)[ -]?)?(?P<unit>days?|nights?|weeks?|weekends?|fortnights?"
    r"|months?|mths?|mos?|wks?|quarters?|years?|yrs?)(?:'s?)?(?P<half>[ ]and[ ]a[ ]half)?(?![a-z0-9])"
)
_DISTANCE = re.compile(
    rf"""(?<![a-z0-9.,$£€/'])(?:
      (?P<lead>within|w/in|between|somewhere[ ]between|sometime[ ]between|inside(?:[ ]of)?|(?:in[ ])?(?:less|no[ ]more|sooner|earlier|fewer)[ ]than|(?:in[ ])?under|at[ ]most|up[ ]to|no[ ]later[ ]than|not[ ]more[ ]than|max(?:imum)?(?:[ ]of)?
        |(?:more|longer)[ ]than|over|at[ ]least|not[ ](?:for|in|within)(?:[ ]at[ ]least)?|no[ ](?:less|sooner|earlier)[ ]than|not[ ]before|in[ ]at[ ]least|after(?=[ ]\d|[ ](?:about[ ])?(?:a|an|one|two|three|six)[ ])
        |in|about|around|like|for|every|past|last|previous|during|over|throughout|anytime[ ]in|sometime[ ]in|of)[ ]+
    )?(?:(?:about|around|approximately|roughly|like|maybe|say|probably|another|up[ ]to|at[ ]least)[ ]+)*
    (?P<ahead>(?:the[ ]|these[ ])?(?:next|coming|following)[ ]+)?(?:the[ ])?
    (?P<low>{_count}|(?=(?:weeks?|months?|days|years?|quarter|fortnight)\b)(?:(?<=the[ ]next[ ])|(?<=the[ ]coming[ ]))|(?=(?:weeks|months|days|years)\b)(?<=coming[ ])|(?=(?:weeks|months|days|years)\b)(?<=next[ ]))
    (?:[ ]*(?:-|to|or|/|~|and|maybe)[ ]*(?:maybe[ ]|about[ ])?(?P<high>{_count}))?
    (?:[ ]?-?[ ]?)(?P<later>(?:next|coming|following)[ ]+(?=[a-z]+s\b))?{_unit}
    (?:[ ]or[ ](?P<or>{_count})(?![ ]?[a-z]*(?:k|days?|weeks?|months?|years?)))?
    (?P<after>[ ]+(?:from[ ](?:now|today)|hence|away|out|time|ahead|down[ ]the[ ](?:road|line)|later|max(?:imum)?|tops|or[ ](?:less|sooner|earlier)|at[ ](?:the[ ])?(?:most|latest)|or[ ](?:more|longer|later)|at[ ]least|minimum|plus|after[ ]today)(?![a-z])|[ ]?\+)?
    """,
    re.VERBOSE,
)
OFFSET = re.compile(
    rf"""(?<![a-z0-9.,$£€/'])(?:(?:about|around|in|within)[ ])?(?P<low>{_count})[ ]?{_unit}[ ](?:from|after|following|(?<=week[ ])on|(?<=weeks[ ])on)
    [ ](?=(?:the[ ]|next[ ]|this[ ]|my[ ])?(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d|new[ ]year|xmas|easter|hallo|thanks|labor|memorial|[a-z]+teenth|[a-z]+[rf][sd]t|[a-z]+[nr]d\b|[a-z]+th\b))""",
    re.VERBOSE,
)
"""A distance from a day that is named next: "2 weeks from" Monday."""

_NOT_AHEAD = re.compile(
    r"[ ]?(?:ago|old|warranty|guarantee|experience|of[ ](?!work)|back|late|overdue|behind|per|"
    r"before|after|from|earlier|prior|following|ending|stay|trip|contract|lease|term|loan|fixed|plan|"
    r"program|degree|mortgage|degrees|supply|notice|long|driving|licen[cs]ed|on[ ]the[ ]job|"
    r"starting|beginning|a[ ](?:year|week|month))(?![a-z])"
)
_NOT_BEFORE = re.compile(
    r"(?:(?<![a-z])(?:past|last|every|each|previous|for|lasts?|took|takes?|been|age|aged|owned|lived|"
    r"here|had|of|per|since|than)[ ]+(?:about[ ]|the[ ]|over[ ])*|\$ ?)$"
)
# "no accidents in 5 years" looks back
_NEVER = re.compile(r"(?<![a-z])(?:no|never|haven't|hasn't|first time|clean)[ ][^.,;!?\d]{0,40}$")
_ATMOST = re.compile(
    r"within|w/in|inside|less|more than$|under|at most|up to|no later|max|sooner|tops|earlier|latest|most"
)


def find_distances(text: str, today: date) -> Iterator[Mention]:
    """Every "in N units" of clean `text`. Bare ones ("3 months") are marked so."""
    for match in _DISTANCE.finditer(text):
        mention = _mention(text, match, today)
        if mention is not None:
            yield mention


def from_there(match: re.Match[str], day: date) -> Span:
    """The day that lies an `OFFSET` after `day`."""
    low, high = _range(match["low"])
    unit = _unit_of(match["unit"])
    near, far = _day(day, low, unit, match), _day(day, high, unit, match)
    return Span(near, far, Grain.DAY if near == far else Grain.PART)


def _void(match: re.Match[str]) -> Mention:
    return Mention(match.start(), match.end(), Span(None, None), firm=True, void=True)


def _mention(text: str, match: re.Match[str], today: date) -> Mention | None:
    lead, tail = (match["lead"] or "").strip(), (match["after"] or "").strip()
    tail = "+" if match["low"].endswith("+") else tail
    ahead = bool(match["ahead"] or match["later"])
    if not tail and _NOT_AHEAD.match(text, match.end()):
        return _void(match) if text[match.end() :].startswith(" ago") else None
    if lead in ("every", "past", "last", "previous", "of") or (
        not lead and _NOT_BEFORE.search(text[: match.start()])
    ):
        return None
    if (lead == "for" and not ahead) or (
        lead == "in" and not ahead and _NEVER.search(text[: match.start()])
    ):
        return _void(match)
    unit = _unit_of(match["unit"])
    if match["unit"] == "night" and match["low"] not in ("a", "one", "1"):
        return None  # 10 at night
    if not match["low"] and not match["unit"].endswith("s"):
        if not lead or lead in ("for", "about", "around", "like"):
            return None  # "the next month" is December, "in the next month" is not
        low = high = Decimal(1)
    else:
        low, high = _counts(match)
    near, far = _day(today, low, unit, match), _day(today, high, unit, match)
    span = _span(lead, tail, ahead, today, near, far, text)
    bare = (
        not (
            lead
            and lead
            not in ("about", "around", "like", "over", "more than", "at least", "up to", "under")
        )
        and not ahead
        and not tail
    )
    doubtful = not match["low"] and match["unit"].endswith("s")
    return Mention(match.start(), match.end(), span, firm=True, bare=bare, doubtful=doubtful)


def _span(lead: str, tail: str, ahead: bool, today: date, near: date, far: date, text: str) -> Span:
    if ahead and not lead.startswith("not"):
        return Span(today, far, Grain.PART)
    if lead.startswith(("not for", "not in", "not within", "not before", "no less", "no sooner", "no earlier")) or lead in (
        "more than", "longer than", "over", "at least", "in at least", "after") or tail in (
        "or more", "or longer", "or later", "at least", "minimum", "plus", "+"):  # fmt: skip
        return Span(near, None)
    if lead and lead not in ("in", "about") and _ATMOST.search(lead):
        return Span(today, far, Grain.PART)
    if (tail and _ATMOST.search(tail)) or tail in ("or less", "or sooner", "or earlier"):
        return Span(today, far, Grain.PART)
    return Span(near, far, Grain.DAY if near == far else Grain.PART)


def _unit_of(word: str) -> str:
    singular = word.removesuffix("s")
    return {"mth": "month", "mo": "month", "wk": "week", "yr": "year"}.get(singular, singular)


def _counts(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    low = _range(match["low"])
    high = _range(match["high"]) if match["high"] else low
    if match["or"]:
        high = _range(match["or"])
    half = Decimal("0.5") if match["half"] else Decimal(0)
    first, last = min(low[0], high[0]) + half, max(low[1], high[1]) + half
    return first, last


def _range(said: str) -> tuple[Decimal, Decimal]:
    words = said.strip().removesuffix("+")
    extra = Decimal(0)
    if words.endswith(" and a half"):
        words, extra = words[: -len(" and a half")], Decimal("0.5")
    words = words.removesuffix(" or so").removesuffix(" more")
    if words.startswith(("half", "a half", "an half")):
        return Decimal("0.5"), Decimal("0.5")
    for sign, part in (("½", "0.5"), ("¼", "0.25"), ("¾", "0.75")):
        if words.endswith(sign):
            words, extra = words[:-1].strip() or "0", Decimal(part)
    words = words or "few"  # "the coming weeks"
    if words in _LOOSE:
        low, high = _LOOSE[words]
        return Decimal(low), Decimal(high)
    count = Decimal(_WORDS[words]) if words in _WORDS else Decimal(words)
    return count + extra, count + extra


def _day(today: date, count: Decimal, unit: str, match: re.Match[str]) -> date:
    whole = min(int(count), 10**6)
    rest = count - whole
    if match["work"] and unit == "day":
        return calendar.business_days_on(today, whole)
    one = calendar.on(today, whole, unit)
    if not rest:
        return one
    lower = {"year": ("month", 12), "quarter": ("month", 3), "month": ("day", 30)}
    inner, size = lower.get(unit, ("day", 14 if unit == "fortnight" else 7))
    if unit in ("day", "night"):
        return one
    return calendar.on(one, round(rest * size), inner)
