"""How a message was read, for people: what a value was made of, and what was put aside.

Reads the message once more; what it tells is never kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.language import money
from bot.language.chart import Item, derivation
from bot.language.days.find import find_days, telling
from bot.language.doc import Doc, read
from bot.language.roles import likeliest
from bot.reading.budget import amounts_told
from bot.reading.contact import details_told
from bot.reading.corrections import without_turns
from bot.reading.heard import Context, Heard
from bot.reading.timeframe import days_told, scene_of_days
from bot.reading.understand import Understanding

MOST_LINES = 6
"""Of what one value was made of."""
_NUMBERS = frozenset({"figure", "number", "count"})


@dataclass(frozen=True, slots=True)
class Aside:
    """A reading that answers no question: its place, its value and the `role` that it has.

    `margin` is how sure the role is, None where rules have told it.
    """

    kind: str
    start: int
    end: int
    value: str
    role: str
    margin: float | None = None


def made_of(name: str, heard: Heard[Any], text: str, context: Context) -> list[str]:
    """Which rules made a value of which words, a line each, parts below what they make."""
    if name == "budget":
        doc = read(text)
        items = money.readings(doc, context.currency)
    elif name == "timeframe":
        doc = _days_of(text)
        items = find_days(doc, scene_of_days(context))
    else:
        return []
    mine = [each for each in items if _overlaps(heard, *doc.span(each.first, each.last))]
    return [line for each in mine for line in derivation(_brief(each), doc)][:MOST_LINES]


def put_aside(found: Understanding, context: Context) -> list[Aside]:
    """What was heard and answers nothing: another's price, a past day, an old number."""
    if found.scene is None:
        return []
    text = found.scene.message
    kept: list[Aside] = []
    taken: list[Heard[Any] | Aside] = [*found.values.values()]
    for one in (*_details(text, context), *_amounts(text, context), *_days(text, context)):
        if not any(_overlaps(each, one.start, one.end) for each in (*taken, *kept)):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _details(text: str, context: Context) -> Iterator[Aside]:
    for kind, one in details_told(text, context):
        yield Aside(kind, one.start, one.end, one.value, one.role, one.margin)


def _amounts(text: str, context: Context) -> Iterator[Aside]:
    doc = read(text)
    for amount, chances in amounts_told(doc, context):
        span = doc.span(amount.first, amount.last)
        yield Aside("amount", *span, str(amount), *likeliest(chances))


def _days(text: str, context: Context) -> Iterator[Aside]:
    doc, scene = _days_of(text), scene_of_days(context)
    for item in find_days(doc, scene):
        if item.value.over(scene.today):
            yield Aside("days", *doc.span(item.first, item.last), str(item.value), "past")
    for judged in days_told(doc, scene, context.asks):
        one = judged.mention
        role, margin = likeliest(judged.chances) if judged.chances else ("no start", None)
        value = "none to count on" if one.days.void else str(one.days)
        yield Aside("days", *doc.span(one.first, one.last), value, role, margin)


def _days_of(text: str) -> Doc:
    return telling(read(without_turns(text)))


def _overlaps(one: Heard[Any] | Aside, start: int, end: int) -> bool:
    return start < one.end and one.start < end


def _brief(item: Item) -> Item:
    """Without the steps that only pass a value on, and without words that have none."""
    parts = [part for part in item.parts if part.rule or part.kind in _NUMBERS]
    if len(parts) == 1 and str(parts[0].value) == str(item.value):
        (part,) = parts
        if (part.first, part.last) == (item.first, item.last):
            return _brief(part) if part.rule else item._replace(parts=())
    return item._replace(parts=tuple(map(_brief, parts)))
