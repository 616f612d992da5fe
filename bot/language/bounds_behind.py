"""What bounds an amount from behind it: "tops", "is my limit", "or more".

The value of a "top" and a "bottom" is the token behind it.
"""

from __future__ import annotations

from bot.language.amount import Amount, Bound
from bot.language.bounds import bounded
from bot.language.chart import Grammar
from bot.language.periods import timed_by
from bot.language.said import Scene
from bot.language.word_files import load, word_set

grammar = Grammar(words=load("en", "figures"))


@grammar.rule("bottom", "<lower_behind>", examples={"8k or more": "4"})
@grammar.rule("top", "<most_i>", examples={"5k is the most i can do": "8"})
@grammar.rule("top", "<upper_behind>", examples={"8k at the most": "5"})
def end_behind(scene: Scene, last: int) -> int | None:
    return last if _of_what_is_before(scene, last) else None


@grammar.rule("top", "(,|-|<is_the>) <top>", examples={"5k is the absolute max": "6"})
def is_top(scene: Scene, words: str | None, last: int) -> int:
    return last


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
    return timed_by(bounded(amount, Bound.UPPER), period)


@grammar.rule(
    "least",
    "(<said>|<least>) <bottom> <period>?",
    examples={"8k or more": ">=8000", "$2M+": ">=2000000 USD"},
)
def at_least_behind(scene: Scene, amount: Amount, end: int, period: str | None) -> Amount | None:
    if " ".join(token.low for token in scene.doc.tokens[end - 1 : end + 1]) in _UP_TO:
        return None  # "90k a year and up to 8k"
    return timed_by(bounded(amount, Bound.LOWER), period)


@grammar.rule(
    "said",
    "<said> <no_further> <further>",
    examples={"8k but no more": "<=8000"},
)
def no_further(scene: Scene, amount: Amount, no: str, more: str) -> Amount:
    return bounded(amount, Bound.UPPER)


@grammar.rule(
    "said",
    "<said> (,|.|;|-)? ({summing_up})? <thats_the> <summit>",
    examples={"8k, so that's the max": "<=8000"},
)
def summed_up(scene: Scene, amount: Amount, words: str, summit: str) -> Amount:
    return bounded(amount, Bound(summit))


_ON_THE_WAY = word_set("figures", "on_the_way")
_UP_TO = word_set("figures", "up_to")


def _of_what_is_before(scene: Scene, last: int) -> bool:
    """Whether a bound isn't of the figure behind it, as in "8k, max 10"."""
    while scene.word(last) in _ON_THE_WAY:
        last += 1
    return last not in scene.sums
