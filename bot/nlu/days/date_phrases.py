"""The phrases that Duckling is shown: few words of a closed vocabulary, in a date's order.

Duckling weighs every way to join neighbouring time words, and looks far into the calendar for a day
that is both: "12/25/2027 upcoming day after tomorrow march" takes it a tenth of a second, "weekend"
a dozen times all memory. So a phrase has one day at most ("friday next week", "the first monday of
may 2027", "3 weeks after easter"), and what joins two is read by us. `benchmarks/date_phrases.py`
tries every order of these kinds of words: the slowest phrase takes MOST_MS.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.nlu.patterns import phrases

MOST_PHRASES = 3
"""Shown of one message."""
MOST_WORDS = 12
"""In one phrase, small ones included."""
MOST_MS = 6
"""Of CPU time for one phrase: the slowest measured, rounded up."""

_months = phrases(
    """january | february | march | april | may | june | july | august | september | october
    | november | december | jan | feb | mar | apr | jun | jul | aug | sept? | oct | nov | dec"""
)
_weekdays = phrases(
    "(?:mon|tues|wednes|thurs|fri|satur|sun)days? | mon | tues? | weds? | thurs? | thur | fri"
    " | sat | sun"
)
_feasts = phrases(
    r"""(?:christmas|xmas)(?: day)?(?: eve)? | new year'?s?(?: day| eve)? | boxing day
    | (?:orthodox )?(?:good|holy|great) friday | (?:orthodox )?easter(?: (?:sunday|monday))?
    | palm sunday | ash wednesday | (?:pentecost|whit) monday | pentecost | whitsunday | lent
    | thanks?giving(?: day)? | black friday | cyber monday | halloween(?: day)?
    | (?:memorial|labou?r) day | (?:mother|father|valentine|president|veteran|parent)'?s?'? day
    | (?:st\.?|saint) (?:patrick|paddy|george|andrew|david|nicholas)'?s?'? day
    | (?:martin luther king|mlk)(?: jr\.?)?'?s?(?: day)? | (?:george )?washington'?s birthday
    | lincoln'?s birthday | columbus day | indigenous people'?s'? day | independence day
    | juneteenth | groundhogs? day | earth day | flag day | patriot day | tax day
    | election day | inauguration day | arbor day | armed forces day | super tuesday
    | (?:april|all) fool'?s?'? day | all (?:saints|souls)'? day | cinco de mayo | mardi gras
    | shrove tuesday | pancake (?:tues)?day | mothering sunday | remembrance (?:day|sunday)
    | victoria day | canada day | civic holiday | family day | anzac day | australia day
    | king's day | (?:early may|late may|spring|summer|august|june|october) bank holiday
    | bank holiday | c?hann?ukk?ah? | passover | pesach | purim | yom kippur | rosh hashann?ah?
    | sukkot | shavuot | kwanzaa | diwali | deepavali | holi | navratri | vesak | ramadan
    | eid(?: [au]l-(?:fitr|adha))? | ashura | mawlid | muharram | nowruz | chinese new year
    | islamic new year | corpus christi | trinity sunday | ascension day"""
)
_in_figures = (
    r"(?:0?[1-9]|1[0-2])[/-]20\d\d(?![/-]?\d)"
    r"|\d{1,4}[ ]?[/.-][ ]?\d{1,2}(?:[ ]?[/.-][ ]?\d{1,4})?(?![ ]?[/.]\d)"
)
_days = phrases(
    r"""(?:the )?day (?:after tomorrow|before yesterday) | today | tomorrow | tonight | yesterday
    | (?:this|last) (?:morning|afternoon|evening|night)"""
)
_ordinals = phrases(
    r"""\d{1,2}(?:st|nd|rd|th) | first | second | third | fourth | fifth | sixth | seventh | eighth
    | ninth | tenth | eleventh | twelfth | [a-z]+teenth | twentieth | thirtieth"""
)
_counts = phrases(
    r"""\d{1,2} | an? | one | two | three | four | five | six | seven | eight | nine | ten | eleven
    | twelve | couple"""
)
_units = phrases("days? | weeks? | months? | quarters? | years?")
_bearings = phrases(
    "next | last | this | coming | upcoming | following | current | past | previous"
)
_small = phrases("of | in | on | the | at")

# Each kind has a letter, so that an order of words is a short text.
_TOKEN = re.compile(
    rf"""(?<![a-z0-9$£€#.,])(?<!\d/)(?:
      (?P<W>{_feasts}) | (?P<F>{_in_figures}) | (?P<T>{_days})
    | (?P<D>(?:{_weekdays})\.?) | (?P<M>(?:{_months})\.?)
    | (?<!-)(?P<Y>(?:19|20)\d\d) | (?P<O>{_ordinals}) | (?P<E>weekend)
    | (?P<L>(?:{_counts})[ ](?:{_units})) | (?P<U>{_units})
    | (?P<R>{_bearings}) | (?<!-)(?P<C>{_counts}) | (?P<H>from[ ]now)
    | (?P<A>after|before|from) | (?P<S>season) | (?P<N>closest|nearest)
    | (?P<K>to) | (?P<j>{_small})
    )(?![a-z0-9%$£€]|[.,:/]\d|'(?!s))""",
    re.VERBOSE,
)
_BETWEEN = re.compile(r"[ ,]{1,3}")
_MOST_SMALL = 2  # small words before a word that tells
# F: a day in figures, W: a feast, T: tomorrow, D: a weekday, M: a month, Y: a year, O: first,
# C: two, U: week, L: two weeks, E: weekend, S: season, R: next, A: after, H: from now,
# N: nearest, K: to.
ORDERS = frozenset(
    """
    F FD FY DF DFY T AT LAT W WY WE WRU WL WLH RW RWY UAW LAW LAWD
    D RD RRD DR DAR DRU RUD DL DM DO DC DY CDH OD ODM ODMY ODRU RDM RDMY RDRU
    DOM DCM DOMY DCMY DMO DMC DMOY DMCY OMD CMD MOD MCD
    O OU ORU OUU OURU OUM OUMY OUY ORUM ORUMY ORUY OM OMY OMC CM CMY MO MOY MC MCY
    M MY RU RUM RUMY RUY RL CRU E RE OE EAR ERU EAW REM OEM OEMY EM
    RS ND NW NDKMO NDKOM ONWKT
    """.split()
)
"""The orders that a phrase may have, small words left out."""
_LONGEST = max(map(len, ORDERS))


class _Word(NamedTuple):
    kind: str
    start: int
    end: int


def date_phrases(text: str) -> Iterator[tuple[int, int]]:
    """Where in clean `text` phrases of these orders stand, left to right, the longest first.

    >>> text = "friday next week, or the first monday of may 2027 at noon"
    >>> [text[start:end] for start, end in date_phrases(text)]
    ['friday next week', 'the first monday of may 2027']
    """
    for run in _runs(text):
        telling = [at for at, word in enumerate(run) if word.kind != "j"]
        kinds = "".join(run[at].kind for at in telling)
        at = 0
        while at < len(kinds):
            longest = min(_LONGEST, len(kinds) - at)
            count = next((n for n in range(longest, 0, -1) if kinds[at : at + n] in ORDERS), 0)
            if count:
                first, last = telling[at], telling[at + count - 1]
                begin = max(telling[at - 1] + 1 if at else 0, first - _MOST_SMALL)
                yield run[begin].start, run[last].end
            at += count or 1


def is_date_phrase(text: str) -> bool:
    """Whether all of `text` is one such phrase."""
    return next(date_phrases(text), None) == (0, len(text))


def _runs(text: str) -> Iterator[list[_Word]]:
    """The words of the vocabulary that stand side by side, few small ones between them."""
    run: list[_Word] = []
    for match in _TOKEN.finditer(text):
        word = _Word(match.lastgroup or "", *match.span())
        if run and not _follows(text, run, word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _follows(text: str, run: list[_Word], word: _Word) -> bool:
    if run[-1].kind == "j" and word.kind in "AH":
        return False  # "two weeks on from"
    many_small = all(each.kind == "j" for each in run[-_MOST_SMALL:]) and len(run) >= _MOST_SMALL
    return bool(_BETWEEN.fullmatch(text, run[-1].end, word.start)) and not (
        many_small and word.kind == "j"
    )
