"""The patterns of calendar periods: every way to name a month, a quarter, the end of a year."""

from __future__ import annotations

import re

from bot.nlu.patterns import phrases

MONTHS = {
    name: number
    for number, names in enumerate(
        "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august"
        "|sep sept september|oct october|nov november|dec december".split("|"),
        start=1,
    )
    for name in names.split()
}
ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "last": 0, "final": 0,
}  # fmt: skip
PARTS = {
    "early": "early", "beginning": "early", "start": "early", "top": "early", "mid": "mid",
    "middle": "mid", "late": "late", "end": "late", "ending": "late", "close": "late",
    "back end": "late", "tail end": "late", "very end": "late", "first part": "early",
    "early part": "early", "latter part": "late", "later part": "late", "last part": "late",
    "earlier": "past", "later": "rest", "rest": "rest", "remainder": "rest", "remaining": "rest",
    "first half": "half 1", "1st half": "half 1", "second half": "half 2", "2nd half": "half 2",
    "latter half": "half 2", "last half": "half 2", "back half": "half 2",
} | {
    f"{end} {count} weeks": f"{end} {7 * number}"
    for end in ("first", "last")
    for count, number in {
        "two": 2, "2": 2, "couple": 2, "couple of": 2, "three": 3, "3": 3,
    }.items()
}  # fmt: skip


def _longest_first(words: object) -> str:
    return phrases(" | ".join(sorted(words, key=len, reverse=True)))  # type: ignore[call-overload]


month_name = _longest_first(MONTHS)
_ordinal = _longest_first(ORDINALS)
_next = phrases(
    """next | coming | the coming | upcoming | the upcoming | this coming | following
    | the following | this upcoming | the next"""
)
_this = phrases("this | current | the current | present")


def _year(key: str) -> str:
    """A year said after a period: "march 2027", "march '27", "march of next year"."""
    return rf"""(?:,?[ ](?:of[ ]|in[ ])?(?:
      (?P<{key}year>20\d\d)(?![\d,.]\d|\d)
      | '(?P<{key}short>\d\d)(?!\d) | (?<=of[ ])(?P<{key}two>\d\d)(?![\d/.,%:-]|[ ]?[a-z])
      | (?:the[ ])?(?P<{key}rel>this|next|coming|following|same)[ ]year(?!') ))?"""


# "Eod Friday" is the Friday
_no_weekday = "(?! (?:on )?(?:mon|tue|wed|thu|fri|sat|sun|tomorrow))"
_day_over = f"(?:day|business|today){_no_weekday}"
_special = phrases(
    f"""(?<!school )(?<!bank )(?<!easter )(?<!summer )holidays | holiday season
    | festive (?:season|period) | first of the (?:new )?year
    | first of the month
    | (?:eod|cob){_no_weekday}
    | (?:end|close) of (?:the |this )?(?:business |work(?:ing)? )?{_day_over}
    | (?:(?:early )?in the|early) new year"""
)
_shortcut = rf"""(?:the[ ])?(?:
    (?P<edge>[eb])o(?P<of>[wmqy]) | (?:year(?:'?s)?[ -]?end|end[ -]of[ -]year)(?P<yearend>)
    | (?P<special>{_special}) )"""
# "start in march" starts then, "the start of march" and "early in march" are parts of it
_no_part = "".join(
    f"(?<!{words})" for words in (
        "start ", "beginning ", "start in ", "beginning in ", "end in ", "close ", "close in ",
        "top ",
    )
).replace(" ", "[ ]")  # fmt: skip
_part = rf"""(?:(?:at[ ]|in[ ])?(?:the[ ])?(?:very[ ])?
    (?:(?P<since>early|mid|beginning|middle)[ -]?(?:to|or|and|through|/|-)[ -]?)?
    (?P<part>{_longest_first(PARTS)})
    (?:[ -]of|(?<=early|later)[ ]in|(?<=late)[ ]in)?(?:[ -]|(?<=[ ]))
    (?:around[ ])?(?:the[ ])?{_no_part})?"""
_unit_after = phrases("k | grand | days? | weeks? | months? | years?")
_month = rf"""(?:(?P<mqual>{_this}|{_next}|last|past)[ ])?(?P<month>{month_name})\.?(?:[ ]month)?
    (?![ ]?(?:the[ ])?\d{{1,2}}(?:st|nd|rd|th|(?![\d:]))(?![ ]?{_unit_after}\b)){_year("m")}"""
_season = rf"""(?:(?P<yposs>next|this)[ ]year's[ ])?(?:(?P<squal>{_this}|{_next}|last|past)[ ])?
    (?P<season>spring|summer|autumn|fall|winter)(?![ ]bank)
    (?:time|[ ](?:season|holidays?|hols|vacation))?{_year("s")}"""
_quarter = rf"""(?:
    (?P<q2>[1-4])[ ]?q | q[ ]?(?P<q>[1-4])
    | (?:(?P<qposs>next|this)[ ]year's[ ]|the[ ])?(?P<qord>{_ordinal})[ ](?:quarter|qtr)
    )(?![a-z0-9])(?:[ -]?(?P<qplain>20\d\d)(?!\d)|{_year("q")})
    | (?P<qfirst>(?:20)?\d\d)[ -]?q(?P<qlater>[1-4])"""
_half = rf"""(?:
    h(?P<h>[12])
    | (?P<hord>first|1st|second|2nd|last|latter)[ ]half[ ](?:of[ ])?(?:the[ ])?
      (?=year|20\d\d|next[ ]year|this[ ]year|coming[ ]year)(?P<hyear>year(?!'))?
    )(?![a-z0-9]){_year("hy")}
    | (?P<hfirst>20\d\d)[ -]?h(?P<hlater>[12])(?![a-z0-9])"""
_not_alone = phrases(
    "after | before | between | of | or so | from | in | starting | commencing | beginning | \\d"
)
_relative = rf"""
    (?P<unit>week|weekend|month|quarter|year|workweek)
      [ ](?P<after>after[ ](?:next|this|that)|after)(?![ ](?:the|my|i|we|our|[a-z]+mas|easter)\b)
    | (?:(?P<uqual>{_this}|{_next}|last|past|previous|same|that|all|the[ ]whole)[ ]
        (?P<small>working[ ]|work)?|(?:(?<=the[ ]|mid[ -])|(?<=end[ ]of[ ]))(?P<whole>))
      (?P<cal>week|weekend|month|quarter|year)(?!'?s[ ]|[ ]{_not_alone})"""
_money = phrases("k\\b | sq | dollars | bucks | usd | pounds | gbp | eur | square | a month | per ")
_plain_year = rf"(?P<year>20\d\d)(?!\d|[,.]\d|[/-]\d|[ ]?{_money})"
PERIOD = re.compile(
    rf"""(?<![a-z0-9'])(?:{_shortcut}
    | {_part}(?:{_month}|{_season}|{_quarter}|{_half}|{_relative}|{_plain_year})
    )(?![a-z0-9])""",
    re.VERBOSE,
)
"""A period, with its part ("early"), its qualifier ("next") and its year in named groups."""

PERIOD_WORD = re.compile(
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter|week|month"
    "|quarter|qtr|year|day|season|period|q[ ]?[1-4]|[1-4][ ]?q|h[12]|20[0-9]|[0-9] ?-?q|[eb]o[wmqy]"
    "|eod|cob|close of|business"
)
"""Every period holds one of these."""

_day_name = phrases(
    r"""(?<!\d)\d{1,2}(?:st|nd|rd|th)? | first | second | third | [a-z]+(?:fth|th) | last | days?
    | (?:mon|tues|wednes|thurs|fri|satur|sun)day | weeks? | weekend | xmas | easter
    | thanksgiving"""
)
DAY_BEFORE = re.compile(rf"{_day_name}[ ,/-]+(?:of|in)? ?(?:the )?$")
"""A day of the period that follows: the date is Duckling's to read."""

GOES_ON = phrases(
    """or | and | to | through | till | until | at | if | for | works? | is | would | please
    | then | but | though | latest"""
)
VERB_AFTER = re.compile(rf" +(?!{GOES_ON}\b)[a-z]")
PERSON = re.compile(r"(?:name(?:'s| is)|i'm|i am|this is|call me|named|it's) +$")
_prepositions = phrases(
    """in | by | of | on | until | till | til | before | after | from | to | through | thru
    | since | during | for | about | around | early | late | mid | and | or | start | starting
    | begin | beginning | end | ends | maybe | probably | perhaps | when | once | sometime
    | ideally | hopefully | say | like | between | year | is | be | it's | date | timeframe
    | timeline"""
)
PREPOSITION = re.compile(rf"(?<![a-z]){_prepositions}[ :,-]*(?:the |mid[ -])?$")
"""Words that make a following "may" or "fall" a time."""
