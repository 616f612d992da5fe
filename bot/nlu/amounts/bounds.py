"""What stands around an amount: "up to", "at least", "a month"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from bot.nlu.patterns import head_of, phrases
from bot.values.budget import Period


class Bound(str, Enum):
    UPPER = "upper"
    LOWER = "lower"


class Rate(str, Enum):
    """A rate that no budget is kept in."""

    WEEK = "week"
    TWO_WEEKS = "two weeks"
    QUARTER = "quarter"
    HALF_YEAR = "half year"
    TIME = "hour, day or term"
    OTHER = "each"


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
    | current | price | amount | would | will | spend | spending | pay | paying | total | only
    | just | really | figure | something | somewhere | ~ | ="""
)
FILLER = rf"(?:'?s)?(?:[ ,:]*{_between})*[ :]*"
# "not sure but under 8k" denies nothing
_denied = r"(?: (?!(?:sure|certain|know|decided|but|if|maybe|probably)(?![a-z]))[a-z']+)"
_not = phrases(
    """no(?! idea) | refuse to | not | never | nothing | can't | cannot | can not | couldn't
    | won't | wouldn't | don't | do not | doesn't | does not | isn't | mustn't | must not
    | shouldn't | without | unable to | unlikely to | nowt"""
)
_more = phrases(
    """over | above | exceed(?:ing)? | past | beyond
    | (?:more|higher|greater|bigger|dearer|pricier|more expensive) th[ae]n
    | north of | upwards of | in excess of"""
)
_quoted = "(?:it|that|this|you|they|(?:the )?(?:price|cost|total|quote))"
_upper = phrases(
    f"""up to(?: and including)? | (?:just )?shy of | max(?:imum|(?:ed|es|ing)? out)?(?![a-z])\\.?
    | at (?:the )?(?:very |absolute )?most | <=? | ≤ | under | below | beneath | within
    | south of | capped | cap | limit(?:ed)? | ceiling
    | (?:less?|cheaper|lower|fewer|smaller) th[ae]n | as (?:much|high) as | tops?(?: out)?
    | (?:stay|keep)(?:ing)? (?:it )?(?:under|below)
    | (?:the )?(?:most|highest)(?: (?:that )?(?:i|we)(?:'d|'ll|'ve)?(?: (?!instead)[a-z]+){{1,3}}?)?
    | (?:top|high(?:er)?) end | high of | sub | change (?:from|out of)
    | all (?:i|we)(?:'ve)? (?:have|got|(?:can|could) [a-z]+) | can only [a-z]+ | only (?:have|got)
    | {_not}(?:(?! (?:under|below)){_denied}){{0,4}}? {_more}
    | (?:if|unless) {_quoted}(?:'?s|'?re)?(?: [a-z]+){{0,2}}? {_more}"""
)
_lower = phrases(
    """at (?:the )?(?:very |absolute )?lea?st | min(?:imum)?(?![a-z])\\.? | floor(?=:| is| of)
    | (?:the )?(?:least|lowest)(?: (?:that )?(?:i|we)(?:'d|'ll)?(?: [a-z]+){1,3}?)?(?= is| would)
    | (?<![-=])>=? | ≥ | more th[ae]n | over | above
    | up(?:wards?)? of | upwards? from | north of | start(?:s|ing)?(?: (?:at|from))?
    | low(?:er)? end | low of | (?<!far )(?<!change )from
    | exceed(?:s|ing)? | excess of | (?:greater|higher|bigger|better) th[ae]n"""
)
_no_less = rf"{_not}{_denied}{{0,4}}? (?:(?:less|lower|cheaper) th[ae]n|under|below)"
_BEFORE = (
    (Bound.LOWER, re.compile(rf"(?<![a-z]){_no_less}{FILLER}$")),
    (Bound.UPPER, re.compile(rf"(?<![a-z]){_upper}{FILLER}$")),
    (Bound.LOWER, re.compile(rf"(?<![a-z]){_lower}{FILLER}$")),
)
_further = "(?:more|over|higher|above)(?! th[ae]n)"
_upper_words = phrases(
    f"""tops? | max(?:imum)? | at (?:the )?(?:very |absolute )?most
    | on the (?:high|upper) (?:end|side) | or (?:less|under|below|lower|cheaper)
    | (?:and|&) (?:under|below) | at a (?:push|stretch|pinch) | limit | cap | ceiling
    | at the outside | if (?:i|we) (?:really |absolutely )?(?:have|had|need|needed|must)(?: to)?
    | if (?:pushed|necessary|need be|needed)
    | all (?:i|we)(?:'ve)? (?:have|got|can(?: [a-z]+)?) | (?:the )?most(?= (?:i|we) )
    | (?:but|and) (?:no|nothing|not (?:(?:an?|one)(?: single)? )?(?:penny|cent|dime|dollar)?)
    ?{_further}
    | as (?:high|far|much) as (?:i|we)(?: (?:can|could|will|would))?(?: (?:go|get|do|pay|afford))?
    | no more(?! th[ae]n) | and that'?s (?:it|all)"""
)
_lower_words = phrases(
    """(?:(?:or|and|&) (?:more|over|above|up(?:wards?)?(?! to )|higher|better|beyond)|upwards?)
    | (?:is )?(?:the |my |an? )?(?:min(?:imum)?|at (?:the )?(?:very |absolute )?least|minimally)
    | on the low(?:er)? (?:end|side)"""
)
_figure_next = (
    r"(?: (?:of|is|about|around))* *(?:[$£€]?(?:\d{1,4}|\d{1,3},\d{3})(?!\d)|(?:[a-z]+(?:een|ty)"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|an?)(?![a-z]))"
)
_money_next = (
    r"(?: is| of| at)?[: ]*(?:[$£€] ?\d|[\d.,]+ ?(?:k|grand|thousand)(?![a-z])|\d,?\d{3}(?!\d))"
)
# "8k, max 10" says it of the 10
_UPPER_AFTER = re.compile(
    r"[ ]*(?P<apart>,)?[ ]*(?:- *)?"
    r"(?:(?:as|is(?: about| probably| really)?|are|be|would be|'s|for) )?(?:(?:an?|the|my|our) )?"
    r"(?:(?:absolute|hard|strict|firm|out of pocket|all in|total|payment) )?"
    rf"{_upper_words}(?![a-z])"
    rf"(?(apart)(?!{_figure_next}))(?!{_money_next})"
)
_LOWER_AFTER = re.compile(
    r" *(?:\+(?! ?[a-z\d]|/)|\+ ?(?:dollars|bucks|usd|pounds|gbp|euros?)"
    rf"|,? ?plus *(?=$|[.!?,;])|,? ?{_lower_words}(?![a-z]))"
)
_ABOUT_AFTER = re.compile(
    r" *(?:-?ish|or so|ballpark(?: figure)?|(?:or )?thereabouts|more or less|\+/-|give or take"
    r"|approx(?:imately)?|roughly)(?![a-z])"
)
_BETWEEN = re.compile(
    r"(?<![a-z])(?:between|btwn?|b/w)(?: (?:about|around|like|roughly|say))*[ ]*$"
)
_FROM = re.compile(r"(?<![a-z])(?:from|ranges?|range of) *$")

# "Over 20k is a no"
REFUSED = re.compile(
    r"(?:[ ,]*(?:then|and|it's|that's|is|are|be|would|'s|seems|sounds|like|just|simply))*[ ,?]*"
    r"(?:(?:way |a bit |far |a little )?too (?:much|high|expensive|steep|rich)"
    r"|(?:(?:a bit|kinda|kind of|pretty|really|very|quite|super|so) )?"
    r"(?:high|crazy|insane|ridiculous|nuts|steep|pricey|expensive)(?! end)|an? (?:no|lot)(?![a-z])"
    r"|no (?:go|way)|out of (?:the question|(?:(?:my|our) )?(?:price )?(?:reach|budget|range))"
    r"|not (?:possible|happening|doable|an option|an? option)|impossible|forget it"
    r"|no(?:pe)?(?= *(?:$|[.,!?]))|(?:i'm|im|we're) out"
    r"|(?:i'll|we'll|i'd|we'd|i|we) (?:would )?"
    r"(?:(?:can't|couldn't|won't)(?!(?: [a-z']+){0,4} [$£€]?\d)|have to|pass|walk))(?![a-z])"
)
# "so that's the max", after all else
_STRETCHED_TO = re.compile(
    r"(?<![a-z])(?:stretch(?:ing)?"
    r"|(?:could|can|may|might|would|will)(?: [a-z']+)? (?:go|stretch|push))"
    r"(?: (?:it|up|as high as))* to(?: (?:about|around|maybe|like|say))* *$"
)
_SUMMED_UP = re.compile(
    r"[^\d.;!?]*[,.;!?)-] *(?:(?:so|and|but) )?(?:that|which|it)(?:'?s| is| would be|'d be)"
    r" (?:about |pretty much )?(?:(?:the|my|our|an?) )?(?:absolute |very |hard )?"
    r"(?:(?P<most>max(?:imum)?|limit|most|cap|ceiling|upper limit|top)|min(?:imum)?|least)"
    r"(?![a-z])"
)

_per = phrases("/ | p/ | per | each | every | an?")
_time = phrases("day | hour | hr | h | night | semester | term | trimester")
_rate = phrases(
    """sq | square | foot | share | unit | person | head | visit | tooth | credit | course
    | class | window"""
)
_every = rf"(?:{_per}|every|for|over)[ ]?"
_once = phrases(
    """(?:in )?total | all in | altogether | overall | one[ -]?(?:time|off) | up[ -]?front
    | once | flat"""
)
_PERIOD_AFTER = re.compile(
    rf"""[ ]*,?[ ]?(?:
      {_every}(?:(?P<fortnight>(?:2|two|other)[ ](?:weeks?|wks?)|fortnight)
        |(?P<quarter>quarter|(?:3|three)[ ](?:months?|mos?))
        |(?P<half>(?:6|six)[ ](?:months?|mos?)|half[ ]year))(?![a-z])
    | (?P<twice>twice[ ]a[ ]year|semi[ -]?annually|bi-?annually)(?![a-z])
    | (?P<quarterly>quarterly)(?![a-z]) | (?P<biweekly>bi-?weekly)(?![a-z])
    | (?:{_per}|(?:for|over)[ ](?:the|a|one)(?:[ ](?:whole|entire|full))?)[ ]?
        (?:(?:academic|school|calendar)[ ])?
        (?:(?P<month>months?|moth|mo|mth|m)|(?P<year>year|yr|y|annum)|(?P<week>week|wk|w)
        |(?P<time>{_time})|(?P<rate>{_rate}))(?![a-z])
    | (?P<monthly>monthly|pcm|pm|p\.m\.|p/m|mo)(?![a-z])
    | (?P<yearly>yearly|annually|annual|pa|p\.a\.?)(?![a-z])
    | (?P<weekly>weekly)(?![a-z])
    | (?P<timely>daily|hourly)(?![a-z]) | (?P<other>apiece|each)(?![a-z])
    | (?P<once>{_once})(?![a-z])
    )(?![ ](?:from[ ]now|ago|later|or[ ]two[ ]from))""",
    re.VERBOSE,
)
_PERIOD_BEFORE = re.compile(
    r"(?<![a-z])(?:(?P<month>monthly|(?:per|each|every) month)"
    r"|(?P<year>yearly|annual(?:ly)?|per annum|(?:per|each|every) year))"
    r"(?:[ :'-]+[a-z']+){0,5}[ :=~]*$"
)
_RATES = {
    "week": Rate.WEEK, "weekly": Rate.WEEK, "fortnight": Rate.TWO_WEEKS,
    "biweekly": Rate.TWO_WEEKS, "quarter": Rate.QUARTER, "quarterly": Rate.QUARTER,
    "half": Rate.HALF_YEAR, "twice": Rate.HALF_YEAR, "time": Rate.TIME, "timely": Rate.TIME,
}  # fmt: skip
_FAR = 80


# "80 more a month", "80 extra": on top of what they pay now, and no bound
_EXTRA = re.compile(
    rf" *(?:more|extra|additional(?:ly)?|on top)(?= *(?:$|[.,!?;)/]|but |and |if |{_per}[ ]?[a-z]"
    r"|(?:per |a |p)?(?:month|mo|yr|year|annu|week)|monthly|pm|pcm))(?! *(?:or|and) )",
)


def is_between(text: str, start: int) -> bool:
    """Whether "between" stands before `start`: then "and" links two ends."""
    return bool(_BETWEEN.search(head_of(text, start)))


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
    if bound is None and not ranged:
        summed_up = _SUMMED_UP.match(text, end)
        if summed_up:
            bound = Bound.UPPER if summed_up["most"] else Bound.LOWER
        elif _STRETCHED_TO.search(head):
            bound = Bound.UPPER
    for kind, pattern in _BEFORE:
        before = pattern.search(head)
        if before and bound in (None, Bound.LOWER, kind):
            # "at least 5k or more" is one bound; an upper one outdoes a lower
            bound = kind if bound is None or kind is Bound.UPPER else bound
            start -= len(head) - before.start()
            break
    if bound is Bound.LOWER and REFUSED.match(text, end):
        bound = Bound.UPPER
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
    rate = next((rate for name, rate in _RATES.items() if after[name]), Rate.OTHER)
    return None, rate, after.end()
