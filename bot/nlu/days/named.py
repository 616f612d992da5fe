"""Calendar periods by name: March, Q1, next week, the end of summer, early next year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.nlu.days import calendar
from bot.nlu.days.calendar import Grain, Span
from bot.nlu.days.mention import Mention
from bot.nlu.days.period_patterns import (
    DAY_BEFORE,
    MONTHS,
    ORDINALS,
    PARTS,
    PERIOD,
    PERIOD_WORD,
    PERSON,
    PREPOSITION,
    VERB_AFTER,
)
from bot.nlu.patterns import beginning, head_of

_TERM_AFTER = re.compile(r" (?:cohort|intake|semester|term|class|start|admissions?|enrol)")
_MONEY_BEFORE = re.compile(r"[£$€]\s?$|[<>=]\s*$")


def find_named(text: str, today: date, country: str) -> Iterator[Mention]:
    """Periods named in clean `text`, past ones too; the caller decides what they are for."""
    for match in PERIOD.finditer(text, beginning(PERIOD_WORD, text)):
        span = _span(match, today, country)
        if span is None or (match["month"] == "may" and _is_verb(text, match)):
            continue
        whole = _narrowed(span, match["part"], today)
        if match["since"]:  # "mid to late January"
            whole = replace(whole, first=_narrowed(span, match["since"], today).first)
        if match["cal"] and not match["uqual"] and whole.past(today) and match["part"]:
            # "the start of the year", said in November
            whole = _narrowed(_unit(match["cal"], today, 1), match["part"], today)
        simple = match["part"] is None
        head = head_of(text, match.start())
        if simple and (match["month"] or match["cal"] or match["year"]):
            if DAY_BEFORE.search(head) and not (match["mqual"]):
                continue
            if match["year"] and _MONEY_BEFORE.search(head):
                continue
        yield Mention(match.start(), match.end(), whole, firm=_firm(match), bare=_bare(match, head))


def _is_verb(text: str, match: re.Match[str]) -> bool:
    """The other may: "I may", "may I", "may be"."""
    if match["mqual"] or match["myear"] or match["part"]:
        return False
    head = head_of(text, match.start())
    if re.search(r"(?<![a-z])(?:i|we|you|they|he|she|it|that|this|which|who|and|or)[ ]$", head):
        return not re.search(r"[a-z]+(?:[ ]or|[ ]and)[ ]$", head) or bool(
            VERB_AFTER.match(text, match.end())
        )
    return not PREPOSITION.search(head) and bool(VERB_AFTER.match(text, match.end()))


def _firm(match: re.Match[str]) -> bool:
    return not (match["year"] and not match["part"])


def _bare(match: re.Match[str], head: str) -> bool:
    """Words that are as often something else: may, fall, spring, a year's number."""
    if match["part"]:
        return False
    doubtful_word = (
        match["month"] in ("may", "march", "mar", "april", "june", "august", "dec", "sep", "jan")
        and not match["mqual"]
        and not match["myear"]
    )
    season = bool(match["season"]) and not match["squal"] and not match["syear"]
    whole = match["cal"] is not None and match["uqual"] is None
    if season and _TERM_AFTER.match(match.string, match.end()):
        return False
    if not (doubtful_word or season or match["year"] or whole):
        return False
    if match["month"] == "may" and re.search(r"(?:^|[ ])(?:and|or|it|that)[ ]$", head):
        return True
    return bool(PERSON.search(head)) or not PREPOSITION.search(head)


def _span(match: re.Match[str], today: date, country: str) -> Span | None:
    found = match.groupdict()
    if found["edge"]:
        return _edge(found["edge"], found["of"], today)
    if found["special"]:
        return _special(found["special"], today)
    if found["yearend"] is not None:
        return calendar.part(calendar.year(today.year), "late")
    if found["month"]:
        return _month_span(found, today)
    if found["season"]:
        return _season_span(found, today, country)
    if found["q"] or found["q2"] or found["qord"] or found["qlater"]:
        return _quarter_span(found, today)
    if found["h"] or found["hord"] or found["hlater"]:
        return _half_span(found, today)
    if found["unit"]:
        # "Next week or the week after"
        beyond = (
            "next" in found["after"] or f"next {found['unit']}" in match.string[: match.start()]
        )
        return _unit(found["unit"], today, 2 if beyond else 1)
    if found["cal"]:
        span = _unit(found["cal"], today, _offset(found["uqual"], today, found["cal"]))
        if found["small"] and span.first:
            span = replace(span, last=calendar.add_days(span.first, 4))
        return span
    return calendar.year(int(found["year"]))


def _edge(edge: str, of: str, today: date) -> Span:
    unit = {"w": "week", "m": "month", "q": "quarter", "y": "year"}[of]
    return calendar.part(_unit(unit, today, 0), "late" if edge == "e" else "early")


def _special(words: str, today: date) -> Span:
    if "new year" in words and "first" not in words:
        return calendar.part(calendar.year(today.year + (today.month > 1)), "early")
    if "month" in words:
        return calendar.day(calendar.add_months(today.replace(day=1), 1))
    if "year" in words:
        return calendar.day(date(today.year + 1, 1, 1))
    if "season" in words or "holidays" in words or "festive" in words:
        begun = date(today.year, 12, 24)
        if today <= date(today.year, 1, 1):
            begun = date(today.year - 1, 12, 24)
        return Span(begun, date(begun.year + 1, 1, 1), Grain.SEASON)
    return calendar.day(today)


def _unit(unit: str, today: date, later: int) -> Span:
    if unit in ("week", "workweek"):
        return calendar.week(today, later)
    if unit == "weekend":
        return calendar.weekend(today, later)
    if unit == "month":
        first = calendar.add_months(today.replace(day=1), later)
        return calendar.month(first.year, first.month)
    if unit == "quarter":
        first = calendar.add_months(today.replace(day=1), 3 * later)
        return calendar.quarter(first.year, (first.month + 2) // 3)
    return calendar.year(min(today.year + later, 9998))


def _offset(qualifier: str | None, today: date, unit: str) -> int:
    words = (qualifier or "this").split()
    if words[-1] in ("last", "past", "previous"):
        return -1
    if unit == "weekend" and words in (["this", "coming"], ["coming"], ["upcoming"]):
        return 0 if today.weekday() < 5 else 1
    return 1 if words[-1] in ("next", "coming", "upcoming", "following") else 0


def _stated_year(found: dict[str, str | None], key: str, today: date) -> int | None:
    if found.get(f"{key}year"):
        return int(found[f"{key}year"] or 0)
    if found.get(f"{key}short"):
        return 2000 + int(found[f"{key}short"] or 0)
    if found.get(f"{key}two"):
        return 2000 + int(found[f"{key}two"] or 0)
    relative = found.get(f"{key}rel") or found.get({"s": "yposs", "q": "qposs"}.get(key, ""))
    if relative is None:
        return None
    return today.year + (1 if relative in ("next", "coming", "following") else 0)


def _month_span(found: dict[str, str | None], today: date) -> Span:
    number = MONTHS[found["month"] or ""]
    year = _stated_year(found, "m", today)
    if year is None:
        qualifier = (found["mqual"] or "").split()[-1:]
        ahead = number > today.month or (number == today.month and qualifier != ["next"])
        year = today.year if ahead else today.year + 1
        if qualifier in (["last"], ["past"]):
            year = today.year if number < today.month else today.year - 1
    return calendar.month(year, number)


def _season_span(found: dict[str, str | None], today: date, country: str) -> Span:
    name = found["season"] or ""
    year = _stated_year(found, "s", today)
    if year is not None:
        return calendar.season(name, year, country)
    qualifier = (found["squal"] or "").split()[-1:]
    spans = [calendar.season(name, today.year + later, country) for later in (-2, -1, 0, 1)]
    if qualifier in (["last"], ["past"]):
        return [span for span in spans if span.past(today)][-1]
    if qualifier == ["next"]:
        return next(span for span in spans if span.first and span.first > today)
    return next(span for span in spans if not span.past(today))


def _quarter_span(found: dict[str, str | None], today: date) -> Span | None:
    if found["qlater"]:
        year = int(found["qfirst"] or 0)
        return calendar.quarter(year if year > 99 else 2000 + year, int(found["qlater"]))
    number = int(found["q"] or found["q2"] or ORDINALS[found["qord"] or "first"] or 4)
    stated = int(found["qplain"]) if found["qplain"] else _stated_year(found, "q", today)
    span = calendar.quarter(today.year if stated is None else stated, number)
    if stated is None and span.past(today):
        return calendar.quarter(today.year + 1, number)
    return span


def _half_span(found: dict[str, str | None], today: date) -> Span:
    if found["hlater"]:
        return calendar.half(int(found["hfirst"] or 0), int(found["hlater"]))
    number = int(found["h"] or (1 if found["hord"] in ("first", "1st") else 2))
    stated = _stated_year(found, "hy", today)
    span = calendar.half(today.year if stated is None else stated, number)
    if stated is None and span.past(today) and not found["hyear"]:
        return calendar.half(today.year + 1, number)
    return span


def _narrowed(span: Span, part: str | None, today: date) -> Span:
    if part is None:
        return span
    which = PARTS[part]
    if which == "past":
        return Span(span.first, calendar.add_days(today, -1))
    if which == "rest":
        first = span.first
        return Span(max(first, today) if first else today, span.last)
    if which.startswith("first ") and span.first:
        return Span(span.first, calendar.add_days(span.first, int(which[6:]) - 1), Grain.PART)
    if which.startswith("last ") and span.last:
        return Span(calendar.add_days(span.last, 1 - int(which[5:])), span.last, Grain.PART)
    if which.startswith("half"):
        return calendar.half_of(span, int(which[-1]))
    return calendar.part(span, which)
