"""Numbers that are no money: phones, dates, hours, ZIP codes, counts, ages, shares.

Each is a rule over the same tokens as an amount; what it covers is no amount unless a currency
stands on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.language.chart import Chart, Grammar, Item
from bot.language.doc import Doc
from bot.language.joined import Joined
from bot.language.lexicon import Lexicon
from bot.language.numbers import Number
from bot.language.shapes import found_shapes
from bot.language.word_files import by_word, load, word_set

_WORDS = load("en", "not_money")
_MAY_FOLLOW = frozenset(by_word(_WORDS["may_follow"]))
_APART = ("may_follow", "glued", "goes_on", "before_name")
LEXICON = Lexicon({kind: values for kind, values in _WORDS.items() if kind not in _APART})
_LETTERS, _UNIT_LETTERS = word_set("figures", "letter"), word_set("figures", "unit_letter")
_YEARS = range(1900, 2100)
_MOST_DAYS = 31
_BEFORE, _BEHIND = 7, 7  # tokens around a number that say what it is
_OLDEST = 120
_LARGEST_COUNT = 99
_LARGEST_ROOM = 1000
_MOST_HOUSES = 20
MOST_STEPS = 200
"""Of the grammar in one message: people's take fewer than 30."""
_WORST_SCORE, _BEST_SCORE = 300, 850

grammar = Grammar(words=load("en", "figures"))
"""Its "other" says what a number is instead of money; the scene is the message's `Doc`."""


def _whole(number: Number, most: int, least: int = 0) -> bool:
    return number.scale == 1 and not number.value % 1 and least <= number.value <= most


@grammar.rule(
    "counted", "<adjective>? -? <adjective>? <unit>", examples={"10 business days": "time"}
)
def what_is_counted(doc: Doc, near: str | None, far: str | None, unit: str) -> str:
    return unit


@grammar.rule(
    "other",
    "<number> (-|+)? <counted>",
    examples={"3 bathrooms": "count", "2,000 sq ft": "size", "in 10 business days": "time"},
)
def count(doc: Doc, number: Number, unit: str) -> str | None:
    """Even of thousands, as 5k miles; but "a 400k house", "a 400 house" is what it costs."""
    return unit if unit != "priced" or number.value <= _MOST_HOUSES else None


@grammar.rule(
    "other",
    "<number> ({from_to})? <number> -? <counted>",
    examples={"2 to 3 weeks": "time", "3-6 months": "time", "two three days": "time"},
)
def count_from_to(doc: Doc, low: Number, high: Number, unit: str) -> str | None:
    small = _whole(low, _LARGEST_COUNT) and _whole(high, _LARGEST_ROOM)
    return unit if small and low.value <= high.value else None


@grammar.rule("other", "<ordinal>", "<fraction>", examples={"on the 5th": "place"})
def place(doc: Doc, one: object) -> str:
    return "place"


@grammar.rule(
    "other",
    "<month> (.)? ({the})? <number>",
    "<number> ({of})? <month>",
    examples={"march 15": "day", "15 of march": "day"},
)
def day_of_month(doc: Doc, one: object, other: object) -> str | None:
    number = one if isinstance(one, Number) else other
    return "day" if isinstance(number, Number) and _whole(number, _MOST_DAYS, 1) else None


@grammar.rule(
    "other",
    "<number> ({till}) <number> ({of})? <month>",
    "<month> ({the})? <number> ({till}) <number>",
    examples={"15-20 march": "day", "3 to 5 of june": "day", "march 15-20": "day"},
)
def days_of_month(doc: Doc, a: object, b: object, c: object) -> str | None:
    numbers = [each for each in (a, b, c) if isinstance(each, Number)]
    return "day" if all(_whole(each, _MOST_DAYS, 1) for each in numbers) else None


@grammar.rule(
    "other",
    "<before_year> <number>",
    "<other> (,)? <number>",
    examples={"since 2015": "year", "march 15, 2027": "year"},
)
def year(doc: Doc, before: str, number: Number) -> str | None:
    dated = before in ("", "day", "year", "place") and number.written == "figures"
    return "year" if dated and _whole(number, _YEARS[-1], _YEARS[0]) else None


@grammar.rule(
    "other",
    "<numbered> <numbered_by>? <numbered_by>? <number>",
    examples={"zip 94110": "numbered", "my score is 720": "numbered", "apt #4": "numbered"},
)
def numbered(doc: Doc, thing: str, by: str | None, more: str | None, number: Number) -> str | None:
    lettered = number.scale == 1 or number.unit in _UNIT_LETTERS  # unit 12b
    return "numbered" if lettered and number.written == "figures" else None


@grammar.rule(
    "other",
    "({credit}) <numbered_by>? <numbered_by>? <number>",
    examples={"credit is around 700": "score"},
)
def credit_score(doc: Doc, by: str | None, more: str | None, number: Number) -> str | None:
    return "score" if _whole(number, _BEST_SCORE, _WORST_SCORE) else None


@grammar.rule(
    "other",
    "<number> ({out_of}) <number>",
    "<number> ({feet}) <number>",
    examples={"10 out of 10": "count", "6 ft 2": "count"},
)
def two_numbers(doc: Doc, one: Number, other: Number) -> str | None:
    return "count" if _whole(one, _LARGEST_COUNT) and _whole(other, _LARGEST_COUNT) else None


@grammar.rule("other", "<number> ({of}) ({them})", examples={"3 of us": "count"})
def some_of(doc: Doc, number: Number) -> str | None:
    return "count" if _whole(number, _LARGEST_COUNT) else None


@grammar.rule(
    "other", "<aged> ({of_age})? <number>", examples={"i'm 45": "age", "turning 30": "age"}
)
def age(doc: Doc, who: str, number: Number) -> str | None:
    return "age" if _whole(number, _OLDEST) else None


@grammar.rule(
    "other",
    "<hour> <number> ({half_of_day})?",
    examples={"after 5": "hour", "by 9 am": "hour"},
)
def hour(doc: Doc, when: str, number: Number) -> str | None:
    return "hour" if _whole(number, 12, 1) and number.written == "figures" else None


@grammar.rule("other", "<number> ({o_clock})", examples={"5 pm": "hour"})
def time_of_day(doc: Doc, number: Number) -> str | None:
    return "hour" if _whole(number, 12, 1) else None


@grammar.rule(
    "other",
    "<number> ({either_way}) <number> ({am_pm})",
    examples={"9-5 pm": "hour", "10 or 11 am": "hour"},
)
def hours(doc: Doc, low: Number, high: Number) -> str | None:
    return "hour" if _whole(low, 12, 1) and _whole(high, 12, 1) else None


@grammar.rule("other", "<placed> <number>", examples={"i live in 10463": "postcode"})
def placed(doc: Doc, words: str, number: Number) -> str | None:
    return "postcode" if _whole(number, 99_999, 10_000) else None


@grammar.rule(
    "other",
    "<number> <name>? <name>? <street>",
    examples={"123 Main St": "address", "40 west elm street": "address"},
)
def address(
    doc: Doc, number: Number, name: str | None, more: str | None, street: str
) -> str | None:
    return "address" if number.scale == 1 and number.written == "figures" else None


@grammar.rule("other", "({with}) <number>", examples={"katherine with a k": "letter"})
def letter(doc: Doc, number: Number) -> str | None:
    return "letter" if number.unit in _LETTERS and number.written == "words" else None


@grammar.rule("other", "<thanks>", examples={"thanks a million": "phrase"})
def phrase(doc: Doc, words: str) -> str:
    return "phrase"


def others(doc: Doc, joined: Joined, numbers: Sequence[Item]) -> dict[int, str]:
    """What the tokens are that belong to something else than money: "phone", "date", "count"."""
    found: dict[int, str] = {}
    for name, at in found_shapes(joined):
        if not (name == "date" and _is_shared(at, numbers)):
            found |= dict.fromkeys(at, name)
    for item in parse(doc, numbers).items("other"):
        found |= dict.fromkeys(range(item.first, item.last), item.value)
    return found


def parse(doc: Doc, numbers: Sequence[Item]) -> Chart:
    """Every reading of the numbers of `doc` as something else."""
    near = {at for item in numbers for at in range(item.first - _BEFORE, item.last + _BEHIND)}
    near.intersection_update(range(len(doc.tokens)))
    words = [*LEXICON.find(doc, near), *_names(doc, numbers)]
    return grammar.parse(doc, [*numbers, *words], doc, near, MOST_STEPS)


def _names(doc: Doc, numbers: Sequence[Item]) -> Iterator[Item]:
    """The words behind a number that may be a street's name."""
    near = {at for item in numbers for at in (item.last, item.last + 1)}
    for at in near.intersection(range(len(doc.tokens))):
        word = doc.tokens[at].low
        if word[0].isalpha() and word not in _MAY_FOLLOW:
            yield Item("name", word, at, at + 1)


def _is_shared(at: range, numbers: Sequence[Item]) -> bool:
    """Whether 15/20 is of a sum: $15/20k, 3/4 of a million."""
    return any(
        item.value.scale > 1
        for item in numbers
        if isinstance(item.value, Number) and item.first < at.stop and at.start < item.last
    )


def looks_counted(doc: Doc, last: int) -> bool:
    """Whether the word behind a bare number makes it a count: "15 gutters"."""
    if last >= len(doc.tokens) or doc.tokens[last].glued:
        return False
    word = doc.tokens[last].low
    return word[0].isalpha() and word not in _MAY_FOLLOW
