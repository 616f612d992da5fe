"""Every expression of days in a message, each with its rule: the grammar's work."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from bot.language.chart import Chart, Item
from bot.language.days import (  # noqa: F401 - their rules
    bounds,
    dates,
    distances,
    feast_days,
    offsets,
    periods,
    ranges,
    weeks,
)
from bot.language.days.around import Words
from bot.language.days.excerpt import LONGEST, MOST_LOOKED_AT, excerpt
from bot.language.days.figures import figures, figures_in
from bot.language.days.numerals import numerals
from bot.language.days.pointing_units import POINTING_UNITS, units_after
from bot.language.days.rules import grammar
from bot.language.days.value import Scene
from bot.language.doc import Doc
from bot.language.lexicon import Lexicon
from bot.language.vocabulary import load

MOST_STEPS = 260
"""Of the grammar in one message: people's take fewer than 250."""


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words of days; spaCy costs a second to import, so the first message pays for it."""
    words = {kind: dict(values) for kind, values in load("en", "days").items()}
    words["feast"] = {name: entry["names"] for name, entry in load("en", "feasts").items()}
    return Lexicon(words)


def telling(doc: Doc) -> Doc:
    """What of `doc` is read for days."""
    if len(doc.tokens) <= LONGEST:
        return doc
    doc = replace(doc, tokens=doc.tokens[:MOST_LOOKED_AT])
    words = Words(doc)
    vague = [
        Item("vague", kind, *span)
        for kind in ("asap", "flexible", "soon", "as_soon")
        for span in words.spans(kind, 0, len(doc.tokens), "vague")
    ]
    return excerpt(doc, [*lexicon().find(doc), *figures_in(doc), *vague])


def chart(doc: Doc, scene: Scene) -> Chart:
    """All readings of `doc`."""
    words = _unless_pointing(doc, lexicon().find(doc))
    counted = frozenset(item.first for item in words if item.kind == "counted")
    other = frozenset(item.first for item in words if item.kind == "nothing")
    found = [*words, *numerals(doc, counted), *figures(doc, scene, counted, other)]
    return grammar.parse(doc, found, scene, most_steps=MOST_STEPS)


def _unless_pointing(doc: Doc, items: list[Item]) -> list[Item]:
    """Without the words of "the month after that", which tell no days of their own."""
    words, end = Words(doc), len(doc.tokens)
    spans = [span for kind in POINTING_UNITS for span in units_after(words, kind, 0, end)]
    return [item for item in items if not any(a <= item.first < b for a, b in spans)]


def find_days(doc: Doc, scene: Scene) -> list[Item]:
    """The longest expressions that don't overlap, in order; their values are `Days`."""
    return chart(doc, scene).longest("days", "bounded", "capped")
