"""What is said around an amount: "up to", "at least", "a month", "that's the max"."""

from __future__ import annotations

from dataclasses import replace

from bot.language.amount import Amount, Bound, Rate, Sum
from bot.language.chart import Grammar
from bot.language.currencies import Mark
from bot.language.pairs import stretched
from bot.language.sums import Figure, Scene, pair, single_of, sum_of
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


def bounded(amount: Amount, bound: Bound) -> Amount:
    """`amount` as the most or the least; a range stays what it is."""
    if amount.link is not None:
        return replace(amount, bound=bound)
    low, high = amount.ends[0].value, amount.ends[0].value
    return replace(
        amount,
        low=None if bound is Bound.UPPER else low,
        high=None if bound is Bound.LOWER else high,
        bound=bound,
    )


def add_rules(grammar: Grammar) -> None:
    """The rules from "core" to "amount": periods, then bounds, then two bounds together."""
    _add_periods(grammar)
    _add_upper(grammar)
    _add_lower(grammar)
    _add_bounds_behind(grammar)
    _add_together(grammar)


def _timed(amount: Amount, when: str | None) -> Amount:
    if when is None or amount.period or amount.rate:
        return amount
    return replace(amount, period=_PERIODS.get(when), rate=_RATES.get(when))


def _add_periods(grammar: Grammar) -> None:
    @grammar.rule(
        "period",
        "(,)? -? (<per>|<over_the>) <time>",
        "(,)? -? <every_two> <time>",
        examples={"a month": "month", "/yr": "year", "every two weeks": "two weeks"},
    )
    def per_time(scene: Scene, per: str, time: str) -> str | None:
        in_all = per == "every two" and time not in ("two weeks", "quarter", "half year")
        return None if in_all else time

    @grammar.rule("period", "(,)? -? <adverb>", examples={"semiannually": "half year"})
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
        return _timed(replace(core, approx=core.approx or about is not None), period)

    @grammar.rule(
        "timed",
        "<ahead> <filler>? <filler>? <filler>? <core>",
        examples={"monthly 140": "140 month", "annual budget is 2k": "2000 year"},
    )
    def time_ahead(
        scene: Scene, time: str, a: str | None, b: str | None, c: str | None, core: Amount
    ) -> Amount:
        return _timed(core, time)

    @grammar.rule("said", "<about>? <timed>", examples={"about 8k a year": "8000 year"})
    def said(scene: Scene, about: str | None, amount: Amount) -> Amount:
        return replace(amount, approx=True) if about is not None else amount

    @grammar.rule("said", "<from> <about>? <timed>", examples={"from 5 to 7k": "5000-7000"})
    def from_to(scene: Scene, words: str, about: str | None, amount: Amount) -> Amount | None:
        return amount if amount.link is not None else None

    @grammar.rule("filled", "<said>")
    def unfilled(scene: Scene, amount: Amount) -> Amount:
        return amount

    @grammar.rule("filled", "(<filler>|<about>) <filled>")
    def filled(scene: Scene, word: str, amount: Amount) -> Amount:
        return amount


def _add_upper(grammar: Grammar) -> None:
    @grammar.rule(
        "most",
        "(<upper>|<less>|<no_more>|<most_i>|<if_more>|<stretch_to>) <filled>",
        examples={"up to about 8k": "<=8000", "my max would be 10k": "<=10000"},
    )
    def at_most(scene: Scene, words: str, amount: Amount) -> Amount:
        return bounded(amount, Bound.UPPER)

    @grammar.rule(
        "no_more",
        "<no> <any>? <any>? <any>? <any>? <more>",
        examples={"can't really go much over": "no"},
    )
    def no_more(
        scene: Scene,
        no: str,
        a: str | None,
        b: str | None,
        c: str | None,
        d: str | None,
        more: str,
    ) -> str:
        return "no"

    @grammar.rule("if_more", "<if_it> <any>? <any>? <more>", examples={"if it's way over": "if"})
    def if_more(scene: Scene, words: str, a: str | None, b: str | None, more: str) -> str:
        return "if"

    @grammar.rule(
        "most_i",
        "<highest> that? <i_can> <give>?",
        examples={"the most we can do": "5", "the highest i'd go": "4"},
    )
    def most_i(scene: Scene, most: str, who: int, give: int | None) -> int:
        return give or who

    @grammar.rule("stretch_to", "<stretch> <soft>?", examples={"could go up to": "stretch"})
    def stretch_to(scene: Scene, words: str, soft: str | None) -> str:
        return "stretch"


def _add_lower(grammar: Grammar) -> None:
    @grammar.rule(
        "least",
        "(<lower>|<more>|<no_less>|<least_i>) <filled>",
        examples={"at least 8k": ">=8000", "no less than 5k": ">=5000"},
    )
    def at_least(scene: Scene, words: str, amount: Amount) -> Amount:
        return bounded(amount, Bound.LOWER)

    @grammar.rule("least_i", "<lowest> that? <i_can> <give>?", examples={"the lowest i'd go": "4"})
    def least_i(scene: Scene, least: str, who: int, give: int | None) -> int:
        return give or who

    @grammar.rule(
        "least",
        "<figure> (+|plus) (<name>|<code>)",
        examples={"300+ dollars": ">=300 USD"},
    )
    def more_of_it(scene: Scene, figure: Figure, mark: Mark) -> Amount:
        return bounded(single_of(sum_of(scene, figure, mark)), Bound.LOWER)

    @grammar.rule(
        "no_less",
        "<no> <any>? <any>? <any>? <any>? <less_behind_no>",
        examples={"don't want to go lower than": "no"},
    )
    def no_less(
        scene: Scene,
        no: str,
        a: str | None,
        b: str | None,
        c: str | None,
        d: str | None,
        less: str,
    ) -> str:
        return "no"

    @grammar.rule(
        "most",
        "<least> <seems>? <seems>? <refused>",
        examples={"over 20k is a no": "<=20000", "anything above 15k is too much": "<=15000"},
    )
    def refused(scene: Scene, amount: Amount, a: str | None, b: str | None, words: str) -> Amount:
        return bounded(amount, Bound.UPPER)


def _add_bounds_behind(grammar: Grammar) -> None:
    """The value of "top" and "bottom" is the token behind them."""

    @grammar.rule("top", "<upper_behind>", examples={"8k at the most": "5"})
    def top(scene: Scene, last: int) -> int | None:
        return last if _of_what_is_before(scene, last) else None

    @grammar.rule("top", "<most_i>", examples={"5k is the most i can do": "7"})
    def most_i_can(scene: Scene, last: int) -> int | None:
        return last if _of_what_is_before(scene, last) else None

    @grammar.rule("top", "(,|-|<is_the>) <top>", examples={"5k is the absolute max": "5"})
    def is_top(scene: Scene, words: str | None, last: int) -> int:
        return last

    @grammar.rule("bottom", "<lower_behind>", examples={"8k or more": "4"})
    def bottom(scene: Scene, last: int) -> int | None:
        return last if _of_what_is_before(scene, last) else None

    @grammar.rule("bottom", "(,)? <plus>", examples={"8k plus": "3"})
    def plus(scene: Scene, last: int) -> int | None:
        """But not "8k plus tax"."""
        sign = scene.doc.tokens[last - 1]
        glued = sign.low == "+" and sign.glued
        word = scene.word(last)
        ends = not (word[:1].isdigit() if glued else word[:1].isalnum())
        return last if ends else None

    @grammar.rule(
        "most",
        "(<said>|<most>|<least>) <top> <period>?",
        examples={
            "8k tops": "<=8000",
            "5k is my max": "<=5000",
            "20k max per year": "<=20000 year",
        },
    )
    def at_most_behind(scene: Scene, amount: Amount, top: int, period: str | None) -> Amount:
        return _timed(bounded(amount, Bound.UPPER), period)

    @grammar.rule(
        "least",
        "(<said>|<least>) <bottom> <period>?",
        examples={"8k or more": ">=8000", "$2M+": ">=2000000 USD"},
    )
    def at_least_behind(scene: Scene, amount: Amount, end: int, period: str | None) -> Amount:
        return _timed(bounded(amount, Bound.LOWER), period)

    @grammar.rule(
        "said",
        "<said> <no_further> <further>",
        examples={"8k but no more": "<=8000"},
    )
    def no_further(scene: Scene, amount: Amount, no: str, more: str) -> Amount:
        return bounded(amount, Bound.UPPER)

    @grammar.rule(
        "said",
        "<said> (,|.|;|-)? (so|and|but)? <thats_the> <summit>",
        examples={"8k, so that's the max": "<=8000"},
    )
    def summed_up(scene: Scene, amount: Amount, words: str, summit: str) -> Amount:
        return bounded(amount, Bound(summit))


_ON_THE_WAY = frozenset(("is", "of", "at", ":", "about", "around", "="))


def _of_what_is_before(scene: Scene, last: int) -> bool:
    """Whether a bound isn't of the figure behind it, as in "8k, max 10"."""
    while scene.word(last) in _ON_THE_WAY:
        last += 1
    return last not in scene.sums


def _add_together(grammar: Grammar) -> None:
    @grammar.rule(
        "amount",
        "<least> (,)? (but|and|to)? <most>",
        examples={"at least 8k but no more than 10k": "8000-10000"},
    )
    def least_and_most(scene: Scene, least: Amount, most: Amount) -> Amount | None:
        return _both(least, most)

    @grammar.rule(
        "amount",
        "<most> (,)? (but|and) <least>",
        examples={"under 10k but over 5k": "5000-10000"},
    )
    def most_and_least(scene: Scene, most: Amount, least: Amount) -> Amount | None:
        return _both(least, most)

    @grammar.rule(
        "amount",
        "(<said>|<most>) <filler>? (,|(|-)? (but|and|or)? <filler>? <filler>? <most>",
        examples={"8k, max 10": "8000-10000", "8k but could go to 10k": "8000-10000"},
    )
    def stretching(
        scene: Scene, low: Amount, a: str | None, b: str | None, c: str | None, most: Amount
    ) -> Amount | None:
        return _stretched(low, most)

    @grammar.rule(
        "amount",
        "(<said>|<most>) <gap> <most>",
        examples={"8k for the roof but could go to 10k": "8000-10000"},
    )
    def stretching_far(scene: Scene, low: Amount, gap: str, most: Amount) -> Amount | None:
        return _stretched(low, most)

    @grammar.rule(
        "changed",
        "<changing> <thing>? from? <sum> (to|-) <said>",
        examples={"raise it from 6k to 7k": "7000"},
    )
    def changed(scene: Scene, words: str, thing: str | None, old: Sum, new: Amount) -> Amount:
        return replace(new, changed_from=old)

    @grammar.rule("amount", "(<said>|<most>|<least>|<figures>)", examples={"8k": "8000"})
    def whole(scene: Scene, amount: Amount) -> Amount:
        return amount


def _stretched(low: Amount, most: Amount) -> Amount | None:
    if most.low is not None and most.link is None:
        return None
    ends = stretched(low.ends[-1], most.ends[-1])
    if ends is None:
        return None
    joined = pair(*ends, "stretch")
    return replace(
        joined,
        low=low.low,
        ends=(*low.ends[:-1], *ends),
        bound=Bound.UPPER,
        period=low.period or most.period,
        rate=low.rate or most.rate,
        approx=low.approx or most.approx,
    )


def _both(least: Amount, most: Amount) -> Amount | None:
    if least.low is None or most.high is None or most.low is not None:
        return None
    low, high = least.ends[0], most.ends[0]
    if low.scale == 1 < high.scale and low.value * 1000 <= high.value:
        low = replace(low, value=low.value * high.scale, scale=high.scale)
    elif high.scale == 1 < low.scale and high.value < low.value:
        high = replace(high, value=high.value * low.scale, scale=low.scale)
    if low.value > high.value or (low.currency or high.currency) != (high.currency or low.currency):
        return None
    low, high = sorted((low, high), key=lambda end: end.first)
    joined = pair(low, high, "both")
    return replace(
        joined,
        currency=low.currency or high.currency,
        money=True,
        bound=Bound.UPPER,
        period=least.period or most.period,
        rate=least.rate or most.rate,
    )
