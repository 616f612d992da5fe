"""The patterns of distances: "within 3 months", "6-8 weeks from now", "the next 10 days"."""

from __future__ import annotations

import re

from bot.nlu.patterns import phrases

COUNTS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {
    "a": 1, "an": 1, "couple": 2, "couple of": 2, "a couple": 2, "a couple of": 2, "another": 1,
    "single": 1,
}  # fmt: skip
LOOSE = {"few": (2, 3), "a few": (2, 3), "several": (3, 6), "some": (2, 4)}

_words = phrases(" | ".join(sorted([*COUNTS, *LOOSE], key=len, reverse=True)))
_count = (
    rf"(?:\d+(?:\.\d+)?(?:[ ]?[½¼¾]|\+)?|[½¼¾]|(?:an?[ ])?half[ ](?:an?[ ])?|{_words})"
    r"(?:[ ]and[ ]a[ ]half|[ ](?:or[ ]so|more))?"
)
_units = phrases(
    """days? | nights? | weeks? | weekends? | fortnights? | months? | mths? | mos? | wks?
    | quarters? | years? | yrs? | hours? | hrs?"""
)
_unit = (
    rf"(?:(?P<work>business|working|work|week)[ -]?)?(?P<unit>{_units})(?:'s?)?"
    r"(?P<half>[ ]and[ ]a[ ]half)?(?![a-z0-9])"
)
AT_MOST = phrases(
    """within | w/in | inside(?: of)? | (?:in )?(?:less|no more|sooner|earlier|fewer) than
    | (?:in )?under | at most | up to | no later than | not more than | max(?:imum)?(?: of)?
    | < ?=?
    | (?:have|got|(?:give|gives|gave) (?:me|us))(?= [^.,;!?]{3,25} to"""
    """ (?:fix|re|find|get|move|close|buy|switch|do))"""
)
AT_LEAST = phrases(
    r"""(?:more|longer) than | over | at least | not (?:for|in|within)(?: at least)?
    | no (?:less|sooner|earlier) than | not before | in at least | > ?=?
    | after(?= \d| (?:about )?(?:a|an|one|two|three|six) )"""
)
_other = phrases(
    """between | somewhere between | sometime between | in | about | around | like | for | every
    | past | last | previous | during | throughout | anytime in | sometime in | of"""
)
_about = phrases(
    "about | around | approximately | roughly | like | maybe | say | probably | another"
    " | up to | at least"
)
# "The coming weeks" and "week or two" have no count.
_uncounted = r"""(?=(?:week|month|day|year)[ ]or[ ](?:two|so|2|three|3)\b)
      | (?=(?:weeks?|months?|days|years?|quarter|fortnight)\b)
        (?:(?<=the[ ]next[ ])|(?<=the[ ]coming[ ]))
      | (?=(?:weeks|months|days|years)\b)(?:(?<=coming[ ])|(?<=next[ ]))"""
AT_MOST_AFTER = phrases(
    "max(?:imum)? | tops | or (?:less|sooner|earlier) | at (?:the )?(?:most|latest)"
)
AT_LEAST_AFTER = phrases("or (?:more|longer|later) | at least | minimum | plus")
_hence = phrases(
    """from (?:now|today) | hence | away | out | time | ahead | down the (?:road|line) | later
    | after today"""
)
DISTANCE = re.compile(
    rf"""(?<![a-z0-9.,$£€/'])(?:
      (?P<lead>(?P<most>{AT_MOST})|(?P<least>{AT_LEAST})|{_other})(?:[ ]+|(?=\d))
    )?(?:{_about}[ ]+)*
    (?P<ahead>(?:the[ ]|these[ ])?(?:next|coming|following)[ ]+)?(?:the[ ])?
    (?P<low>{_count}|{_uncounted})
    (?:[ ]*(?:-|to|or|/|~|and|maybe)[ ]*(?:maybe[ ]|about[ ])?(?P<high>{_count}))?
    [ ]?-?[ ]?(?P<later>(?:next|coming|following)[ ]+(?=[a-z]+s\b))?{_unit}
    (?:[ ]or[ ](?P<or>{_count})(?![ ]?[a-z]*(?:k|days?|weeks?|months?|years?)))?
    (?P<tail>[ ]+(?:(?P<atmost>{AT_MOST_AFTER})|(?P<atleast>{AT_LEAST_AFTER})|{_hence})(?![a-z])
      |[ ]?(?P<plus>\+))?
    """,
    re.VERBOSE,
)
UNIT_WORD = re.compile(
    "(?:day|night|week|month|mth|mo|wk|quarter|year|yr|hour|hr)(?:end)?s?'?s?(?![a-z])"
)
"""Every distance holds one of these."""

_starts_day = phrases(
    r"""mon | tue | wed | thu | fri | sat | sun | jan | feb | mar | apr | may | jun | jul | aug
    | sep | oct | nov | dec | \d | new year | xmas | easter | hallo | thanks | labor | memorial
    | [a-z]+teenth | [a-z]+[rf][sd]t | [a-z]+[nr]d\b | [a-z]+th\b"""
)
OFFSET = re.compile(
    rf"""(?<![a-z0-9.,$£€/'])(?:(?:about|around|in|within)[ ])?(?P<low>{_count})[ ]?{_unit}
    [ ](?:from|after|following|(?<=week[ ])on|(?<=weeks[ ])on|(?<=fortnight[ ])on)
    [ ](?=(?:the[ ]|next[ ]|this[ ]|my[ ])?{_starts_day})""",
    re.VERBOSE,
)
"""A distance from a day that is named next: "2 weeks from" Monday."""

_short = phrases("days? | nights? | weeks? | wks? | fortnights?")
_length = rf"(?P<low>{_count})[ ]?{_unit.replace(_units, _short)}"
STARTING = re.compile(
    rf"""(?<![a-z0-9.,$£€/'])(?P<for>for[ ])?{_length}
    [ ](?:starting|beginning|commencing|(?(for)from|(?!)))(?:[ ](?:on|from))?[ ](?:the[ ])?""",
    re.VERBOSE,
)
LASTING_TIME = rf"""(?:for[ ](?:about[ ])?{_count}[ ]?{_units}
    | {_count}[ ]?{_units}[ ](?:starting|beginning|commencing))(?![a-z0-9])"""
FOR_DAYS = re.compile(rf"[ ]for[ ](?:about[ ])?{_length}", re.VERBOSE)
"""How long it lasts, from the day that is named next or before."""

_not_ahead = phrases(
    """ago | old | warranty | guarantee | experience | of (?!work) | back | late | overdue
    | behind | per | before | after | from | earlier | prior | following | ending | stay | trip
    | contract | lease | term | loan | fixed | plan | program | degrees? | mortgage | supply
    | notice | long | driving | licen[cs]ed | on the job | starting | beginning
    | a (?:year|week|month|day) | emergency"""
)
NOT_AHEAD = re.compile(rf" ?{_not_ahead}(?![a-z])")
"""Behind "3 years": a duration, or time gone by."""

_lasting = phrases(
    """past | last | every | each | previous | for | lasts? | took | takes? | been | age | aged
    | owned | lived | here | had | of | per | since | than"""
)
LASTING = re.compile(rf"(?:(?<![a-z]){_lasting} +(?:about |the |over )*|\$ ?)$")
"""Before "3 years": likewise."""

LOOKS_BACK = re.compile(
    r"(?<![a-z])(?:no(?= [a-z])|never|haven't|hasn't|first time|clean|pa(?:y|id|ying) (?:it )?off)"
    r" [^.,;!?\d]{0,40}$"
)
"""Before "in 5 years": "no accidents" looks back, "paid off" tells how long."""
