"""What stands around named days: by, before, until, after, from, between … and …."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.nlu.days import calendar
from bot.nlu.days.calendar import Grain, Span
from bot.nlu.days.distance import from_there
from bot.nlu.days.distance_patterns import FOR_DAYS, OFFSET, STARTING
from bot.nlu.days.mention import Mention
from bot.nlu.days.ranges import MONTHS, WEEKDAY, joined_range
from bot.nlu.days.ruled_out import ruled_out
from bot.nlu.patterns import FAR, phrases

_fill = phrases(
    r"""eod | cob | (?:end|close) of (?:day|business) | the | about | around | like | say | maybe
    | at | on | latest | mid | end | my | very"""
)
_FILL = rf"(?:{_fill}[ -]+)*"
_not = phrases(
    """not | no | can't | cannot | won't | nothing | don't | wouldn't | couldn't | never | isn't
    | wait(?:ing)? | hold(?:ing)? off | hold | delay(?:ed)? | postponed? | put off | busy | away
    | tied up | out of town"""
)
_by = phrases(
    """(?:no|not) (?:later|after) than | (?:no|not) (?:later )?(?:than|after|past) | at the latest
    | between now and | from now (?:until|till?|to|through)
    | latest(?: by| is)? | in time for | by | until | till? | up to | through | thru | within
    | inside | deadline(?: is| of)?
    | (?:before|prior to) (?:or )?(?:latest |by |on |at )+(?:on |by )?"""
)
_from = phrases(
    """(?:start(?:s|ing)? |begin(?:s|ning)? |effective )?from | as (?:early|soon|of) as | as of
    | as from | > ?="""
)
_earliest = phrases(
    "(?:no|not) (?:sooner|earlier) than | at the earliest | earliest(?: is| would be)?"
)
_no_unit = "".join(f"(?<!{unit} )" for unit in "day days week weeks month months".split())
# In this order: the longer reading first ("not before", then "before").
_clause = r"(?: (?!(?:but|and|so|or|though|hurry|rush|urgent|sure)(?![a-z]))[a-z']+)"
_LEADS = (
    ("none", "since|ever since"),
    # "any day but Sunday", "won't make it through winter": these days are not meant
    ("none", "(?:any ?(?:day|time|thing)|whenever|any) (?:but|except(?: for)?|other than)"),
    ("none", "(?:make it|last|survive|hold up) (?:through|until|till)"),
    ("from", rf"{_not}{_clause}{{0,4}}? (?:before|until|till|til|by)"),
    # "before the wedding on june 12", "after we close in march"
    ("before", rf"(?:before|prior to|ahead of){_clause}{{1,4}} (?:on|in)"),
    ("from", rf"{_no_unit}(?:after|once){_clause}{{2,5}} (?:on|in)"),
    ("from", _earliest),
    ("by", _by),
    ("past", rf"{_no_unit}(?:after|later than|once)"),
    ("before", "before|prior to|ahead of|this side of|(?:earlier|sooner) than|in advance of|<"),
    ("by", "< ?="),
    ("from", _from),
    ("not", "not(?: (?:in|during|for|until))?"),
    ("week", "(?:(?:the )?week (?:of|starting|commencing|beginning)|w[/.]?[cb])(?: on)?"),
    ("weekend", "(?:the )?weekend of"),
)
_BEFORE = [(kind, re.compile(rf"(?<![a-z])(?:{words}) *{_FILL}$")) for kind, words in _LEADS]
_BOUNDED = re.compile(rf"(?<![a-z])(?:{'|'.join(words for _, words in _LEADS)}) *{_FILL}$")
_by_after = phrases(
    """at (?:the )?(?:very )?latest | latest | or (?:earlier|sooner|before) | deadline | max
    | tops"""
)
_from_after = phrases(
    r"""(?:and|or) (?:later|after|beyond|on|onwards?|thereafter) | onwards?
    | on(?= *(?:$|[.,!?])) | at (?:the )?(?:very )?earliest | earliest | forward | \+"""
)
_too = r"(?:is|'s|would be|sounds|seems)(?: [a-z]+){0,2} too "
_then = phrases(
    """so | and | then | but | any ?time | some ?time | maybe | ideally | start | done | right
    | works?"""
)
_so = rf"(?:[,.]? *{_then}(?![a-z]))*[,.]? *"
_AFTER = re.compile(
    rf" *,? ?(?:(?P<by>{_by_after})|(?P<from>{_from_after})|(?P<ago>ago)"
    rf"|{_too}(?:(?P<past>soon|early)|(?P<before>late))|{_so}(?:(?P<past_then>after (?:that|then))"
    rf"|(?P<from_then>from (?:then|there)(?: on(?:wards?)?)?)))"
    r"(?![a-z])"
)
_OR_NEXT = re.compile(
    r"[ ](?:or|and)[ ](?:the[ ]|maybe[ ])*(?:next|following)(?:[ ]one)?(?![ ]?[a-z])"
)
_ENDS = re.compile(r" (?:ends?|is (?:over|out|up|through))(?![a-z])")
_OWN = re.compile(r"(?:on|in) ")
_BUT_NEXT = re.compile(r",? (?:but |maybe )*(?:the )?next(?: one)?(?! ?[a-z])")
_WEEK = re.compile(r" week(?![a-z]| (?:of|in|before|after|from|or|to))")
_WEEKS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_EASTER_WEEKEND = re.compile(r"easter (?:long )?(?:weekend|bank holiday)(?! monday)")
_LATER = re.compile(
    rf"(?<![a-z0-9])(?<!for )(?:(?P<weeks>\d|{'|'.join(_WEEKS)}) weeks?|(?:a )?fortnight) $"
)
_RATHER = re.compile(
    r" ?(?:,|but|-|,? ?rather|,? ?it'?s)(?: it'?s)?"
    r"(?: (?:but|maybe|rather|in|on|the|for|make it))* ?"
)
_SO_NOT = re.compile(r"[ ,;.-]*(?:(?:and|but|so) )?")


def bounded(text: str, mentions: list[Mention], today: date) -> list[Mention]:
    """Mentions with their ranges joined and their bounds put on, left to right."""
    joined: list[Mention] = []
    for mention in mentions:
        both = joined_range(text, joined[-1], mention, today) if joined else None
        if both:
            joined[-1] = both
        else:
            joined.append(mention)
    placed: list[Mention] = []
    for at, mention in enumerate(joined, 1):
        bound = _placed(text, mention, today)
        if bound is None or any(_rather(text, bound, other) for other in joined[at : at + 1]):
            continue
        if placed and _is_the_other(text, placed[-1], bound):
            continue
        if placed and placed[-1].end >= bound.end:
            continue  # "weekend" of "Easter weekend"
        if placed and placed[-1].end > bound.start:
            placed.pop()  # "the week" of "the week of the 7th"
        placed.append(bound)
    return placed


def _rather(text: str, mention: Mention, following: Mention) -> bool:
    """ "Not April, May": the other is what is meant."""
    return text.startswith("not ", mention.start) and bool(
        _RATHER.fullmatch(text, mention.end, following.start)
    )


def _is_the_other(text: str, meant: Mention, mention: Mention) -> bool:
    """ "March, not May": the second is the one that isn't meant."""
    between = _SO_NOT.fullmatch(text, meant.end, mention.start)
    return bool(between) and text.startswith("not ", mention.start)


def _placed(text: str, mention: Mention, today: date) -> Mention | None:
    if mention.flexible:
        return mention
    mention = _or_next(text, _with_week(text, mention))
    after = _AFTER.match(text, mention.end)
    if after:
        kind = (after.lastgroup or "").removesuffix("_then")
        return None if kind == "ago" else _with(mention, kind, mention.start, after.end(), today)
    if ruled_out(text, mention):
        return None
    if mention.span.grain is Grain.DAY and (lasting := _lasting(text, mention)):
        return lasting
    # Where the mention begins with its own "on", what it bounds ends with it.
    own = _OWN.match(text, mention.start, mention.end)
    head = text[max(0, mention.start - 60) : own.end() if own else mention.start]
    offset = _offset(text[max(0, mention.start - 60) : mention.start], text, mention)
    if offset:
        return offset
    for kind, pattern in _BEFORE if _BOUNDED.search(head) else ():
        lead = pattern.search(head)
        if lead:
            if kind == "none":
                return None
            if kind == "not" and mention.span.grain in (Grain.DAY, Grain.HOUR, Grain.PART):
                continue
            start = (own.end() if own else mention.start) - len(head) + lead.start()
            if kind == "before" and (ends := _ENDS.match(text, mention.end)):
                return _with(mention, "by", start, ends.end(), today)
            if kind == "not":
                mention = _but_next(text, mention)
                if mention.ranged:
                    return mention
            if mention.ranged and kind == "from":
                return replace(mention, start=start)
            return _with(mention, kind, start, mention.end, today)
    return mention


def _with_week(text: str, mention: Mention) -> Mention:
    """ "Friday week", "two weeks Friday": so long after it. "Thanksgiving week": what holds it.

    The Easter weekend is from Good Friday to the Monday.
    """
    week, first = _WEEK.match(text, mention.end), mention.span.first
    if first is None or mention.span.grain is not Grain.DAY:
        return mention
    easter = _EASTER_WEEKEND.match(text, mention.start)
    if easter and easter.end() > mention.end:
        whole = Span(calendar.add_days(first, -2), calendar.add_days(first, 1), Grain.WEEKEND)
        return replace(mention, end=easter.end(), span=whole)
    later = _LATER.search(text, max(0, mention.start - FAR), mention.start)
    if later and WEEKDAY.match(text, mention.start, mention.end):
        weeks = later["weeks"] or "2"
        count = _WEEKS[weeks] if weeks in _WEEKS else int(weeks)
        span = calendar.day(calendar.add_days(first, 7 * count))
        return replace(mention, start=later.start(), span=span)
    if week is None:
        return mention
    if WEEKDAY.search(text, mention.start, mention.end):
        span = calendar.day(calendar.add_days(first, 7))
    elif re.search(r"\d", text[mention.start : mention.end]):
        return mention
    else:
        span = calendar.week(first)
    return replace(mention, end=week.end(), span=span)


def _or_next(text: str, mention: Mention) -> Mention:
    """ "This week or next": the two together."""
    more = _OR_NEXT.match(text, mention.end)
    both = _widened(mention) if more else None
    return replace(mention, end=more.end(), span=both) if more and both else mention


def _widened(mention: Mention) -> Span | None:
    """The period and the one after it, None for what has none."""
    last, months = mention.span.last, MONTHS.get(mention.span.grain, 0)
    if last is None:
        return None
    if months:
        after = calendar.add_months(calendar.add_days(last, 1), months)
        return replace(mention.span, last=calendar.add_days(after, -1))
    if mention.span.grain in (Grain.WEEK, Grain.WEEKEND):
        return replace(mention.span, last=calendar.add_days(last, 7))
    return None


def _but_next(text: str, mention: Mention) -> Mention:
    """ "Not this month, next": the one after, alone."""
    more, last = _BUT_NEXT.match(text, mention.end), mention.span.last
    both = _widened(mention) if more else None
    if more is None or last is None or both is None:
        return mention
    begun = calendar.add_days(last, 6 if mention.span.grain is Grain.WEEKEND else 1)
    span = Span(begun, both.last, mention.span.grain)
    return replace(mention, end=more.end(), span=span, ranged=True)


def _lasting(text: str, mention: Mention) -> Mention | None:
    """ "Two weeks starting May 3", "May 3 for two weeks": all of its days."""
    leads = STARTING.finditer(text, max(0, mention.start - 40), mention.start)
    length = next((lead for lead in leads if lead.end() == mention.start), None) or FOR_DAYS.match(
        text, mention.end
    )
    first = mention.span.first
    beyond = from_there(length, first).last if length and first else None
    if not (length and first and beyond and beyond > first):
        return None
    span = Span(first, calendar.add_days(beyond, -1), Grain.PART)
    start, end = min(mention.start, length.start()), max(mention.end, length.end())
    return replace(mention, start=start, end=end, span=span)


def _offset(head: str, text: str, mention: Mention) -> Mention | None:
    """ "2 weeks from" in front of the mention, counted from it."""
    base = mention.start - len(head)
    found = list(OFFSET.finditer(text[base : mention.end]))
    if not found or not found[-1].end() + base >= mention.start - 5 or not mention.span.last:
        return None
    if found[-1].end() + base > mention.end or head[: found[-1].start()].endswith("for "):
        return None  # "for 10 days from the 18th" begins on the 18th
    span = from_there(found[-1], mention.span.last)
    return replace(mention, start=base + found[-1].start(), span=span, bare=False)


def _with(mention: Mention, kind: str, start: int, end: int, today: date) -> Mention | None:
    span = mention.span
    first, last = span.first, span.last
    if kind in ("from", "past") and span.past(today):
        return None  # "from 2015", "since after last June"
    if kind == "from":
        limits = Span(first, None)
    elif kind in ("past", "not"):
        # After five today is still today.
        hour = span.grain is Grain.HOUR
        limits = span if hour or last is None else Span(calendar.add_days(last, 1), None)
    elif kind == "week":
        limits = calendar.week(first) if first else span
    elif kind == "weekend":
        # The nearest: of a Monday or Tuesday the one before
        limits = calendar.weekend(calendar.add_days(first, -2)) if first else span
    elif kind == "by":
        limits = Span(today, last) if last else span
    else:
        limits = Span(today, _before(span, today))
    return replace(mention, start=start, end=end, span=limits, bare=False)


def _before(span: Span, today: date) -> date | None:
    """The last day before a period; of one that has begun, or of an "end of", its own last."""
    if span.first is None or span.grain in (Grain.PART, Grain.HOUR) or span.first <= today:
        return span.last
    return calendar.add_days(span.first, -1)
