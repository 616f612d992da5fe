"""Numbers in a message, in figures, in words and in both: 8,000 · 8k · fifteen hundred.

Items, found before any grammar's rules: a "number" is a `Number`; a "fraction" (1/2, ½) and a
"count" ("a couple of", "several") are Numbers, too, that only some rules take for one; an
"ordinal" (21st, "twenty-first") is an int.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from bot.language import figures
from bot.language.chart import Item
from bot.language.doc import Doc, Token, read
from bot.language.en import number_words as words_of
from bot.language.en.number_runs import between, compose, is_year
from bot.language.joined import Joined
from bot.language.ordinals import hyphen, ordinals
from bot.language.word_files import word_set

_MOST = 40
"""Numbers in one message, telephones and dates included."""
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Number:
    """Its last word multiplied by `scale` (8k is 8000 at scale 1000; 8,000 at scale 1).

    Not `sure` where it was said loosely ("a few thousand") or may be another ("three fifty").
    `written` is "figures" or "words", as it begins; `unit` its scale as it was written ("k").
    """

    value: Decimal
    scale: int = 1
    sure: bool = True
    written: str = "figures"
    unit: str = ""


def items(doc: Doc) -> list[Item]:
    """The numbers, fractions, counts and ordinals of `doc`, in order.

    None stands within another of its kind. `rule` says what read it: "figures", "words",
    "year" (nineteen ninety-five) or "told" (digits, one by one: four one five).
    """
    return list(_items(doc.message))


@lru_cache(maxsize=64)  # the grammars of one message ask one after the other
def _items(message: str) -> tuple[Item, ...]:
    tokens = read(message).tokens
    if not any(_may_begin(token.low) for token in tokens):
        return ()
    found: list[Item] = [*ordinals(tokens)]
    taken = {at for item in found for at in range(item.first, item.last)}
    text = Joined(tokens)
    at = 0
    while at < len(tokens) and len(found) < _MOST:
        heads = _may_head(tokens[at].low) and at not in taken
        numbers = _run(text, at) if heads else []
        found += numbers
        at = numbers[-1].last if numbers else at + 1
    found = [item for item in found if not _is_huge(item.value)]
    return tuple(sorted(found, key=lambda item: item.first))


# Nobody means so much of anything, and reckoning would lose its last figures.
_HUGE = 10**15


def _is_huge(value: Any) -> bool:
    return isinstance(value, Number) and value.value >= _HUGE


def _may_begin(word: str) -> bool:
    return word in words_of.BEGIN or word[0].isdigit() or word[0] in "½¼¾"


def _may_head(word: str) -> bool:
    return word in words_of.HEADS or word[0].isdigit() or word[0] in "½¼¾."


def _figure_at(text: Joined, at: int) -> tuple[figures.Figure, int] | None:
    """The figure that begins with a token, and the token behind it."""
    token = text.tokens[at]
    if not token.low[0].isdigit() and token.low not in "½¼¾.":
        return None
    if token.low == "." and not _is_point(text.tokens, at):
        return None
    found = figures.at(text.text, text.starts[at])
    last = text.token_ends.get(found.end) if found else None
    return (found, last) if found and last else None


def _is_point(tokens: Sequence[Token], at: int) -> bool:
    """Whether figures follow a point and none stand before it: .5"""
    following = tokens[at + 1 : at + 2]
    digits = bool(following) and following[0].glued and following[0].low.isdigit()
    before = tokens[at].glued and at and tokens[at - 1].low[0] in "0123456789."
    return digits and not before


class _Word(NamedTuple):
    """One word of a run as the composer takes it; `last` is the token behind it."""

    low: str
    first: int
    last: int


def _run(text: Joined, at: int) -> list[Item]:
    """The numbers that the run of words and figures beginning at `at` makes."""
    head = _figure_at(text, at)
    if head is None:
        return _in_words(text, at) or _several(text.tokens, at)
    figure, last = head
    run = [_Word(f"{figure.value:f}", at, last)]
    if figure.fraction:
        run += _of_a(text.tokens, last)
    behind = _scale_behind(text, run)
    if not behind and figure.fraction:
        return [Item("fraction", Number(figure.value), at, last, "figures")]
    if not behind:
        part = words_of.part_at([token.low for token in text.tokens[last : last + 3]])
        if part and figure.value < 1000:
            run += (_Word(text.tokens[i].low, i, i + 1) for i in range(last, last + part))
            return _composed(text.tokens, run)
        return [Item("number", Number(figure.value), at, last, "figures")]
    run = behind
    if run[-1].low not in words_of.LETTERS:
        run = _words_behind(text, run)
    return _composed(text.tokens, run)


_OF, _ARTICLES = word_set("figures", "of"), word_set("figures", "article")
_FRIDAY = word_set("figures", "friday")
_BEFORE_SCALE = [[*sign, ish] for sign in (["-"], []) for ish in word_set("figures", "ish")]
_BEFORE_SCALE.append(["-"])


def _of_a(tokens: Sequence[Token], at: int) -> list[_Word]:
    """The words between a fraction and its scale: 3/4 of a (million)."""
    found: list[_Word] = []
    for words in (_OF, _ARTICLES):
        if at < len(tokens) and tokens[at].low in words:
            found.append(_Word(tokens[at].low, at, at + 1))
            at += 1
    return found


def _scale_behind(text: Joined, run: list[_Word]) -> list[_Word]:
    """The run with "k", "hundred" or "and a half grand" behind its figures; else empty."""
    tokens = text.tokens
    at = _past_ish(tokens, run[-1].last)
    part = words_of.part_at([token.low for token in tokens[at : at + 3]])
    if part and at + part < len(tokens) and tokens[at + part].low in words_of.SCALES:
        run = [*run, *(_Word(tokens[i].low, i, i + 1) for i in range(at, at + part))]
        at += part
    if at >= len(tokens) or tokens[at].low not in words_of.MULTIPLIERS:
        return []
    if tokens[at].low in words_of.LETTERS and not _letter_ends(tokens, at):
        return []
    return [*run, _Word(tokens[at].low, at, at + 1)]


def _past_ish(tokens: Sequence[Token], at: int) -> int:
    """Past a hyphen or an "-ish" that stands before a scale."""
    for words in _BEFORE_SCALE:
        behind = [token.low for token in tokens[at : at + len(words) + 1]]
        if behind[:-1] == words and behind[-1] in words_of.MULTIPLIERS:
            return at + len(words)
    return at


def _letter_ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether a short "k" stands for itself: not in 5k2, B&B or M-F."""
    behind = tokens[at + 1 : at + 3]
    if not behind or not behind[0].glued:
        return True
    if behind[0].low == "-" and len(behind) > 1 and behind[1].low in _FRIDAY:
        return False
    return not (behind[0].low[0].isdigit() or behind[0].low in ("&", "'", "_"))


def _in_words(text: Joined, at: int) -> list[Item]:
    first = words_of.begins([token.low for token in text.tokens[at : at + 6]], at == 0)
    if not first:
        return []
    run = [_Word(text.tokens[i].low, i, i + 1) for i in range(at, at + first)]
    return _composed(text.tokens, _words_behind(text, run))


def _words_behind(text: Joined, run: list[_Word]) -> list[_Word]:
    """The run with the number words that follow it: "two thousand (and five hundred)"."""
    tokens = text.tokens
    run = list(run)
    while len(run) < _MOST_WORDS:
        at = run[-1].last
        at += hyphen(tokens, at)
        more = words_of.goes_on(run[-1].low, [token.low for token in tokens[at : at + 4]])
        if more and at < len(tokens) and tokens[at].low[0].isdigit() and not _alone(tokens, at):
            more = 0
        if not more:
            break
        run += (_Word(tokens[i].low, i, i + 1) for i in range(at, at + more))
    return run


def _alone(tokens: Sequence[Token], at: int) -> bool:
    """Whether figures stand for themselves, with nothing glued to them."""
    behind = tokens[at + 1 : at + 3]
    if not behind or not behind[0].glued:
        return True
    ends = behind[0].low in (".", ",", "!", "?", ";", ")")
    return ends and not (len(behind) > 1 and behind[1].glued)


def _composed(tokens: Sequence[Token], run: list[_Word]) -> list[Item]:
    words = [word.low for word in run]
    if len(words) == 1 and words[0] in words_of.SCALES:
        return []  # "thousands"
    parted = run[0].first > 0 and tokens[run[0].first - 1].low in words_of.BETWEEN
    found = (between(words) if parted else ()) or compose(words)
    told = len(found) > 1 and all(one.value < 10 for one in found)
    return [
        Item(
            "number",
            Number(
                one.value,
                one.scale,
                one.sure and len(found) <= 2,
                "figures" if words[one.first][0].isdigit() else "words",
                words[one.last - 1] if words[one.last - 1] in words_of.SCALES else "",
            ),
            run[one.first].first,
            run[one.last - 1].last,
            "told" if told else "year" if is_year(one, words) else "words",
        )
        for one in found
    ]


def _several(tokens: Sequence[Token], at: int) -> list[Item]:
    """ "A couple of", "several": what they count stands behind them."""
    length = words_of.several_at([token.low for token in tokens[at : at + 3]])
    if not length:
        return []
    count = next(
        words_of.SEVERAL[t.low] for t in tokens[at : at + length] if t.low in words_of.SEVERAL
    )
    number = Number(Decimal(count), sure=words_of.is_exact(count), written="words")
    return [Item("count", number, at, at + length, "words")]
