"""Amounts with their periods and rates: "a month", "semiannually", "monthly 140"."""

from __future__ import annotations

from dataclasses import replace

from bot.language.amount import Amount, Rate
from bot.language.chart import Grammar
from bot.language.said import Scene
from bot.values.budget import Period

_PERIODS = {"month": Period.MONTH, "year": Period.YEAR, "once": Period.ONCE}
_RATES = {
    "week": Rate.WEEK,
    "two weeks": Rate.TWO_WEEKS,
    "quarter": Rate.QUARTER,
    "half year": Rate.HALF_YEAR,
    "hour": Rate.TIME,
    "each": Rate.OTHER,
}

grammar = Grammar()


def timed_by(amount: Amount, when: str | None) -> Amount:
    """`amount` in its period or rate, unless it has one already."""
    if when is None or amount.period or amount.rate:
        return amount
    return replace(amount, period=_PERIODS.get(when), rate=_RATES.get(when))


@grammar.rule(
    "period",
    "(,)? -? (<per>|<over_the>) <time>",
    examples={"80 a month": "month", "900/yr": "year", "50 every two weeks": "two weeks"},
)
def per_time(scene: Scene, per: str, time: str) -> str:
    return time


@grammar.rule("period", "(,)? -? <adverb>", examples={"600 semiannually": "half year"})
def adverb(scene: Scene, time: str) -> str:
    return time


@grammar.rule(
    "timed",
    "<core> <about_behind>? <extra>? <period>? <extra>?",
    examples={"8kish": "8000", "80 more a month": "80 month", "250 p/m": "250 month"},
)
def timed(
    scene: Scene,
    core: Amount,
    about: str | None,
    more: str | None,
    period: str | None,
    further: str | None,
) -> Amount:
    return timed_by(core if about is None else replace(core, approx=True), period)


@grammar.rule("said", "<about>? <timed>", examples={"about 8k a year": "8000 year"})
def said(scene: Scene, about: str | None, amount: Amount) -> Amount:
    return replace(amount, approx=True) if about is not None else amount


@grammar.rule("said", "<from> <about>? <timed>", examples={"from 5 to 7k": "5000-7000"})
def from_to(scene: Scene, words: str, about: str | None, amount: Amount) -> Amount | None:
    return amount if amount.link is not None else None


@grammar.rule("filled", "<said>", examples={"max 8k": "8000"})
def unfilled(scene: Scene, amount: Amount) -> Amount:
    return amount


@grammar.rule("filled", "(<filler>|<about>) <filled>", examples={"max is 8k": "8000"})
def filled(scene: Scene, word: str, amount: Amount) -> Amount:
    return amount


@grammar.rule(
    "said",
    "<ahead> <said>",
    examples={"monthly 140": "140 month", "annual budget is 2k": "2000 year"},
)
def time_ahead(scene: Scene, time: str, amount: Amount) -> Amount:
    return timed_by(amount, time)


@grammar.rule("most", "<ahead> <most>", examples={"monthly max of 250": "<=250 month"})
def time_ahead_of_most(scene: Scene, time: str, amount: Amount) -> Amount:
    return timed_by(amount, time)


@grammar.rule("least", "<ahead> <least>", examples={"a yearly minimum of 2k": ">=2000 year"})
def time_ahead_of_least(scene: Scene, time: str, amount: Amount) -> Amount:
    return timed_by(amount, time)
