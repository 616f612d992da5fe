"""What stands around an amount: "up to", "at least", "a month"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from bot.nlu.patterns import phrases
from bot.values.budget import Period


class Bound(str, Enum):
    UPPER = "upper"
    LOWER = "lower"


class Rate(str, Enum):
    """A rate that no budget is kept in."""

    WEEK = "week"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Around:
    """Bound and period of the amount; `text[start:end]` is it with their words."""

    start: int
    end: int
    bound: Bound | None
    period: Period | None
    rate: Rate | None


# Words that may stand between a bound and its amount: "my max would be about"
_between = phrases(
    """is | are | it's | its | it | be | of | at | to | for | around | about | like | roughly
    | approximately | approx\\.? | circa | maybe | probably | say | the | an? | my | our | budget
    | price | amount | would | will | spend | spending | pay | paying | total | only | just
    | really | figure | something | somewhere | ~ | ="""
)
FILLER = rf"(?:[ ,:]*{_between})*[ :]*"
_not = phrases(
    """no | not | never | nothing | can't | cannot | can not | couldn't | won't | wouldn't
    | don't | do not | shouldn't | without | unable to"""
)
_more = phrases(
    """over | above | exceed(?:ing)? | past | beyond | more than | higher than | greater than
    | bigger than"""
)
_upper = phrases(
    f"""up to | max(?:imum|ed out|ing out)?(?![a-z]) | at (?:the )?(?:very )?most | <=? | ≤
    | under | below | beneath | within | south of | cheaper than | capped | cap | limit(?:ed)?
    | ceiling | (?:less|lower|fewer|smaller) than | as (?:much|high) as | tops?(?: out)?
    | (?:stay|keep)(?:ing)? (?:it )?(?:under|below)
    | {_not}(?: (?!under|below)[a-z']+){{0,3}}? {_more}"""
)
_lower = phrases(
    """at (?:the )?(?:very )?least | min(?:imum)?(?![a-z]) | >=? | ≥ | more than | over | above
    | up(?:wards?)? of | upwards? from | north of | start(?:s|ing)?(?: (?:at|from))? | from
    | exceed(?:s|ing)? | excess of | (?:greater|higher|bigger|better) than"""
)
_no_less = rf"{_not}(?: [a-z']+){{0,2}}? (?:less than|lower than|under|below)"
_BEFORE = (
    (Bound.LOWER, re.compile(rf"(?<![a-z]){_no_less}{FILLER}$")),
    (Bound.UPPER, re.compile(rf"(?<![a-z]){_upper}{FILLER}$")),
    (Bound.LOWER, re.compile(rf"(?<![a-z]){_lower}{FILLER}$")),
)
_upper_words = phrases(
    """tops? | max(?:imum)? | at (?:the )?(?:very )?most | or (?:less|under|below|lower|cheaper)
    | and (?:under|below) | at a (?:push|stretch|pinch) | limit | cap | ceiling
    | all (?:i|we) (?:have|got|can) | (?:the )?most(?= (?:i|we) )"""
)
_lower_words = phrases(
    """(?:or|and) (?:more|over|above|up(?:wards?)?|higher|better|beyond)
    | (?:is )?(?:the |my |an? )?(?:min(?:imum)?|at (?:the )?(?:very )?least|minimally)"""
)
_figure_next = r"(?: (?:of|is|about|around))? *[$£€]?(?:\d{1,4}|\d{1,3},\d{3})(?!\d)"
# "8k, max 10" says it of the 10
_UPPER_AFTER = re.compile(
    r"[ ]*(?P<apart>,)?[ ]*(?:- *)?(?:(?:as|is|are|be|would be|'s|for) )?(?:(?:an?|the|my|our) )?"
    rf"(?:absolute )?{_upper_words}(?![a-z])(?(apart)(?!{_figure_next}))"
)
_LOWER_AFTER = re.compile(
    rf" *(?:\+(?! ?[a-z\d])|,? ?plus *(?=$|[.!?,;])|,? ?{_lower_words}(?![a-z]))"
)
_ABOUT_AFTER = re.compile(r" *(?:-?ish|or so|give or take|approx(?:imately)?|roughly)(?![a-z])")
_BETWEEN = re.compile(r"(?<![a-z])between(?: (?:about|around|like|roughly|say))*[ ]*$")
_FROM = re.compile(r"(?<![a-z])(?:from|ranges?|range of) *$")

_per = phrases("/ | p/ | per | each | every | an?")
_rate = phrases("day|hour|hr|h|night|sq|square|foot|share|unit|person|head|visit|tooth")
_once = phrases(
    """(?:in )?total | all in | altogether | overall | one[ -]?(?:time|off) | up[ -]?front
    | once | flat"""
)
_PERIOD_AFTER = re.compile(
    rf"""[ ]*,?[ ]?(?:
      {_per}[ ]?(?:(?P<month>months?|mo|mth|m)|(?P<year>year|yr|y|annum)|(?P<week>week|wk|w)
        |(?P<rate>{_rate}))(?![a-z])
    | (?P<monthly>monthly|pcm|pm|p\.m\.|p/m|mo)(?![a-z])
    | (?P<yearly>yearly|annually|annual|pa|p\.a\.?)(?![a-z])
    | (?P<weekly>weekly)(?![a-z])
    | (?P<other>daily|hourly|apiece|each)(?![a-z])
    | (?P<once>{_once})(?![a-z])
    )(?![ ](?:from[ ]now|ago|later|or[ ]two[ ]from))""",
    re.VERBOSE,
)
_PERIOD_BEFORE = re.compile(
    r"(?<![a-z])(?:(?P<month>monthly|(?:per|each|every) month)"
    r"|(?P<year>yearly|annual(?:ly)?|per annum|(?:per|each|every) year))"
    r"(?:[ :'-]+[a-z']+){0,5}[ :=~]*$"
)
_FAR = 80


# "80 more a month", "80 extra": on top of what they pay now, and no bound
_EXTRA = re.compile(
    rf" *(?:more|extra|additional(?:ly)?|on top)(?= *(?:$|[.,!?;)/]|but |and |if |{_per}[ ]?[a-z]"
    r"|(?:per |a |p)?(?:month|mo|yr|year|annu|week)|monthly|pm|pcm))(?! *(?:or|and) )",
)


def is_between(text: str, start: int) -> bool:
    """Whether "between" stands before `start`: then "and" links two ends."""
    return bool(_BETWEEN.search(text[:start]))


def around(text: str, start: int, end: int, ranged: bool) -> Around:
    """The bound and the period of the amount (or range) at `text[start:end]`."""
    about = _ABOUT_AFTER.match(text, end)
    end = about.end() if about else end
    end = _after_extra(text, end)
    period, rate, end = _period(text, start, end)
    end = _after_extra(text, end)
    bound, after = _bound_after(text, end)
    if bound:
        end = after
        if period is None:
            period, rate, end = _period(text, start, end)
    head = text[max(0, start - _FAR) : start]
    between = _BETWEEN.search(head) or (_FROM.search(head) if ranged else None)
    if between:
        start -= len(head) - between.start()
        head = head[: between.start()]
    for kind, pattern in _BEFORE:
        before = pattern.search(head)
        if before and bound in (None, Bound.LOWER, kind):
            # "at least 5k or more" is one bound; an upper one outdoes a lower
            bound = kind if bound is None or kind is Bound.UPPER else bound
            start -= len(head) - before.start()
            break
    return Around(start, end, bound, period, rate)


def _after_extra(text: str, end: int) -> int:
    extra = _EXTRA.match(text, end)
    return extra.end() if extra else end


def _bound_after(text: str, end: int) -> tuple[Bound | None, int]:
    upper = _UPPER_AFTER.match(text, end)
    if upper:
        return Bound.UPPER, upper.end()
    lower = _LOWER_AFTER.match(text, end)
    return (Bound.LOWER, lower.end()) if lower else (None, end)


def _period(text: str, start: int, end: int) -> tuple[Period | None, Rate | None, int]:
    """The period or other rate said beside an amount, and where its words end."""
    after = _PERIOD_AFTER.match(text, end)
    if after is None:
        before = _PERIOD_BEFORE.search(text[max(0, start - _FAR) : start])
        if before is None:
            return None, None, end
        return (Period.MONTH if before["month"] else Period.YEAR), None, end
    if after["month"] or after["monthly"]:
        return Period.MONTH, None, after.end()
    if after["year"] or after["yearly"]:
        return Period.YEAR, None, after.end()
    if after["once"]:
        return Period.ONCE, None, after.end()
    rate = Rate.WEEK if after["week"] or after["weekly"] else Rate.OTHER
    return None, rate, after.end()
