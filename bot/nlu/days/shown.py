"""What of a sentence Duckling is shown: the parts that may name a day, and no other numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from bot.nlu.days.date_phrases import MOST_PHRASES, date_phrases
from bot.nlu.days.distance_patterns import LASTING_TIME, OFFSET
from bot.nlu.patterns import phrases

_months = phrases("jan | feb | mar | apr | may | jun | jul | aug | sep | sept | oct | nov | dec")
_ordinals = phrases(
    """first | second | third | fourth | fifth | sixth | seventh | eighth | ninth | tenth
    | eleventh | twelfth | [a-z]+teenth | twentieth | thirtieth"""
)
_holidays = phrases(
    """xmas | christmas | easter | halloween | thanksgiving | hanukkah | chanukah | kwanzaa
    | ramadan | eid | diwali | passover | lent | pentecost | nowruz | holi | juneteenth | mardi
    | purim | yom | rosh | new year | eve | tet | vesak | navratri | ashura | hogmanay"""
)
_CUE = re.compile(
    rf"""(?<![a-z0-9])(?:
      (?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:\.|\b) | [a-z]+days?
    | weekend | upcoming | tomorrow | tonight | morning | afternoon | evening | night
    | {_months}(?:[a-z]*)\.?-?\d*(?![a-z])
    | (?:\d+)?(?:st|nd|rd|th)?(?:day|week|month|quarter|year|decade|season|qtr|fortnight)s?\b
    | \d{{1,2}}(?:st|nd|rd|th) | 20\d\d | \d\dq\d
    | \d{{1,4}}[ ]?[/.-][ ]?\d{{1,2}}(?:[ ]?[/.-][ ]?\d{{2,4}})?
    | {_ordinals} | {_holidays} | eoy | eom | boy
    | winter | summer | autumn | spring | fall
    )(?![a-z])""",
    re.VERBOSE,
)
# Bounds are read by us; Duckling's own differ and would hide the day itself.
_no_unit = "".join(
    f"(?<!{word} )" for word in "day days week weeks month months year years day,".split()
)
_bound = phrases(
    r"""between now and | from now (?:until|till?|to|through) | before | until | till | til | by
    | after(?! next\b) | since | from(?! now)(?! today)
    | through | thru | anytime | any time | weekend of
    | (?:the |(?<![a-z0-9] ))week (?:of|starting|commencing|beginning)"""
)
_BOUND = re.compile(rf"{_no_unit}(?<![a-z]){_bound}(?![a-z])")
_plural_days = phrases("(?:mon|tues|wednes|thurs|fri|satur|sun)days | weekends | weekdays")
_counted = phrases(
    """bed | bath | bedroom | bathroom | story | storey | people | person | kids | adults | guests
    | cars | drivers | rooms? | tickets?"""
)
_after_second = phrases(
    "hand | floor | home | house | opinion | story | mortgage | car | time | one | thought"
)
_day_after = phrases(
    rf"""days? | nights? | weeks? | months? | years? | - | / | (?:st|nd|rd|th)
    | (?:of )?{_months}"""
)
_NOISE = re.compile(
    rf"""
    # money, telephones, ZIP codes, house numbers, addresses
      [£$€]\s?\d[\d,.]*(?:[ ]?(?:k|m|million|thousand|grand)\b)?
    | \d[\d,.]*[ ]?(?:k\b|[£$€]|grand|thousand|dollars?|bucks|pounds|euros|usd|gbp|%)
    | \+?\(?\d{{3}}\)?[ .-]\d{{3}}[ .-]\d{{4}} | \d{{5,7}}(?!\d) | \d{{9,}}
    | (?:zip|zipcode|postcode)(?:[ ]code)?[ ]?:?[ ]?\d+ | [a-z]{{1,2}}\d[a-z\d]?[ ]\d[a-z]{{2}}\b
    | (?<!\d)[1-9]\d{{2}}(?!\d) | (?<![\w.+-])[\w.+-]+@[\w.-]+ | 24/7
    | (?<![a-z])good[ ](?:morning|afternoon|evening|night)
    # how long, not when: "for two weeks"
    | (?<![a-z0-9]){LASTING_TIME}
    # habits: "on weekends"
    | (?<![a-z]){_plural_days}(?!')(?![a-z]|[ ]from)
    # counts, and words that are days elsewhere
    | \d+[ -]{_counted}\b | [\d.]+[ ]?(?:sq|square|ft|feet|acres?)\b
    | (?:one|a)[ ]second | second[ ]{_after_second}
    | (?:first|third)[ ](?:time|floor|one|class|home|house|car)\b
    | (?<=of[ ])sun\b | (?<=the[ ])sun\b | (?<!august[ ])(?<!may[ ])bank[ ]holiday
    # opening hours
    | (?<![a-z])mon(?:day)?[ ]?(?:-|to|through|thru)[ ]?[a-z]+[ ,]+(?:from[ ])?\d{{1,2}}(?:am)?[ ]?
      (?:-|to)[ ]?\d{{1,2}}
    | (?<![a-z])sun[ ](?:room|porch|damage|roof) | sat[ ](?:nav|down)
    | (?<![a-z0-9])(?:for|party[ ]of|apt|apartment|unit|suite)[ ]\d{{1,3}}(?![ ]?{_day_after}|\d)
    """,
    re.VERBOSE,
)


def masked(text: str) -> str:
    """`text` with everything blotted out, place for place, that is no date."""
    kept = _NOISE.sub(lambda match: "x" * len(match.group()), text)
    kept = OFFSET.sub(lambda match: "x" * (len(match.group()) - 1) + " ", kept)
    return _BOUND.sub(lambda match: "x" * len(match.group()), kept)


def cues(text: str, read: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Words that may name a day outside of `read`, the parts that we read ourselves.

    Of those Duckling would take its time, and memory that it never frees, to say the same.
    """
    found = (cue.span() for cue in _CUE.finditer(text))
    return [
        (start, end)
        for start, end in found
        if not any(low <= start and end <= high for low, high in read)
    ]


def shown(text: str, read: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The phrases of masked `text` that may name a day and aren't `read` by us, left to right.

    A part of them may be: Duckling reads "friday next week" as a whole.
    """
    found = (
        phrase
        for phrase in date_phrases(text)
        if cues(text[slice(*phrase)], [(low - phrase[0], high - phrase[0]) for low, high in read])
    )
    return list(islice(found, MOST_PHRASES))
