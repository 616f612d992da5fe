"""`leadbell campaigns try`: sentences against a campaign file, and what is heard in each."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot import clock
from bot.campaign_files import read_campaign
from bot.commands.database import database
from bot.commands.understand import VALUES, answer
from bot.leads.campaign import Campaign
from bot.nlu.trained_intents import load_intents
from bot.services.in_words import in_words
from bot.services.not_understood import list_not_understood
from bot.settings import load_settings
from bot.store.not_understood import NotUnderstood

# How sure a sentence is heard, the least sure first; with no value, whether anything is made of it.
OUTCOMES = {
    "not_understood": "not understood",
    "offered": "with two readings to choose from",
    "read_back": "read back",
    "firm": "firm",
    "aside": "no answer, but understood",
}
NOTHING = frozenset({"nlu_fallback", "inform"})


def run(parsed: argparse.Namespace) -> int:
    settings = load_settings()
    clock.fix(settings.fixed_now)
    campaign = read_campaign(Path(parsed.file))
    if parsed.asks and campaign.question(parsed.asks) is None:
        known = ", ".join(question.id for question in campaign.questions)
        print(f"{parsed.file} asks no {parsed.asks}; it asks {known}", file=sys.stderr)
        return 2
    try:
        sentences = list(_sentences(parsed, campaign))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "this is not UTF-8 text"
        print(f"{parsed.sentences}: {reason}", file=sys.stderr)
        return 1
    intents = load_intents(settings.models)
    counts: Counter[str] = Counter()
    for sentence in sentences:
        found = answer({"text": sentence.text, "asks": sentence.asks}, campaign, intents)
        outcomes = field_outcomes(found)
        outcome = sentence_outcome(found, outcomes)
        counts[outcome] += 1
        if parsed.json:
            facts = {"asks": sentence.asks, "times": sentence.times, "outcome": outcome}
            print(json.dumps({**found, **facts, "outcomes": outcomes}, ensure_ascii=False))
        else:
            print("\n".join(_rows(sentence, found, outcomes, campaign)))
    _close(counts, campaign, parsed)
    return 0


def _sentences(parsed: argparse.Namespace, campaign: Campaign) -> Iterator[NotUnderstood]:
    """The lines of the file named ("-": of standard input), or what is stored of the campaign."""
    if parsed.sentences is None:
        stored = list_not_understood(database(), campaign.id)
        yield from (each for each in stored if parsed.asks in (None, each.asks))
        return
    text = sys.stdin.read() if parsed.sentences == "-" else None
    text = Path(parsed.sentences).read_text(encoding="utf-8-sig") if text is None else text
    for line in text.splitlines():
        if line.strip():
            yield NotUnderstood(line.strip(), parsed.asks, 1)


def field_outcomes(found: Mapping[str, Any]) -> dict[str, str]:
    """{field: firm, read_back or offered} of what `understand` answers."""
    heard = {*found["why"], *found["offered"]}
    fields = dict.fromkeys((n for n in (*VALUES, *found["details"]) if n in heard), "firm")
    fields |= dict.fromkeys(found["doubtful"], "read_back")
    return fields | dict.fromkeys(found["offered"], "offered")


def sentence_outcome(found: Mapping[str, Any], outcomes: Mapping[str, str]) -> str:
    """The key of OUTCOMES for a whole sentence: its least sure field's."""
    if not outcomes:
        return "not_understood" if found["intent"] in NOTHING else "aside"
    return next(each for each in OUTCOMES if each in outcomes.values())


def _rows(
    sentence: NotUnderstood,
    found: Mapping[str, Any],
    outcomes: Mapping[str, str],
    campaign: Campaign,
) -> Iterator[str]:
    asked = f" [asked {sentence.asks}]" if sentence.asks else ""
    times = f" ({sentence.times} times)" if sentence.times > 1 else ""
    yield f"{sentence.text}{asked}{times}"
    for field, outcome in outcomes.items():
        heard = found["why"].get(field, {}).get("heard")
        words = f'  "{heard}"' if heard else ""
        value = " or ".join(_values(found, field, campaign))
        yield f"    {field:12} {outcome.replace('_', ' '):9}  {value}{words}"
    if not outcomes:
        understood = found["intent"] not in NOTHING
        yield f"    {found['intent'] if understood else 'nothing is heard'}"


def _values(found: Mapping[str, Any], field: str, campaign: Campaign) -> list[str]:
    """What is heard for a field, in words; both values of one that is offered."""
    value = found[field] if field in found else found["details"].get(field)
    values = found["offered"].get(field) or [value]
    return [_in_words(campaign, field, each) for each in values]


def _in_words(campaign: Campaign, field: str, value: Any) -> str:
    if value is None:
        return "none to tell"  # "money is no object"
    return in_words(campaign, field, {"value": value})


def _close(counts: Counter[str], campaign: Campaign, parsed: argparse.Namespace) -> None:
    total = sum(counts.values())
    if parsed.json:
        print(json.dumps({"sentences": total, **{each: counts[each] for each in OUTCOMES}}))
    elif not total and parsed.sentences is None:
        print(f"{campaign.id}: nothing is stored that was said and not understood")
    else:
        said = [f"{counts[each]} {words}" for each, words in OUTCOMES.items() if counts[each]]
        print(f"{total} sentence{'s' * (total != 1)}: {', '.join(said) or 'none'}")
