"""The condition of a consent that is not understood: kept, and told back before a yes counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.language.consent_condition import Condition, read_condition
from bot.language.contact_wishes import LONGEST
from bot.language.intents import ASKING, FALLBACK, SURE, Guess
from bot.reading.heard import Heard

# What any words may be taken for, and those that sound like a condition.
_UNKNOWN = frozenset({FALLBACK, "inform"})
_TAKEN_FOR = (
    _UNKNOWN
    | ASKING
    | {"deny", "affirm", "unsure", "skip", "minor", "opt_out", "correct", "spanish"}
)
# These stand for themselves; days, and words of the campaign's choices, stand in a condition, but
# of so few words they answer.
_APART, _FEW = ("budget", "postcode", "name", "phone", "email"), 2


def told_condition(
    text: str, values: Mapping[str, Heard[Any]], guess: Guess
) -> Heard[str | None] | None:
    """The condition in an answer to the question of consent, where its words tell and mean nothing
    else; its value is "yes" where a yes stands beside it.
    """
    found = read_condition(text)
    if found is None or _is_otherwise_meant(text, found, values, guess):
        return None
    return _heard(text, found, found.end)


def told_at_length(text: str) -> Heard[str | None] | None:
    """The same of a message too long to be read whole: what follows belongs to its beginning."""
    found = read_condition(text[:LONGEST])
    sure = found is not None and (found.agrees or found.sets_one)
    return _heard(text, found, len(text.rstrip())) if found and sure else None


def _heard(text: str, found: Condition, end: int) -> Heard[str | None]:
    return Heard(
        "yes" if found.agrees else None,
        found.start,
        end,
        doubtful=True,
        condition=text[found.start : end],
        rule="consent",
    )


def _is_otherwise_meant(
    text: str, found: Condition, values: Mapping[str, Heard[Any]], guess: Guess
) -> bool:
    sure = guess.confidence >= SURE
    if not (found.agrees or found.sets_one):
        return bool(values) or (sure and guess.intent not in _UNKNOWN)
    for name, heard in values.items():
        if name == "name" and found.sets_one and heard.start > found.start:
            continue  # "as long as it's Gary who calls"
        beside = len(text.split()) - len(text[heard.start : heard.end].split())
        if name in _APART or (name != "timeframe" and beside < _FEW):
            return True
    return sure and not found.agrees and guess.intent not in _TAKEN_FOR
