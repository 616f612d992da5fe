"""Reading a timeframe out of one message: the wanted start among its days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bot.language.clean import LONGEST
from bot.language.days.decode import Corrections, Judged, decode
from bot.language.days.find import telling
from bot.language.days.mention import Mention
from bot.language.days.mentions import find_mentions
from bot.language.days.roles import as_candidates, frame
from bot.language.days.value import Scene
from bot.language.doc import Doc, blanked, read
from bot.language.roles import Chances
from bot.language.stories import opinions_in
from bot.reading.corrections import current, turned, unsettled, without_turns
from bot.reading.heard import Context, Heard
from bot.reading.trained_roles import roles_of
from bot.values import timeframe as timeframes
from bot.values.timeframe import Timeframe


def read_timeframe(text: str, context: Context) -> Heard[Timeframe] | None:
    """The days that `text` tells, None when it tells none.

    Days gone by are none, and days beyond ten years; of a period that has begun, what is left
    of it counts. A bare "3 months" or "3/4" is a timeframe only as the answer to the timeframe
    question. Beside a date that there is not, any other is doubtful. What they want themselves
    outweighs what others say: "I'd say May, my son says wait a year".
    """
    heard = _read_timeframe(text, context)
    others = opinions_in(text) if heard else []
    if heard is None or not any(start <= heard.start < end for start, end in others):
        return heard
    own = _read_timeframe(blanked(text, others), context)
    if own is None or own.value.flexible:
        return heard
    return replace(heard if own.doubtful else own, doubtful=True)


def _read_timeframe(text: str, context: Context) -> Heard[Timeframe] | None:
    doc = telling(read(without_turns(text[: LONGEST + 1])))
    scene = scene_of_days(context)
    found = days_told(doc, scene, context.asks)
    told = decode(doc, found, scene, context.asks, _corrections(text, doc)) if found else None
    if told is None:
        return None
    best = told.mention
    start, end = doc.span(best.first, best.last)
    return Heard(
        _timeframe(best, scene.today),
        start,
        end,
        told.doubtful or unsettled(text, end),
        rule=f"timeframe.{best.rule}",
        role=told.role,
        margin=told.margin,
    )


def days_told(doc: Doc, scene: Scene, asks: str | None) -> list[Judged]:
    """The days of `doc` with the chances of what they are."""
    found = find_mentions(doc, scene, asks == "timeframe")
    named = [one for one in found if one.named and not one.days.void]
    judged: list[Chances] = []
    if named:
        judged = roles_of("days").judge(doc, as_candidates(doc, named, scene), frame(asks))
    chances = {one.first: each for one, each in zip(named, judged, strict=True)}
    return [Judged(one, chances.get(one.first, {})) for one in found]


def scene_of_days(context: Context) -> Scene:
    """What days are read against, where the campaign is."""
    month_first = timeframes.writes_month_first(context.locale)
    return Scene(context.now.date(), context.country, month_first, context.again)


@dataclass(frozen=True, slots=True)
class _Placed:
    mention: Mention
    start: int
    end: int


def _corrections(text: str, doc: Doc) -> Corrections:
    def has_turned(first: Mention, second: Mention) -> bool:
        begin, end = doc.span(first.first, first.last)[1], doc.span(second.first, second.last)
        return turned(text, begin, *end)

    def now(mentions: list[Mention]) -> list[Mention]:
        placed = [_Placed(one, *doc.span(one.first, one.last)) for one in mentions]
        return [one.mention for one in current(text, placed)]

    return Corrections(has_turned, now)


def _timeframe(mention: Mention, today: date) -> Timeframe:
    if mention.flexible:
        return Timeframe(None, None, flexible=True)
    first, last = mention.days.first, mention.days.last
    return Timeframe(max(first, today) if first else None, last)
