"""Reading a timeframe out of one English message."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import islice

from bot.language.clean import clean
from bot.nlu.corrections import current, turned, unsettled, without_turns
from bot.nlu.counts import in_figures
from bot.nlu.days import calendar
from bot.nlu.days.bounds import bounded
from bot.nlu.days.dated import find_dated
from bot.nlu.days.distance import find_distances
from bot.nlu.days.feasts import find_feasts
from bot.nlu.days.gone_by import has_happened
from bot.nlu.days.impossible import without_impossible
from bot.nlu.days.mention import Mention
from bot.nlu.days.named import find_named
from bot.nlu.days.no_days import without_elsewhere
from bot.nlu.days.stated import find_stated
from bot.nlu.days.today import only_talk
from bot.nlu.days.vague import find_vague
from bot.nlu.days.when_to_talk import when_to_talk
from bot.nlu.excerpt import excerpt
from bot.nlu.patterns import FAR, MOST, head_of, phrases
from bot.nlu.reading import Context, Heard
from bot.values import timeframe as timeframes
from bot.values.timeframe import Timeframe


def read_timeframe(text: str, context: Context) -> Heard[Timeframe] | None:
    """The days that `text` tells, None when it tells none.

    Days gone by are none, and days beyond ten years; of a period that has begun, what is left
    of it counts. A bare "3 months" or "3/4" is a timeframe only as the answer to the timeframe
    question. Beside a date that there is not, any other is doubtful.
    """
    figures = in_figures(excerpt(clean(text), _TELLING, _PERHAPS))
    plain = figures.plain
    today = context.now.date()
    readable, slipped = without_impossible(without_elsewhere(without_turns(plain.text)))
    mentions = bounded(readable, _mentions(readable, context), today)
    best = _best(readable, current(plain.text, mentions), context, plain.text)
    if best is None:
        return None
    start, end = plain.span(best.start, best.end)
    doubtful = best.doubtful or slipped or figures.is_doubtful(best.start, best.end)
    doubtful = doubtful or has_happened(readable, best.start, best.end)
    doubtful = doubtful or unsettled(plain.text, best.end)
    return Heard(
        _timeframe(best, today), start, end, doubtful, rule=f"timeframe.{best.rule or 'range'}"
    )


def _mentions(text: str, context: Context) -> list[Mention]:
    today = context.now.date()
    readers = {
        "vague": find_vague(text, today, context.asks == "timeframe"),
        "distance": find_distances(text, today),
        "named": find_named(text, today, context.country),
        "feast": find_feasts(text, today),
        "stated": find_stated(text, today, timeframes.writes_month_first(context.locale)),
    }
    own = [
        replace(each, rule=rule)
        for rule, found in readers.items()
        for each in islice(found, _MOST_READ)
    ]
    found = own + [
        replace(mention, rule="dated")
        for mention in find_dated(text, context.now, context.country, own)
        # Of a range across months Duckling may take the first end from the year before.
        if not (mention.ranged and sum(_within(one, mention) for one in own) > 1)
    ]
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda one: (-(one.end - one.start), not one.firm)):
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return sorted((one for one in kept if not one.void), key=lambda one: one.start)[:MOST]


def _within(one: Mention, other: Mention) -> bool:
    return other.start <= one.start and one.end <= other.end


_WANTED = re.compile(
    r"(?<![a-z])(?:need|want|start|begin|move|moving|ready|done|install|looking|hoping|like|by|plan|"
    r"planning|aim|aiming|target|schedule|book|finish|complete|close|buy|change|make it)(?![a-z])"
)
# "The fall term starts in August", "the wedding on May 5 is now on June 5"
_IS_ON = re.compile(
    r"(?:[a-z ]*?(?<![a-z])(?:term|semester|cohort|class|intake|school|program))?"
    r" (?:starts?|begins?|is now|(?:was |got )?moved to)(?: back)?"
    r" *(?:in |on |to |the |early |late )*"
)
# "We're expecting a baby in May, so June onward"
_SO = re.compile(r".*(?<![a-z])so (?:(?:maybe|probably|then|like|say|ideally|i'd say|from|by) )*")
# "Sorry, I said the 9th before": what it was
_I_SAID = re.compile(
    r"(?<![a-z])(?<!like )(?<!as )(?:i|we) (?:said|told [a-z]+|wrote|put|typed) [a-z ]*$"
)
_NEGATED = re.compile(r"(?<![a-z])not (?:on |in |for )?(?:the )?$")
_ALONE_BEFORE = re.compile(
    r"(?:^|[,;.!?:(/\n-])\s*(?:(?:maybe|probably|like|about|around|say|and|timeline|timeframe|timing|"
    r"time frame|when|start|starting|ready|move in)[ :]*(?:is |in )?)*$"
)
_ALONE_AFTER = re.compile(r"\s*(?:$|[,;.!?)/\n-]|(?:or so|please|pls|thanks|thx|max)\b)")
# Of a long message, the sentences to look for days in; those of days gone by come later
_telling = phrases(
    r"""jan | feb | mar | apr | may | jun | jul | aug | sep | oct | nov | dec | spring | summer
    | autumn | fall | winter | (?:mon|tues|wednes|thurs|fri|satur|sun)day | tomorrow | today
    | tonight | weekend | christmas | xmas | thanksgiving | easter | holidays | new year | asap
    | a\.s\.a\.p | soon | urgent | emergency | immediate | right away | rush | hurry | whenever
    | flexible | any ?time | no (?:date|deadline|time) | eo[dwmqy] | q ?[1-4]
    | (?:next|this|coming|within|by|before|after|until|till|end of|in|about|another|early|late|mid)
    (?:[a-z0-9]+ ){0,4}(?:day|week|month|year|quarter)"""
)
_TELLING = re.compile(
    rf"(?<![a-z])(?<!last )(?<!past )(?<!since ){_telling}|\d(?:st|nd|rd|th)(?![a-z])|\d[/-]\d"
)
_PERHAPS = re.compile(
    r"(?:day|night|week|month|quarter|year|hour|morning|afternoon|evening|now|later|20\d\d)(?![a-z])"
    r"|(?:last|past|since) "
)
_MOST_READ = 2 * MOST  # of one sort, before those within others are left out
_FARTHEST = 10
_FARTHEST_DAY = 25
"""Years. Only a day told in full, with its year, may lie beyond ten."""


def _best(text: str, mentions: list[Mention], context: Context, said: str) -> Mention | None:
    """The mention that is meant; `said` is the text with the turns in it."""
    best: Mention | None = None
    best_weight = -1
    for mention in mentions:
        if _out_of_reach(mention, context) or (
            mention.bare and not _answers(text, mention, context)
        ):
            continue
        if context.asks != "timeframe" and (
            when_to_talk(text, mention.start, mention.end)
            or has_happened(text, mention.start, mention.end)
        ):
            continue
        if _is_today(mention, context) and only_talk(
            text, mention.start, mention.end, context.asks == "timeframe"
        ):
            continue
        weight = _weight(text, mention)
        corrected = best and _corrects(text, said, best, mention)
        capped = best and _caps(mention, best, context)
        if weight > best_weight or capped or (corrected and not mention.flexible):
            best, best_weight = mention, weight
    return best


def _corrects(text: str, said: str, first: Mention, second: Mention) -> bool:
    if _I_SAID.search(text, max(first.end, second.start - FAR), second.start):
        return False
    if turned(said, first.end, second.start, second.end):
        return True
    between = text[first.end : second.start]
    return len(between) <= FAR and bool(_IS_ON.fullmatch(between) or _SO.fullmatch(between))


def _out_of_reach(mention: Mention, context: Context) -> bool:
    """Gone by, or so far off that nobody means it."""
    today, span = context.now.date(), mention.span
    years = _FARTHEST if span.first != span.last else _FARTHEST_DAY
    begins = span.first and span.first > calendar.add_months(today, 12 * years)
    # "In 2036" ends eleven years after some day of 2026.
    ends = span.last and span.last > calendar.add_months(today, 12 * years + 12)
    return bool(begins or ends) or span.past(today)


def _caps(mention: Mention, best: Mention, context: Context) -> bool:
    """ "Asap, by the 10th at the latest": from today on, and the end that was told."""
    today = context.now.date()
    return best.vague and mention.span.first == today and not mention.vague


def _is_today(mention: Mention, context: Context) -> bool:
    return mention.span.first == mention.span.last == context.now.date()


def _answers(text: str, mention: Mention, context: Context) -> bool:
    if context.asks == "timeframe":
        return True
    if context.asks is not None:
        return False
    return bool(
        _ALONE_BEFORE.search(head_of(text, mention.start)) and _ALONE_AFTER.match(text, mention.end)
    )


def _weight(text: str, mention: Mention) -> int:
    weight = 0 if mention.flexible or mention.doubtful else 2 if mention.bare else 4
    if _NEGATED.search(head_of(text, mention.start)):
        weight -= 3
    clause = re.split(r"[.;!?]\s", text[max(0, mention.start - 40) : mention.start])[-1]
    return weight + (1 if _WANTED.search(clause) else 0)


def _timeframe(mention: Mention, today: date) -> Timeframe:
    if mention.flexible:
        return Timeframe(None, None, flexible=True)
    first, last = mention.span.first, mention.span.last
    return Timeframe(max(first, today) if first else None, last)
