"""Single sums and pairs of them: a number with its currency, "8 to 10k", "three four thousand"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from bot.language.amount import Amount, Sum
from bot.language.chart import Grammar
from bot.language.currencies import DOTTED, Mark
from bot.language.doc import Doc
from bot.language.pairs import EITHER_WAY, in_a_row, joined
from bot.values.money import MINOR_DIGITS

_BILLIONS = ("b", "bn")
_MILS = frozenset(code for code, digits in MINOR_DIGITS.items() if digits == 3)


@dataclass(frozen=True, slots=True)
class Scene:
    """The message, the currency that "dollars" or "pounds" stand for where they can, and the
    tokens that a sum begins with.
    """

    doc: Doc
    own: str
    sums: frozenset[int] = frozenset()

    def word(self, at: int) -> str:
        """The token at `at`, "" where there is none."""
        return self.doc.tokens[at].low if 0 <= at < len(self.doc.tokens) else ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a rule of sums sees it, at `tokens[first:last]`."""

    value: Decimal
    scale: int
    sure: bool
    unit: str
    first: int
    last: int


def sum_of(scene: Scene, figure: Figure, mark: Mark | None = None) -> Sum:
    """The sum that a number is, perhaps with its currency."""
    currency = mark.code(scene.own) if mark else None
    value, sure = figure.value, figure.sure
    if _in_thousandths(figure) and currency not in _MILS:
        # 8.000: nobody counts money in thousandths, and half of Europe writes thousands so.
        value, sure = value * 1000, (currency or scene.own) in DOTTED
    if mark is None:
        money = figure.scale >= 1000 and figure.unit not in _BILLIONS
        return Sum(value, figure.first, figure.last, figure.scale, None, money, sure)
    first, last = min(figure.first, mark.first), max(figure.last, mark.last)
    return Sum(value * mark.worth, first, last, figure.scale, currency, True, sure)


def _in_thousandths(figure: Figure) -> bool:
    return figure.scale == 1 and figure.value >= 1 and figure.value.as_tuple().exponent == -3


def add_rules(grammar: Grammar) -> None:
    """The rules that give "sum" and "core", an Amount without its bounds and periods."""
    _add_sums(grammar)
    _add_coins(grammar)
    _add_pairs(grammar)
    _add_other_ways(grammar)


def _add_sums(grammar: Grammar) -> None:
    @grammar.rule(
        "sum",
        "(<sign>|<code>|<name>) $? <figure>",
        examples={"£ 5k": "5000 GBP", "usd 800": "800 USD", "rs. 400": "400 INR"},
    )
    def currency_before(scene: Scene, mark: Mark, figure: Figure) -> Sum:
        return sum_of(scene, figure, mark)

    @grammar.rule(
        "sum",
        "<figure> (ish)? -? (of|in|a|an)? (<name>|<name_behind>|<code>|<million_code>|<coin>)",
        "<figure> <sign_behind>",
        examples={"5 grand in dollars": "5000 USD", "20 quid": "20 GBP", "50 cents": "0.50 USD"},
    )
    def currency_behind(scene: Scene, figure: Figure, mark: Mark) -> Sum | None:
        """But not "and not one penny (more)"."""
        if figure.value == 1 and scene.word(figure.first - 1) == "not":
            return None
        return sum_of(scene, figure, mark)

    @grammar.rule("sum", "<figure>", examples={"8k": "8000", "8000": "8000"})
    def bare(scene: Scene, figure: Figure) -> Sum | None:
        return sum_of(scene, figure)


def _add_coins(grammar: Grammar) -> None:
    @grammar.rule("sum", "(a|an) (<one>|<coin>)", examples={"a dollar": "1 USD"})
    def one_of_it(scene: Scene, mark: Mark) -> Sum | None:
        if scene.word(mark.first - 2) == "not" or scene.word(mark.last) in _OF_IT:
            return None
        return Sum(mark.worth, mark.first - 1, mark.last, 1, mark.code(scene.own), True)

    @grammar.rule(
        "sum",
        "<sum> (,)? and? <figure> <coin>",
        examples={"13 dollars 45 cents": "13.45 USD", "3 bucks and 50 cents": "3.50 USD"},
    )
    def with_coins(scene: Scene, whole: Sum, figure: Figure, coin: Mark) -> Sum | None:
        small = _in_hundredths(whole, figure)
        if small is None:
            return None
        return replace(whole, value=whole.value + small, last=coin.last)

    @grammar.rule(
        "sum",
        "<sum> (and)? <figure>",
        examples={"13 dollars 45": "13.45 USD", "a buck fifty a month": "1.50 USD"},
    )
    def with_change(scene: Scene, whole: Sum, figure: Figure) -> Sum | None:
        small = _in_hundredths(whole, figure)
        if small is None or whole.value >= 1000 or scene.word(figure.last) not in _ENDS:
            return None
        # "A buck fifty" may be a hundred and fifty.
        slang = whole.value < 10 and scene.word(whole.last - 1) in ("buck", "bucks")
        return replace(
            whole, value=whole.value + small, last=figure.last, sure=whole.sure and not slang
        )


_OF_IT = frozenset(("of", "to", "past", "million", "mil", "from", "later", "ago", "or"))
_ENDS = frozenset((*".!?;,/)", "", "and", "a", "an", "per", "each", "every", "monthly", "yearly"))


def _in_hundredths(whole: Sum, figure: Figure) -> Decimal | None:
    if whole.currency is None or whole.value % 1 or whole.scale > 100:
        return None
    small = figure.scale == 1 and 0 < figure.value < 100 and not figure.value % 1
    return figure.value / 100 if small and figure.unit != "told" else None


def _add_pairs(grammar: Grammar) -> None:
    @grammar.rule("core", "<sum>", examples={"8k": "8000"})
    def single(scene: Scene, one: Sum) -> Amount:
        return single_of(one)

    @grammar.rule(
        "core",
        "<sum> (ish)? (i think|i guess|i suppose|i hope)? <link> <soft>? <soft>? <sum>",
        examples={"8-10k": "8000-10000", "8k or maybe about 9k": "8000-9000"},
    )
    def range_of(
        scene: Scene, low: Sum, link: str, soft: str | None, more: str | None, high: Sum
    ) -> Amount | None:
        ends = joined(low, high, link)
        if ends is None or _falls(*ends, low, high, link):
            return None
        return pair(*ends, link)

    @grammar.rule(
        "core",
        "<between> <soft>? <sum> (ish)? (and|to|-|&|or) <soft>? <sum>",
        examples={"between 5 and 8k": "5000-8000"},
    )
    def between(
        scene: Scene, word: str, soft: str | None, low: Sum, more: str | None, high: Sum
    ) -> Amount | None:
        ends = joined(low, high, "and")
        return pair(*ends, "and") if ends else None

    @grammar.rule(
        "core",
        "<sum> (,|and|, and)? <sum>",
        examples={"three four thousand": "3000-4000", "5k 6k": "5000-6000"},
    )
    def side_by_side(scene: Scene, low: Sum, high: Sum) -> Amount | None:
        in_words = not any(
            token.low[0].isdigit() for token in scene.doc.tokens[low.first : high.last]
        )
        ends = in_a_row(low, high, in_words, apart=high.first > low.last)
        return pair(*ends, "") if ends else None


def _falls(low: Sum, high: Sum, said_low: Sum, said_high: Sum, link: str) -> bool:
    """Whether the second is less, which only some links allow."""
    return low.value > high.value and low.money == high.money and link not in EITHER_WAY


def single_of(one: Sum) -> Amount:
    """An amount of one figure."""
    return Amount(
        one.value,
        one.value,
        one.first,
        one.last,
        (one,),
        currency=one.currency,
        money=one.money,
        sure=one.sure,
    )


def pair(low: Sum, high: Sum, link: str) -> Amount:
    """From the one to the other, whichever is less."""
    return Amount(
        min(low.value, high.value),
        max(low.value, high.value),
        low.first,
        high.last,
        (low, high),
        currency=low.currency,
        money=low.money,
        sure=low.sure and high.sure,
        link=link,
    )


def _add_other_ways(grammar: Grammar) -> None:
    """What is said in ways of its own: "six figures", "2 payments of 4k"."""

    @grammar.rule(
        "figures",
        "<part>? <figure> -? (figure|figures)",
        examples={"six figures": "100000-999999"},
    )
    def figures(scene: Scene, part: str | None, count: Figure) -> Amount | None:
        if count.scale > 1 or not _FEWEST_FIGURES <= count.value <= _MOST_FIGURES:
            return None
        floor = Decimal(10) ** (int(count.value) - 1)
        low = Sum(floor, count.first, count.last, money=True, sure=part is None)
        return pair(low, replace(low, value=10 * floor - 1), "figures")

    @grammar.rule(
        "core",
        "<figure> (equal|monthly|separate)? <payments> of <sum>",
        examples={"2 payments of 4k": "8000"},
    )
    def payments(scene: Scene, times: Figure, word: str, each: Sum) -> Amount | None:
        if times.scale > 1 or times.value % 1 or not 1 < times.value <= _MOST_PAYMENTS:
            return None
        whole = replace(each, value=each.value * times.value, sure=False)
        return replace(single_of(whole), first=times.first)


_FEWEST_FIGURES, _MOST_FIGURES = 3, 7
_MOST_PAYMENTS = 12
